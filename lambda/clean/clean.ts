import type {
  CleanArticle,
  Paragraph,
  ParagraphKind,
  RemovalReason,
  RemovedBlock,
  RuleName,
  SourceArticle,
} from '../article.ts';
import { RejectedArticleError } from '../errors.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { splitSentences } from '../text/sentences.ts';
import { isCleanedArticle } from './article-alone.ts';
import { headingText } from './block-features.ts';
import { splitDateline } from './dateline.ts';
import { ownSummaryPath, pageFurniturePath } from './document-page.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { type BlockLabel, expectedF1, type LabelModels, labelBlocks } from './label-blocks.ts';
import { endsProse, endsSentence, lineFacts, shareFacts } from './line-facts.ts';
import { type NamedBlock, nameBlocks } from './name-blocks.ts';
import { isListOfTeasers, isWall } from './no-article.ts';
import type { Block, BlockKind, Page } from './page.ts';
import { readText } from './read-text.ts';
import { readUpload } from './read-upload.ts';
import { groupRows, joinCells } from './table-rows.ts';

/** What became of a block, and why. */
export type BlockFate = { readonly block: Block; readonly label: BlockLabel; readonly named: NamedBlock } & (
  | { readonly role: 'body'; readonly reason: `article (${string})` }
  | {
      readonly role: 'headline' | 'standfirst' | 'byline' | 'date' | 'removed';
      readonly reason: RemovalReason;
    }
);

export interface DissectedPage {
  readonly page: Page;
  /** What the bytes turned out to be. */
  readonly mediaType: string;
  readonly language: string;
  readonly front: FrontMatter;
  readonly fates: readonly BlockFate[];
  /** How much of what is kept and of what should be is the same, by the labeller's own account: 0 to 1. */
  readonly confidence: number;
  readonly warnings: readonly string[];
}

/** An article has at least this much text, in words, or in letters and digits of which half and more are Korean, Japanese or Chinese. */
const shortestArticle = { words: 25, characters: 60 };
/** Longer is a book: it would cost some 15 US dollars to translate. In UTF-16 code units. */
const maxArticleCharacters = 500_000;
/** From the first so many blocks after the headline on, the body should have begun. */
const headlineToBody = 25;

/**
 * Bytes → the article alone: decodes, reads blocks, labels them, finds headline, byline and date, cuts sentences.
 *
 * Every block of the page is in exactly one place of the result: headline, standfirst, body or `removed`.
 *
 * @param models what the labeller learned; another one than the shipped where it is measured on pages it did not learn from
 * @throws {RejectedArticleError} where the file has no article
 */
export async function clean(source: SourceArticle, models?: LabelModels): Promise<CleanArticle> {
  const { page, mediaType, language, front, fates, confidence, warnings } = await dissect(source, models);
  const texts = bodyLines(fates).map(joinedBlock);
  const [first, ...rest] = texts;
  if (first === undefined) throw noArticle();
  // Articles are signed or dated, for the most part; neither walls nor front pages are.
  const isUnsigned = front.byline === undefined && front.publishedAt === undefined;
  if (isUnsigned && (isWall(texts.map(({ text }) => text)) || isListOfTeasers(fates))) throw noArticle();
  if (isTooShort(texts)) throw isNearlyAllKept(fates) ? tooShort() : noArticle();
  if (confidence < hardlySure && !isMostly(texts, endsProse)) throw noArticle();
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > maxArticleCharacters) throw tooLong(characters);
  const { dateline, besides, rest: opening } = splitDateline(first.text);
  const removed = fates.flatMap(({ block, role, reason, named }): RemovedBlock[] =>
    role === 'headline' || role === 'standfirst' || role === 'body'
      ? []
      : [{ text: block.text, rule: reason, label: named.name }],
  );
  for (const text of page.evidence.struck ?? []) removed.push({ text, rule: 'struck-out', label: 'other' });
  if (front.section !== undefined)
    removed.push({ text: front.section, rule: 'glued-section', label: 'navigation' });
  if (besides !== undefined) removed.push({ text: besides, rule: 'read as the byline', label: 'byline' });
  const noHeadline = front.headline === undefined ? ['No headline was found.'] : [];
  return {
    mediaType,
    language,
    headline: front.headline,
    standfirst: front.standfirst,
    byline: front.byline,
    dateline: dateline ?? front.dateline,
    publishedAt: front.publishedAt,
    url: front.url,
    siteName: front.siteName,
    body: [{ ...first, text: opening }, ...rest].map((block) => paragraphOf(block, language)),
    removed,
    confidence,
    warnings: [...warnings, ...noHeadline],
  };
}

