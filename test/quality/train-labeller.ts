import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { blockFeatures, headingText } from '../../lambda/clean/block-features.ts';
import { decode } from '../../lambda/clean/decode.ts';
import { headlineFeatureCount } from '../../lambda/clean/headline-features.ts';
import {
  type LabelModel,
  type LabelModels,
  openBlocks,
  readFirst,
  secondRows,
} from '../../lambda/clean/label-blocks.ts';
import type { Page } from '../../lambda/clean/page.ts';
import { readHtml } from '../../lambda/clean/read-html.ts';
import { readText } from '../../lambda/clean/read-text.ts';
import { type TreeModel, treeDepth } from '../../lambda/clean/tree-model.ts';
import { type WordWeights, wordFeatureCount } from '../../lambda/clean/word-features.ts';
import { boostMembers, type Example, type Member } from './boosted-trees.ts';
import { learnWords } from './learn-words.ts';
import { predictClean } from './predict-clean.ts';

/**
 * Learns which blocks of a page belong to the article, from labelled pages, and writes lambda/clean/label-blocks.model.json.
 *
 *     npx tsx test/quality/train-labeller.ts PAGES_FOLDER [--cross-validate PREDICTIONS.jsonl]
 *
 * PAGES_FOLDER holds `SET.html.jsonl.gz` and `SET.plain.jsonl.gz`, rows of `{id, site, html | text, expected: {text}}`, or of
 * `{…, expected: {with, without}}`, where some lines are known to be the article's or not, and nothing of the others. With
 * --cross-validate no model is written: five are learned, each without a fifth of the sites, and the whole of cleaning, rules
 * and all, predicts the pages of those sites with it. The same pages give the same model.
 */

interface Row {
  readonly id: string;
  readonly site: string;
  readonly html?: string;
  readonly text?: string;
  readonly expected: {
    readonly text?: string;
    readonly with?: readonly string[];
    readonly without?: readonly string[];
  };
}

/** Is the block the article's? Absent where nobody says. */
type Label = boolean | undefined;

interface LabelledPage {
  readonly row: Row;
  readonly fold: number;
  readonly innerFold: number;
  /** Made from another by leaving out paragraphs: to learn from only. */
  readonly isShortened: boolean;
  readonly page: Page;
  readonly labels: readonly Label[];
  readonly weights: readonly number[];
}

const foldCount = 5;
/** The second reading learns from what the first says of pages that it did not learn from. */
const innerFoldCount = 3;
const common = {
  depth: treeDepth,
  bins: 48,
  learningRate: 0.12,
  rowShare: 0.6,
  settledShare: 0.2,
  featureShare: 0.35,
  minWeight: 4,
  smoothing: 8,
};
/** Of copied text there is less to know: more trees give nothing. */
const settings = {
  html: { first: { ...common, trees: 150 }, second: { ...common, trees: 140 }, members: 4 },
  text: { first: { ...common, trees: 110 }, second: { ...common, trees: 100 }, members: 2 },
};
/** Of the models that only give the second reading its examples. */
const innerMembers = 2;
const firstSeed = 20261123;
/** Of so many pages, one is learned from a second time with a short article. */
const shortenedEvery = 3;
/** Pages whose gold is what the site's own selectors gave are not taken to learn from. */
const silverSets = ['postlight'];
/** Fewer letters stand in a snippet by chance. */
const shortestSnippet = 16;

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

/** By snippets that are the article's and others that are not. */
function labelsBySnippets(page: Page, wanted: readonly string[], unwanted: readonly string[]): Label[] {
  const isIn = (snippets: readonly string[], letters: string): boolean =>
    letters.length >= shortestSnippet &&
    snippets.some((snippet) => letters.includes(snippet) || snippet.includes(letters));
  const [wantedLetters, unwantedLetters] = [wanted, unwanted].map((snippets) => snippets.map(headingText));
  return page.blocks.map(({ text }) => {
    const letters = headingText(text);
    if (isIn(wantedLetters ?? [], letters)) return true;
    return isIn(unwantedLetters ?? [], letters) ? false : undefined;
  });
}

function labelsFor(
  page: Page,
  { text, with: wanted = [], without: unwanted = [] }: Row['expected'],
): Label[] {
  return text === undefined ? labelsBySnippets(page, wanted, unwanted) : labelsOf(page, text);
}

function weightsOf(page: Page): number[] {
  const weights = page.blocks.map(
    ({ text }) => 0.25 + Math.min(60, tokensOf(text).length || text.length / 4) / 30,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight * 60) / Math.sqrt(60 * sum));
}

