import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

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
  /** How many sentences a summary has; absent: as suits the article. */
  readonly summarySentences?: number;
  /** Serve the results to readers with a name and a password, by CloudFront. */
  readonly readingRoom: boolean;
}

const byStage: Readonly<Record<Stage, StageSettings>> = {
  dev: {
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    oldVersionsKept: Duration.days(7),
    maxConcurrency: 5,
    readingRoom: false,
  },
  prod: {
    removalPolicy: RemovalPolicy.RETAIN,
    logRetention: RetentionDays.SIX_MONTHS,
    oldVersionsKept: Duration.days(90),
    maxConcurrency: 5,
    readingRoom: false,
  },
};

/** Names that `-c name=value` may set. */
export const contextNames = ['stage', 'maxConcurrency', 'summarySentences', 'readingRoom'] as const;
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
    const value = Number(given);
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      problems.push(`-c ${name}=${given}: must be a whole number from ${least} to ${most}`);
    }
    return value;
  };
  const readingRoom = context.readingRoom ?? 'false';
  if (!['true', 'false'].includes(readingRoom))
    problems.push(`-c readingRoom=${readingRoom}: must be true or false`);
  const maxConcurrency = wholeNumber('maxConcurrency', 2, 1000);
  const summarySentences = wholeNumber('summarySentences', 1, 100);
  if (problems.length > 0 || stage === undefined) throw new Error(problems.join('\n'));
  const defaults = byStage[stage];
  return {
    stage,
    settings: {
      ...defaults,
      maxConcurrency: maxConcurrency ?? defaults.maxConcurrency,
      summarySentences,
      readingRoom: readingRoom === 'true',
    },
  };
}