/**
 * Takes a page apart: what each block of it is, and why. {@link clean} keeps what this says.
 *
 * @throws {RejectedArticleError} where the bytes can't be read
 */
export async function dissect(source: SourceArticle, models?: LabelModels): Promise<DissectedPage> {
  const { page, mediaType, warnings } = await readUpload(source);
  const { language, front, fates, confidence } = await settle(await judge(page, models), models);
  const doubts = [
    ...startWarnings(fates),
    ...endWarnings(fates),
    ...(confidence < sureEnough ? [unsure(confidence)] : []),
  ];
  return { page, mediaType, language, front, fates, confidence, warnings: [...warnings, ...doubts] };
}

type JudgedPage = Pick<DissectedPage, 'language' | 'front' | 'fates' | 'confidence'>;

/** Labels, rules and front matter, in one reading of the page. */
async function judge(page: Page, models: LabelModels | undefined): Promise<JudgedPage> {
  const labels = labelBlocks(page, models);
  const isCleaned = isCleanedArticle(page);
  const repeated = isCleaned ? undefined : repeatedBlocks(page.blocks, labels);
  const letters = lettersOfBlocks(page.blocks);
  const rules = page.blocks.map((block, index) => {
    if (repeated?.has(index)) return 'repeated-text';
    // The first line of a text that is nothing but an article is its headline, whatever it reads like.
    if (isCleaned && index === 0) return undefined;
    return (isCleaned ? undefined : ruleFor(page.blocks, index, letters)) ?? lineFacts(block).rule;
  });
  const isBody = labels.map((label, index) => label.isBody && rules[index] === undefined);
  const language = await detectLanguage(
    page.blocks
      .filter((_, index) => isBody[index])
      .map((block) => block.text)
      .join('\n'),
  );
  const front = readFrontMatter(page, isBody, language);
  const names = nameBlocks(
    page.blocks.map((block, index) => {
      const role = front.roles.get(index) ?? (isBody[index] ? 'body' : 'removed');
      return { block, role, rule: rules[index] };
    }),
  );
  const fates = page.blocks.map((block, index): BlockFate => {
    const label = labels[index] ?? { isBody: false, probability: 0 };
    const named = names[index] ?? { name: 'other', evidence: '' };
    const role = front.roles.get(index);
    // What a line of front matter says is kept, the line itself is not: it is named among the removed.
    if (role !== undefined) return { block, label, named, role, reason: `read as the ${role}` };
    const rule = rules[index];
    if (rule !== undefined) return { block, label, named, role: 'removed', reason: rule };
    const probability = label.probability.toFixed(2);
    return label.isBody
      ? { block, label, named, role: 'body', reason: `article (${probability})` }
      : { block, label, named, role: 'removed', reason: `not the article (${probability})` };
  });
  const confidence = expectedF1(
    fates
      // That a line of furniture is out is certain, however much like the article it looks.
      .filter(
        ({ role, block }) => role === 'body' || (role === 'removed' && lineFacts(block).rule === undefined),
      )
      .map(({ block, label, role }) => ({
        text: block.text,
        probability: label.probability,
        isKept: role === 'body',
      })),
  );
  return { language, front, fates, confidence };
}

/** What is printed of an article: a block of the page, or what the page states without showing it. */
interface PrintedLine {
  readonly role: 'headline' | 'standfirst' | 'body';
  readonly text: string;
  /** None of what the page states without showing it; of a row, those of its cells. */
  readonly fates: readonly BlockFate[];
}

/** Each reading leaves less. Of 2,396 labelled texts nine need one more, and one of these more than two. */
const mostReadings = 8;

/**
 * Takes out what cleaning the article's own text would take out, until nothing is left of that: an article that was cleaned once
 * stays as it is. Nearly every text is seen to be nothing but an article, and is not read again.
 */
