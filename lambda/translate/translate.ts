import {
  type CleanArticle,
  type Finding,
  fromMemory,
  noUsage,
  type Style,
  type Summary,
  type TargetLanguage,
  type Terminology,
  type TermUse,
  type TranslatedTexts,
  type Translation,
  type Usage,
} from '../article.ts';
import { gravestOf, InvariantError } from '../errors.ts';
import type { LanguagePair, MemoryScope } from '../ports.ts';
import { billedCharacters } from '../text/billed-characters.ts';
import { joinSentences } from '../text/join-sentences.ts';
import { people } from '../text/memory-entry.ts';
import { codePointLength, utf8Length } from '../text/utf8.ts';
import { checkTranslation } from './checks.ts';
import { otherSpellings } from './names.ts';
import { cutAtSpans, withSpansKept } from './protected-spans.ts';
import { mixedRegister } from './register.ts';
import { partOf, secondTries } from './second-try.ts';
import { packSegments, splitSegment } from './segments.ts';
import { type SegmentEngine, type Sent, sendAgain, sendSegments } from './send-segments.ts';
import { asGiven, headlineInStyle, inStyle, type TranslatedSentence } from './style.ts';
import { digestOf, findsTerms, languageOf, type TermFinder, type TermPair, termsFor } from './terminology.ts';

export interface Engine extends SegmentEngine {
  /** Was nothing stored under this name before? Then nothing of the article is expected to be known. */
  readonly isNew?: boolean;
  readonly terminology?: Terminology;
  /** Absent: as the engine gives it. */
  readonly style?: Style;
}

