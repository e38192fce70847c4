import { expectTerms } from './expected-terms.ts';
import type { DescribedArticle, DescribedSentence } from './sentence-features.ts';
import {
  draftSummary,
  orderedWeights,
  type SummaryDraft,
  type SummaryWeights,
  scoreOf,
  summaryWeights,
} from './summary-draft.ts';

export interface Budget {
  readonly sentences: number;
  /** In Unicode code points, spaces between sentences not counted. */
  readonly characters?: number;
}

/** How many sentences are looked at together, a sentence asked for, but for the first ones, which always are. */
const candidatesOfSentence = 4;
const leastCandidates = 16;
const firstSentences = 3;
/** Exchanging sentences comes to an end by itself, nearly always at the second round. */
const mostRounds = 4;
/** More than all features together. */
const faultPenalty = 100;

/** Each sentence's score as a summary of its own. */
export function scoreAlone(
  article: DescribedArticle,
  chances: Float64Array,
  weights: Float64Array,
): number[] {
  const draft = draftSummary(article, chances);
  return article.sentences.map((_, number) => {
    draft.add(number);
    const score = scoreOf(draft.features(), weights);
    draft.remove(number);
    return score;
  });
}

/** The sentences that have a chance at all, in order: the first, and those that say most by themselves. */
export function candidates(scores: readonly number[], sentences: number): number[] {
  const count = Math.max(leastCandidates, candidatesOfSentence * sentences);
  const best = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return [...new Set([...best.slice(0, count), ...[...scores.keys()].slice(0, firstSentences)])].sort(
    (a, b) => a - b,
  );
}

/**
 * Chooses the sentences that make the best summary together, in document order: one by one, each the best beside those before
 * it, then exchanging one for another as long as that helps (as MatchSum compares whole summaries, Zhong et al. 2020, but by
 * features that cost next to nothing).
 *
 * Ties go to the earlier sentence, because news states the important first. At least one sentence comes back where there
 * is one, even if it alone is longer than the budget.
 */
export function selectSentences(
  article: DescribedArticle,
  budget: Budget,
  weights: SummaryWeights = summaryWeights,
  chances: Float64Array = expectTerms(article.terms, budget.sentences),
): DescribedSentence[] {
  const ordered = orderedWeights(weights);
  const pool = candidates(scoreAlone(article, chances, ordered), budget.sentences);
  const draft = draftSummary(article, chances);
  const limit = budget.characters ?? Number.POSITIVE_INFINITY;
  const lengthOf = (number: number): number =>
    limit === Number.POSITIVE_INFINITY ? 0 : [...(article.sentences[number]?.text ?? '')].length;
  let length = 0;
  const worth = (): number => scoreOf(draft.features(), ordered) - faultPenalty * draft.faults();

  const bestAddition = (): Choice | undefined => {
    let best: Choice | undefined;
    for (const number of pool) {
      if (draft.chosen.has(number)) continue;
      if (draft.chosen.size > 0 && length + lengthOf(number) > limit) continue;
      const found = tried(draft, number, worth);
      if (best === undefined || found > best.worth) best = { number, worth: found };
    }
    return best;
  };

  while (draft.chosen.size < budget.sentences) {
    const best = bestAddition();
    if (best === undefined) break;
    draft.add(best.number);
    length += lengthOf(best.number);
  }
  let current = worth();
  for (let round = 0, isBetter = true; isBetter && round < mostRounds; round++) {
    isBetter = false;
    for (const number of [...draft.chosen].sort((a, b) => a - b)) {
      draft.remove(number);
      length -= lengthOf(number);
      const best = bestAddition();
      const isGain = best !== undefined && best.worth > current;
      const kept = isGain ? best.number : number;
      draft.add(kept);
      length += lengthOf(kept);
      if (isGain) {
        current = best.worth;
        isBetter = true;
      }
    }
  }
  return article.sentences.filter((_, number) => draft.chosen.has(number));
}

interface Choice {
  readonly number: number;
  readonly worth: number;
}

function tried(draft: SummaryDraft, number: number, worth: () => number): number {
  draft.add(number);
  const found = worth();
  draft.remove(number);
  return found;
}