async function settle(
  judged: JudgedPage,
  models: LabelModels | undefined,
  readings = 0,
): Promise<JudgedPage> {
  const lines = printedLines(judged);
  const text = readText(lines.map((line) => line.text.replaceAll(/\s+/g, ' ')).join('\n\n'));
  // Marks of quotation can go from each line, and a line of nothing else with them: which line a block is can't be said then.
  if (text.blocks.length !== lines.length) return judged;
  for (const [index, block] of text.blocks.entries())
    shareFacts(lines[index]?.fates[0]?.block ?? block, block);
  if (lines.length === 0 || isCleanedArticle(text) || readings === mostReadings) return judged;
  const again = await judge(text, models);
  const out = again.fates
    .map((fate, index) => ({ ...fate, line: lines[index] }))
    .filter(({ role }) => role !== 'body' && role !== 'headline');
  // Whether headline and standfirst would stay shows when what stood between them and the text is out.
  const ofBody = out.filter(({ line }) => line?.role === 'body');
  const lost = ofBody.length > 0 ? ofBody : out;
  const confidence = Math.min(judged.confidence, again.confidence);
  if (lost.length === 0) return { ...judged, confidence };
  const isLost = (role: PrintedLine['role']): boolean => lost.some(({ line }) => line?.role === role);
  const front: FrontMatter = {
    ...judged.front,
    headline: isLost('headline') ? undefined : judged.front.headline,
    standfirst: isLost('standfirst') ? undefined : judged.front.standfirst,
  };
  const verdicts = new Map(
    lost.flatMap(({ line, ...verdict }) => (line?.fates ?? []).map((fate) => [fate, verdict] as const)),
  );
  const fates = judged.fates.map((fate): BlockFate => {
    const verdict = verdicts.get(fate);
    return verdict === undefined ? fate : { ...verdict, block: fate.block };
  });
  // A headline that the page states without showing it is no block of the page: it is named all the same.
  const statedOnly = lost
    .filter(({ line }) => line?.fates.length === 0)
    .map(({ line, ...verdict }): BlockFate => verdict);
  fates.unshift(...statedOnly);
  return settle({ ...judged, front, fates, confidence }, models, readings + 1);
}

/** The lines of the article's text, in their order. */
function printedLines({ front, fates }: JudgedPage): PrintedLine[] {
  const parts = (['headline', 'standfirst'] as const).flatMap((role): PrintedLine[] => {
    const text = front[role];
    return text === undefined
      ? []
      : [{ role, text, fates: fates.filter((fate) => fate.role === role).slice(0, 1) }];
  });
  const body = bodyLines(fates).map((line) => ({
    role: 'body' as const,
    text: joinedBlock(line).text,
    fates: line,
  }));
  return [...parts, ...body];
}

/** What the body is printed from, line by line: a block each, or the cells of a row that were kept. */
function bodyLines(fates: readonly BlockFate[]): [BlockFate, ...BlockFate[]][] {
  return groupRows(
    fates.filter(({ role }) => role === 'body'),
    ({ block }) => block,
  );
}

function joinedBlock([first, ...others]: readonly [BlockFate, ...BlockFate[]]): Block {
  return joinCells([first.block, ...others.map(({ block }) => block)]);
}

/** A paragraph cut off with dots, of which the whole text follows: a teaser. Shorter beginnings may be alike by chance. */
const shortestTeaser = 30;
/** How far down the whole text may follow. */
const teaserReach = 30;

/** A quotation pulled out of the text stands this near to where it was taken from. */
const repeatReach = 25;
const repeatLength = { shortest: 30, longest: 300 };

