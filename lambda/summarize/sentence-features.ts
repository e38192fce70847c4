import type { CleanArticle } from '../article.ts';
import { languageData } from '../text/languages/languages.ts';
import { termsOf } from '../text/words.ts';
import { type NumberedTerms, numberTerms } from './expected-terms.ts';
import { likeness, likenessToSum, type TermVector, weighTerms } from './term-vectors.ts';

/** What a sentence is judged by. All but `long` go from 0 to 1; none knows a language but by its data. */
export const featureNames = [
  /** Reporting puts the important first: 1 for the first sentence, fading. */
  'position',
  /** How far down the article it stands. */
  'late',
  /** Likeness to the article as a whole. */
  'centrality',
  /** Likeness to the headline. */
  'headline',
  /** How much longer it is than one and a half times the mean. */
  'long',
  /** How far it stays under six tenths of the mean. */
  'short',
  /** How few content terms it has: it says too little to stand alone. */
  'fewTerms',
  /** The share of it in quotation marks. */
  'quoted',
  'question',
  /** A caption, a heading, a fragment: it doesn't close as a sentence does. */
  'fragment',
  /** Speaks of I, we or you. */
  'firstPerson',
  'brackets',
  'commas',
] as const;
export type FeatureName = (typeof featureNames)[number];

/**
 * The headline again; a byline, a credit, a notice of rights; an answer that is nothing without its question; a quotation that others
 * close or open; a caption or a heading, where the language shows it.
 */
export type Objection =
  | 'repeats the headline'
  | 'belongs to the page'
  | 'answers a question'
  | 'is a part of a quotation'
  | 'is no sentence';

export interface DescribedSentence {
  readonly paragraph: number;
  readonly sentence: number;
  readonly text: string;
  /** In the order of `featureNames`. */
  readonly features: Float64Array;
  readonly vector: TermVector;
  /** Can't stand without what is before it: it opens with "He", "그는", "同氏は", "But", … */
  readonly isDependent: boolean;
  /** Why it is no part of a summary even beside the one before it. */
  readonly objection?: Objection;
}

export interface DescribedArticle {
  /** Of the running text, in order. */
  readonly sentences: readonly DescribedSentence[];
  /** What it is worth to have a term in the summary, by the term's number in the vectors; 1 is all terms of the sentence that covers most. */
  readonly termWorth: Float64Array;
  /** Of the same sentences, stop words too. */
  readonly terms: NumberedTerms;
}

/** How fast the worth of a place fades with each sentence before it. */
const positionDecay = 0.35;
const termDecay = 0.2;
/** A term that one sentence alone has is worth this much of one that the article comes back to. */
const lonelyTermWorth = 0.3;
/** Sentences with fewer content terms than this say too little to stand alone. */
const fullLengthTerms = { words: 8, pairs: 12 };
/** From this likeness on, with next to nothing beside, a sentence is the headline again. */
const headlineLikeness = 0.85;

