import type { Block } from './page.ts';

/** What words say for the article (above 0) or against it, in tenths of log odds: for each value its words, parted by spaces. */
export type WordWeights = Readonly<Record<string, string>>;

/** What follows in a longer block says no more of what it is. In UTF-16 code units. */
const readLength = 600;
/** Blocks before and after whose words count as well. */
const neighbours = [-2, -1, 1, 2];
/** Of a page in a language of which much was learned, more of the words have a weight: of English pages a quarter, of German ones a sixth, of Polish ones an eighth. */
const minKnownShare = 0.15;
/** How many numbers describe a block. */
export const wordFeatureCount = 5;

const known = new WeakMap<WordWeights, ReadonlyMap<string, number>>();

function weightsByWord(weights: WordWeights): ReadonlyMap<string, number> {
  const found =
    known.get(weights) ??
    new Map(
      Object.entries(weights).flatMap(([tenths, words]) =>
        words.split(' ').map((word) => [word, Number(tenths) / 10] as const),
      ),
    );
  known.set(weights, found);
  return found;
}

/** The different words that a text opens with, in lower case. */
export function openingWords(text: string): ReadonlySet<string> {
  const opening = text.slice(0, readLength).toLowerCase();
  return new Set(opening.match(/\p{L}{2,}/gu));
}

/**
 * Describes every block by the words it and its neighbours use: furniture speaks of cookies, offers and rights, reports of what somebody said.
 * Of a page whose language the words are not from, nothing is said.
 *
 * @returns a row of the same length for each block
 */
export function wordFeatures(blocks: readonly Block[], weights: WordWeights): number[][] {
  const byWord = weightsByWord(weights);
  let all = 0;
  let weighted = 0;
  const said = blocks.map(({ text }) => {
    const words = openingWords(text);
    let sum = 0;
    let count = 0;
    for (const word of words) {
      const weight = byWord.get(word);
      if (weight === undefined) continue;
      sum += weight;
      count++;
    }
    all += words.size;
    weighted += count;
    return { sum: sum / Math.sqrt(Math.max(1, words.size)), count };
  });
  if (weighted < minKnownShare * all) return blocks.map(() => new Array<number>(wordFeatureCount).fill(0));
  const sumAt = (place: number): number => (place < 0 ? 0 : (said[place]?.sum ?? 0));
  return said.map(({ sum, count }, index) => {
    const around = neighbours.reduce((total, offset) => total + sumAt(index + offset), 0);
    return [sum, count, sumAt(index - 1), sumAt(index + 1), around];
  });
}
