import { ImportTerminologyCommand, TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SourceLanguage, TargetLanguage } from '../article.ts';
import { ThrottledError, TranslationUnavailableError, UpstreamError } from '../errors.ts';
import type { AppliedTerm, LanguagePair, Translator } from '../ports.ts';
import { keepEnd, keepStart } from '../text/billed-characters.ts';
import { codePointLength, utf8Length } from '../text/utf8.ts';
import { awsErrorName, translateErrors } from './aws-errors.ts';

const service = 'Amazon Translate';

/**
 * What the service accepts in one request, in UTF-8 bytes: 10,000 by
 * https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html, less some room for the marks that are escaped.
 */
const maxRequestBytes = 9_900;
const longestText = 10_000;
const maxConcurrentRequests = 4;
const connectionTimeoutMs = 3_000;
const requestTimeoutMs = 20_000;

/** In an editor's words, what the errors mean that no retry of the same request mends. */
const lastingErrors: Readonly<Record<string, string>> = {
  UnsupportedLanguagePairException: 'does not translate this language',
  DetectedLanguageLowConfidenceException: 'could not tell the language',
  InvalidRequestException: 'refused the request',
  InvalidParameterValueException: 'refused a parameter',
  TextSizeLimitExceededException: 'found a request too long',
};

export interface AmazonTranslatorOptions {
  /** Absent: none. */
  readonly terminologies?: ServiceTerminologies;
}

/** Custom terminologies that the service has, one a target language. */
export interface ServiceTerminologies {
  readonly language: SourceLanguage;
  readonly names: Readonly<Partial<Record<TargetLanguage, string>>>;
}

/**
 * A client that gives up on a silent connection; the SDK by itself would wait for ever.
 *
 * @param maxAttempts how often the SDK sends a request that fails in passing
 */
export function createTranslateClient(maxAttempts = 4): TranslateClient {
  return new TranslateClient({
    maxAttempts,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    }),
  });
}

/** Amazon Translate: a request's segments are lines of one text, which come back as lines. */
export function createAmazonTranslator(
  client: TranslateClient,
  { terminologies }: AmazonTranslatorOptions = {},
): Translator {
  const terminologyFor = ({ source, target }: LanguagePair): string | undefined =>
    source.split('-')[0] === terminologies?.language ? terminologies?.names[target] : undefined;
  return {
    appliesTerminology: terminologies === undefined ? undefined : true,
    keepsWhatItIsTold: true,
    name: 'amazon-translate',
    maxRequestBytes,
    maxConcurrentRequests,
    async translate(segments, pair, { keep = [], signal } = {}) {
      const plain = segments.map(withoutMarkup).join('\n');
      // Many marks in other signs can be too long for one request: nothing is sent then, and the caller asks with fewer segments.
      if (utf8Length(plain) > longestText && segments.length > 1) return { translations: [], characters: 0 };
      const marked = markedToKeep(plain, keep.map(withoutMarkup));
      // Where the marks make it too long, it goes without.
      const text = utf8Length(marked) <= longestText ? marked : plain;
      const { translated, appliedTerms } = await send(client, text, pair, terminologyFor(pair), signal);
      const lines = translated.replaceAll(keepMarks, '').split('\n');
      const translations = lines.map((line, index) => withMarksBack(line, segments[index] ?? ''));
      return { translations, characters: codePointLength(text), appliedTerms };
    },
  };
}

/**
 * Amazon Translate takes text for HTML: a raw `<` can swallow what follows it. These look alike and mean nothing in HTML.
 */
const lookAlikes = { '<': '‹', '>': '›' } as const;
type Mark = keyof typeof lookAlikes;

function withoutMarkup(segment: string): string {
  return segment.replace(/[<>]/g, (mark) => lookAlikes[mark as Mark]);
}

const keepMarks = new RegExp(`${keepStart}|${keepEnd}`, 'g');
function markedToKeep(text: string, parts: readonly string[]): string {
  const longestFirst = [...new Set(parts)].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (escaped.length === 0) return text;
  return text.replace(new RegExp(escaped.join('|'), 'g'), (part) => keepStart + part + keepEnd);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
};

/** Gives back what {@link withoutMarkup} took out of the segment, and decodes what the service escaped. */
function withMarksBack(line: string, segment: string): string {
  const decoded = line.replace(/&(?:amp|lt|gt|quot|#39|apos);/g, (entity) => entities[entity] ?? entity);
  return (Object.keys(lookAlikes) as Mark[])
    .filter((mark) => segment.includes(mark))
    .reduce((text, mark) => text.replaceAll(lookAlikes[mark], mark), decoded);
}

async function send(
  client: TranslateClient,
  text: string,
  { source, target }: LanguagePair,
  terminologyName: string | undefined,
  abortSignal: AbortSignal | undefined,
): Promise<{ readonly translated: string; readonly appliedTerms?: readonly AppliedTerm[] }> {
  const command = new TranslateTextCommand({
    Text: text,
    SourceLanguageCode: source,
    TargetLanguageCode: target,
    TerminologyNames: terminologyName === undefined ? undefined : [terminologyName],
  });
  try {
    const { TranslatedText = '', AppliedTerminologies = [] } = await client.send(command, { abortSignal });
    if (terminologyName === undefined) return { translated: TranslatedText };
    const appliedTerms = AppliedTerminologies.flatMap(({ Terms = [] }) =>
      Terms.map(({ SourceText = '', TargetText = '' }) => ({ source: SourceText, target: TargetText })),
    );
    return { translated: TranslatedText, appliedTerms };
  } catch (error) {
    abortSignal?.throwIfAborted();
    const name = awsErrorName(error);
    const treatment = translateErrors[name];
    if (treatment === 'lasting') {
      const words = lastingErrors[name] ?? 'refused the request';
      throw new TranslationUnavailableError(`Amazon Translate ${words} (${source} to ${target}, ${name}).`, {
        cause: error,
      });
    }
    const FailureError = treatment === 'throttled' ? ThrottledError : UpstreamError;
    throw new FailureError(service, `${name || 'failed'} (${source} to ${target})`, { cause: error });
  }
}

/**
 * Gives the service a terminology, over one of the same name.
 *
 * @param csv the first line names the two languages
 * @returns whether the account's credentials allow it
 * @throws {UpstreamError}
 */
export async function importTerminology(
  client: TranslateClient,
  name: string,
  csv: string,
): Promise<'imported' | 'denied'> {
  try {
    await client.send(
      new ImportTerminologyCommand({
        Name: name,
        MergeStrategy: 'OVERWRITE',
        TerminologyData: { File: Buffer.from(csv, 'utf8'), Format: 'CSV', Directionality: 'UNI' },
      }),
    );
    return 'imported';
  } catch (error) {
    if (awsErrorName(error) === 'AccessDeniedException') return 'denied';
    throw new UpstreamError(service, `importing the terminology ${name} failed: ${awsErrorName(error)}`, {
      cause: error,
    });
  }
}

/** Says whether credentials and a region can be found, as the AWS SDK looks for them. */
export async function isSetUp(client: TranslateClient): Promise<boolean> {
  try {
    await client.config.region();
    await client.config.credentials();
    return true;
  } catch {
    return false;
  }
}
