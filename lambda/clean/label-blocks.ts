import type { RuleName } from '../article.ts';
import { isArticleAlone } from './article-alone.ts';
import { blockFeatures, headingText, rowOf } from './block-features.ts';
import {
  dropAgencyTail,
  dropComments,
  dropLinkedTitles,
  keepResults,
  keepSubheadings,
  lineAbove,
  subheadingsOf,
} from './closing-lines.ts';
import { dropOtherColumns } from './columns.ts';
import { contextFeatures } from './context-features.ts';
import { keepAmounts, keepKeyPoints, keepLedLists, keepLists } from './copied-lists.ts';
import { ownSummaryPath } from './document-page.ts';
import { statesFact } from './front-matter.ts';
import shippedModels from './label-blocks.model.json' with { type: 'json' };
import { endsProse, endsSentence, lineFacts } from './line-facts.ts';
import { type Block, isLink, type Page } from './page.ts';
import { keepRoundUps } from './round-ups.ts';
import { keepSetApart } from './set-apart.ts';
import { scoreRows, type TreeModel } from './tree-model.ts';
import { keepUpdates } from './updates.ts';
import type { WordWeights } from './word-features.ts';

export interface LabelModel {
  readonly words: WordWeights;
  /** Reads each block by its shape and surroundings. */
  readonly first: TreeModel;
  /** Reads again what the first left open, by what it took the rest of the page for as well. */
  readonly second: TreeModel;
}

export interface LabelModels {
  readonly html: LabelModel;
  readonly text: LabelModel;
}

export interface BlockLabel {
  readonly isBody: boolean;
  /** That the block, by itself and its surroundings, belongs to the article: 0 to 1. */
  readonly probability: number;
}

/** What the first reading finds less likely than this is not read again. In log odds: 1 %. */
const openScore = Math.log(0.01 / 0.99);

/** Log odds of each block by its shape, its words and its surroundings. */
export function readFirst(rows: readonly Float64Array[], first: TreeModel): number[] {
  return scoreRows(rows, first, openScore);
}

/** The blocks that are read a second time. */
export function openBlocks(firstScores: readonly number[]): number[] {
  return [...firstScores.keys()].filter((index) => (firstScores[index] ?? 0) > openScore);
}

