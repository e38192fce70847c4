import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scoreRows, treeDepth } from '../../lambda/clean/tree-model.ts';
import { packTrees } from '../quality/boosted-trees.ts';

type Node = readonly [feature: number, value: number];

const features = 3;
const value = fc.integer({ min: -30, max: 30 }).map((number) => number / 10);
const tree: fc.Arbitrary<readonly Node[]> = fc.letrec<{ tree: readonly Node[] }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    value.map((leaf): Node[] => [[-1, leaf]]),
    fc
      .tuple(fc.nat({ max: features - 1 }), value, tie('tree'), tie('tree'))
      .map(([feature, threshold, left, right]): Node[] => [[feature, threshold], ...left, ...right]),
  ),
})).tree;
const trees = fc.array(tree, { minLength: 1, maxLength: 12 });
const row = fc.array(value, { minLength: features, maxLength: features });

/** Walks the nodes as they were learned; gives the leaf and how many nodes the tree has. */
function walk(nodes: readonly Node[], row: readonly number[], from = 0): { leaf: number; end: number } {
  const [feature, value] = nodes[from] ?? [-1, 0];
  if (feature < 0) return { leaf: value, end: from + 1 };
  const left = walk(nodes, row, from + 1);
  const right = walk(nodes, row, left.end);
  return { leaf: (row[feature] ?? 0) <= value ? left.leaf : right.leaf, end: right.end };
}

it('scores rows by the mean of the models that were packed, to a step of the leaves', () => {
  fc.assert(
    fc.property(fc.array(trees, { minLength: 1, maxLength: 4 }), fc.array(row), (models, rows) => {
      const packed = packTrees(models.map((own) => ({ bias: 0.5, trees: own })));
      const all = models.flat();
      const wanted = rows.map((values) =>
        all.reduce((sum, nodes) => sum + walk(nodes, values).leaf / models.length, 0.5),
      );
      for (const [index, score] of scoreRows(rows, packed).entries())
        expect(Math.abs(score - (wanted[index] ?? 0))).toBeLessThanOrEqual(
          (packed.leafUnit / 2) * all.length + 1e-9,
        );
    }),
  );
});

it('asks no more than the first quarter of the trees where these give too little', () => {
  const low: Node[] = [
    [0, 0],
    [-1, -2],
    [-1, 2],
  ];
  const packed = packTrees([{ bias: 0, trees: [low, low, low, low] }]);
  const [below, above] = scoreRows([[-1], [1]], packed, -1);
  expect(below).toBeCloseTo(-2);
  expect(above).toBeCloseTo(8);
});

it('takes no trees that are deeper than it walks', () => {
  const deeperBy = (levels: number): Node[] =>
    levels === 0 ? [[-1, 1]] : [[0, levels], ...deeperBy(levels - 1), [-1, 0]];
  const score = (depth: number) => scoreRows([[0]], packTrees([{ bias: 0, trees: [deeperBy(depth)] }]));
  expect(score(treeDepth)[0]).toBeCloseTo(1);
  expect(() => score(treeDepth + 1)).toThrow(RangeError);
});