/** A text is laid out again where at least so many blocks come again in their order, sentences for the most part. */
const shortestLayout = 3;
/** A lead is the first or second text, and comes again among the next ones. */
const leadReach = { first: 1, again: 4 };
const quoted = /^["“‘'「『«„]/u;

/**
 * What a page shows again, word for word: captions, a lead that opens the text too, a text laid out twice. Else a line that comes
 * again is the article's own: a refrain, a question, a quotation, a result.
 */
function repeatedBlocks(blocks: readonly Block[], labels: readonly BlockLabel[]): ReadonlySet<number> {
  const places = new Map<string, number[]>();
  const texts = blocks
    .map((block, index) => ({ block, index }))
    .filter(({ block, index }) => labels[index]?.isBody && block.text.length >= repeatLength.shortest)
    .map(({ block, index }, place) => {
      const before = places.get(block.text);
      const earlier = before?.at(-1);
      if (before === undefined) places.set(block.text, [place]);
      else before.push(place);
      return { block, index, place, earlier };
    });
  const repeated = new Set<number>();
  let run: typeof texts = [];
  const endRun = (): void => {
    if (
      run.length >= shortestLayout &&
      isMostly(
        run.map(({ block }) => block),
        endsSentence,
      )
    )
      for (const { index } of run) repeated.add(index);
    run = [];
  };
  for (const text of texts) {
    const { block, index, place, earlier } = text;
    if (earlier === undefined || earlier - 1 !== run.at(-1)?.earlier) endRun();
    if (earlier !== undefined && place - earlier >= shortestLayout) run.push(text);
    if (earlier === undefined) continue;
    const isOwn =
      places.get(block.text)?.length !== 2 ||
      block.kind === 'quote' ||
      quoted.test(block.text) ||
      /[?？]$/.test(block.text);
    const isCaption = block.kind === 'caption' || texts[earlier]?.block.kind === 'caption';
    const isLead =
      earlier <= leadReach.first && place - earlier <= leadReach.again && endsSentence(block.text);
    if (!isOwn && (isCaption || isLead)) repeated.add(index);
  }
  endRun();
  return repeated;
}

/** Where a page sets a quotation that it pulls out of its text. */
const pulledQuote = /^(?:blockquote|aside)\b|\bpull(?:ed|-?quote\w*)?(?![\w-])/i;

/** What the blocks say but for capitals and punctuation: of each asked for, found once. */
function lettersOfBlocks(blocks: readonly Block[]): (index: number) => string {
  const found: string[] = [];
  return (index) => {
    const letters = found[index] ?? headingText(blocks[index]?.text ?? '');
    found[index] = letters;
    return letters;
  };
}

/** Has a text these parts in their order? */
function hasInOrder(letters: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const place = letters.indexOf(part, from);
    if (place < 0) return false;
    from = place + part.length;
  }
  return true;
}

/** What stands above an offer of a newsletter: "Get The Morning Tide". */
const opensOffer =
  /^(?:get|join|receive|sign up|subscribe|try)\b[^.!?]{0,60}$|^[^.!?。]{0,40}(?:newsletters?|뉴스레터|ニュースレター|メルマガ)$/i;

/**
 * Rules that need the blocks around.
 *
 * @param letters what a block says but for capitals and punctuation
 */
