import { ThrottledError, TranslationUnavailableError, UpstreamError } from '../errors.ts';
import type { LanguagePair, Translator } from '../ports.ts';
import { codePointLength } from '../text/utf8.ts';

export interface LibreTranslateOptions {
  /** Of the server: `http://localhost:5000`. */
  readonly url: string;
  /** Where the server asks for one. */
  readonly apiKey?: string;
  /** How long a request may take before the server counts as stuck. @default two minutes: it may run without a graphics card */
  readonly requestTimeoutMs?: number;
}

interface Language {
  readonly code: string;
  readonly targets?: readonly string[];
}

const name = 'libretranslate';
/** Some twenty sentences: a server limits the time, not the length, unless it is told to. */
const maxRequestBytes = 5_000;
const maxConcurrentRequests = 2;
const defaultRequestTimeoutMs = 120_000;

/**
 * A LibreTranslate server of one's own: https://docs.libretranslate.com. Each segment is translated by itself.
 *
 * Its Korean and Japanese are weak: good to see that a set-up works, hardly for readers.
 */
export function createLibreTranslateTranslator({
  url,
  apiKey,
  requestTimeoutMs = defaultRequestTimeoutMs,
}: LibreTranslateOptions): Translator {
  const base = url.endsWith('/') ? url : `${url}/`;
  let languages: Promise<readonly Language[]> | undefined;

  async function request(
    path: string,
    body: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ status: number; content: unknown }> {
    const timeout = AbortSignal.timeout(requestTimeoutMs);
    try {
      const response = await fetch(new URL(path, base), {
        ...(body === undefined
          ? {}
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ ...body, api_key: apiKey }),
            }),
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      const text = await response.text();
      return { status: response.status, content: parsed(text) };
    } catch (error) {
      signal?.throwIfAborted();
      throw new UpstreamError(name, `no answer from ${base}: ${reasonOf(error)}`, { cause: error });
    }
  }

  async function readLanguages(signal: AbortSignal | undefined): Promise<readonly Language[]> {
    const { status, content } = await request('languages', undefined, signal).catch((error: Error) => {
      signal?.throwIfAborted();
      throw new TranslationUnavailableError(
        `${error.message}. Start it there, or name it in TRIBRIEF_LIBRETRANSLATE_URL.`,
        { cause: error },
      );
    });
    if (status !== 200 || !isLanguages(content))
      throw new TranslationUnavailableError(
        `What answers at ${base} is no LibreTranslate server (status ${status}). Name one in TRIBRIEF_LIBRETRANSLATE_URL.`,
      );
    return content;
  }

  /** The server's own codes for the pair: `zh-Hans`, for one, has had several. */
  async function codesOf(
    { source, target }: LanguagePair,
    signal: AbortSignal | undefined,
  ): Promise<{ source: string; target: string }> {
    languages ??= readLanguages(signal);
    const known = await languages.catch((error: unknown) => {
      languages = undefined;
      throw error;
    });
    const from = closest(
      source,
      known.map(({ code }) => code),
    );
    const targets = known.find(({ code }) => code === from)?.targets ?? known.map(({ code }) => code);
    const to = closest(target, targets);
    if (from === undefined || to === undefined) {
      throw new TranslationUnavailableError(
        `LibreTranslate at ${base} does not translate from ${source} to ${target}; it knows ${known.map(({ code }) => code).join(', ')}. Install the language there.`,
      );
    }
    return { source: from, target: to };
  }

  return {
    name,
    maxRequestBytes,
    maxConcurrentRequests,
    async translate(segments, pair, { signal } = {}) {
      const codes = await codesOf(pair, signal);
      const { status, content } = await request(
        'translate',
        { q: segments, format: 'text', ...codes },
        signal,
      );
      if (status !== 200) throw failureOf(status, content);
      const { translatedText } = (content ?? {}) as { readonly translatedText?: unknown };
      if (!Array.isArray(translatedText) || translatedText.some((text) => typeof text !== 'string'))
        throw new UpstreamError(name, 'the answer has no translations');
      const characters = segments.reduce((sum, segment) => sum + codePointLength(segment), 0);
      return { translations: translatedText as string[], characters };
    },
  };
}

function closest(language: string, codes: readonly string[]): string | undefined {
  const primary = (code: string): string => code.toLowerCase().split('-')[0] ?? '';
  return codes.find((code) => code === language) ?? codes.find((code) => primary(code) === primary(language));
}

function failureOf(status: number, content: unknown): Error {
  const { error } = (content ?? {}) as { readonly error?: unknown };
  const said = typeof error === 'string' ? `: ${error}` : '';
  if (status === 429) return new ThrottledError(name, `asks to be called less often${said}`);
  if (status >= 500) return new UpstreamError(name, `answered ${status}${said}`);
  const answer = `${status}${said}`;
  return new TranslationUnavailableError(
    status === 403
      ? `LibreTranslate refused the request (${answer}). Set TRIBRIEF_LIBRETRANSLATE_KEY to a key of the server’s.`
      : `LibreTranslate refused the request (${answer}).`,
  );
}

function isLanguages(content: unknown): content is Language[] {
  return (
    Array.isArray(content) && content.every((one: Partial<Language> | null) => typeof one?.code === 'string')
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error
    ? cause.message || ((cause as NodeJS.ErrnoException).code ?? message)
    : message;
}
