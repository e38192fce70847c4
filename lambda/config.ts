import { type TargetLanguage, type Terminology, targetLanguages } from './article.ts';
import { ConfigError } from './errors.ts';

/** The variables the function reads; lib/ sets exactly these. */
export interface PipelineEnvironment {
  readonly RESULTS_BUCKET: string;
  /** Comma-separated; absent: all. */
  readonly TARGET_LANGUAGES?: string;
  /** A whole number from 1; absent: as suits the article. */
  readonly SUMMARY_SENTENCES?: string;
}

export interface PipelineConfig {
  readonly targets: readonly TargetLanguage[];
  /** How many sentences a summary has; absent: as suits the article. */
  readonly summarySentences?: number;
  /** How many characters a summary has at most; absent: no limit. */
  readonly summaryCharacters?: number;
  readonly terminology?: Terminology;
  /** The engine asked for by name: a result of another engine is made again. Absent: any engine's will do. */
  readonly requiredTranslator?: string;
}

export interface FunctionConfig extends PipelineConfig {
  readonly resultsBucket: string;
}

/** @throws {ConfigError} with every variable that is missing or wrong, its value and what is allowed */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): FunctionConfig {
  const problems: string[] = [];
  const read = (name: keyof PipelineEnvironment): string | undefined => environment[name] || undefined;

  const resultsBucket = read('RESULTS_BUCKET');
  if (resultsBucket === undefined)
    problems.push('RESULTS_BUCKET is not set: it must name the bucket for results');

  const targets: TargetLanguage[] = [];
  for (const name of read('TARGET_LANGUAGES')?.split(',') ?? targetLanguages) {
    const target = targetLanguages.find((language) => language === name.trim());
    if (target !== undefined) targets.push(target);
    else problems.push(`TARGET_LANGUAGES has "${name}": must be among ${targetLanguages.join(', ')}`);
  }

  const sentences = read('SUMMARY_SENTENCES');
  const summarySentences = sentences === undefined ? undefined : Number(sentences);
  if (summarySentences !== undefined && !(Number.isSafeInteger(summarySentences) && summarySentences > 0)) {
    problems.push(`SUMMARY_SENTENCES is "${sentences}": must be a whole number from 1`);
  }

  if (problems.length > 0 || resultsBucket === undefined) throw new ConfigError(problems);
  return Object.freeze({ resultsBucket, targets, summarySentences });
}

/** The variables the function of the front page reads; lib/ sets exactly these. */
export interface FrontEnvironment {
  readonly RESULTS_BUCKET: string;
  /** Where readers find the front page: an absolute address that ends with a slash. */
  readonly FRONT_BASE: string;
}

export interface FrontConfig {
  readonly resultsBucket: string;
  readonly base: string;
}

/** @throws {ConfigError} with every variable that is missing or wrong */
export function loadFrontConfig(environment: Readonly<Record<string, string | undefined>>): FrontConfig {
  const read = (name: keyof FrontEnvironment): string => environment[name] ?? '';
  const problems: string[] = [];
  if (read('RESULTS_BUCKET') === '')
    problems.push('RESULTS_BUCKET is not set: it must name the bucket for results');
  const base = read('FRONT_BASE');
  if (!URL.canParse(base) || !base.endsWith('/'))
    problems.push(`FRONT_BASE is "${base}": must be an absolute address that ends with a slash`);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({ resultsBucket: read('RESULTS_BUCKET'), base });
}
