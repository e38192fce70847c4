import {
  gravestOf,
  OutOfTimeError,
  StoppedError,
  TranslationUnavailableError,
  UpstreamError,
} from '../errors.ts';
import type { MemoryScope, Reservations, Stop, TranslationMemory, Translator } from '../ports.ts';
import { cutAtSpans, protectedSpans, withSpansKept } from './protected-spans.ts';
import { packSegments } from './segments.ts';

/** Where translations come from. */
export interface SegmentEngine {
  readonly translator: Translator;
  readonly memory: TranslationMemory;
  /** Absent where no second run shares the memory. */
  readonly reservations?: Reservations;
  /** Absent: nobody asks. */
  readonly stop?: Stop;
}

export interface Sent {
  readonly translations: ReadonlyMap<string, string>;
  /** The segments that this run had translated, and nobody else. */
  readonly own: ReadonlySet<string>;
  readonly characters: number;
  readonly requests: number;
  /** How many segments were sent a second time, as the first answer had lost what must stay as it is. */
  readonly secondTries: number;
  /** The source terms, in small letters, that the engine reported as applied; absent: it said nothing of terms. */
  readonly appliedTerms?: ReadonlySet<string>;
  /**
   * Ends when all of it is remembered, which begins as soon as an answer is there; other work need not wait for it.
   *
   * @throws {UpstreamError} the memory failed: what it lacks is free to be translated again
   */
  readonly remembered: Promise<void>;
}

/**
 * Has the segments translated, but for those that another run is having translated at the same time: their result is waited for.
 *
 * @throws {TranslationUnavailableError}
 * @throws {UpstreamError}
 * @throws {OutOfTimeError} whatever was translated before is remembered
 * @throws {StoppedError} likewise
 */
export async function sendSegments(
  segments: readonly string[],
  scope: MemoryScope,
  engine: SegmentEngine,
): Promise<Sent> {
  const translations = new Map<string, string>();
  const own = new Set<string>();
  const account = new Account();
  const written: Promise<void>[] = [];
  try {
    for (let missing = segments; missing.length > 0; ) {
      const { mine, known } = (await engine.reservations?.reserve(missing, scope)) ?? {
        mine: missing,
        known: new Map<string, string>(),
      };
      const { translated, failure, remembered } = await translateReserved(mine, scope, engine, account);
      written.push(remembered);
      for (const [segment, translation] of [...known, ...translated]) translations.set(segment, translation);
      for (const segment of mine) own.add(segment);
      if (failure !== undefined) throw failure;
      missing = missing.filter((segment) => !translations.has(segment));
    }
  } catch (error) {
    // Whoever hears of the failure may end the process: nothing paid for is left unwritten then, nothing unpaid reserved.
    const left = segments.filter((segment) => !translations.has(segment));
    await Promise.allSettled(written);
    await engine.reservations?.release(left, scope);
    throw error;
  }
  const { characters, requests, secondTries, appliedTerms } = account;
  const remembered = Promise.all(written).then(() => undefined);
  // Whoever waits for it hears of it.
  remembered.catch(() => undefined);
  return { translations, own, characters, requests, secondTries, appliedTerms, remembered };
}

/** What the engine was asked and what it said beside the translations. */
class Account {
  characters = 0;
  requests = 0;
  secondTries = 0;
  appliedTerms: Set<string> | undefined;
}

async function translateReserved(
  segments: readonly string[],
  scope: MemoryScope,
  engine: SegmentEngine,
  account: Account,
): Promise<{
  readonly translated: ReadonlyMap<string, string>;
  readonly failure?: unknown;
  readonly remembered: Promise<void>;
}> {
  const { translator, memory, reservations } = engine;
  const translated = new Map<string, string>();
  const writes: Promise<void>[] = [];

  /** What comes back is written down before anything else is done, as it is paid for; what is done next need not wait for it. */
  const remember = (fresh: ReadonlyMap<string, string>): void => {
    if (fresh.size === 0) return;
    for (const [segment, translation] of fresh) translated.set(segment, translation);
    const write = memory.remember(fresh, scope).catch(async (error: unknown) => {
      await reservations?.release([...fresh.keys()], scope);
      throw error;
    });
    // Whoever waits for all of them hears of it.
    write.catch(() => undefined);
    writes.push(write);
  };

  const translateRequest = async (request: readonly string[]): Promise<void> => {
    const changed: string[] = [];
    const empty: string[] = [];
    await ask(engine, request, scope, account, [], (lines) => {
      const fresh = new Map<string, string>();
      for (const [segment, line] of lines) {
        const kept = withSpansKept(segment, line);
        if (line === '') empty.push(segment);
        else if (kept === undefined) changed.push(segment);
        else fresh.set(segment, kept);
      }
      remember(fresh);
    });
    if (changed.length > 0) {
      account.secondTries += changed.length;
      await translateAroundSpans(changed, engine, scope, account, remember);
    }
    refuseEmpty(translator, empty);
  };

  const waiting = packSegments(segments, translator.maxRequestBytes);
  const worker = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift())
      await translateRequest(request);
  };
  const workers = Array.from({ length: Math.min(translator.maxConcurrentRequests, waiting.length) }, worker);
  const ended = await Promise.allSettled(workers);
  const failures = ended.filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown);
  const remembered = Promise.all(writes).then(() => undefined);
  remembered.catch(() => undefined);
  return { translated, failure: failures.length > 0 ? gravestOf(failures) : undefined, remembered };
}

