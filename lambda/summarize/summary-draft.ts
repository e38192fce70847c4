import { mostTimes } from './expected-terms.ts';
import {
  type DescribedArticle,
  type DescribedSentence,
  type FeatureName,
  featureNames,
} from './sentence-features.ts';
import model from './summary-weights.json' with { type: 'json' };
import { likeness } from './term-vectors.ts';

/** What a summary as a whole is judged by, besides the mean of its sentences' features. */
export const draftFeatureNames = [
  /** What it covers of the terms that the article opens with and comes back to, a sentence. */
  'coverage',
  /** How alike its sentences are, the mean of all pairs. */
  'redundancy',
  /** How many of its sentences follow one another directly. */
  'adjacent',
  /** The share of its terms that a summary written by people is expected to have. */
  'density',
  /** The F1 expected of it against a summary of people who write in short sentences … */
  'likeTerse',
  /** … in ordinary ones … */
  'likeBrief',
  /** … and in long ones. */
  'likeFull',
] as const;
export type DraftFeatureName = (typeof draftFeatureNames)[number];

/** How many words a sentence of such a summary has. */
const sentenceWords = { likeTerse: 17, likeBrief: 25, likeFull: 40 };
/** So many pairs of characters are as long as a word. */
const pairsOfWord = 2.5;

/** What counts how much: learned together, see test/quality/train-summarizer.ts; don't change one alone. */
export interface SummaryWeights {
  readonly sentence: Readonly<Record<FeatureName, number>>;
  readonly draft: Readonly<Record<DraftFeatureName, number>>;
}

export const summaryWeights: SummaryWeights = model.summary;

/** From this likeness on a sentence is one that is chosen already, said again. */
const sameSentence = 0.9;

export interface SummaryDraft {
  /** The numbers of the chosen sentences. */
  readonly chosen: ReadonlySet<number>;
  readonly add: (sentence: number) => void;
  readonly remove: (sentence: number) => void;
  /** In the order of `featureNames` and `draftFeatureNames`. */
  readonly features: () => Float64Array;
  /** How often a reader would mind a sentence: without the one it needs, the headline or a chosen one again, no report at all. */
  readonly faults: () => number;
}

/** A summary that is empty at first. Adding or removing a sentence takes time in proportion to it and the chosen ones. */
export function draftSummary(
  { sentences, termWorth, terms }: DescribedArticle,
  chances: Float64Array,
): SummaryDraft {
  const chosen = new Set<number>();
  const covered = new Uint16Array(termWorth.length);
  const times = new Uint16Array(terms.size);
  const sums = new Float64Array(featureNames.length);
  let coverage = 0;
  let expected = 0;
  let length = 0;
  let pairs = 0;
  let repeated = 0;

  const chanceOf = (term: number, time: number): number =>
    time < mostTimes ? (chances[term * mostTimes + time] ?? 0) : 0;
  const change = (number: number, sign: 1 | -1): void => {
    const { features, vector } = sentences[number] as DescribedSentence;
    for (const [place, value] of features.entries()) sums[place] = (sums[place] ?? 0) + sign * value;
    for (const term of vector.terms) {
      const before = covered[term] ?? 0;
      covered[term] = before + sign;
      if (before === 0 || before + sign === 0) coverage += sign * (termWorth[term] ?? 0);
    }
    for (const term of terms.sentences[number] ?? []) {
      const before = times[term] ?? 0;
      times[term] = before + sign;
      expected += sign * chanceOf(term, Math.min(before, before + sign));
      length += sign;
    }
    for (const other of chosen) {
      if (other === number) continue;
      const alike = likeness(vector, (sentences[other] as DescribedSentence).vector);
      pairs += sign * alike;
      if (alike > sameSentence) repeated += sign;
    }
  };
  const needsAnother = (number: number): boolean =>
    sentences[number]?.isDependent === true && !chosen.has(number - 1);

  return {
    chosen,
    add: (number) => {
      change(number, 1);
      chosen.add(number);
    },
    remove: (number) => {
      chosen.delete(number);
      change(number, -1);
    },
    features: () => {
      const count = Math.max(1, chosen.size);
      const unit = terms.isPairs ? pairsOfWord : 1;
      const like = (words: number): number => (2 * expected) / (length + words * unit * count);
      let adjacent = 0;
      for (const number of chosen) if (chosen.has(number - 1)) adjacent++;
      const draft: Record<DraftFeatureName, number> = {
        coverage: coverage / count,
        redundancy: chosen.size < 2 ? 0 : (2 * pairs) / (count * (count - 1)),
        adjacent: chosen.size < 2 ? 0 : adjacent / (count - 1),
        density: expected / Math.max(1, length),
        likeTerse: like(sentenceWords.likeTerse),
        likeBrief: like(sentenceWords.likeBrief),
        likeFull: like(sentenceWords.likeFull),
      };
      return Float64Array.of(
        ...sums.map((sum) => sum / count),
        ...draftFeatureNames.map((name) => draft[name]),
      );
    },
    faults: () => {
      let faults = repeated;
      for (const number of chosen) {
        if (needsAnother(number)) faults++;
        if (sentences[number]?.objection !== undefined) faults++;
      }
      return faults;
    },
  };
}

/** The weights in the order of a draft's features. */
export function orderedWeights({ sentence, draft }: SummaryWeights): Float64Array {
  return Float64Array.of(
    ...featureNames.map((name) => sentence[name]),
    ...draftFeatureNames.map((name) => draft[name]),
  );
}

/**
 * The weighted sum of features. The last digits of a sum may differ between machines, the order of summaries must not: it is rounded.
 */
export function scoreOf(features: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (const [place, value] of features.entries()) sum += value * (weights[place] ?? 0);
  return Math.round(sum * 1e9) / 1e9;
}
