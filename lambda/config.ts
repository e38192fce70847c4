import {
  registers,
  type Style,
  type TargetLanguage,
  type Terminology,
  targetLanguages,
  typographies,
} from './article.ts';
import { ConfigError } from './errors.ts';

/** The variables the function reads; lib/ sets exactly these. */
export interface PipelineEnvironment {
  readonly RESULTS_BUCKET: string;
  /** Comma-separated; absent: all. */
  readonly TARGET_LANGUAGES?: string;
  /** A whole number from 1; absent: as suits the article. */
  readonly SUMMARY_SENTENCES?: string;
  /** `engine`, `plain` or `polite`; absent: engine. */
  readonly REGISTER?: string;
  /** `on` or `off`; absent: on. */
  readonly TYPOGRAPHY?: string;
  /** Name of the deployment: in every log line, metric and event. */
  readonly SERVICE_NAME: string;
  /** Where uploads' messages wait. */
  readonly QUEUE_URL: string;
  /** Where messages wait whose translation is over the day's limit. */
  readonly POSTPONED_QUEUE_URL: string;
  /** How many characters may be paid for in one day, UTC; a whole number from {@link leastCharactersPerDay}; absent: no limit. */
  readonly MAX_CHARACTERS_PER_DAY?: string;
}

/** A limit below one request of Amazon Translate would never let an article through. */
export const leastCharactersPerDay = 10_000;

export const defaultStyle: Style = { register: 'engine', typography: 'on' };

export interface PipelineConfig {
  readonly targets: readonly TargetLanguage[];
  /** How many sentences a summary has; absent: as suits the article. */
  readonly summarySentences?: number;
  /** How many characters a summary has at most; absent: no limit. */
  readonly summaryCharacters?: number;
  readonly terminology?: Terminology;
  /** Absent: as the engine gives it. */
  readonly style?: Style;
  /** The engine asked for by name: a result of another engine is made again. Absent: any engine's will do. */
  readonly requiredTranslator?: string;
}

export interface FunctionConfig extends PipelineConfig {
  readonly resultsBucket: string;
  readonly serviceName: string;
  readonly queueUrl: string;
  readonly postponedQueueUrl: string;
  /** Absent: no limit. */
  readonly maxCharactersPerDay?: number;
}

/** @throws {ConfigError} with every variable that is missing or wrong, its value and what is allowed */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): FunctionConfig {
  const problems: string[] = [];
  const read = (name: keyof PipelineEnvironment): string | undefined => environment[name] || undefined;

  const required = (name: keyof PipelineEnvironment, meaning: string): string => {
    const value = read(name);
    if (value === undefined) problems.push(`${name} is not set: it must name ${meaning}`);
    return value ?? '';
  };
  const resultsBucket = required('RESULTS_BUCKET', 'the bucket for results');
  const serviceName = required('SERVICE_NAME', 'this deployment');
  const queueUrl = required('QUEUE_URL', 'the queue of uploads');
  const postponedQueueUrl = required('POSTPONED_QUEUE_URL', 'the queue of postponed translations');

  const targets: TargetLanguage[] = [];
  for (const name of read('TARGET_LANGUAGES')?.split(',') ?? targetLanguages) {
    const target = targetLanguages.find((language) => language === name.trim());
    if (target !== undefined) targets.push(target);
    else problems.push(`TARGET_LANGUAGES has "${name}": must be among ${targetLanguages.join(', ')}`);
  }

  const wholeNumber = (name: keyof PipelineEnvironment, least: number): number | undefined => {
    const given = read(name);
    if (given === undefined) return undefined;
    const value = wholeNumberIn(given);
    if (value === undefined || value < least)
      problems.push(`${name} is "${given}": must be a whole number from ${least}`);
    return value;
  };
  const oneOf = <Choice extends string>(
    name: keyof PipelineEnvironment,
    choices: readonly Choice[],
  ): Choice | undefined => {
    const given = read(name);
    const found = choices.find((choice) => choice === given);
    if (given !== undefined && found === undefined)
      problems.push(`${name} is "${given}": must be one of ${choices.join(', ')}`);
    return found;
  };
  const style: Style = {
    register: oneOf('REGISTER', registers) ?? defaultStyle.register,
    typography: oneOf('TYPOGRAPHY', typographies) ?? defaultStyle.typography,
  };
  const summarySentences = wholeNumber('SUMMARY_SENTENCES', 1);
  const maxCharactersPerDay = wholeNumber('MAX_CHARACTERS_PER_DAY', leastCharactersPerDay);

  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    resultsBucket,
    serviceName,
    queueUrl,
    postponedQueueUrl,
    maxCharactersPerDay,
    targets,
    summarySentences,
    style,
  });
}

/** @returns undefined for what is not digits alone (such as 0x10, 1e3, 1,000), and for more than a number holds exactly */
export function wholeNumberIn(text: string): number | undefined {
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The variables the function of the front page reads; lib/ sets exactly these. */
export interface FrontEnvironment {
  /** What the logs are under. */
  readonly SERVICE_NAME: string;
  readonly RESULTS_BUCKET: string;
  /** Where readers find the front page: an absolute address that ends with a slash. */
  readonly FRONT_BASE: string;
}

export interface FrontConfig {
  readonly serviceName: string;
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
  return Object.freeze({ resultsBucket: read('RESULTS_BUCKET'), serviceName: read('SERVICE_NAME'), base });
}
