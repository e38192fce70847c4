import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { blockFeatures } from '../../lambda/clean/block-features.ts';
import { decode } from '../../lambda/clean/decode.ts';
import { bestPath, scoreBlocks, type TreeModel } from '../../lambda/clean/label-blocks.ts';
import type { Page } from '../../lambda/clean/page.ts';
import { readHtml } from '../../lambda/clean/read-html.ts';
import { readText } from '../../lambda/clean/read-text.ts';
import { randomNumbers } from './random-numbers.ts';

/**
 * Learns which blocks of a page belong to the article, from labelled pages, and writes lambda/clean/label-blocks.model.json.
 *
 *     npx tsx test/quality/train-labeller.ts PAGES_FOLDER [--cross-validate PREDICTIONS.jsonl]
 *
 * PAGES_FOLDER holds `SET.html.jsonl.gz` and `SET.plain.jsonl.gz`, rows of `{id, site, html | text, expected: {text}}`. With
 * --cross-validate no model is written: five are learned, each without a fifth of the sites, and predict the text of the
 * pages of those sites. The same pages give the same model.
 */

interface Row {
  readonly id: string;
  readonly site: string;
  readonly html?: string;
  readonly text?: string;
  readonly expected: { readonly text?: string };
}

interface LabelledPage {
  readonly id: string;
  readonly fold: number;
  readonly page: Page;
  readonly features: readonly (readonly number[])[];
  readonly labels: readonly boolean[];
  readonly weights: readonly number[];
}

const foldCount = 5;
const settings = {
  trees: 120,
  depth: 5,
  bins: 48,
  learningRate: 0.12,
  rowShare: 0.6,
  featureShare: 0.4,
  minWeight: 4,
  smoothing: 8,
};
/** Pages whose gold is what the site's own selectors gave are not taken to learn from. */
const silverSets = ['postlight'];

const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

function labelsOf(page: Page, gold: string): boolean[] {
  const shingles = new Set<string>();
  const goldTokens = tokensOf(gold);
  for (let size = 1; size <= 4; size++) {
    for (let index = 0; index + size <= goldTokens.length; index++)
      shingles.add(goldTokens.slice(index, index + size).join(' '));
  }
  const lines = new Set(gold.split('\n').map((line) => tokensOf(line).join(' ')));
  const overlap = page.blocks.map(({ text }) => {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return 0;
    if (lines.has(tokens.join(' '))) return 1;
    const size = Math.min(4, tokens.length);
    let hits = 0;
    for (let index = 0; index + size <= tokens.length; index++)
      if (shingles.has(tokens.slice(index, index + size).join(' '))) hits++;
    const share = hits / (tokens.length - size + 1);
    return tokens.length < 6 ? share * 0.6 : share;
  });
  const sure = overlap.map(
    (share, index) => share > 0.5 && tokensOf(page.blocks[index]?.text ?? '').length >= 6,
  );
  return overlap.map((share, index) => {
    if (share <= 0.5) return false;
    // A few words may stand in the text by chance: they count among its paragraphs only.
    return share > 0.6 || sure.slice(Math.max(0, index - 3), index + 4).some(Boolean);
  });
}

function weightsOf(page: Page): number[] {
  const weights = page.blocks.map(
    ({ text }) => 0.25 + Math.min(60, tokensOf(text).length || text.length / 4) / 30,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight * 60) / Math.sqrt(60 * sum));
}

function foldOf(site: string): number {
  let hash = 7;
  for (const character of site.split('.')[0] ?? '') hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash % foldCount;
}

function readPages(folder: string, kind: 'html' | 'plain'): LabelledPage[] {
  const pages: LabelledPage[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(`.${kind}.jsonl.gz`))
    .sort()) {
    if (silverSets.some((set) => file.startsWith(set))) continue;
    for (const line of gunzipSync(readFileSync(join(folder, file)))
      .toString('utf8')
      .trim()
      .split('\n')) {
      const row = JSON.parse(line) as Row;
      const text = decode(Buffer.from(`\uFEFF${row.html ?? row.text}`)).text;
      const page = row.html === undefined ? readText(text) : readHtml(text);
      const labels = row.expected.text === undefined ? [] : labelsOf(page, row.expected.text);
      pages.push({
        id: row.id,
        fold: foldOf(row.site),
        page,
        features: blockFeatures(page),
        labels,
        weights: weightsOf(page),
      });
    }
  }
  return pages;
}

