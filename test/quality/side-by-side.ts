import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { scoreEncodings } from './encodings.ts';

/**
 * Scores the stages on labelled data, beside the extractors and summarizers that stand at hand, and prints what the data's own
 * scorers say.
 *
 * The folder holds `cleaning`, `summary`, `sentences` and `translation`, each with rows (`*.jsonl.gz`) and a scorer.
 */
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
const here = fileURLToPath(new URL('.', import.meta.url));
const maxOutputBytes = 1024 ** 3;

interface Method {
  readonly name: string;
  /** A script and its arguments; it writes predictions. */
  readonly command: readonly string[];
  /** It is told the files of rows, where others read the rows from standard input. */
  readonly readsFiles?: boolean;
}

interface Task {
  readonly folder: string;
  readonly scorer: string;
  readonly isScored: (file: string) => boolean;
  readonly methods: (folder: string) => readonly Method[];
}

const ours = (task: string): Method => ({
  name: 'tribrief',
  command: [tsx, join(here, 'predict.ts'), task],
});

const tasks: Readonly<Record<string, Task>> = {
  'cleaning saved pages': {
    folder: 'cleaning',
    scorer: 'score.mjs',
    isScored: (file) => file.endsWith('.html.jsonl.gz'),
    methods: () => [
      ours('clean'),
      ...['readability', 'defuddle'].map((name) => ({
        name,
        command: [tsx, join(here, 'rivals.ts'), name],
      })),
    ],
  },
  'cleaning copied text': {
    folder: 'cleaning',
    scorer: 'score.mjs',
    isScored: (file) => file.endsWith('.plain.jsonl.gz'),
    methods: () => [ours('clean')],
  },
  summaries: {
    folder: 'summary',
    scorer: 'score.mjs',
    isScored: (file) => file.endsWith('.jsonl.gz'),
    methods: (folder) => [
      ...['lead', 'textrank', 'lexrank', 'oracle'].map(baseline(folder, 'summary')),
      { name: 'ts-textrank', command: [tsx, join(here, 'rivals.ts'), 'ts-textrank'] },
      ours('summarize'),
    ],
  },
  sentences: {
    folder: 'sentences',
    scorer: 'score-sentences.mjs',
    isScored: (file) => file.endsWith('.jsonl.gz'),
    methods: (folder) => [baseline(join(folder, '../summary'), 'sentences')('intl'), ours('sentences')],
  },
  'translation checks': {
    folder: 'translation',
    scorer: 'score.mjs',
    isScored: (file) => file === 'checks.dev.jsonl.gz',
    methods: () => [ours('check')],
  },
};

/** A method that the data comes with. */
function baseline(folder: string, task: string) {
  return (name: string): Method => ({
    name,
    command: [join(folder, 'baselines.mjs'), task, name],
    readsFiles: true,
  });
}

function run(command: readonly string[], input?: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    input,
    maxBuffer: maxOutputBytes,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  return stdout;
}

/** Prints of which articles the text changes when it is cleaned again. */
function compareCleanedTwice(folder: string): void {
  console.log('\n## cleaning again\n');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()) {
    const lines = run([tsx, join(here, 'clean-twice.ts')], gunzipSync(readFileSync(join(folder, file))));
    console.log(`${file}\n${lines}`);
  }
}

/** Prints a table of each task and method. @param only the tasks whose names contain it */
export function compareSideBySide(benchFolder: string, only = ''): void {
  if ('encodings'.includes(only)) scoreEncodings(benchFolder);
  if ('cleaning again'.includes(only)) compareCleanedTwice(join(benchFolder, 'cleaning'));
  const scratch = mkdtempSync(join(tmpdir(), 'tribrief-quality-'));
  for (const [task, { folder, scorer, isScored, methods }] of Object.entries(tasks)) {
    if (!task.includes(only)) continue;
    const place = join(benchFolder, folder);
    const files = readdirSync(place)
      .filter(isScored)
      .sort()
      .map((file) => join(place, file));
    const lead = join(scratch, 'lead.jsonl');
    for (const { name, command, readsFiles } of methods(place)) {
      const predictions = join(scratch, `${name}.jsonl`);
      const lines = readsFiles
        ? run([...command, ...files])
        : files.map((file) => run(command, gunzipSync(readFileSync(file)))).join('');
      writeFileSync(predictions, lines);
      const against = task === 'summaries' && name === 'tribrief' ? ['--against', lead] : [];
      console.log(
        `\n## ${task}: ${name}\n\n${run([join(place, scorer), predictions, ...files, ...against])}`,
      );
    }
  }
}
