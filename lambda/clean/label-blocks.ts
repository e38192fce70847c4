import { blockFeatures } from './block-features.ts';
import { ruleAgainst } from './boilerplate.ts';
import { parseByline } from './byline.ts';
import { isDateLine } from './dates.ts';
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

/** The nodes of all trees one after the other, as the processor likes them: lists of lists cost several times as long. */
interface FlatTrees {
  readonly roots: Int32Array;
  /** −1 for a leaf. */
  readonly features: Int16Array;
  /** Of a leaf its value. */
  readonly thresholds: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

const flattened = new WeakMap<TreeModel['trees'], FlatTrees>();

function flatten(trees: TreeModel['trees']): FlatTrees {
  const known = flattened.get(trees);
  if (known !== undefined) return known;
  const starts: number[] = [];
  let count = 0;
  for (const tree of trees) {
    starts.push(count);
    count += tree.length;
  }
  const nodes = trees.flatMap((tree, index) => tree.map((node) => ({ node, start: starts[index] ?? 0 })));
  const flat = {
    roots: Int32Array.from(starts),
    features: Int16Array.from(nodes, ({ node }) => (node.length > 1 ? (node[0] ?? 0) : -1)),
    thresholds: Float64Array.from(nodes, ({ node }) => (node.length > 1 ? (node[1] ?? 0) : (node[0] ?? 0))),
    left: Int32Array.from(nodes, ({ node, start }) => start + (node[2] ?? 0)),
    right: Int32Array.from(nodes, ({ node, start }) => start + (node[3] ?? 0)),
  };
  flattened.set(trees, flat);
  return flat;
}

/** Log odds that each block is part of the article, before its neighbours are asked. */
export function scoreBlocks(features: readonly (readonly number[])[], { trees, bias }: TreeModel): number[] {
  const flat = flatten(trees);
  return features.map((row) => {
    let score = bias;
    for (const root of flat.roots) {
      let node = root;
      for (let feature = flat.features[node] ?? -1; feature >= 0; feature = flat.features[node] ?? -1) {
        const next = (row[feature] ?? 0) <= (flat.thresholds[node] ?? 0) ? flat.left : flat.right;
        node = next[node] ?? 0;
      }
      score += flat.thresholds[node] ?? 0;
    }
    return score;
  });
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
  const probabilities = scores.map((score) => 1 / (1 + Math.exp(-score)));
  const path = isArticleAlone(page) ? scores.map(() => true) : bestPath(scores, trees.switchCost);
  keepClosingParagraphs(page, probabilities, path);
  return probabilities.map((probability, index) => ({ isBody: path[index] ?? false, probability }));
}

const sentenceEnd = /[.!?…。！？]["'”’»」』)\]）]*$/u;
/** A line without an end shorter than this is a label: a menu entry, a section, a subheading. */
const labelLength = { words: 6, characters: 20 };
/** An article of so many paragraphs or more has at most this share of subheadings. */
const maxLabelShare = 0.25;

function isShortLabel(text: string): boolean {
  if (sentenceEnd.test(text)) return false;
  return text.length < labelLength.characters || text.split(/\s+/).length < labelLength.words;
}

/**
 * Is a copied text nothing but an article, as cleaning gives one? No line that a rule is against, and labels only here and
 * there between paragraphs, where a page has them in rows.
 */
function isArticleAlone({ mediaType, blocks }: Page): boolean {
  if (mediaType !== 'text/plain' || blocks.length < 2) return false;
  const body = blocks.slice(1);
  const labels = body.map(({ text }) => isShortLabel(text));
  if (labels.some((isLabel, index) => isLabel && labels[index + 1]) || labels.at(-1)) return false;
  if (labels.filter(Boolean).length > maxLabelShare * labels.length) return false;
  return body.every(
    ({ text }) => ruleAgainst(text) === undefined && !isDateLine(text) && parseByline(text) === undefined,
  );
}

/** Written without the spaces and capitals that most of the labelled pages have. */
const eastAsian = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu;
const minEastAsianShare = 0.5;
/** Below the usual half: Korean and Japanese pages are few among those the model was made from, and it is less sure of them. */
const minClosingProbability = 0.2;
const closingLength = 30;

/** Keeps whole sentences that follow the body at once and that the model nearly takes for it, in Korean, Japanese and Chinese. */
function keepClosingParagraphs({ blocks }: Page, probabilities: readonly number[], path: boolean[]): void {
  for (let index = 1; index < path.length; index++) {
    const text = blocks[index]?.text ?? '';
    if (path[index] || !path[index - 1] || text.length < closingLength || !sentenceEnd.test(text)) continue;
    const share = (text.match(eastAsian)?.length ?? 0) / text.length;
    if (share >= minEastAsianShare && (probabilities[index] ?? 0) >= minClosingProbability)
      path[index] = true;
  }
}