export function probabilityOf(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** For each open block, everything that the second reading goes by. */
export function secondRows(
  page: Page,
  rows: readonly Float64Array[],
  firstScores: readonly number[],
  open: readonly number[],
): Float64Array[] {
  const context = contextFeatures(page, firstScores.map(probabilityOf), open);
  return open.map((index, place) => rowOf([rows[index] ?? [], context[place] ?? []]));
}

/** Log odds that each block is part of the article, before the sequence is asked. */
export function scoreBlocks(page: Page, { words, first, second }: LabelModel): number[] {
  const rows = blockFeatures(page, words);
  const firstScores = readFirst(rows, first);
  const open = openBlocks(firstScores);
  const secondScores = scoreRows(secondRows(page, rows, firstScores, open), second);
  const scores = firstScores.map((score) => Math.min(score, openScore));
  for (const [place, index] of open.entries()) scores[index] = secondScores[place] ?? 0;
  return scores;
}

/** What changing between article and furniture from one block to the next costs, in log odds. Cross-validated: none and twice as much give less. */
const switchCost = 0.25;

/**
 * The likeliest way through the page (Viterbi), where each change between article and furniture has its cost: single blocks
 * that look odd go with what stands around them.
 */
function bestPath(scores: readonly number[]): boolean[] {
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
export function labelBlocks(page: Page, { html, text }: LabelModels = shippedModels): BlockLabel[] {
  if (isArticleAlone(page)) return page.blocks.map(labelAlone);
  const chosen = page.mediaType === 'text/html' ? html : text;
  const scores = scoreBlocks(page, chosen);
  const probabilities = scores.map(probabilityOf);
  const path = likeliestArticle(page, scores);
  dropLinkedTitles(page, probabilities, path);
  const subheadings = subheadingsOf(page, probabilities, path);
  keepOpening(page, probabilities, path);
  // Sentences lead to lists, and go on below them.
  for (let pass = 0; pass < 2; pass++) {
    keepNearSentences(page, probabilities, subheadings, path);
    keepLists(page, probabilities, path);
  }
  keepSiblings(page, probabilities, path);
  keepSubheadings(subheadings, path);
  keepResults(page, path);
  keepSetApart(page, probabilities, path);
  dropOtherColumns(page, path);
  keepUpdates(page, path);
  keepAmounts(page, path);
  keepLedLists(page, probabilities, path);
  keepKeyPoints(page, probabilities, path);
  dropNextArticles(page, path);
  keepRoundUps(page, path);
  dropComments(page, path);
  dropAgencyTail(page, path);
  return probabilities.map((probability, index) => ({ isBody: path[index] ?? false, probability }));
}

/** Less likely above the text is the caption of a picture. Cross-validated, more lines would be captions. */
const minOpeningProbability = 0.2;

/** Keeps the sentences of copied text that stand between the line that names its author or its day and the first paragraph that is kept. */
function keepOpening({ blocks, mediaType }: Page, probabilities: readonly number[], path: boolean[]): void {
  if (mediaType !== 'text/plain') return;
  const start = path.indexOf(true);
  const facts = blocks.slice(0, Math.max(0, start)).findLastIndex(statesFact);
  const isOpening = (block: Block, place: number): boolean =>
    endsSentence(block.text) &&
    lineFacts(block).rule === undefined &&
    (probabilities[facts + 1 + place] ?? 0) >= minOpeningProbability;
  if (facts >= 0 && blocks.slice(facts + 1, start).every(isOpening)) path.fill(true, facts + 1, start);
}

/** Where nothing speaks against any line. */
const probabilityAlone = 0.99;

function labelAlone({ path }: Block): BlockLabel {
  const isBody = !path.includes(ownSummaryPath);
  return { isBody, probability: isBody ? probabilityAlone : 1 - probabilityAlone };
}

/** Less likely is no article, however little else the page has. */
const leastProbability = 0.04;
/** Each round comes nearer to what can be won; four come to an end on almost all pages. */
const rounds = 4;
const settledDifference = 0.005;

/**
 * The best path for the F1 that the probabilities make one expect: what is likelier than half of that F1 is worth keeping
 * (Lipton, Elkan and Naryanaswamy 2014, arXiv 1402.1892), so that a page on which little is certain is read with more favour than
 * a clear one. The F1 is found by iterating (Dinkelbach 1967, doi 10.1287/mnsc.13.7.492).
 */
function likeliestArticle({ blocks }: Page, scores: readonly number[]): boolean[] {
  const probabilities = scores.map(probabilityOf);
  let expected = 1;
  let path: boolean[] = [];
  for (let round = 0; round < rounds; round++) {
    const threshold = Math.max(leastProbability, expected / 2);
    const odds = Math.log(threshold / (1 - threshold));
    path = bestPath(scores.map((score) => score - odds));
    const next = expectedF1(
      blocks.map(({ text }, index) => ({
        text,
        probability: probabilities[index] ?? 0,
        isKept: path[index] ?? false,
      })),
    );
    const isSettled = Math.abs(next - expected) < settledDifference;
    expected = next;
    if (isSettled) break;
  }
  return path;
}

/** Longer blocks weigh no more. In UTF-16 code units. */
const longestWeighed = 1200;

/**
 * F1 of what is kept, as expected from the labeller's probabilities: of what is kept how much is the article's, and how much of
 * what is likely the article's is kept.
 */
export function expectedF1(
  blocks: readonly { readonly text: string; readonly probability: number; readonly isKept: boolean }[],
): number {
  let kept = 0;
  let right = 0;
  let likely = 0;
  for (const { text, probability, isKept } of blocks) {
    const weight = Math.min(longestWeighed, text.length);
    likely += weight * probability;
    if (!isKept) continue;
    kept += weight;
    right += weight * probability;
  }
  return kept + likely === 0 ? 0 : (2 * right) / (kept + likely);
}

/** In UTF-16 code units: less between two headings made alike is no article. */
const shortestBeforeNext = 400;

/**
 * Takes out the articles that an endless page loads below its own: from the next heading made like the headline on that stands in
 * another element than the text before it.
 */
function dropNextArticles({ blocks, evidence }: Page, path: boolean[]): void {
  const title = headingText(evidence.title ?? '');
  const isHeadline = ({ kind, level, text }: Block): boolean => {
    if (kind !== 'heading' || level > 2) return false;
    const letters = headingText(text);
    return letters.length >= 8 && title.includes(letters);
  };
  const headline = blocks.slice(0, path.indexOf(true) + 1).findLast(isHeadline);
  if (headline === undefined) return;
  // Its id and its further classes say which one it is.
  const make = ({ level, path: steps }: Block): string =>
    `${level} ${steps.at(-1)?.replace(/#\S+/, '').split(/ +/, 2).join(' ')}`;
  const elementOf = (block: Block | undefined): string => block?.path.slice(0, -1).join('>') ?? '';
  let kept = 0;
  let last: Block | undefined;
  for (const [index, block] of blocks.entries()) {
    const isNext =
      kept >= shortestBeforeNext &&
      block.kind === 'heading' &&
      make(block) === make(headline) &&
      elementOf(block) !== elementOf(last) &&
      headingText(block.text) !== headingText(headline.text);
    if (isNext) {
      path.fill(false, index);
      return;
    }
    if (!path[index]) continue;
    kept += block.text.length;
    last = block;
  }
}

/** Written without the spaces and capitals that most of the labelled pages have. */
const eastAsian = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu;
const minEastAsianShare = 0.5;
/**
 * Below the usual half: a paragraph more does less harm than one lost. Of copied text there is hardly anything to go by, and the texts that
 * were learned from are longer than many: kept down to these, pages copied whole lose 0.0003 of F1, and short articles keep their ends. Korean and
 * Japanese saved pages are few among those learned from.
 */
const minNearProbability = { copied: 0.01, saved: 0.12 };
/** Between the text and a line that articles end with, or that leads to others below a copied one, less is asked. */
const minBeforeEnd = { copied: 0.004, saved: 0.02 };
const ends: Readonly<Record<'copied' | 'saved', readonly (RuleName | undefined)[]>> = {
  copied: ['korean-reporter-line', 'copyright', 'read-more', 'related-heading'],
  saved: ['korean-reporter-line', 'copyright'],
};
/** What opens as a quotation, and closes as a sentence or with the quotation. */
const quotation = /^["“「『](?=.*(?:[.!?。！？]["”」』]*|["”」』])$)/u;
/** So many paragraphs before what stands below the article may be taken for something else. */
const reachOfSignature = 5;
/** A shorter line at the end is as likely a remark of the site. */
const closingLength = { eastAsian: 8, other: 20 };

/** Behind a closing mark of quotation Japanese has no full stop, nor behind the name of who signs the last paragraph. */
function endsWithoutStop(text: string): boolean {
  return (
    (/[」』]$/.test(text) && /[。！？]/.test(text)) ||
    /[。！？.]\s?[（(【][^。（()）【】]{1,20}[)）】]$/u.test(text)
  );
}

/** Keeps whole sentences of copied text that follow the body at once, or stand between two of its paragraphs, and nearly are taken for it. */
function keepNearSentences(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  subheadings: ReadonlySet<number>,
  path: boolean[],
): void {
  // Short ones that wait for a longer one.
  let waiting: readonly number[] = [];
  for (let index = 1; index < path.length; index++) {
    const block = blocks[index];
    if (block === undefined || path[index] || lineFacts(block).rule !== undefined) continue;
    const { text } = block;
    const isCopied = mediaType !== 'text/html';
    const isQuoted = isCopied && path[index - 1] === true && quotation.test(text);
    if (!isQuoted && !endsSentence(text) && !endsWithoutStop(text)) continue;
    const above = lineAbove(blocks, index, subheadings);
    const led = waiting.at(-1) === above ? waiting : [];
    if (!path[above] && led.length === 0) continue;
    const isEastAsian = (text.match(eastAsian)?.length ?? 0) >= minEastAsianShare * text.length;
    // In other languages the markup says enough.
    if (!isEastAsian && !isCopied) continue;
    const medium = isCopied ? 'copied' : 'saved';
    const isLed = ends[medium].includes(ruleBelow(blocks, index));
    const least = isLed ? minBeforeEnd[medium] : minNearProbability[medium];
    if ((probabilities[index] ?? 0) < least) continue;
    waiting = [...led, index];
    const shortest = isEastAsian ? closingLength.eastAsian : closingLength.other;
    if (!isQuoted && text.length < shortest && !path[index + 1]) continue;
    for (const place of waiting) path[place] = true;
  }
}

/** A paragraph beside one of its siblings that is kept needs less than the usual half, as far from it as this. */
const minSiblingProbability = 0.12;
const reachOfSiblings = 6;

/** Keeps paragraphs of a saved page that stand in the very element that one near them, which is kept, stands in. */
function keepSiblings({ blocks, mediaType }: Page, probabilities: readonly number[], path: boolean[]): void {
  if (mediaType !== 'text/html') return;
  // Classes of single paragraphs say how they are set.
  const placeOf = ({ path: steps }: Block): string =>
    [...steps.slice(0, -1), /^\w+/.exec(steps.at(-1) ?? '')?.[0]].join('>');
  // A table or a list takes no more of the reach than a paragraph.
  let steps = 0;
  const stepAt = blocks.map(({ kind }, index) =>
    kind !== 'paragraph' && kind === blocks[index - 1]?.kind ? steps : ++steps,
  );
  const keptPlaces: (string | undefined)[] = [];
  for (const [index, block] of blocks.entries())
    if (path[index] && block.kind === 'paragraph') keptPlaces[stepAt[index] ?? 0] = placeOf(block);
  for (const [index, block] of blocks.entries()) {
    if (path[index] || block.kind !== 'paragraph' || (probabilities[index] ?? 0) < minSiblingProbability)
      continue;
    if (!endsProse(block.text) || isLink(block) || lineFacts(block).rule !== undefined) continue;
    const step = stepAt[index] ?? 0;
    const around = keptPlaces.slice(Math.max(0, step - reachOfSiblings), step + reachOfSiblings + 1);
    if (around.includes(placeOf(block))) path[index] = true;
  }
}

/**
 * The rule against the first line below that is no sentence: Korean and Japanese articles end with the line of the reporter or of the rights;
 * below copied ones stand links to others.
 */
function ruleBelow(blocks: readonly Block[], index: number): RuleName | undefined {
  const end = blocks
    .slice(index + 1, index + 1 + reachOfSignature)
    .find(({ text }) => !endsSentence(text) || text.includes('@'));
  return end === undefined ? undefined : lineFacts(end).rule;
}
