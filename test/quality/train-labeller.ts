import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { blockFeatures } from '../../lambda/clean/block-features.ts';
import { decode } from '../../lambda/clean/decode.ts';
import {
  type LabelModel,
  type LabelModels,
  openBlocks,
  scoreRows,
  secondRows,
  type TreeModel,
} from '../../lambda/clean/label-blocks.ts';
import type { Page } from '../../lambda/clean/page.ts';
import { readHtml } from '../../lambda/clean/read-html.ts';
import { readText } from '../../lambda/clean/read-text.ts';
import { boostTrees } from './boosted-trees.ts';
import { predictClean } from './predict-clean.ts';

/**
 * Learns which blocks of a page belong to the article, from labelled pages, and writes lambda/clean/label-blocks.model.json.
 *
 *     npx tsx test/quality/train-labeller.ts PAGES_FOLDER [--cross-validate PREDICTIONS.jsonl]
 *
 * PAGES_FOLDER holds `SET.html.jsonl.gz` and `SET.plain.jsonl.gz`, rows of `{id, site, html | text, expected: {text}}`. With
 * --cross-validate no model is written: five are learned, each without a fifth of the sites, and the whole of cleaning, rules
 * and all, predicts the pages of those sites with it. The same pages give the same model.
 */

interface Row {
  readonly id: string;
  readonly site: string;
  readonly html?: string;
  readonly text?: string;
  readonly expected: { readonly text?: string };
}

interface LabelledPage {
  readonly row: Row;
  readonly fold: number;
  readonly innerFold: number;
  /** Made from another by leaving out paragraphs: to learn from only. */
  readonly isShortened: boolean;
  readonly page: Page;
  readonly features: readonly (readonly number[])[];
  readonly labels: readonly boolean[];
  readonly weights: readonly number[];
}

const foldCount = 5;
/** The second reading learns from what the first says of pages that it did not learn from. */
const innerFoldCount = 3;
const common = {
  depth: 5,
  bins: 48,
  learningRate: 0.12,
  rowShare: 0.6,
  settledShare: 0.2,
  featureShare: 0.35,
  minWeight: 4,
  smoothing: 8,
};
const firstSettings = { ...common, trees: 110 };
const secondSettings = { ...common, trees: 100 };
/** Of so many pages, one is learned from a second time with a short article. */
const shortenedEvery = 3;
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

type Described = Pick<LabelledPage, 'page' | 'features' | 'labels' | 'weights'>;

function described(page: Page, labels: readonly boolean[]): Described {
  return { page, features: blockFeatures(page), labels, weights: weightsOf(page) };
}

/** The same page with only the first blocks of its article: most that are labelled are long, what is uploaded may be short. */
function shortened(page: Page, labels: readonly boolean[], kept: number): Described {
  let seen = 0;
  const isKept = labels.map((isBody) => !isBody || ++seen <= kept);
  const blocks = page.blocks.filter((_, index) => isKept[index]);
  return described(
    { ...page, blocks },
    labels.filter((_, index) => isKept[index]),
  );
}

/** A number that all pages of a site share. */
function siteNumber(site: string): number {
  let hash = 7;
  for (const character of site.split('.')[0] ?? '') hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash;
}

function readPages(folder: string, kind: 'html' | 'plain'): LabelledPage[] {
  const pages: LabelledPage[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(`.${kind}.jsonl.gz`))
    .sort()) {
    const isSilver = silverSets.some((set) => file.startsWith(set));
    for (const line of gunzipSync(readFileSync(join(folder, file)))
      .toString('utf8')
      .trim()
      .split('\n')) {
      const row = JSON.parse(line) as Row;
      const text = decode(Buffer.from(`\uFEFF${row.html ?? row.text}`)).text;
      const page = row.html === undefined ? readText(text) : readHtml(text);
      const labels = row.expected.text === undefined || isSilver ? [] : labelsOf(page, row.expected.text);
      const site = siteNumber(row.site);
      const known = {
        row,
        fold: site % foldCount,
        innerFold: Math.floor(site / foldCount) % innerFoldCount,
      };
      pages.push({ ...known, ...described(page, labels), isShortened: false });
      const kept = 2 + (pages.length % 4);
      if (pages.length % shortenedEvery === 0 && labels.filter(Boolean).length > 2 * kept)
        pages.push({ ...known, ...shortened(page, labels, kept), isShortened: true });
    }
  }
  return pages;
}

/** Both readings. */
function learn(pages: readonly LabelledPage[]): LabelModel {
  const taught = pages.filter(({ labels }) => labels.length > 0);
  const firstOn = (chosen: readonly LabelledPage[]): TreeModel =>
    boostTrees(
      {
        rows: chosen.flatMap(({ features }) => features),
        labels: chosen.flatMap(({ labels }) => labels),
        weights: chosen.flatMap(({ weights }) => weights),
      },
      firstSettings,
    );
  const rows: number[][] = [];
  const labels: boolean[] = [];
  const weights: number[] = [];
  for (let fold = 0; fold < innerFoldCount; fold++) {
    const first = firstOn(taught.filter(({ innerFold }) => innerFold !== fold));
    for (const page of taught.filter(({ innerFold }) => innerFold === fold)) {
      const scores = scoreRows(page.features, first);
      const open = openBlocks(scores);
      rows.push(...secondRows(page.page, page.features, scores, open));
      labels.push(...open.map((index) => page.labels[index] ?? false));
      weights.push(...open.map((index) => page.weights[index] ?? 0));
    }
  }
  const second = boostTrees({ rows, labels, weights }, secondSettings);
  return { first: firstOn(taught), second };
}

async function crossValidate(
  html: readonly LabelledPage[],
  text: readonly LabelledPage[],
): Promise<string[]> {
  const lines: string[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const models: LabelModels = {
      html: learn(html.filter((page) => page.fold !== fold)),
      text: learn(text.filter((page) => page.fold !== fold)),
    };
    for (const { row } of [...html, ...text].filter((page) => page.fold === fold && !page.isShortened))
      lines.push(JSON.stringify({ id: row.id, ...(await predictClean(row, models)) }));
    console.error(`part ${fold + 1} of ${foldCount} done`);
  }
  return lines;
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
  const taught = (pages: readonly LabelledPage[]): number =>
    pages.filter(({ labels, isShortened }) => labels.length > 0 && !isShortened).length;
  const models = {
    madeFrom: `${taught(html)} pages and ${taught(text)} copied texts`,
    html: learn(html),
    text: learn(text),
  };
  const path = new URL('../../lambda/clean/label-blocks.model.json', import.meta.url);
  writeFileSync(path, `${JSON.stringify(models)}\n`);
} else {
  writeFileSync(predictionsFile, `${(await crossValidate(html, text)).join('\n')}\n`);
}
