import type { LabelModel } from '../../lambda/clean/label-blocks.ts';
import { packTrees } from '../quality/boosted-trees.ts';

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/** Sets the probability by the length alone, up to ten words and above: the first thing that is known of a block is the logarithm of its words. */
export function byLength(short: number, long: number): LabelModel {
  const tree = [
    [0, Math.log1p(10)],
    [-1, logOdds(short)],
    [-1, logOdds(long)],
  ] as const;
  const trees = packTrees([{ bias: 0, trees: [tree] }]);
  return { words: {}, first: trees, second: trees };
}
