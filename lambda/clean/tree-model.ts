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
const leavesOfTree = 1 << treeDepth;

/**
 * All trees filled up to the same depth: a row takes as many steps through each, and never has the processor guess which way it goes,
 * which costs more than the steps. A tree's root is its node 1, below node n stand 2n and 2n + 1; the leaves go on where the inner nodes end.
 */
interface FullTrees {
  readonly count: number;
  /** Those of each feature, sorted, from its start on; filled up to one less than a power of two by what no value is over. */
  readonly thresholds: Float64Array;
  readonly starts: Uint16Array;
  /** Half of each feature's power of two: the first step in looking for a value. */
  readonly halves: Uint8Array;
  /** What each inner node asks for: a feature, and which of its thresholds. As many places for each tree as it has leaves. */
  readonly features: Uint8Array;
  readonly places: Uint8Array;
  /** Of each tree, in leaf units. */
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
  const features = new Uint8Array(count * leavesOfTree);
  const places = new Uint8Array(count * leavesOfTree);
  const leaves = new Int8Array(count * leavesOfTree);
  /** @returns where the bytes go on */
  const put = (tree: number, node: number, at: number): number => {
    const start = tree * leavesOfTree;
    if (bytes[at] === leafMark) {
      let first = node;
      let end = node + 1;
      while (first < leavesOfTree) [first, end] = [2 * first, 2 * end];
      leaves.fill(bytes.readInt8(at + 1), start + first - leavesOfTree, start + end - leavesOfTree);
      return at + 2;
    }
    if (node >= leavesOfTree) throw new RangeError(`Tree ${tree} is deeper than ${treeDepth}`);
    features[start + node] = bytes.readUInt8(at);
    places[start + node] = bytes.readUInt8(at + 1);
    return put(tree, 2 * node + 1, put(tree, 2 * node, at + 2));
  };
  for (let tree = 0, at = 0; tree < count; tree++) at = put(tree, 1, at);
  const halves = Uint8Array.from(model.thresholds, ({ length }) => (1 << (32 - Math.clz32(length))) >> 1);
  const starts = new Uint16Array(halves.length);
  let length = 0;
  for (const [feature, half] of halves.entries()) {
    starts[feature] = length;
    length += Math.max(0, 2 * half - 1);
  }
  const thresholds = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (const [feature, units] of model.thresholds.entries())
    for (const [place, unit] of units.entries())
      thresholds[(starts[feature] ?? 0) + place] = unit / thresholdUnits;
  return { count, thresholds, starts, halves, features, places, leaves, leafUnit: model.leafUnit };
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
  const over = new Uint8Array(trees.starts.length);
  return rows.map((row) => {
    countOver(row, trees, over);
    const score = addLeaves(model.bias, over, trees, 0, look);
    return score < least ? score : addLeaves(score, over, trees, look, trees.count);
  });
}

/** Finds out for each feature how many of its thresholds the row is over: by halves, and as in the trees with nothing to guess. */
function countOver(
  row: ArrayLike<number>,
  { thresholds, starts, halves }: FullTrees,
  over: Uint8Array,
): void {
  for (let feature = 0; feature < over.length; feature++) {
    const value = row[feature] ?? 0;
    const before = (starts[feature] ?? 0) - 1;
    let count = 0;
    for (let half = halves[feature] ?? 0; half > 0; half >>= 1)
      count += half & -Number(value > (thresholds[before + count + half] ?? 0));
    over[feature] = count;
  }
}

/** @param over for each feature, how many of its thresholds the row is over */
function addLeaves(
  before: number,
  over: Uint8Array,
  { features, places, leaves, leafUnit }: FullTrees,
  from: number,
  to: number,
): number {
  let score = before;
  for (let start = from * leavesOfTree; start < to * leavesOfTree; start += leavesOfTree) {
    // Five steps, written out: a loop takes a third longer.
    let node = 2 + goesRight(over, features, places, start + 1);
    node = 2 * node + goesRight(over, features, places, start + node);
    node = 2 * node + goesRight(over, features, places, start + node);
    node = 2 * node + goesRight(over, features, places, start + node);
    node = 2 * node + goesRight(over, features, places, start + node);
    score += (leaves[start + node - leavesOfTree] ?? 0) * leafUnit;
  }
  return score;
}

/** 1 where the row is over the threshold that the node asks for, 0 where it is not: the sign of the difference. */
function goesRight(over: Uint8Array, features: Uint8Array, places: Uint8Array, asked: number): number {
  return ((places[asked] ?? 0) - (over[features[asked] ?? 0] ?? 0)) >>> 31;
}
