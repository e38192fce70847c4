import { type DescribedSentence, type FeatureName, featureNames } from './sentence-features.ts';
import model from './summary-weights.json' with { type: 'json' };

/** What counts how much: learned together, see test/quality/train-summarizer.ts; don't change one alone. */
export interface SummaryWeights {
  readonly features: Readonly<Record<FeatureName, number>>;
  /** For what a sentence adds of the article's terms to the summary, from 0 to 1. */
  readonly coverage: number;
  /** Taken off for likeness to what is chosen already. */
  readonly redundancy: number;
}

export const summaryWeights: SummaryWeights = model.weights;

/** What each feature adds to a sentence's score. */
export function contributions(
  { features }: DescribedSentence,
  weights: SummaryWeights = summaryWeights,
): Record<FeatureName, number> {
  const entries = featureNames.map((name, index) => [name, (features[index] ?? 0) * weights.features[name]]);
  return Object.fromEntries(entries) as Record<FeatureName, number>;
}

/**
 * How much each sentence says by itself: the sum of its weighted features. Comparable only within one article.
 *
 * The last digits of a sum may differ between machines, the order of sentences must not: scores are rounded.
 */
export function scoreSentences(
  sentences: readonly DescribedSentence[],
  weights: SummaryWeights = summaryWeights,
): number[] {
  const ordered = featureNames.map((name) => weights.features[name]);
  return sentences.map(({ features }) =>
    rounded(features.reduce((sum, value, index) => sum + value * (ordered[index] ?? 0), 0)),
  );
}

export function rounded(score: number): number {
  return Math.round(score * 1e9) / 1e9;
}
