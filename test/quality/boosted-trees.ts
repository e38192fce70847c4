import { leafMark, type TreeModel, thresholdUnits } from '../../lambda/clean/tree-model.ts';
import { randomNumbers } from './random-numbers.ts';

export interface BoostingSettings {
  readonly trees: number;
  readonly depth: number;
  /** Intervals that the values of a feature are told apart by. At most 256. */
  readonly bins: number;
  readonly learningRate: number;
  readonly rowShare: number;
  /** Of the rows that are as good as settled, this share of that share is looked at, and counts for the others. */
  readonly settledShare: number;
  readonly featureShare: number;
  /** Least sum of second derivatives on either side of a split. */
  readonly minWeight: number;
  readonly smoothing: number;
}

/** One of the models whose mean is taken: their errors differ, and what only one of them sees weighs less. */
export interface Member {
  /** What its draws of rows and features begin with. */
  readonly seed: number;
  /** Features that it does not look at. */
  readonly hidden: readonly number[];
}

/** Trees as they are learned: inner nodes `[feature, threshold]` and leaves `[−1, value]`, in the order of a walk that goes left first. */
interface LearnedTrees {
  readonly bias: number;
  readonly trees: readonly (readonly (readonly [feature: number, value: number])[])[];
}

export interface Example {
  readonly row: ArrayLike<number>;
  readonly label: boolean;
  readonly weight: number;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
  readonly gradient: number;
  readonly hessian: number;
}

/**
 * Gradient boosting on histograms, second order (Chen and Guestrin 2016, arXiv 1603.02754); of two halves of a node only the
 * smaller one is counted, the other is what remains. Rows that are settled are looked at less often, as in gradient-based one-side
 * sampling (Ke et al. 2017, LightGBM). The same examples give the same trees.
 */
function boostTrees(
  examples: readonly Example[],
  settings: BoostingSettings,
  { seed, hidden }: Member,
): LearnedTrees {
  const width = examples[0]?.row.length ?? 0;
  const count = examples.length;
  const { bins } = settings;
  const thresholds = Array.from({ length: width }, (_, feature) => thresholdsOf(examples, feature, bins));
  const binned = new Uint8Array(count * width);
  for (const [index, { row }] of examples.entries()) {
    for (let feature = 0; feature < width; feature++)
      binned[index * width + feature] = countBelow(thresholds[feature] ?? [], row[feature] ?? 0);
  }
  let positive = 0;
  let total = 0;
  for (const { label, weight } of examples) {
    total += weight;
    if (label) positive += weight;
  }
  const bias = Math.log(positive / (total - positive));
  const scores = new Float64Array(count).fill(bias);
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  const random = randomNumbers(seed);
  const trees: LearnedTrees['trees'][number][] = [];

  for (let round = 0; round < settings.trees; round++) {
    const sample: number[] = [];
    for (const [index, { label, weight }] of examples.entries()) {
      const probability = 1 / (1 + Math.exp(-(scores[index] ?? 0)));
      const error = Number(label) - probability;
      const share = Math.abs(error) < settledError ? settings.settledShare : 1;
      gradients[index] = (weight * error) / share;
      hessians[index] = (weight * probability * (1 - probability)) / share;
      if (random() < settings.rowShare * share) sample.push(index);
    }
    const features = [...thresholds.keys()].filter(
      (feature) => random() < settings.featureShare && !hidden.includes(feature),
    );
    /** Inner nodes `[feature, bin, left, right]`, leaves `[value]`. */
    const nodes: number[][] = [];
    const members = Int32Array.from(sample);
    const histogram = histogramOf(members, features);
    let gradient = 0;
    let hessian = 0;
    for (const index of members) {
      gradient += gradients[index] ?? 0;
      hessian += hessians[index] ?? 0;
    }
    grow(members, gradient, hessian, histogram, 0);
    for (let index = 0; index < count; index++) {
      let node = nodes[0] ?? [];
      while (node.length > 1) {
        const bin = binned[index * width + (node[0] ?? 0)] ?? 0;
        node = nodes[bin <= (node[1] ?? 0) ? (node[2] ?? 0) : (node[3] ?? 0)] ?? [];
      }
      scores[index] = (scores[index] ?? 0) + (node[0] ?? 0);
    }
    trees.push(
      nodes.map((node) => {
        const [feature = 0, bin = 0] = node;
        return node.length === 1 ? [-1, feature] : [feature, thresholds[feature]?.[bin] ?? 0];
      }),
    );

    function grow(
      members: Int32Array,
      gradient: number,
      hessian: number,
      histogram: Float64Array | undefined,
      depth: number,
    ): number {
      const node = nodes.push([]) - 1;
      const split = histogram === undefined ? undefined : bestSplit(histogram, features, gradient, hessian);
      if (split === undefined) {
        nodes[node] = [(settings.learningRate * gradient) / (hessian + settings.smoothing)];
        return node;
      }
      const [left, right] = partition(members, split);
      const isLast = depth + 1 === settings.depth;
      let leftHistogram: Float64Array | undefined;
      let rightHistogram: Float64Array | undefined;
      if (!isLast && histogram !== undefined) {
        const smaller = histogramOf(left.length < right.length ? left : right, features);
        const larger = histogram;
        for (let place = 0; place < larger.length; place++)
          larger[place] = (larger[place] ?? 0) - (smaller[place] ?? 0);
        [leftHistogram, rightHistogram] = left.length < right.length ? [smaller, larger] : [larger, smaller];
      }
      nodes[node] = [
        split.feature,
        split.bin,
        grow(left, split.gradient, split.hessian, leftHistogram, depth + 1),
        grow(right, gradient - split.gradient, hessian - split.hessian, rightHistogram, depth + 1),
      ];
      return node;
    }
  }
  return { bias, trees };

  function partition(members: Int32Array, { feature, bin }: Split): readonly [Int32Array, Int32Array] {
    const sorted = new Int32Array(members.length);
    let start = 0;
    let end = members.length;
    for (let place = 0; place < members.length; place++) {
      const index = members[place] ?? 0;
      if ((binned[index * width + feature] ?? 0) <= bin) sorted[start++] = index;
      else sorted[--end] = index;
    }
    return [sorted.subarray(0, start), sorted.subarray(start)];
  }

  /** Sums of the first and second derivatives for each feature and bin, in pairs. */
  function histogramOf(members: Int32Array, features: readonly number[]): Float64Array {
    const histogram = new Float64Array(features.length * bins * 2);
    const columns = Int32Array.from(features);
    for (let place = 0; place < members.length; place++) {
      const index = members[place] ?? 0;
      const gradient = gradients[index] ?? 0;
      const hessian = hessians[index] ?? 0;
      const base = index * width;
      for (let column = 0; column < columns.length; column++) {
        const cell = 2 * (column * bins + (binned[base + (columns[column] ?? 0)] ?? 0));
        histogram[cell] = (histogram[cell] ?? 0) + gradient;
        histogram[cell + 1] = (histogram[cell + 1] ?? 0) + hessian;
      }
    }
    return histogram;
  }

  function bestSplit(
    histogram: Float64Array,
    features: readonly number[],
    gradient: number,
    hessian: number,
  ): Split | undefined {
    const { smoothing, minWeight } = settings;
    const before = gradient ** 2 / (hessian + smoothing);
    let best: Split | undefined;
    for (const [column, feature] of features.entries()) {
      let leftGradient = 0;
      let leftHessian = 0;
      for (let bin = 0; bin < (thresholds[feature]?.length ?? 0); bin++) {
        leftGradient += histogram[2 * (column * bins + bin)] ?? 0;
        leftHessian += histogram[2 * (column * bins + bin) + 1] ?? 0;
        if (leftHessian < minWeight || hessian - leftHessian < minWeight) continue;
        const rightGradient = gradient - leftGradient;
        const gain =
          leftGradient ** 2 / (leftHessian + smoothing) +
          rightGradient ** 2 / (hessian - leftHessian + smoothing) -
          before;
        if (gain > (best?.gain ?? 1e-3))
          best = { feature, bin, gain, gradient: leftGradient, hessian: leftHessian };
      }
    }
    return best;
  }
}

