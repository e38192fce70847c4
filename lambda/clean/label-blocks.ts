import { blockFeatures } from './block-features.ts';
import model from './label-blocks.model.json' with { type: 'json' };
import type { Page } from './page.ts';

/**
 * Gradient-boosted trees: a block's score is the sum of one leaf of each tree, its probability the logistic of that.
 *
 * A tree is a list of nodes `[feature, threshold, left, right]`, a leaf `[value]`; a value of the feature up to the threshold
 * goes left.
 */
export interface TreeModel {
  readonly trees: readonly (readonly (readonly number[])[])[];
  /** Log odds before any tree. */
  readonly bias: number;
  /** What changing between article and furniture from one block to the next costs, in log odds. */
  readonly switchCost: number;
}

export interface LabelModels {
  readonly html: TreeModel;
  readonly text: TreeModel;
}

export interface BlockLabel {
  readonly isBody: boolean;
  /** That the block, by itself and its surroundings, belongs to the article: 0 to 1. */
  readonly probability: number;
}

/** Log odds that each block is part of the article, before its neighbours are asked. */
export function scoreBlocks(features: readonly (readonly number[])[], { trees, bias }: TreeModel): number[] {
  return features.map((row) => trees.reduce((sum, tree) => sum + leafValue(tree, row), bias));
}

function leafValue(tree: TreeModel['trees'][number], row: readonly number[]): number {
  let node = tree[0] ?? [0];
  while (node.length > 1) {
    const [feature = 0, threshold = 0, left = 0, right = 0] = node;
    node = tree[(row[feature] ?? 0) <= threshold ? left : right] ?? [0];
  }
  return node[0] ?? 0;
}

/**
 * The likeliest way through the page (Viterbi), where each change between article and furniture has its cost: single blocks
 * that look odd go with what stands around them.
 */
export function bestPath(scores: readonly number[], switchCost: number): boolean[] {
  let body = 0;
  let other = 0;
  const cameFrom: (readonly [bodyFromBody: boolean, otherFromBody: boolean])[] = [];
  for (const score of scores) {
    const stay = body >= other - switchCost;
    const leave = body - switchCost > other;
    cameFrom.push([stay, leave]);
    const nextBody = (stay ? body : other - switchCost) + score / 2;
    other = (leave ? body - switchCost : other) - score / 2;
    body = nextBody;
  }
  const path: boolean[] = [];
  let isBody = body > other;
  for (let index = scores.length - 1; index >= 0; index--) {
    path.push(isBody);
    isBody = cameFrom[index]?.[isBody ? 0 : 1] ?? false;
  }
  return path.reverse();
}

/** Says of each block whether it belongs to the article's text. */
export function labelBlocks(page: Page): BlockLabel[] {
  const { html, text }: LabelModels = model;
  const trees = page.mediaType === 'text/html' ? html : text;
  const scores = scoreBlocks(blockFeatures(page), trees);
  const path = bestPath(scores, trees.switchCost);
  return scores.map((score, index) => ({
    isBody: path[index] ?? false,
    probability: 1 / (1 + Math.exp(-score)),
  }));
}