type Described = Pick<LabelledPage, 'page' | 'labels' | 'weights'>;

function described(page: Page, labels: readonly Label[]): Described {
  return { page, labels, weights: weightsOf(page) };
}

/** The same page with only the first blocks of its article: most that are labelled are long, what is uploaded may be short. */
function shortened(page: Page, labels: readonly Label[], kept: number): Described {
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
      const labels = isSilver ? [] : labelsFor(page, row.expected);
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

function isTaught({ labels }: LabelledPage): boolean {
  return labels.some((label) => label !== undefined);
}

/** What can be learned of the blocks in these places. */
function examplesOf(
  page: LabelledPage,
  rows: readonly ArrayLike<number>[],
  places: readonly number[],
): Example[] {
  return places.flatMap((place, index) => {
    const label = page.labels[place];
    return label === undefined ? [] : [{ row: rows[index] ?? [], label, weight: page.weights[place] ?? 0 }];
  });
}

/** What words say, learned from these pages. */
function wordsOf(pages: readonly LabelledPage[]): WordWeights {
  return learnWords(
    pages
      .filter(({ isShortened }) => !isShortened)
      .flatMap(({ page, row, labels, weights }) =>
        page.blocks.flatMap(({ text }, index) => {
          const isBody = labels[index];
          return isBody === undefined ? [] : [{ text, site: row.site, isBody, weight: weights[index] ?? 0 }];
        }),
      ),
  );
}

/** Every other one does not see the headline, which helps where a page has little else to go by, and misleads on others. */
function membersOf(count: number, width: number): Member[] {
  const end = width - wordFeatureCount;
  const ofHeadline = Array.from({ length: headlineFeatureCount }, (_, place) => end - 1 - place);
  return Array.from({ length: count }, (_, index) => ({
    seed: firstSeed + index,
    hidden: index % 2 === 0 ? [] : ofHeadline,
  }));
}

/** A page described with what was learned from others. */
interface ReadPage {
  readonly page: LabelledPage;
  readonly rows: readonly Float64Array[];
}

/** Words and both readings. What the later learn from, the earlier say of pages that they did not learn from. */
function learn(kind: keyof LabelModels, pages: readonly LabelledPage[]): LabelModel {
  const taught = pages.filter(isTaught);
  const { first: firstSettings, second: secondSettings, members: count } = settings[kind];
  const read = Array.from({ length: innerFoldCount }, (_, inner) => {
    const words = wordsOf(taught.filter(({ innerFold }) => innerFold !== inner));
    return taught
      .filter(({ innerFold }) => innerFold === inner)
      .map((page): ReadPage => ({ page, rows: blockFeatures(page.page, words) }));
  });
  const members = membersOf(count, read[0]?.[0]?.rows[0]?.length ?? 0);
  const firstOn = (chosen: readonly ReadPage[], chosenMembers: readonly Member[]): TreeModel =>
    boostMembers(
      chosen.flatMap(({ page, rows }) => examplesOf(page, rows, [...page.labels.keys()])),
      firstSettings,
      chosenMembers,
    );
  const examples: Example[] = [];
  for (const [inner, own] of read.entries()) {
    const others = read.filter((_, other) => other !== inner).flat();
    const first = firstOn(others, members.slice(0, innerMembers));
    for (const { page, rows } of own) {
      const scores = readFirst(rows, first);
      const open = openBlocks(scores);
      for (const example of examplesOf(page, secondRows(page.page, rows, scores, open), open))
        examples.push(example);
    }
  }
  return {
    words: wordsOf(taught),
    first: firstOn(read.flat(), members),
    second: boostMembers(examples, secondSettings, members),
  };
}

async function crossValidate(
  html: readonly LabelledPage[],
  text: readonly LabelledPage[],
): Promise<string[]> {
  const lines: string[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const models: LabelModels = {
      html: learn(
        'html',
        html.filter((page) => page.fold !== fold),
      ),
      text: learn(
        'text',
        text.filter((page) => page.fold !== fold),
      ),
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
    pages.filter((page) => isTaught(page) && !page.isShortened).length;
  const models = {
    madeFrom: `${taught(html)} pages and ${taught(text)} copied texts`,
    html: learn('html', html),
    text: learn('text', text),
  };
  const path = new URL('../../lambda/clean/label-blocks.model.json', import.meta.url);
  writeFileSync(path, `${JSON.stringify(models)}\n`);
} else {
  writeFileSync(predictionsFile, `${(await crossValidate(html, text)).join('\n')}\n`);
}