/** The mean of models that see different draws, and some of them not all features, in as many trees as all of them have. */
export function boostMembers(
  examples: readonly Example[],
  settings: BoostingSettings,
  members: readonly Member[],
): TreeModel {
  return packTrees(members.map((member) => boostTrees(examples, settings, member)));
}

/** The mean of the models, as it is stored. */
export function packTrees(models: readonly LearnedTrees[]): TreeModel {
  // Each model's first trees say most.
  const rounds = Math.max(...models.map((model) => model.trees.length));
  const trees = Array.from({ length: rounds }, (_, place) =>
    models.flatMap((model) => model.trees.slice(place, place + 1)),
  ).flat();
  const nodes = trees.flat();
  const largest = nodes.reduce(
    (sum, [feature, value]) => (feature < 0 ? Math.max(sum, Math.abs(value)) : sum),
    0,
  );
  const inUnits = (value: number): number => Math.round(value * thresholdUnits);
  const width = nodes.reduce((most, [feature]) => Math.max(most, feature + 1), 0);
  const thresholds = Array.from({ length: width }, (_, feature) => {
    const ofFeature = nodes.filter((node) => node[0] === feature).map(([, value]) => inUnits(value));
    return [...new Set(ofFeature)].sort((a, b) => a - b);
  });
  const largestLeaf = 127;
  const bytes = nodes.flatMap(([feature, value]) =>
    feature < 0
      ? [leafMark, Math.round((value / largest) * largestLeaf) & 0xff]
      : [feature, thresholds[feature]?.indexOf(inUnits(value)) ?? 0],
  );
  return {
    bias: round4(models.reduce((sum, { bias }) => sum + bias, 0) / models.length),
    thresholds,
    leafUnit: largest / largestLeaf / models.length,
    nodes: Buffer.from(bytes).toString('base64'),
  };
}

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;

/** A row that is this near to its label teaches little. */
const settledError = 0.02;

/** Rows that a feature's intervals are made from: more say the same. */
const rowsForThresholds = 20_000;

function thresholdsOf(examples: readonly Example[], feature: number, bins: number): number[] {
  const step = Math.max(1, Math.floor(examples.length / rowsForThresholds));
  const values = new Float64Array(Math.ceil(examples.length / step));
  for (let place = 0; place < values.length; place++)
    values[place] = examples[place * step]?.row[feature] ?? 0;
  values.sort();
  const cuts = new Set<number>();
  for (let bin = 1; bin < bins; bin++)
    cuts.add(round4(values[Math.floor((bin * values.length) / bins)] ?? 0));
  cuts.add(round4(values[0] ?? 0));
  cuts.delete(round4(values.at(-1) ?? 0));
  return [...cuts].sort((a, b) => a - b).slice(0, bins - 1);
}

/** How many of the thresholds a value is over; they are sorted. */
function countBelow(thresholds: readonly number[], value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (thresholds[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