/** Directly after a word: one set apart closes a caption or a heading that was given a full stop. */
const closingMark = /\S[.!?…。！？]["'”’」』)\]]*$/u;

type Summarizable = Pick<CleanArticle, 'language' | 'headline' | 'body'>;

/** Describes the sentences that a summary may be made of, in time proportional to the text. */
export function describeSentences({ language, headline, body }: Summarizable): DescribedArticle {
  const places = runningText(body);
  const isPairs = /^(?:ko|ja|zh)\b/.test(language);
  const allTerms = places.map(({ text }) => termsOf(text, language));
  const headlineTerms = headline === undefined ? undefined : termsOf(headline, language);
  const terms = [...allTerms, headlineTerms ?? []].map((list) =>
    list.flatMap(({ isStopWord, text }) => (isStopWord ? [] : [text])),
  );
  const { vectors, size } = weighTerms(terms);
  const headlineVector = vectors.pop();
  const centralities = likenessToSum(vectors, size);
  const { dependentOpenings, firstPerson, leftover, predicateEnd, speakerless } = languageData(language);
  const fullLength = isPairs ? fullLengthTerms.pairs : fullLengthTerms.words;
  const meanLength = places.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, places.length);

  const sentences = places.map((place, index): DescribedSentence => {
    const { text } = place;
    const vector = vectors[index] as TermVector;
    const relativeLength = text.length / meanLength;
    const toHeadline = headlineVector === undefined ? 0 : likeness(vector, headlineVector);
    const quoted = quotedLength(text) / text.length;
    const features: Record<FeatureName, number> = {
      position: 1 / (1 + positionDecay * index),
      late: index / places.length,
      centrality: centralities[index] ?? 0,
      headline: toHeadline,
      long: Math.max(0, relativeLength - 1.5),
      short: Math.max(0, 0.6 - relativeLength),
      fewTerms: Math.max(0, 1 - (terms[index]?.length ?? 0) / fullLength),
      quoted,
      question: Number(/[?？]/.test(text)),
      fragment: Number(!closingMark.test(text) || predicateEnd?.test(text) === false),
      firstPerson: Number(firstPerson.test(text)),
      brackets: Number(/[([（［]/.test(text)),
      commas: Math.min(1, (text.match(/[,、，;:]/g)?.length ?? 0) / 4),
    };
    return {
      paragraph: place.paragraph,
      sentence: place.sentence,
      text,
      features: Float64Array.from(featureNames, (name) => features[name]),
      vector,
      // A quotation alone, or a part of one, needs its speaker. What opens the article leans on the headline.
      isDependent: index > 0 && (dependentOpenings.test(text) || quoted > 0.95 || speakerless.test(text)),
      objection: objectionTo(place, {
        repeatsHeadline: toHeadline > headlineLikeness,
        isLeftover: leftover.test(text),
        isCaption: features.fewTerms > 0 && predicateEnd?.test(text) === false,
      }),
    };
  });
  return {
    sentences,
    termWorth: worthOfTerms(vectors, size),
    terms: numberTerms(allTerms, headlineTerms, isPairs),
  };
}

function objectionTo(
  { text, opensReply }: Place,
  found: { readonly repeatsHeadline: boolean; readonly isLeftover: boolean; readonly isCaption: boolean },
): Objection | undefined {
  if (found.repeatsHeadline) return 'repeats the headline';
  if (found.isLeftover) return 'belongs to the page';
  if (opensReply) return 'answers a question';
  if (isPartOfQuotation(text)) return 'is a part of a quotation';
  return found.isCaption ? 'is no sentence' : undefined;
}

interface Place {
  readonly paragraph: number;
  readonly sentence: number;
  readonly text: string;
  /** It is the first of an answer. */
  readonly opensReply: boolean;
}

/** Without subheadings, without lists where there is text beside them, without the questions of an interview. */
function runningText(body: CleanArticle['body']): Place[] {
  const isText = (kind: string): boolean => kind !== 'subheading' && kind !== 'list-item';
  const hasText = body.some(({ kind }) => isText(kind));
  const isAsked = questionsOf(body);
  return body.flatMap(({ kind, sentences }, paragraph) =>
    (isText(kind) || (!hasText && kind === 'list-item')) && isAsked[paragraph] !== true
      ? sentences.map(({ text }, sentence) => ({
          paragraph,
          sentence,
          text,
          opensReply: sentence === 0 && isAsked[paragraph - 1] === true,
        }))
      : [],
  );
}

const questionMark = /^(?:Q|문|問)\s?[.:：]/u;
const questionEnd = /[?？]["'”’」』)]*$/u;
/** From so many paragraphs that are questions on, an article is an interview. */
const interviewQuestions = 3;

/** Which paragraphs are the questions of an interview, where it is one. */
function questionsOf(body: CleanArticle['body']): readonly boolean[] {
  const isQuestion = body.map(({ text }) => questionMark.test(text) || questionEnd.test(text));
  const questions = isQuestion.filter(Boolean).length;
  return questions >= interviewQuestions && questions <= body.length / 2 ? isQuestion : [];
}

/** It opens or closes a quotation that other sentences close or open. */
function isPartOfQuotation(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/"/g) % 2 === 1 || count(/“/g) !== count(/”/g) || count(/[「『]/g) !== count(/[」』]/g);
}

function quotedLength(text: string): number {
  return (text.match(/["“「『][^"”」』]*["”」』]?/gu) ?? []).join('').length;
}

/** Terms count by where they stand: what the opening speaks of, and comes back, is what the article is about. */
function worthOfTerms(vectors: readonly TermVector[], size: number): Float64Array {
  const worth = new Float64Array(size);
  const frequency = new Float64Array(size);
  for (const [index, { terms }] of vectors.entries()) {
    for (const term of terms) {
      worth[term] = (worth[term] ?? 0) + 1 / (1 + termDecay * index);
      frequency[term] = (frequency[term] ?? 0) + 1;
    }
  }
  for (const [term, times] of frequency.entries()) {
    if (times < 2) worth[term] = (worth[term] ?? 0) * lonelyTermWorth;
  }
  const most = vectors.reduce(
    (most, { terms }) =>
      Math.max(
        most,
        terms.reduce((sum, term) => sum + (worth[term] ?? 0), 0),
      ),
    0,
  );
  return worth.map((value) => value / (most || 1));
}