export interface Translated {
  readonly translation: Translation;
  readonly usage: Usage;
  /**
   * Ends when what was paid for is remembered.
   *
   * @throws {UpstreamError} the memory failed: another article pays for the same sentences again
   */
  readonly remembered: Promise<void>;
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
 * @throws {StoppedError} likewise
 */
export async function translate(
  article: CleanArticle,
  summary: Summary,
  target: TargetLanguage,
  engine: Engine,
): Promise<Translated> {
  if (isIn(article, target)) {
    return {
      translation: { status: 'source', ...textsOf(article, summary, (text) => text) },
      usage: noUsage,
      remembered: Promise.resolve(),
    };
  }
  const work = await planOf(article, target, engine);
  const { segments, pair, termsIn, scope, known, piecesOf, knownParts } = work;
  const sent = await sendSegments(work.unknown, scope, engine);
  let { remembered } = sent;
  try {
    const check = checkerOf(pair, termsIn);
    // What the style mends, such as a term in the letters of the source, is no reason to pay again.
    const better = await betterTranslations(article, sent, scope, engine, (segment, translation) => {
      const [set] = inStyle(
        [{ translation, terms: termsIn(segment), isPeoples: false }],
        target,
        engine.style,
      );
      return check(segment, set ?? translation);
    });
    remembered = better.remembered;
    const translationOfUnit = (unit: string): string => {
      const found = knownParts.get(unit) ?? better.translations.get(unit) ?? sent.translations.get(unit);
      if (found === undefined)
        throw new InvariantError(`No translation into ${target} came back for a segment`);
      return found;
    };
    const translationOf = (text: string): string =>
      known.get(text) ?? joinSentences((piecesOf.get(text) ?? []).map(translationOfUnit), target);
    const byPeople = await knownByPeople(work, engine);
    const sentenceOf = (text: string): TranslatedSentence => ({
      translation: translationOf(text),
      terms: termsIn(text),
      isPeoples: byPeople.has(text),
    });
    const texts = styledTexts(article, summary, sentenceOf, target, engine.style);
    return {
      translation: {
        status: 'complete',
        translator: sent.requests === 0 ? fromMemory : engine.translator.name,
        ...makersOf(work, byPeople, engine.translator.name),
        ...texts,
        findings: findingsIn(article, texts, pair, check),
        terms: termUses(segments, translationOf, termsIn, sent.appliedTerms),
      },
      usage: {
        charactersTranslated: sent.characters + better.characters,
        charactersReused: reusedCharacters(work, sent.own),
        requests: sent.requests + better.requests,
        secondTries: sent.secondTries + better.secondTries,
      },
      remembered,
    };
  } catch (error) {
    // Whoever hears of the failure may end the process: nothing paid for is left unwritten then.
    await Promise.allSettled([remembered]);
    throw error;
  }
}

/** What translating the article would send and spare as the memory is now. */
export interface Estimate {
  readonly usage: Usage;
  /** What would be sent: from then on the memory knows it. */
  readonly segments: readonly string[];
}

/**
 * Says what {@link translate} would send at first: nothing is sent, reserved or remembered. Second tries are not foreseen.
 *
 * @param foreseen segments that will be known by then
 * @throws {UpstreamError} the memory failed
 */
export async function estimate(
  article: CleanArticle,
  target: TargetLanguage,
  engine: Engine,
  foreseen: ReadonlySet<string>,
): Promise<Estimate> {
  if (isIn(article, target)) return { usage: noUsage, segments: [] };
  const work = await planOf(article, target, engine);
  const segments = work.unknown.filter((segment) => !foreseen.has(segment));
  const requests = packSegments(segments, engine.translator.maxRequestBytes);
  return {
    usage: {
      charactersTranslated: requests.reduce((sum, request) => sum + billedCharacters(request), 0),
      charactersReused: reusedCharacters(work, new Set(segments)),
      requests: requests.length,
      secondTries: 0,
    },
    segments,
  };
}

function isIn({ language }: CleanArticle, target: TargetLanguage): boolean {
  return language.split('-')[0] === target;
}

/** What is known of an article's segments, and what is to be sent. */
interface Plan {
  readonly segments: readonly string[];
  readonly pair: LanguagePair;
  readonly termsIn: TermFinder;
  readonly scope: MemoryScope;
  readonly known: ReadonlyMap<string, string>;
  /** Of each segment that is not known: itself, or where it is too long for one request its pieces. */
  readonly piecesOf: ReadonlyMap<string, readonly string[]>;
  readonly units: readonly string[];
  readonly knownParts: ReadonlyMap<string, string>;
  readonly unknown: readonly string[];
}

async function planOf(article: CleanArticle, target: TargetLanguage, engine: Engine): Promise<Plan> {
  const segments = segmentsOf(article);
  const pair = { source: article.language, target };
  const termsIn = findsTerms(termsFor(engine.terminology, pair));
  const scope: MemoryScope = {
    ...pair,
    origin: engine.translator.name,
    terminology: engine.translator.appliesTerminology && digestsOfTerms(termsIn),
  };
  const known = await lookUp(segments, scope, engine);
  const rest = segments.filter((segment) => !known.has(segment));
  try {
    // A segment too long for one request is remembered by its pieces, so that an article that takes long goes on after them.
    const piecesOf = new Map(
      rest.map((segment) => [segment, piecesIn(segment, engine.translator.maxRequestBytes)]),
    );
    const units = [...new Set([...piecesOf.values()].flat())];
    const parts = units.filter((unit) => !piecesOf.has(unit));
    const knownParts = parts.length === 0 ? known : await engine.memory.lookUp(parts, scope);
    const unknown = units.filter((unit) => !knownParts.has(unit));
    return { segments, pair, termsIn, scope, known, piecesOf, units, knownParts, unknown };
  } catch (error) {
    // What the look-up may have reserved.
    if (engine.isNew) await engine.reservations?.release(rest, scope);
    throw error;
  }
}

/**
 * What is known of the segments.
 *
 * What is expected to be new is reserved without asking before, which has to be done anyway before it is sent, and tells what is known
 * all the same: one wait for the memory instead of two, and for an article that was known under another name some refused writes.
 */
async function lookUp(
  segments: readonly string[],
  scope: MemoryScope,
  { memory, reservations, translator, isNew }: Engine,
): Promise<ReadonlyMap<string, string>> {
  const whole = segments.filter((segment) => utf8Length(segment) <= translator.maxRequestBytes);
  if (!isNew || reservations === undefined || whole.length === 0) return memory.lookUp(segments, scope);
  const [byPeople, reserved] = await Promise.allSettled([
    memory.lookUp(segments, { ...scope, origin: people }),
    reservations.reserveAtOnce(whole, scope),
  ]);
  if (byPeople.status === 'fulfilled' && reserved.status === 'fulfilled') {
    await reservations.release(
      reserved.value.mine.filter((segment) => byPeople.value.has(segment)),
      scope,
    );
    return new Map([...reserved.value.known, ...byPeople.value]);
  }
  if (reserved.status === 'fulfilled') await reservations.release(reserved.value.mine, scope);
  throw gravestOf([byPeople, reserved].flatMap((end) => (end.status === 'rejected' ? [end.reason] : [])));
}

function reusedCharacters({ known, units }: Plan, sent: ReadonlySet<string>): number {
  return [...known.keys(), ...units]
    .filter((unit) => !sent.has(unit))
    .reduce((sum, text) => sum + codePointLength(text), 0);
}

/**
 * Sends sentences again in whose translation the checks find an error, and remembers what has fewer. Only what this run paid for
 * is tried again, so that no sentence is tried twice.
 */
async function betterTranslations(
  article: CleanArticle,
  sent: Sent,
  scope: MemoryScope,
  engine: SegmentEngine,
  check: Checker,
) {
  const { translator, memory } = engine;
  const errors = (segment: string, translation: string): number =>
    check(segment, translation).filter(
      (finding) =>
        finding.severity === 'error' &&
        // An engine that does not know the terms will not learn them.
        (translator.appliesTerminology || finding.check !== 'terminology'),
    ).length;
  const firstErrors = (segment: string): number =>
    sent.own.has(segment) ? errors(segment, sent.translations.get(segment) ?? '') : 0;
  const tries = secondTries(article, firstErrors, translator.maxRequestBytes);
  const { answers, characters, requests } = await sendAgain(
    tries.map(({ text }) => text),
    scope,
    engine,
  );
  const translations = new Map<string, string>();
  for (const one of tries) {
    const answer = partOf(one, answers.get(one.text) ?? '', scope.target);
    const translation = answer && withSpansKept(one.segment, answer);
    if (translation !== undefined && errors(one.segment, translation) < firstErrors(one.segment))
      translations.set(one.segment, translation);
  }
  // The first answers come first, so that the better ones stay; where these can't be written, the first ones do.
  const remembered =
    translations.size === 0
      ? sent.remembered
      : sent.remembered.then(() => memory.remember(translations, scope));
  remembered.catch(() => undefined);
  return { translations, characters, requests, secondTries: tries.length, remembered };
}

/** Those of an article's known segments that people translated. */
async function knownByPeople(
  { known, knownParts, scope }: Plan,
  { memory }: SegmentEngine,
): Promise<ReadonlySet<string>> {
  const found = [...new Set([...known.keys(), ...knownParts.keys()])];
  return found.length === 0 ? new Set() : memory.madeByPeople(found, scope);
}

/** Whose translations an article's segments have: nothing is in the memory but the engine's and people's. */
function makersOf({ known, units }: Plan, byPeople: ReadonlySet<string>, engine: string) {
  const isByEngine = [...known.keys(), ...units].some((segment) => !byPeople.has(segment));
  const madeBy = [...(isByEngine ? [engine] : []), ...(byPeople.size > 0 ? [people] : [])];
  return { madeBy, byPeople: madeBy.length > 1 ? [...byPeople] : undefined };
}

/** As {@link textsOf}, in the style, paragraph by paragraph. */
function styledTexts(
  { headline, standfirst, dateline, body }: CleanArticle,
  summary: Summary,
  sentenceOf: (text: string) => TranslatedSentence,
  target: TargetLanguage,
  style: Style = asGiven,
): TranslatedTexts {
  const optional = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : inStyle([sentenceOf(text)], target, style)[0];
  const paragraphs = body.map(({ sentences }) =>
    inStyle(
      sentences.map(({ text }) => sentenceOf(text)),
      target,
      style,
    ),
  );
  return {
    headline:
      headline === undefined ? undefined : headlineInStyle(sentenceOf(headline), headline, target, style),
    standfirst: optional(standfirst),
    dateline: optional(dateline),
    summary: summary.map(({ paragraph, sentence }) => paragraphs[paragraph]?.[sentence] ?? ''),
    body: paragraphs,
  };
}

/** A text that has none of the terms has no digest: it is the same with any terminology. */
export function digestsOfTerms(termsIn: TermFinder): NonNullable<MemoryScope['terminology']> {
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

interface Place {
  readonly paragraph?: number;
  readonly sentence?: number;
  readonly source: string;
  readonly translation: string;
}

/** The sentences beside their translations, in reading order. */
function placesOf({ headline, standfirst, dateline, body }: CleanArticle, texts: TranslatedTexts): Place[] {
  const front = [
    { source: headline, translation: texts.headline },
    { source: standfirst, translation: texts.standfirst },
    { source: dateline, translation: texts.dateline },
  ].flatMap(({ source, translation }) =>
    source === undefined || translation === undefined ? [] : [{ source, translation }],
  );
  return [
    ...front,
    ...body.flatMap(({ sentences }, paragraph) =>
      sentences.map(({ text }, sentence) => ({
        paragraph,
        sentence,
        source: text,
        translation: texts.body[paragraph]?.[sentence] ?? '',
      })),
    ),
  ];
}

/** Where a name is first spelled otherwise than before. */
function spellingFindings(places: readonly Place[], { source, target }: LanguagePair): Finding[] {
  if (languageOf(source) !== 'en') return [];
  return otherSpellings(places, target).map(({ first, other, index }) => ({
    check: 'name',
    severity: 'warning',
    paragraph: places[index]?.paragraph,
    sentence: places[index]?.sentence,
    message: `One name in two spellings: ${first}, ${other}.`,
  }));
}

type Checker = (source: string, translation: string) => readonly Finding[];

/** The checks of sentences; each pair is checked once. */
function checkerOf({ source: sourceLanguage, target }: LanguagePair, termsIn: TermFinder): Checker {
  const seen = new Map<string, readonly Finding[]>();
  return (source, translation) => {
    const key = `${source}\n${translation}`;
    const findings =
      seen.get(key) ??
      checkTranslation({
        source: withoutSpans(source),
        translation: withoutSpans(translation),
        sourceLanguage,
        target,
        terms: termsIn(source),
      });
    seen.set(key, findings);
    return findings;
  };
}

/** What stays as it is was compared before, and is no text left untranslated. */
function withoutSpans(text: string): string {
  return cutAtSpans(text)
    .filter(({ isProtected }) => !isProtected)
    .map((piece) => piece.text)
    .join('');
}

function findingsIn(
  article: CleanArticle,
  texts: TranslatedTexts,
  pair: LanguagePair,
  check: Checker,
): Finding[] {
  const places = placesOf(article, texts);
  return [
    ...registerFindings(texts, pair.target),
    ...spellingFindings(places, pair),
    ...places.flatMap(({ source, translation, paragraph, sentence }) =>
      check(source, translation).map((finding) => ({ ...finding, paragraph, sentence })),
    ),
  ];
}
