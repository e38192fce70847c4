import { dot, type ScoredSentence } from './score-sentences.ts';

/** How much likeness to what is chosen already takes away: maximal marginal relevance, Carbonell and Goldstein 1998. */
const redundancyWeight = 0.4;
/** What a sentence loses that needs the one before it, where that one is not chosen. */
const dependencePenalty = 0.3;

export interface Budget {
  readonly sentences: number;
  /** In Unicode code points, spaces between sentences not counted. */
  readonly characters?: number;
}

/**
 * Chooses the best sentences that fit the budget, each as new as can be beside those chosen before it, in document order.
 *
 * Ties go to the earlier sentence, because news states the important first. At least one sentence comes back where there
 * is one, even if it alone is longer than the budget.
 */
export function selectSentences(scored: readonly ScoredSentence[], budget: Budget): ScoredSentence[] {
  const values = scored.map(({ score }) => score);
  const likeness = scored.map(() => 0);
  const chosen = new Set<number>();
  const skipped = new Set<number>();
  let remaining = budget.characters ?? Number.POSITIVE_INFINITY;

  const worthOf = (index: number): number => {
    const isOrphan = scored[index]?.isDependent === true && !chosen.has(index - 1);
    return (
      (values[index] ?? 0) - redundancyWeight * (likeness[index] ?? 0) - (isOrphan ? dependencePenalty : 0)
    );
  };

  while (chosen.size < budget.sentences && chosen.size + skipped.size < scored.length) {
    let best: number | undefined;
    for (let index = 0; index < scored.length; index++) {
      if (chosen.has(index) || skipped.has(index)) continue;
      if (best === undefined || worthOf(index) > worthOf(best)) best = index;
    }
    const sentence = best === undefined ? undefined : scored[best];
    if (best === undefined || sentence === undefined) break;
    const length = [...sentence.text].length;
    if (length > remaining && chosen.size > 0) {
      skipped.add(best);
      continue;
    }
    chosen.add(best);
    remaining -= length;
    for (const [index, other] of scored.entries()) {
      likeness[index] = Math.max(likeness[index] ?? 0, dot(sentence.vector, other.vector));
    }
  }
  return scored.filter((_, index) => chosen.has(index));
}