/** Gradient boosting on histograms, second order (Chen and Guestrin 2016, arXiv 1603.02754). */
function train(pages: readonly LabelledPage[]): TreeModel {
  const taught = pages.filter(({ labels }) => labels.length > 0);
  const rows = taught.flatMap(({ features }) => features);
  const labels = Uint8Array.from(taught.flatMap((page) => page.labels.map(Number)));
  const weights = Float64Array.from(taught.flatMap((page) => page.weights));
  const width = rows[0]?.length ?? 0;
  const random = randomNumbers(20261123);
  const thresholds = Array.from({ length: width }, (_, feature) => thresholdsOf(rows, feature));
  const binned = thresholds.map((limits, feature) =>
    Uint8Array.from(rows, (row) => binOf(limits, row[feature] ?? 0)),
  );
  let positive = 0;
  let total = 0;
  for (const [index, weight] of weights.entries()) {
    total += weight;
    if (labels[index]) positive += weight;
  }
  const bias = Math.log(positive / (total - positive));
  const scores = new Float64Array(rows.length).fill(bias);
  const gradients = new Float64Array(rows.length);
  const hessians = new Float64Array(rows.length);
  const trees: number[][][] = [];

  for (let round = 0; round < settings.trees; round++) {
    const sample: number[] = [];
    for (let index = 0; index < rows.length; index++) {
      const probability = 1 / (1 + Math.exp(-(scores[index] ?? 0)));
      const weight = weights[index] ?? 0;
      gradients[index] = weight * ((labels[index] ?? 0) - probability);
      hessians[index] = weight * probability * (1 - probability);
      if (random() < settings.rowShare) sample.push(index);
    }
    const features = [...thresholds.keys()].filter(() => random() < settings.featureShare);
    const nodes: number[][] = [];
    grow(Int32Array.from(sample), 0);
    trees.push(nodes);
    for (let index = 0; index < rows.length; index++)
      scores[index] = (scores[index] ?? 0) + valueFor(nodes, rows[index] ?? []);

    function grow(members: Int32Array, depth: number): number {
      const node = nodes.push([]) - 1;
      let gradient = 0;
      let hessian = 0;
      for (const index of members) {
        gradient += gradients[index] ?? 0;
        hessian += hessians[index] ?? 0;
      }
      const leaf = [round4((settings.learningRate * gradient) / (hessian + settings.smoothing))];
      const split = depth === settings.depth ? undefined : bestSplit(members, gradient, hessian);
      if (split === undefined) {
        nodes[node] = leaf;
        return node;
      }
      const column = binned[split.feature] ?? new Uint8Array();
      const left = members.filter((index) => (column[index] ?? 0) <= split.bin);
      const right = members.filter((index) => (column[index] ?? 0) > split.bin);
      const threshold = thresholds[split.feature]?.[split.bin] ?? 0;
      nodes[node] = [split.feature, threshold, grow(left, depth + 1), grow(right, depth + 1)];
      return node;
    }

    function bestSplit(members: Int32Array, gradient: number, hessian: number) {
      const before = (gradient * gradient) / (hessian + settings.smoothing);
      let best: { feature: number; bin: number; gain: number } | undefined;
      for (const feature of features) {
        const column = binned[feature] ?? new Uint8Array();
        const gradientSums = new Float64Array(settings.bins + 1);
        const hessianSums = new Float64Array(settings.bins + 1);
        for (let place = 0; place < members.length; place++) {
          const index = members[place] ?? 0;
          const bin = column[index] ?? 0;
          gradientSums[bin] = (gradientSums[bin] ?? 0) + (gradients[index] ?? 0);
          hessianSums[bin] = (hessianSums[bin] ?? 0) + (hessians[index] ?? 0);
        }
        let leftGradient = 0;
        let leftHessian = 0;
        for (let bin = 0; bin < (thresholds[feature]?.length ?? 0); bin++) {
          leftGradient += gradientSums[bin] ?? 0;
          leftHessian += hessianSums[bin] ?? 0;
          if (leftHessian < settings.minWeight || hessian - leftHessian < settings.minWeight) continue;
          const rightGradient = gradient - leftGradient;
          const gain =
            leftGradient ** 2 / (leftHessian + settings.smoothing) +
            rightGradient ** 2 / (hessian - leftHessian + settings.smoothing) -
            before;
          if (gain > (best?.gain ?? 1e-3)) best = { feature, bin, gain };
        }
      }
      return best;
    }
  }
  const model = { bias: round4(bias), switchCost: 0, trees };
  return { ...model, switchCost: bestSwitchCost(taught, model) };
}

