import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { leastCharactersPerDay, wholeNumberIn } from '../lambda/config.ts';

export const stages = ['dev', 'prod'] as const;
export type Stage = (typeof stages)[number];

/** What differs between deployments. */
export interface StageSettings {
  /** What becomes of buckets, with all that is in them, when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly logRetention: RetentionDays;
  /** How long a version of an upload that was replaced is kept. */
  readonly oldVersionsKept: Duration;
  /**
   * How many articles are processed at once, 2 to 1,000: the brake where Amazon Translate's quota is.
   *
   * @default 5
   */
  readonly maxConcurrency: number;
  /** How long what an engine translated is remembered; what people translated stays for ever. */
  readonly memoryKept: Duration;
  /** How many sentences a summary has; absent: as suits the article. */
  readonly summarySentences?: number;
  /** How sentences end: `engine`, `plain` or `polite`; absent: engine. */
  readonly register?: string;
  /** Marks and spaces as Japanese and Korean print has them, `on` or `off`; absent: on. */
  readonly typography?: string;
  /** Serve the results to readers with a name and a password, by CloudFront. */
  readonly readingRoom: boolean;
  /** How many characters may be translated in one day, UTC; absent: no limit. */
  readonly maxCharactersPerDay?: number;
  /** Who is told of alarms; absent: nobody, they are seen on the dashboard. */
  readonly alarmEmail?: string;
  /** Name of an uploads bucket that is there already; absent: the stack makes one. */
  readonly uploadsBucket?: string;
  /** Is everything encrypted under a key of the customer's own? */
  readonly customerKey: boolean;
}

const byStage: Readonly<Record<Stage, Omit<StageSettings, 'customerKey'>>> = {
  dev: {
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    oldVersionsKept: Duration.days(7),
    memoryKept: Duration.days(365),
    maxConcurrency: 5,
    readingRoom: false,
  },
  prod: {
    removalPolicy: RemovalPolicy.RETAIN,
    logRetention: RetentionDays.SIX_MONTHS,
    oldVersionsKept: Duration.days(90),
    memoryKept: Duration.days(365),
    maxConcurrency: 5,
    readingRoom: false,
  },
};

/** Names that `-c name=value` may set. */
export const contextNames = [
  'stage',
  'maxConcurrency',
  'memoryDays',
  'summarySentences',
  'maxCharactersPerDay',
  'alarmEmail',
  'uploadsBucket',
  'customerKey',
  'readingRoom',
  'register',
  'typography',
] as const;
export type ContextName = (typeof contextNames)[number];

export interface ChosenStage {
  readonly stage: Stage;
  readonly settings: StageSettings;
}

/**
 * The settings for what was asked for on the command line.
 *
 * @throws Error naming every value that is wrong and what is allowed
 */
export function settingsFor(context: Readonly<Partial<Record<ContextName, string>>>): ChosenStage {
  const problems: string[] = [];
  const stage = stages.find((name) => name === (context.stage ?? 'dev'));
  if (stage === undefined) problems.push(`-c stage=${context.stage}: must be one of ${stages.join(', ')}`);
  const wholeNumber = (name: ContextName, least: number, most: number): number | undefined => {
    const given = context[name];
    if (given === undefined) return undefined;
    // In cdk.json it may be a number.
    const value = wholeNumberIn(String(given));
    if (value === undefined || value < least || value > most)
      problems.push(`-c ${name}=${given}: must be a whole number from ${least} to ${most}`);
    return value;
  };
  const readingRoom = context.readingRoom ?? 'false';
  if (!['true', 'false'].includes(readingRoom))
    problems.push(`-c readingRoom=${readingRoom}: must be true or false`);
  const maxConcurrency = wholeNumber('maxConcurrency', 2, 1000);
  const memoryDays = wholeNumber('memoryDays', 1, 36_500);
  const summarySentences = wholeNumber('summarySentences', 1, 100);
  const maxCharactersPerDay = wholeNumber(
    'maxCharactersPerDay',
    leastCharactersPerDay,
    Number.MAX_SAFE_INTEGER,
  );
  const matching = (name: ContextName, pattern: RegExp, allowed: string): string | undefined => {
    const given = context[name];
    if (given !== undefined && !pattern.test(given)) problems.push(`-c ${name}=${given}: must be ${allowed}`);
    return given;
  };
  const alarmEmail = matching('alarmEmail', /^[^\s@]+@[^\s@]+$/, 'an e-mail address');
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  const uploadsBucket = matching(
    'uploadsBucket',
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'the name of a bucket',
  );
  const register = matching('register', /^(?:engine|plain|polite)$/, 'engine, plain or polite');
  const typography = matching('typography', /^(?:on|off)$/, 'on or off');
  const customerKey = matching('customerKey', /^(?:true|false)$/, 'true or false') === 'true';
  if (problems.length > 0 || stage === undefined) throw new Error(problems.join('\n'));
  const defaults = byStage[stage];
  return {
    stage,
    settings: {
      ...defaults,
      maxConcurrency: maxConcurrency ?? defaults.maxConcurrency,
      memoryKept: memoryDays === undefined ? defaults.memoryKept : Duration.days(memoryDays),
      summarySentences,
      readingRoom: readingRoom === 'true',
      maxCharactersPerDay,
      alarmEmail,
      uploadsBucket,
      customerKey,
      register,
      typography,
    },
  };
}
