import {
  type CleanArticle,
  type Finding,
  fromMemory,
  noUsage,
  type Summary,
  type TargetLanguage,
  type Terminology,
  type TermUse,
  type TranslatedTexts,
  type Translation,
  type Usage,
} from '../article.ts';
import { gravestOf, InvariantError, UpstreamError } from '../errors.ts';
import type { LanguagePair, MemoryScope, Reservations, TranslationMemory, Translator } from '../ports.ts';
import { joinSentences } from '../text/join-sentences.ts';
import { codePointLength, utf8Length } from '../text/utf8.ts';
import { checkTranslation } from './checks.ts';
import { mixedRegister } from './register.ts';
import { packSegments, splitSegment } from './segments.ts';
import { digestOf, findsTerms, type TermFinder, type TermPair, termsFor } from './terminology.ts';

export interface Engine {
  readonly translator: Translator;
  readonly memory: TranslationMemory;
  /** Absent where no second run shares the memory. */
  readonly reservations?: Reservations;
  readonly terminology?: Terminology;
}

export interface Translated {
  readonly translation: Translation;
  readonly usage: Usage;
}

/**
 * Translates headline, standfirst, dateline and body, sentence by sentence; the summary's translation is taken from the
 * body's, so that it is never paid for again.
 *
 * What the memory knows is not sent; what the engine gives is remembered as soon as it is there, so that a later failure
 * costs nothing twice.
 *
 * @throws {TranslationUnavailableError} no engine can translate this
 * @throws {UpstreamError} the engine or the memory failed: try again later
 * @throws {OutOfTimeError} what was translated so far is remembered
 */
export async function translate(
  article: CleanArticle,
  summary: Summary,
  target: TargetLanguage,
  engine: Engine,
): Promise<Translated> {
  if (article.language.split('-')[0] === target) {
    return {
      translation: { status: 'source', ...textsOf(article, summary, (text) => text) },
      usage: noUsage,
    };
  }
  const segments = segmentsOf(article);
  const pair = { source: article.language, target };
  const termsIn = findsTerms(termsFor(engine.terminology, pair));
  const scope: MemoryScope = {
    ...pair,
    origin: engine.translator.name,
    terminology: engine.translator.appliesTerminology && digestsOfTerms(termsIn),
  };
  const known = await engine.memory.lookUp(segments, scope);
  // A segment too long for one request is remembered by its pieces, so that an article that takes long goes on after them.
  const piecesOf = new Map(
    segments
      .filter((segment) => !known.has(segment))
      .map((segment) => [segment, piecesIn(segment, engine.translator.maxRequestBytes)]),
  );
  const units = [...new Set([...piecesOf.values()].flat())];
  const parts = units.filter((unit) => !piecesOf.has(unit));
  const knownParts = parts.length === 0 ? known : await engine.memory.lookUp(parts, scope);
  const sent = await translateOnce(
    units.filter((unit) => !knownParts.has(unit)),
    scope,
    engine,
  );
  const translationOfUnit = (unit: string): string => {
    const found = knownParts.get(unit) ?? sent.translations.get(unit);
    if (found === undefined)
      throw new InvariantError(`No translation into ${target} came back for a segment`);
    return found;
  };
  const translationOf = (text: string): string =>
    known.get(text) ?? joinSentences((piecesOf.get(text) ?? []).map(translationOfUnit), target);
  const texts = textsOf(article, summary, translationOf);
  return {
    translation: {
      status: 'complete',
      translator: sent.requests === 0 ? fromMemory : engine.translator.name,
      ...texts,
      findings: findingsIn(article, texts, pair, termsIn),
      terms: termUses(segments, translationOf, termsIn, sent.appliedTerms),
    },
    usage: {
      charactersTranslated: sent.characters,
      charactersReused: [...known.keys(), ...units]
        .filter((unit) => !sent.own.has(unit))
        .reduce((sum, text) => sum + codePointLength(text), 0),
      requests: sent.requests,
    },
  };
}

