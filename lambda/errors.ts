import { maxUploadBytes, type RejectionReason } from './article.ts';

/** The article is at fault: an editor can fix it, a retry cannot. Caught only in pipeline.ts. */
export class RejectedArticleError extends Error {
  override readonly name = 'RejectedArticleError';
  readonly reason: RejectionReason;

  /** @param message one or two sentences for the editor: what is wrong, what is allowed, what to do */
  constructor(reason: RejectionReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** An upload beyond {@link maxUploadBytes}. */
export function tooLarge(bytes: number): RejectedArticleError {
  const megabytes = (value: number): string =>
    (value / 1e6).toLocaleString('en', { maximumFractionDigits: 1 });
  return new RejectedArticleError(
    'too-large',
    `The file has ${megabytes(bytes)} MB; at most ${megabytes(maxUploadBytes)} MB can be processed. Save the article alone, without pictures, and drop it again.`,
  );
}

/**
 * No engine can translate this, now or after a retry of this upload: none is set up, the models are not there, the
 * language pair is unknown. The article is stored without the translation. Caught only in pipeline.ts.
 */
export class TranslationUnavailableError extends Error {
  override readonly name: string = 'TranslationUnavailableError';
}

/** The characters that may be paid for today are spent: the article is stored without the translation and completed later. */
export class BudgetSpentError extends TranslationUnavailableError {
  override readonly name = 'BudgetSpentError';
}

/** Storage or the translator failed or throttled: the upload is to be tried again later. */
export class UpstreamError extends Error {
  override readonly name: string = 'UpstreamError';
  readonly service: string;

  constructor(service: string, message: string, options?: ErrorOptions) {
    super(`${service}: ${message}`, options);
    this.service = service;
  }
}

/** The service asks to be called less often: nothing is wrong with the upload, and waiting is no failure. */
export class ThrottledError extends UpstreamError {
  override readonly name = 'ThrottledError';
}

/** The service itself is in trouble or can't be reached: nothing is wrong with the upload, and waiting is no failure. */
export class OutageError extends UpstreamError {
  override readonly name = 'OutageError';
}

/** The time given is used up. What was translated is kept, and going on from there is no failure. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

/** Does the work only have to wait, for more time or for a service? */
export function isWait(error: unknown): error is ThrottledError | OutageError | OutOfTimeError {
  return [ThrottledError, OutageError, OutOfTimeError].some((Wait) => error instanceof Wait);
}

/** Somebody asked the work to stop. What was translated is kept, and going on from there is no failure. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/**
 * The one that counts of several failures: a real failure before a wait, a wait before a translation that can't be had.
 *
 * @param failures at least one
 */
export function gravestOf(failures: readonly unknown[]): unknown {
  const graveness = (error: unknown): number => {
    if (error instanceof TranslationUnavailableError) return 0;
    if (error instanceof OutOfTimeError || error instanceof StoppedError) return 1;
    if (error instanceof ThrottledError) return 2;
    return error instanceof OutageError ? 3 : 4;
  };
  return failures.reduce((gravest, error) => (graveness(error) > graveness(gravest) ? error : gravest));
}

/** The set-up is wrong; lists every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

/** Our own bug: something that must hold does not. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}