function ruleFor(
  blocks: readonly Block[],
  index: number,
  letters: (index: number) => string,
): RuleName | undefined {
  const { text = '', path = [] } = blocks[index] ?? {};
  if (path.includes(pageFurniturePath)) return 'page-furniture';
  if (path.includes(ownSummaryPath)) return 'repeated-text';
  if (text.length >= repeatLength.shortest && text.length <= repeatLength.longest) {
    const words = text.replace(/^["“‘'「『]+|["”’'」』.]+$/gu, '');
    const isPulled = path.some((step) => pulledQuote.test(step));
    // Dots stand for what it leaves out.
    const parts = isPulled ? text.split(/…|\.{3}/u).map(headingText) : [];
    const end = Math.min(blocks.length, index + repeatReach + 1);
    for (let place = Math.max(0, index - repeatReach); place < end; place++) {
      const other = blocks[place]?.text ?? '';
      if (other.length <= text.length + 10) continue;
      if (other.includes(words) || (isPulled && hasInOrder(letters(place), parts))) return 'repeated-text';
    }
  }
  const below = blocks[index + 1];
  if (opensOffer.test(text) && below !== undefined && lineFacts(below).rule === 'newsletter')
    return 'newsletter';
  if (!text.endsWith('…') && !text.endsWith('...')) return undefined;
  const teaser = /^(.+?)\s*(?:…|\.{3,})$/su.exec(text)?.[1];
  if (teaser === undefined || teaser.length < shortestTeaser) return undefined;
  const isRepeated = blocks
    .slice(index + 1, index + 1 + teaserReach)
    .some((block) => block.text.length > text.length && block.text.startsWith(teaser));
  return isRepeated ? 'truncated-teaser' : undefined;
}

/** Below this the editor is warned: docs/quality.md has the curve. */
const sureEnough = 0.85;
function unsure(confidence: number): string {
  return `It is not certain which part of the page is the article (confidence ${confidence.toFixed(2)}): compare the text with the page.`;
}

function startWarnings(fates: readonly BlockFate[]): string[] {
  const headline = fates.findIndex(({ role }) => role === 'headline');
  const body = fates.findIndex(({ role }) => role === 'body');
  if (headline < 0 || body < 0 || body - headline <= headlineToBody) return [];
  return ['The text kept does not start near the headline: its beginning may be missing.'];
}

/** In blocks. Two of 841 labelled pages ask so near below the text, one of them below a text cut off; the next ask 15 below and more. */
const endToPaywall = 8;
/** Stands beside offers of all kinds. */
const asksSubscribers = /^already\b/i;

function endWarnings(fates: readonly BlockFate[]): string[] {
  const end = fates.findLastIndex(({ role }) => role === 'body') + 1;
  const below = fates.slice(end, end + endToPaywall);
  const asks = ({ block }: BlockFate): boolean =>
    lineFacts(block).rule === 'paywall' && !asksSubscribers.test(block.text);
  if (end === 0 || !below.some(asks)) return [];
  return ['The page asks to pay or to log in for the rest below the text kept: its end may be missing.'];
}

/** Below this, rows of headlines on a front page are no article. Of 2,165 labelled pages and texts with an article, six have so little. */
const hardlySure = 0.45;

function isMostly(blocks: readonly Block[], ends: (text: string) => boolean): boolean {
  let all = 0;
  let inEnded = 0;
  for (const { text } of blocks) {
    all += text.length;
    if (ends(text)) inEnded += text.length;
  }
  return inEnded > all / 2;
}

function isTooShort(blocks: readonly Block[]): boolean {
  const text = blocks.map((block) => block.text).join(' ');
  if (hasAsMany(text, /[\p{L}\p{N}]+/gu, shortestArticle.words)) return false;
  const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
  return (
    !hasAsMany(text, eastAsian, shortestArticle.characters / 2) ||
    !hasAsMany(text, /[\p{L}\p{N}]/gu, shortestArticle.characters)
  );
}

/** Looks no further than it must. */
function hasAsMany(text: string, pattern: RegExp, least: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count === least) return true;
  return false;
}

function noArticle(): RejectedArticleError {
  return new RejectedArticleError(
    'no-article',
    'No article was found on the page: it may be a list, a login or a consent page. Open the article itself, close what covers it, and copy or save it again.',
  );
}

/** Where less was removed, there was hardly anything but the article. */
const maxRemovedOfShort = 0.1;

function isNearlyAllKept(fates: readonly BlockFate[]): boolean {
  let all = 0;
  let removed = 0;
  for (const { block, role } of fates) {
    all += block.text.length;
    if (role === 'removed') removed += block.text.length;
  }
  return removed <= maxRemovedOfShort * all;
}

function tooShort(): RejectedArticleError {
  const { words, characters } = shortestArticle;
  return new RejectedArticleError(
    'no-article',
    `The article is too short to be summed up: below its headline it must have ${words} words, or ${characters} characters of Korean, Japanese or Chinese. Drop the whole article.`,
  );
}

function tooLong(characters: number): RejectedArticleError {
  return new RejectedArticleError(
    'too-large',
    `The article has ${characters.toLocaleString('en')} characters; at most ${maxArticleCharacters.toLocaleString('en')} can be processed. Drop it in parts.`,
  );
}

const paragraphKinds: Readonly<Partial<Record<BlockKind, ParagraphKind>>> = {
  heading: 'subheading',
  'list-item': 'list-item',
  quote: 'quote',
};

function paragraphOf({ kind, text }: Block, language: string): Paragraph {
  return { kind: paragraphKinds[kind] ?? 'text', text, sentences: splitSentences(text, language) };
}
