/**
 * Gradient-boosted trees: a row's score is the sum of one leaf of each tree, its probability the logistic of that.
 *
 * Every node is two bytes. Of an inner node they are the feature and which of its thresholds: a value up to the threshold goes left. Of a
 * leaf they are {@link leafMark} and its value, from −128 to 127 leaf units. A tree is its nodes in the order of a walk that goes left first.
 */
export interface TreeModel {
  /** Log odds before any tree. */
  readonly bias: number;
  /** Of each feature, {@link thresholdUnits} for one. */
  readonly thresholds: readonly (readonly number[])[];
  /** In log odds. */
  readonly leafUnit: number;
  /** All trees one after the other, in Base64. */
  readonly nodes: string;
}

/** In place of a feature. */
export const leafMark = 255;
/** Thresholds are whole numbers: so many are one. */
export const thresholdUnits = 10_000;

/** No tree has more inner nodes between its root and a leaf. */
export const treeDepth = 5;
const innerNodes = (1 << treeDepth) - 1;

/**
 * All trees filled up to the same depth: a row takes as many steps through each, and never has the processor guess which way it goes,
 * which costs more than the steps. Below the inner node n of a tree stand 2n + 1 and 2n + 2.
 */
interface FullTrees {
  readonly count: number;
  /** For each feature. */
  readonly thresholds: readonly Float64Array[];
  /** Of each tree its inner nodes: 256 times the feature, and which of its thresholds. */
  readonly nodes: Uint16Array;
  /** Of each tree its leaves, in leaf units. */
  readonly leaves: Int8Array;
  /** In log odds. */
  readonly leafUnit: number;
}

const known = new WeakMap<TreeModel, FullTrees>();

function fullTrees(model: TreeModel): FullTrees {
  const found = known.get(model) ?? fillUp(model);
  known.set(model, found);
  return found;
}

function fillUp(model: TreeModel): FullTrees {
  const bytes = Buffer.from(model.nodes, 'base64');
  let count = 0;
  // A tree has one leaf more than inner nodes.
  for (let at = 0; at < bytes.length; at += 2) count += bytes[at] === leafMark ? 1 : -1;
  const nodes = new Uint16Array(count * innerNodes);
  const leaves = new Int8Array(count * (innerNodes + 1));
  /** @returns where the bytes go on */
  const put = (tree: number, place: number, at: number): number => {
    if (bytes[at] === leafMark) {
      let first = place;
      let last = place;
      while (first < innerNodes) [first, last] = [2 * first + 1, 2 * last + 2];
      const start = tree * (innerNodes + 1) - innerNodes;
      leaves.fill(bytes.readInt8(at + 1), start + first, start + last + 1);
      return at + 2;
    }
    if (place >= innerNodes) throw new RangeError(`Tree ${tree} is deeper than ${treeDepth}`);
    nodes[tree * innerNodes + place] = bytes.readUInt16BE(at);
    return put(tree, 2 * place + 2, put(tree, 2 * place + 1, at + 2));
  };
  for (let tree = 0, at = 0; tree < count; tree++) at = put(tree, 0, at);
  const thresholds = model.thresholds.map((units) =>
    Float64Array.from(units, (unit) => unit / thresholdUnits),
  );
  return { count, thresholds, nodes, leaves, leafUnit: model.leafUnit };
}

/** So much of the trees is asked before it is seen whether the others need to be. */
const shareBeforeLook = 0.25;

/**
 * The sum of the leaves each row comes to: log odds.
 *
 * @param least what the first quarter of the trees gives less is not asked of the others
 */
export function scoreRows(
  rows: readonly ArrayLike<number>[],
  model: TreeModel,
  least = Number.NEGATIVE_INFINITY,
): number[] {
  const trees = fullTrees(model);
  const look = Math.ceil(shareBeforeLook * trees.count);
  const over = new Uint16Array(trees.thresholds.length);
  return rows.map((row) => {
    for (let feature = 0; feature < over.length; feature++)
      over[feature] = countBelow(trees.thresholds[feature] ?? none, row[feature] ?? 0);
    const score = addLeaves(model.bias, over, trees, 0, look);
    return score < least ? score : addLeaves(score, over, trees, look, trees.count);
  });
}

const none = new Float64Array();

/** How many of the thresholds a value is over; they are sorted. */
export function countBelow(thresholds: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (thresholds[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param over for each feature, how many of its thresholds the row is over */
function addLeaves(
  before: number,
  over: Uint16Array,
  { nodes, leaves, leafUnit }: FullTrees,
  from: number,
  to: number,
): number {
  let score = before;
  for (let tree = from; tree < to; tree++) {
    const root = tree * innerNodes;
    // Five steps, written out: a loop takes a third longer.
    let node = stepDown(over, nodes, root, 0);
    node = stepDown(over, nodes, root, node);
    node = stepDown(over, nodes, root, node);
    node = stepDown(over, nodes, root, node);
    node = stepDown(over, nodes, root, node);
    score += (leaves[root + tree + node - innerNodes] ?? 0) * leafUnit;
  }
  return score;
}

function stepDown(over: Uint16Array, nodes: Uint16Array, root: number, node: number): number {
  const asked = nodes[root + node] ?? 0;
  // The sign of the difference, as a number: 1 where the row is over the threshold.
  const goesRight = ((asked & 0xff) - (over[asked >> 8] ?? 0)) >>> 31;
  return 2 * node + 1 + goesRight;
}
