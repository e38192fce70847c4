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

/** The nodes of all trees in lists of numbers, as the processor likes them: lists of lists cost several times as long. */
interface FlatTrees {
  readonly roots: Int32Array;
  /** −1 for a leaf. */
  readonly features: Int16Array;
  /** Of a leaf its value. */
  readonly thresholds: Float64Array;
  /** The left one is the next. */
  readonly right: Int32Array;
}

const flattened = new WeakMap<TreeModel, FlatTrees>();

function flatten(model: TreeModel): FlatTrees {
  const known = flattened.get(model);
  if (known !== undefined) return known;
  const bytes = Buffer.from(model.nodes, 'base64');
  const count = bytes.length / 2;
  const features = new Int16Array(count);
  const thresholds = new Float64Array(count);
  const right = new Int32Array(count);
  const roots: number[] = [];
  /** Inner nodes whose right side has not come yet. */
  const waiting: number[] = [];
  let isAfterLeaf = true;
  for (let node = 0; node < count; node++) {
    const parent = isAfterLeaf ? waiting.pop() : undefined;
    if (parent !== undefined) right[parent] = node;
    else if (isAfterLeaf) roots.push(node);
    const feature = bytes.readUInt8(2 * node);
    isAfterLeaf = feature === leafMark;
    if (!isAfterLeaf) waiting.push(node);
    features[node] = isAfterLeaf ? -1 : feature;
    thresholds[node] = isAfterLeaf
      ? bytes.readInt8(2 * node + 1) * model.leafUnit
      : (model.thresholds[feature]?.[bytes.readUInt8(2 * node + 1)] ?? 0) / thresholdUnits;
  }
  const flat = { roots: Int32Array.from(roots), features, thresholds, right };
  flattened.set(model, flat);
  return flat;
}

/** So much of the trees is asked before it is seen which rows need the others. */
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
  const trees = flatten(model);
  const scores: number[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    for (const score of scoreSome(rows.slice(from, from + rowsAtOnce), trees, model.bias, least))
      scores.push(score);
  return scores;
}

/** So many stay where the processor has them at hand while all trees are asked. */
const rowsAtOnce = 128;

function scoreSome(
  rows: readonly ArrayLike<number>[],
  { roots, features, thresholds, right }: FlatTrees,
  bias: number,
  least: number,
): Float64Array {
  const width = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) values.set(row, index * width);
  const scores = new Float64Array(rows.length).fill(bias);
  let asked = Int32Array.from(rows.keys());
  // All rows through one tree after the other.
  for (const [place, root] of roots.entries()) {
    if (place === Math.ceil(shareBeforeLook * roots.length))
      asked = asked.filter((index) => (scores[index] ?? 0) >= least);
    for (const index of asked) {
      const start = index * width;
      let node = root;
      for (let feature = features[node] ?? -1; feature >= 0; feature = features[node] ?? -1) {
        const goesLeft = (values[start + feature] ?? 0) <= (thresholds[node] ?? 0);
        node = goesLeft ? node + 1 : (right[node] ?? 0);
      }
      scores[index] = (scores[index] ?? 0) + (thresholds[node] ?? 0);
    }
  }
  return scores;
}
