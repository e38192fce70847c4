import { parseArgs } from 'node:util';
import {
  registers,
  type Style,
  type TargetLanguage,
  targetLanguages,
  typographies,
} from '../lambda/article.ts';
import { defaultStyle, wholeNumberIn } from '../lambda/config.ts';
import { ConfigError } from '../lambda/errors.ts';

export const translatorChoices = ['auto', 'amazon', 'firefox', 'libretranslate', 'none'] as const;
export type TranslatorChoice = (typeof translatorChoices)[number];

export interface Options {
  readonly command: 'run' | 'explain' | 'help' | 'version';
  /** Files, folders, or `-` for standard input; empty: the bundled sample. */
  readonly paths: readonly string[];
  readonly outFolder: string;
  readonly watch: boolean;
  readonly targets: readonly TargetLanguage[];
  readonly summarySentences?: number;
  readonly summaryCharacters?: number;
  readonly translator: TranslatorChoice;
  readonly terminologyFile?: string;
  readonly memoryFiles: readonly string[];
  readonly style: Style;
  readonly force: boolean;
  /** Say what would be sent, and send nothing. */
  readonly dryRun: boolean;
  /** How many characters may be sent in all; absent: no limit. */
  readonly maxCharacters?: number;
  readonly json: boolean;
  /** Show the page when done. */
  readonly open: boolean;
}

export const usage = `Usage: npm start -- [PATH…] [options]

Cleans, summarizes and translates news articles: each PATH is a file, a folder
(with all that is below it) or - for standard input. Without a PATH the bundled
sample article is processed.

  --out DIR               where results go (default: results)
  --watch                 keep running; a file dropped in a given folder is processed
  --targets ko,ja         languages to translate into (default: ko,ja)
  --summary-sentences N   length of the summary (default: as suits the article)
  --summary-characters N  longest summary, in characters
  --translator NAME       auto: Amazon Translate where credentials and a region are set
                          up, else the local engine (default)
                          amazon: Amazon Translate
                          firefox: the Firefox Translations models, on this machine
                          libretranslate: a LibreTranslate server of your own; weak in
                          Korean and Japanese
                          none: no engine, only what the memory knows
  --terminology FILE.csv  names and terms and how they are to be translated, before
                          those that come with the product
  --register NAME         how sentences end: plain, as in print (-다, である), polite
                          (-습니다, です), or engine: as they came (default)
  --typography on|off     marks and spaces as Japanese and Korean print has them
                          (default), or as the engine gave them
  --memory FILE.tmx       translations people made: used before any engine, and kept
  --dry-run               say what would be sent and what it costs; send and store nothing
  --max-characters N      send no more in all; what is over it is stored without its
                          translation, which another run fills in
  --force                 also what is unchanged since the last run
  --json                  one line of JSON an article, for scripts
  --open                  show the result in the browser, or the front page of several
  --explain FILE          print the page as blocks and the article as sentences, with what became of each and why
  --help, --version

Exit status: 0 everything stored; 1 something was rejected or failed (the rest is
done all the same); 2 wrong usage.
`;

/** @throws {ConfigError} with every wrong option, the value given and what is allowed */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const problems: string[] = [];
  const oneOf = <T extends string>(name: string, value: string, allowed: readonly T[]): T | undefined => {
    const found = allowed.find((choice) => choice === value);
    if (found === undefined) problems.push(`--${name} ${value}: must be one of ${allowed.join(', ')}`);
    return found;
  };
  const count = (name: string, value: string | undefined): number | undefined => {
    if (value === undefined) return undefined;
    const number = wholeNumberIn(value);
    if (number === undefined || number < 1)
      problems.push(`--${name} ${value}: must be a whole number from 1, in digits alone`);
    return number;
  };

  const targets = (values.targets ?? targetLanguages.join(','))
    .split(',')
    .map((target) => oneOf('targets', target.trim(), targetLanguages));
  const explained = values.explain === undefined ? [] : [values.explain];
  const options: Options = {
    command: values.help ? 'help' : values.version ? 'version' : explained.length > 0 ? 'explain' : 'run',
    paths: [...explained, ...positionals],
    outFolder: values.out ?? 'results',
    watch: values.watch ?? false,
    targets: [...new Set(targets.filter((target) => target !== undefined))],
    summarySentences: count('summary-sentences', values['summary-sentences']),
    summaryCharacters: count('summary-characters', values['summary-characters']),
    translator: oneOf('translator', values.translator ?? 'auto', translatorChoices) ?? 'auto',
    terminologyFile: values.terminology,
    memoryFiles: values.memory ?? [],
    style: {
      register:
        oneOf('register', values.register ?? defaultStyle.register, registers) ?? defaultStyle.register,
      typography:
        oneOf('typography', values.typography ?? defaultStyle.typography, typographies) ??
        defaultStyle.typography,
    },
    force: values.force ?? false,
    dryRun: values['dry-run'] ?? false,
    maxCharacters: count('max-characters', values['max-characters']),
    json: values.json ?? false,
    open: values.open ?? false,
  };
  if (options.watch && options.paths.length === 0) problems.push('--watch needs a folder to watch');
  if (options.dryRun && options.watch) problems.push('--dry-run and --watch do not go together');
  if (options.outFolder === '') problems.push('--out: must name a folder');
  if (problems.length > 0) throw new ConfigError(problems);
  return options;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        watch: { type: 'boolean' },
        targets: { type: 'string' },
        'summary-sentences': { type: 'string' },
        'summary-characters': { type: 'string' },
        translator: { type: 'string' },
        terminology: { type: 'string' },
        register: { type: 'string' },
        typography: { type: 'string' },
        memory: { type: 'string', multiple: true },
        force: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        'max-characters': { type: 'string' },
        json: { type: 'boolean' },
        open: { type: 'boolean' },
        explain: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new ConfigError([(error as Error).message], { cause: error });
  }
}
