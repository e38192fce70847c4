import { rounded, type SummaryWeights, scoreSentences, summaryWeights } from './score-sentences.ts';
import type { DescribedArticle, DescribedSentence } from './sentence-features.ts';
import { likeness } from './term-vectors.ts';

export interface Budget {
  readonly sentences: number;
  /** In Unicode code points, spaces between sentences not counted. */
  readonly characters?: number;
}

/** From this likeness on a sentence is one that is chosen already, said again. */
const sameSentence = 0.9;
/**
 * More than all features of a sentence together: one that needs the sentence before it, without that, or that only says the
 * headline or a chosen one again, is taken when nothing else is left.
 */
const lastResortPenalty = 10;

/**
 * Chooses sentences one by one, each the best beside those before it: by its own score, by what it adds of the article's
 * terms (maximum coverage, Filatova and Hatzivassiloglou 2004), and less what it repeats (maximal marginal relevance, Carbonell
 * and Goldstein 1998). In document order.
 *
 * Ties go to the earlier sentence, because news states the important first. At least one sentence comes back where there
 * is one, even if it alone is longer than the budget.
 */
export function selectSentences(
  { sentences, termWorth }: DescribedArticle,
  budget: Budget,
  weights: SummaryWeights = summaryWeights,
): DescribedSentence[] {
  const scores = scoreSentences(sentences, weights);
  const repeated = new Float64Array(sentences.length);
  const isCovered = new Uint8Array(termWorth.length);
  const chosen = new Set<number>();
  const tooLong = new Set<number>();
  let remaining = budget.characters ?? Number.POSITIVE_INFINITY;

  const worthOf = (index: number, { vector, isDependent, repeatsHeadline }: DescribedSentence): number => {
    let added = 0;
    for (const term of vector.terms) if (isCovered[term] === 0) added += termWorth[term] ?? 0;
    return rounded(
      (scores[index] ?? 0) +
        weights.coverage * added -
        weights.redundancy * (repeated[index] ?? 0) -
        (isDependent && !chosen.has(index - 1) ? lastResortPenalty : 0) -
        (repeatsHeadline || (repeated[index] ?? 0) > sameSentence ? lastResortPenalty : 0),
    );
  };

  while (chosen.size < budget.sentences) {
    let best: { index: number; sentence: DescribedSentence; worth: number } | undefined;
    for (const [index, sentence] of sentences.entries()) {
      if (chosen.has(index) || tooLong.has(index)) continue;
      const worth = worthOf(index, sentence);
      if (best === undefined || worth > best.worth) best = { index, sentence, worth };
    }
    if (best === undefined) break;
    const length = budget.characters === undefined ? 0 : [...best.sentence.text].length;
    if (length > remaining && chosen.size > 0) {
      tooLong.add(best.index);
      continue;
    }
    chosen.add(best.index);
    remaining -= length;
    for (const term of best.sentence.vector.terms) isCovered[term] = 1;
    for (const [index, { vector }] of sentences.entries()) {
      repeated[index] = Math.max(repeated[index] ?? 0, likeness(best.sentence.vector, vector));
    }
  }
  return sentences.filter((_, index) => chosen.has(index));
}