/** A text that has none of the terms has no digest: it is the same with any terminology. */
function digestsOfTerms(termsIn: TermFinder): NonNullable<MemoryScope['terminology']> {
  return (text) => {
    const terms = termsIn(text);
    return terms.length === 0 ? undefined : digestOf(terms);
  };
}

/** @returns undefined where no term stands in the texts */
function termUses(
  segments: readonly string[],
  translationOf: (text: string) => string,
  termsIn: TermFinder,
  appliedTerms: Sent['appliedTerms'],
): TermUse[] | undefined {
  const uses = new Map<TermPair, { asked: number; present: number }>();
  for (const segment of segments) {
    for (const term of termsIn(segment)) {
      const { asked, present } = uses.get(term) ?? { asked: 0, present: 0 };
      const isPresent = translationOf(segment).includes(term.target);
      uses.set(term, { asked: asked + 1, present: present + (isPresent ? 1 : 0) });
    }
  }
  if (uses.size === 0) return undefined;
  return [...uses].map(([{ source, target }, { asked, present }]) => ({
    source,
    target,
    asked,
    applied: appliedTerms?.has(source.toLowerCase()),
    present,
  }));
}

/** Every text to translate, each once, in reading order. */
function segmentsOf({ headline, standfirst, dateline, body }: CleanArticle): string[] {
  const sentences = body.flatMap((paragraph) => paragraph.sentences.map(({ text }) => text));
  return [...new Set([headline, standfirst, dateline, ...sentences].filter((text) => text !== undefined))];
}

function textsOf(
  article: CleanArticle,
  summary: Summary,
  translationOf: (text: string) => string,
): TranslatedTexts {
  const optional = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : translationOf(text);
  return {
    headline: optional(article.headline),
    standfirst: optional(article.standfirst),
    dateline: optional(article.dateline),
    summary: summary.map(({ text }) => translationOf(text)),
    body: article.body.map((paragraph) => paragraph.sentences.map(({ text }) => translationOf(text))),
  };
}

interface Sent {
  readonly translations: ReadonlyMap<string, string>;
  readonly characters: number;
  readonly requests: number;
  /** The source terms, in small letters, that the engine reported as applied; absent: it said nothing of terms. */
  readonly appliedTerms?: ReadonlySet<string>;
  /** Why not all are translated. */
  readonly failure?: unknown;
}

/** Has the segments translated, but for those that another run is having translated at the same time: their result is waited for. */
async function translateOnce(
  segments: readonly string[],
  scope: MemoryScope,
  engine: Engine,
): Promise<Sent & { readonly own: ReadonlySet<string> }> {
  const translations = new Map<string, string>();
  const own = new Set<string>();
  const appliedTerms = new Set<string>();
  let saysApplied = false;
  let characters = 0;
  let requests = 0;
  for (let missing = segments; missing.length > 0; ) {
    const { mine, known } = (await engine.reservations?.reserve(missing, scope)) ?? {
      mine: missing,
      known: new Map<string, string>(),
    };
    const sent = await translateUnknown(mine, scope, engine);
    for (const [segment, translation] of [...known, ...sent.translations])
      translations.set(segment, translation);
    for (const segment of mine) own.add(segment);
    characters += sent.characters;
    requests += sent.requests;
    saysApplied ||= sent.appliedTerms !== undefined;
    for (const term of sent.appliedTerms ?? []) appliedTerms.add(term);
    if (sent.failure !== undefined) {
      await engine.reservations?.release(
        mine.filter((segment) => !sent.translations.has(segment)),
        scope,
      );
      throw sent.failure;
    }
    missing = missing.filter((segment) => !translations.has(segment));
  }
  return { translations, own, characters, requests, appliedTerms: saysApplied ? appliedTerms : undefined };
}