function valueFor(nodes: readonly (readonly number[])[], row: readonly number[]): number {
  return scoreBlocks([row], { bias: 0, switchCost: 0, trees: [nodes] })[0] ?? 0;
}

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;

function thresholdsOf(rows: readonly (readonly number[])[], feature: number): number[] {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const values = rows
    .filter((_, index) => index % step === 0)
    .map((row) => row[feature] ?? 0)
    .sort((a, b) => a - b);
  const cuts = new Set<number>();
  for (let bin = 1; bin < settings.bins; bin++)
    cuts.add(round4(values[Math.floor((bin * values.length) / settings.bins)] ?? 0));
  cuts.add(round4(values[0] ?? 0));
  cuts.delete(round4(values.at(-1) ?? 0));
  return [...cuts].sort((a, b) => a - b);
}

function binOf(limits: readonly number[], value: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (limits[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The cost that gives most of the text right, by words. */
function bestSwitchCost(pages: readonly LabelledPage[], model: TreeModel): number {
  const scored = pages.map((page) => ({ ...page, scores: scoreBlocks(page.features, model) }));
  let best = { cost: 0, wrong: Number.POSITIVE_INFINITY };
  for (const cost of [0, 0.25, 0.5, 0.75, 1, 1.5, 2]) {
    let wrong = 0;
    for (const { scores, labels, weights } of scored) {
      for (const [index, isBody] of bestPath(scores, cost).entries())
        if (isBody !== labels[index]) wrong += weights[index] ?? 0;
    }
    if (wrong < best.wrong) best = { cost, wrong };
  }
  return best.cost;
}

function predictedText({ page, features }: LabelledPage, model: TreeModel): string {
  const path = bestPath(scoreBlocks(features, model), model.switchCost);
  return page.blocks
    .filter((_, index) => path[index])
    .map(({ text }) => text)
    .join('\n');
}

const [folder, mode, predictionsFile] = process.argv.slice(2);
if (
  folder === undefined ||
  (mode !== undefined && (mode !== '--cross-validate' || predictionsFile === undefined))
) {
  console.error(
    'Usage: npx tsx test/quality/train-labeller.ts PAGES_FOLDER [--cross-validate PREDICTIONS.jsonl]',
  );
  process.exit(2);
}
const html = readPages(folder, 'html');
const text = readPages(folder, 'plain');
if (predictionsFile === undefined) {
  const models = {
    madeFrom: `${html.length} pages and ${text.length} copied texts`,
    html: train(html),
    text: train(text),
  };
  const path = new URL('../../lambda/clean/label-blocks.model.json', import.meta.url);
  writeFileSync(path, `${JSON.stringify(models)}\n`);
} else {
  const lines: string[] = [];
  for (const pages of [html, text]) {
    for (let fold = 0; fold < foldCount; fold++) {
      const model = train(pages.filter((page) => page.fold !== fold));
      for (const page of pages.filter((one) => one.fold === fold)) {
        lines.push(JSON.stringify({ id: page.id, text: predictedText(page, model) }));
      }
    }
  }
  writeFileSync(predictionsFile, `${lines.join('\n')}\n`);
}