/**
 * Sends one request, and finer ones where the answer has not one line for each text: nothing tells which line is whose then.
 *
 * @param take is given the texts with their translations, trimmed, as they come
 */
async function ask(
  engine: SegmentEngine,
  texts: readonly string[],
  scope: MemoryScope,
  account: Account,
  keep: readonly string[],
  take: (lines: readonly (readonly [text: string, translation: string])[]) => void,
): Promise<void> {
  const { translator, stop } = engine;
  stop?.soon.throwIfAborted();
  const reply = await translator.translate(texts, scope, { keep, signal: stop?.now });
  if (reply.characters > 0) account.requests++;
  account.characters += reply.characters;
  if (reply.appliedTerms !== undefined) account.appliedTerms ??= new Set();
  for (const { source } of reply.appliedTerms ?? []) account.appliedTerms?.add(source.toLowerCase());
  if (reply.translations.length !== texts.length && texts.length > 1) {
    const middle = Math.ceil(texts.length / 2);
    await ask(engine, texts.slice(0, middle), scope, account, keep, take);
    await ask(engine, texts.slice(middle), scope, account, keep, take);
    return;
  }
  const lines = texts.length === 1 ? [reply.translations.join(' ')] : reply.translations;
  take(texts.map((text, index) => [text, lines[index]?.trim().toWellFormed() ?? ''] as const));
}

function refuseEmpty({ name }: Translator, segments: readonly string[]): void {
  const [segment] = segments;
  if (segment !== undefined)
    throw new UpstreamError(name, `gave an empty translation for a segment of ${segment.length} characters`);
}

/**
 * Translates segments again whose protected spans the engine changed: told to leave them, where it can be told; else what
 * stands around them by itself.
 */
async function translateAroundSpans(
  segments: readonly string[],
  engine: SegmentEngine,
  scope: MemoryScope,
  account: Account,
  remember: (fresh: ReadonlyMap<string, string>) => void,
): Promise<void> {
  const { translator } = engine;
  const done = new Set<string>();
  if (translator.keepsWhatItIsTold) {
    const spans = [...new Set(segments.flatMap((text) => protectedSpans(text).map((span) => span.text)))];
    await ask(engine, segments, scope, account, spans, (lines) => {
      const fresh = new Map<string, string>();
      for (const [segment, line] of lines) {
        const kept = line === '' ? undefined : withSpansKept(segment, line);
        if (kept !== undefined) fresh.set(segment, kept);
      }
      remember(fresh);
      for (const segment of fresh.keys()) done.add(segment);
    });
  }
  const left = segments.filter((segment) => !done.has(segment));
  const cut = left.map((segment) => ({ segment, pieces: cutAtSpans(segment) }));
  const isText = (piece: { readonly text: string; readonly isProtected: boolean }): boolean =>
    !piece.isProtected && /\p{L}/u.test(piece.text);
  const texts = [
    ...new Set(cut.flatMap(({ pieces }) => pieces.filter(isText).map(({ text }) => text.trim()))),
  ];
  const translations = new Map<string, string>();
  for (const request of packSegments(texts, translator.maxRequestBytes)) {
    await ask(engine, request, scope, account, [], (lines) => {
      refuseEmpty(
        translator,
        lines.filter(([, line]) => line === '').map(([text]) => text),
      );
      for (const [text, line] of lines) translations.set(text, line);
    });
  }
  remember(
    new Map(
      cut.map(({ segment, pieces }) => [
        segment,
        pieces
          .map((piece) =>
            isText(piece)
              ? piece.text.replace(piece.text.trim(), () => translations.get(piece.text.trim()) ?? '')
              : piece.text,
          )
          .join(''),
      ]),
    ),
  );
}

/**
 * Sends texts whose translation is welcome but not needed. Whatever the engine fails at, what came until then is given.
 *
 * @returns the answers by text
 */
export async function sendAgain(
  texts: readonly string[],
  scope: MemoryScope,
  engine: SegmentEngine,
): Promise<{
  readonly answers: ReadonlyMap<string, string>;
  readonly characters: number;
  readonly requests: number;
}> {
  const answers = new Map<string, string>();
  const account = new Account();
  try {
    for (const request of packSegments(texts, engine.translator.maxRequestBytes)) {
      await ask(engine, request, scope, account, [], (lines) => {
        for (const [text, line] of lines) answers.set(text, line);
      });
    }
  } catch (error) {
    const isExpected = [UpstreamError, OutOfTimeError, StoppedError, TranslationUnavailableError].some(
      (Expected) => error instanceof Expected,
    );
    if (!isExpected) throw error;
  }
  return { answers, characters: account.characters, requests: account.requests };
}