async function translateUnknown(
  segments: readonly string[],
  scope: MemoryScope,
  { translator, memory }: Engine,
): Promise<Sent> {
  const translations = new Map<string, string>();
  let appliedTerms: Set<string> | undefined;
  let characters = 0;
  let requests = 0;

  /** What comes back is remembered before anything else is done, as it is paid for. */
  const translateRequest = async (request: readonly string[]): Promise<void> => {
    const reply = await translator.translate(request, scope);
    requests++;
    characters += reply.characters;
    for (const { source } of reply.appliedTerms ?? [])
      appliedTerms = (appliedTerms ?? new Set()).add(source.toLowerCase());
    if (reply.appliedTerms !== undefined) appliedTerms ??= new Set();
    if (reply.translations.length !== request.length && request.length > 1) {
      // The engine merged or lost lines: nothing tells which is whose, so ask again for fewer at a time.
      const middle = Math.ceil(request.length / 2);
      await translateRequest(request.slice(0, middle));
      await translateRequest(request.slice(middle));
      return;
    }
    const lines = request.length === 1 ? [reply.translations.join(' ')] : reply.translations;
    const fresh = new Map(
      request
        .map((segment, index) => [segment, lines[index]?.trim() ?? ''] as const)
        .filter(([, line]) => line !== ''),
    );
    if (fresh.size > 0) await memory.remember(fresh, scope);
    for (const [segment, translation] of fresh) translations.set(segment, translation);
    const untranslated = request.find((segment) => !fresh.has(segment));
    if (untranslated !== undefined) {
      throw new UpstreamError(
        translator.name,
        `gave an empty translation for a segment of ${untranslated.length} characters`,
      );
    }
  };

  const waiting = packSegments(segments, translator.maxRequestBytes);
  const worker = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift())
      await translateRequest(request);
  };
  const workers = Array.from({ length: Math.min(translator.maxConcurrentRequests, waiting.length) }, worker);
  const ended = await Promise.allSettled(workers);
  const failures = ended.filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown);
  const failure = failures.length > 0 ? gravestOf(failures) : undefined;
  return { translations, characters, requests, appliedTerms, failure };
}

/** The segment, or where it is too long for one request its pieces: all to be translated, none blank. */
function piecesIn(segment: string, maxBytes: number): string[] {
  if (utf8Length(segment) <= maxBytes) return [segment];
  return splitSegment(segment, maxBytes)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

const registerNames = {
  plain: { ko: '-다', ja: 'だ・である' },
  polite: { ko: '-습니다', ja: 'です・ます' },
} as const;

/** One finding for the whole article, at the first sentence that leaves its register. */
function registerFindings({ body }: TranslatedTexts, target: TargetLanguage): Finding[] {
  const places = body.flatMap((sentences, paragraph) =>
    sentences.map((text, sentence) => ({ text, paragraph, sentence })),
  );
  const mixed = mixedRegister(
    places.map(({ text }) => text),
    target,
  );
  const place = mixed === undefined ? undefined : places[mixed.first];
  if (mixed === undefined || place === undefined) return [];
  const other = mixed.usual === 'plain' ? 'polite' : 'plain';
  const message = `Two registers: ${mixed.others} of ${mixed.total} sentences end in ${registerNames[other][target]}, the others in ${registerNames[mixed.usual][target]}.`;
  return [
    { check: 'register', severity: 'warning', paragraph: place.paragraph, sentence: place.sentence, message },
  ];
}

function findingsIn(
  article: CleanArticle,
  texts: TranslatedTexts,
  pair: LanguagePair,
  termsIn: TermFinder,
): Finding[] {
  const check = (
    source: string,
    translation: string,
    place: Pick<Finding, 'paragraph' | 'sentence'>,
  ): Finding[] =>
    checkTranslation({
      source,
      translation,
      sourceLanguage: pair.source,
      target: pair.target,
      terms: termsIn(source),
    }).map((finding) => ({ ...finding, ...place }));
  const pairs = [
    [article.headline, texts.headline],
    [article.standfirst, texts.standfirst],
  ] as const;
  return [
    ...registerFindings(texts, pair.target),
    ...pairs.flatMap(([source, translation]) =>
      source === undefined || translation === undefined ? [] : check(source, translation, {}),
    ),
    ...article.body.flatMap(({ sentences }, paragraph) =>
      sentences.flatMap(({ text }, sentence) =>
        check(text, texts.body[paragraph]?.[sentence] ?? '', { paragraph, sentence }),
      ),
    ),
  ];
}
