import { openingWords, type WordWeights } from '../../lambda/clean/word-features.ts';
import { randomNumbers } from './random-numbers.ts';

/** A block whose label is known. */
export interface WordExample {
  readonly text: string;
  readonly site: string;
  readonly isBody: boolean;
  readonly weight: number;
}

/** Words of fewer sites say what happened there. */
const fewestSites = 10;
/** Shorter blocks are names and numbers. */
const fewestWords = 4;
/** What says less is not worth its place. In log odds. */
const leastWeight = 0.5;
const passes = 2;
const learningRate = 0.1;
const seed = 20261128;

/**
 * Learns what words say of the block they stand in: logistic regression on whether a word is in a block, whose length doesn't count, with a
 * step of its own for each word (AdaGrad, Duchi et al. 2011). The same examples give the same weights.
 */
export function learnWords(examples: readonly WordExample[]): WordWeights {
  const sitesOf = new Map<string, Set<string>>();
  const blocks = examples
    .map((example) => ({ ...example, words: [...openingWords(example.text)] }))
    .filter(({ words }) => words.length >= fewestWords);
  for (const { words, site } of blocks) {
    for (const word of words) {
      const sites = sitesOf.get(word) ?? new Set();
      sitesOf.set(word, sites.add(site));
    }
  }
  const vocabulary = [...sitesOf].filter(([, sites]) => sites.size >= fewestSites).map(([word]) => word);
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  // The last one is what every block has: the share of those that are the article's.
  const weights = new Float64Array(vocabulary.length + 1);
  const squares = new Float64Array(weights.length).fill(1e-3);
  const rows = blocks.map(({ words, isBody, weight }) => {
    const known = words.map((word) => numbers.get(word)).filter((number) => number !== undefined);
    return { known, isBody, weight };
  });
  const random = randomNumbers(seed);
  const step = (place: number, gradient: number): void => {
    squares[place] = (squares[place] ?? 0) + gradient * gradient;
    weights[place] = (weights[place] ?? 0) - (learningRate * gradient) / Math.sqrt(squares[place] ?? 1);
  };
  for (let pass = 0; pass < passes; pass++) {
    shuffle(rows, random);
    for (const { known, isBody, weight } of rows) {
      const share = 1 / Math.sqrt(Math.max(1, known.length));
      let score = weights[vocabulary.length] ?? 0;
      for (const number of known) score += share * (weights[number] ?? 0);
      const error = (1 / (1 + Math.exp(-score)) - (isBody ? 1 : 0)) * weight;
      for (const number of known) step(number, error * share);
      step(vocabulary.length, error);
    }
  }
  const byWeight = new Map<number, string[]>();
  for (const [number, word] of vocabulary.entries()) {
    const weight = weights[number] ?? 0;
    if (Math.abs(weight) < leastWeight) continue;
    const tenths = Math.round(10 * weight);
    byWeight.set(tenths, [...(byWeight.get(tenths) ?? []), word]);
  }
  return Object.fromEntries(
    [...byWeight]
      .sort(([a], [b]) => a - b)
      .map(([tenths, words]) => [String(tenths), words.sort().join(' ')]),
  );
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
}
