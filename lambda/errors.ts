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
  override readonly name = 'TranslationUnavailableError';
}

/** Storage or the translator failed or throttled: the upload is to be tried again later. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly service: string;

  constructor(service: string, message: string, options?: ErrorOptions) {
    super(`${service}: ${message}`, options);
    this.service = service;
  }
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
