import type { Term } from '../text/words.ts';
import model from './summary-weights.json' with { type: 'json' };

/** What the chance of a term to stand in a summary written by people is learned from. None knows a language. */
export const termFeatureNames = [
  'second',
  'third',
  'stopWord',
  'stopWordSecond',
  'stopWordThird',
  'pair',
  'pairStopWord',
  'number',
  'name',
  'pairName',
  'count',
  'stopWordCount',
  'pairCount',
  'repeatedCount',
  'sentenceShare',
  'first',
  'pairFirst',
  'numberFirst',
  'inFirst',
  'inOpening',
  'openingShare',
  'firstPlace',
  'lastPlace',
  'early',
  'inHeadline',
  'stopWordInHeadline',
  'hasHeadline',
  'articleLength',
] as const;
export type TermFeatureName = (typeof termFeatureNames)[number];

/** The intercept, by how the language is written and whether one sentence is asked for or several. */
export const interceptNames = ['wordsOne', 'wordsSeveral', 'pairsOne', 'pairsSeveral'] as const;
export type InterceptName = (typeof interceptNames)[number];

export interface TermWeights {
  readonly features: Readonly<Record<TermFeatureName, number>>;
  readonly intercepts: Readonly<Record<InterceptName, number>>;
}

/** A summary is taken to have a term so many times at most. */
export const mostTimes = 3;

const positionDecay = 0.35;
const earlyDecay = 0.2;
const openingSentences = 3;

export interface NumberedTerms {
  /** The terms of each sentence, by number. */
  readonly sentences: readonly Int32Array[];
  /** How many different terms there are: their numbers go from 0 up to it. */
  readonly size: number;
  /** Terms are pairs of characters. */
  readonly isPairs: boolean;
  /** `mostTimes` rows a term, in the order of `termFeatureNames`; what the article hasn't so often stays 0. */
  readonly features: Float64Array;
}

interface Occurrences {
  readonly term: Term;
  readonly first: number;
  last: number;
  count: number;
  sentences: number;
  names: number;
  namesKnown: number;
  opening: number;
  early: number;
}

/** Numbers the terms of an article's sentences and describes each by where and how it stands. */
export function numberTerms(
  texts: readonly (readonly Term[])[],
  headline: readonly Term[] | undefined,
  isPairs: boolean,
): NumberedTerms {
  const numbers = new Map<string, number>();
  const found: Occurrences[] = [];
  const sentences = texts.map((terms, index) =>
    Int32Array.from(terms, (term) => {
      let number = numbers.get(term.text);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(term.text, number);
        found.push({
          term,
          first: index,
          last: -1,
          count: 0,
          sentences: 0,
          names: 0,
          namesKnown: 0,
          opening: 0,
          early: 0,
        });
      }
      count(found[number] as Occurrences, term, index);
      return number;
    }),
  );
  const inHeadline = new Set(headline?.map(({ text }) => text));
  const width = termFeatureNames.length;
  const features = new Float64Array(found.length * mostTimes * width);
  for (const [number, occurrences] of found.entries()) {
    for (let times = 0; times < Math.min(mostTimes, occurrences.count); times++) {
      const described = describeTerm(occurrences, times, {
        isPairs,
        sentences: texts.length,
        hasHeadline: headline !== undefined,
        isInHeadline: inHeadline.has(occurrences.term.text),
      });
      const start = (number * mostTimes + times) * width;
      termFeatureNames.forEach((name, place) => {
        features[start + place] = described[name];
      });
    }
  }
  return { sentences, size: found.length, isPairs, features };
}

function count(occurrences: Occurrences, { isName }: Term, index: number): void {
  occurrences.count++;
  if (isName !== undefined) {
    occurrences.namesKnown++;
    occurrences.names += Number(isName);
  }
  if (occurrences.last === index) return;
  occurrences.last = index;
  occurrences.sentences++;
  occurrences.early += 1 / (1 + earlyDecay * index);
  if (index < openingSentences) occurrences.opening++;
}

interface Around {
  readonly isPairs: boolean;
  readonly sentences: number;
  readonly hasHeadline: boolean;
  readonly isInHeadline: boolean;
}

function describeTerm(
  { term, first, last, count, sentences, names, namesKnown, opening, early }: Occurrences,
  times: number,
  around: Around,
): Record<TermFeatureName, number> {
  const pair = Number(around.isPairs);
  const word = 1 - pair;
  const stop = Number(term.isStopWord);
  const topic = 1 - stop;
  const number = Number(term.isNumber) * topic;
  const name = namesKnown === 0 ? 0.5 : names / namesKnown;
  const nearness = 1 / (1 + positionDecay * first);
  const inHeadline = Number(around.isInHeadline);
  return {
    second: Number(times === 1),
    third: Number(times === 2),
    stopWord: stop * word,
    stopWordSecond: stop * word * Number(times === 1),
    stopWordThird: stop * word * Number(times === 2),
    pair,
    pairStopWord: stop * pair,
    number,
    name: name * topic * word,
    pairName: name * topic * pair,
    count: Math.log(count) * topic,
    stopWordCount: Math.log(count) * stop,
    pairCount: Math.log(sentences) * pair,
    repeatedCount: Number(times > 0) * Math.log(count) * topic,
    sentenceShare: (topic * sentences) / around.sentences,
    first: topic * nearness,
    pairFirst: pair * nearness,
    numberFirst: number * nearness,
    inFirst: topic * Number(first === 0),
    inOpening: topic * Number(first < openingSentences),
    openingShare: (topic * opening) / openingSentences,
    firstPlace: (topic * first) / around.sentences,
    lastPlace: (topic * last) / around.sentences,
    early: topic * Math.log(early),
    inHeadline: topic * inHeadline,
    stopWordInHeadline: stop * inHeadline,
    hasHeadline: Number(around.hasHeadline),
    articleLength: topic * Math.log(around.sentences),
  };
}

export const termWeights: TermWeights = model.terms;

/**
 * The chance of each term to stand in a summary of the article once, twice, and `mostTimes`: logistic regression on the terms
 * of summaries that people wrote (after Hong and Nenkova 2014).
 */
export function expectTerms(
  { features, size, isPairs }: NumberedTerms,
  sentences: number,
  weights: TermWeights = termWeights,
): Float64Array {
  const intercept =
    weights.intercepts[`${isPairs ? 'pairs' : 'words'}${sentences === 1 ? 'One' : 'Several'}`];
  const ordered = Float64Array.from(termFeatureNames, (name) => weights.features[name]);
  const width = ordered.length;
  const chances = new Float64Array(size * mostTimes);
  for (let row = 0; row < chances.length; row++) {
    let sum = intercept;
    for (let place = 0; place < width; place++)
      sum += (ordered[place] ?? 0) * (features[row * width + place] ?? 0);
    chances[row] = 1 / (1 + Math.exp(-sum));
  }
  return chances;
}
