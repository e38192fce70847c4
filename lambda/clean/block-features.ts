import { headlineFeatures } from './headline-features.ts';
import { lettersOf } from './letters.ts';
import { endsInColon, lineFacts } from './line-facts.ts';
import type { Block, Page } from './page.ts';
import { type Places, placesAround, placesOf, sumsIn } from './places.ts';
import { type WordWeights, wordFeatures } from './word-features.ts';

/** Class names, ids and roles that stand around articles; and around everything else. */
const articleWords = /article|story|entry|\bpost|content|body|text|main|news|artikel|paragraph|view/i;
const bodyWords =
  /article-?_?(?:body|text|content)|story-?_?(?:body|text|content)|entry-?_?content|post-?_?(?:body|content)|body-?_?(?:text|copy)|articlebody|content-?_?body|rich-?text|prose/i;
const furnitureWords =
  /nav|menu|footer|header|side-?bar|aside|breadcrumb|toolbar|masthead|banner|widget|module|teaser|promo|ad[sv]?\b|advert|sponsor|popup|modal|overlay|cookie|consent/i;
const socialWords =
  /share|social|comment|disqus|reply|discussion|follow|subscribe|newsletter|signup|login|rating|vote/i;
const relatedWords =
  /related|recommend|more-|most-|popular|trending|latest|also|read-?more|similar|tags?\b|topics?\b|keyword|list|card|grid|carousel|gallery|slider/i;
const metaWords =
  /meta|byline|author|dateline|date|time|caption|credit|photo|image|figure|media|info|source|copyright|legal|disclaimer|bio/i;
const readersWords =
  /comment|repl(?:y|ies)\b|disqus|discussion|forum|thread|testimonial|guestbook|kommentar/i;
const wordGroups = [
  articleWords,
  bodyWords,
  furnitureWords,
  socialWords,
  relatedWords,
  metaWords,
  readersWords,
];
const markedTags = [
  'article',
  'main',
  'aside',
  'nav',
  'footer',
  'header',
  'form',
  'figure',
  'section',
  'table',
  'ul',
  'ol',
  'p',
  'div',
  'blockquote',
];
const kinds = ['heading', 'paragraph', 'list-item', 'quote', 'table-row', 'caption', 'preformatted', 'line'];

const terminated = /[.!?…。！？]["'”’»」』)\]）]*$/u;
/** Of a neighbour that isn't there. */
const nothing = [0, 0, 0];
/** Blocks before and after whose own features count as well. */
const neighbours = [-3, -2, -1, 1, 2, 3];
const wideWindow = 8;

/** What one block looks like by itself. */
interface Shape {
  readonly size: number;
  readonly linkShare: number;
  readonly isTerminated: number;
  /** All that is told of the block by itself. */
  readonly values: readonly number[];
}

/** The elements around a block whose prose is summed: its own, the one around that and the next. */
const containerLevels = [0, 1, 2];
/** The elements nearest to a block, whose names say most. */
const nearSteps = 4;

/** One bit for each group of words in an element's name and marks, and above them one for its tag. */
function marksOf(step: string): number {
  let marks = 0;
  for (const [group, words] of wordGroups.entries()) if (words.test(step)) marks |= 1 << group;
  const tag = markedTags.indexOf(/^[^#.]*/.exec(step)?.[0] ?? '');
  return tag < 0 ? marks : marks | (1 << (wordGroups.length + tag));
}

/** For each place what the names of the elements around it say: words near it, words anywhere around, tags. */
function surroundings({ all }: Places): number[][] {
  const marksOfStep = new Map<string, number>();
  const own: number[] = [];
  const whole: number[] = [];
  return all.map(({ step, around, index }) => {
    const marks = marksOfStep.get(step) ?? marksOf(step);
    marksOfStep.set(step, marks);
    own[index] = marks;
    const everywhere = marks | (around === undefined ? 0 : (whole[around.index] ?? 0));
    whole[index] = everywhere;
    let near = marks;
    for (let place = around, steps = 1; place !== undefined && steps < nearSteps; steps++) {
      near |= own[place.index] ?? 0;
      place = place.around;
    }
    return [
      ...wordGroups.map((_, group) => (near >> group) & 1),
      ...wordGroups.map((_, group) => (everywhere >> group) & 1),
      ...markedTags.map((_, tag) => (everywhere >> (wordGroups.length + tag)) & 1),
    ];
  });
}

function shapeOf(block: Block): Shape {
  const { kind, text, level, path, linkedLength, datetime } = block;
  const { words, commas, digits, capitals } = lettersOf(text);
  const { rule, isDate } = lineFacts(block);
  const linkShare = linkedLength / text.length;
  const isTerminated = terminated.test(text) ? 1 : 0;
  const values = [
    Math.log1p(words),
    linkShare,
    isTerminated,
    Math.log1p(text.match(/[.!?。！？](?:\s|["”』」]|$)|[。！？]/gu)?.length ?? 0),
    (commas / text.length) * 100,
    digits / text.length,
    capitals / text.length,
    /^["“‘'«「『]/u.test(text) ? 1 : 0,
    /^\p{Ll}/u.test(text) ? 1 : 0,
    endsInColon(text) ? 1 : 0,
    /[|•·►»›→]/.test(text) ? 1 : 0,
    rule === undefined ? 0 : 1,
    isDate ? 1 : 0,
    datetime === undefined ? 0 : 1,
    level,
    path.length,
  ];
  for (const name of kinds) values.push(name === kind ? 1 : 0);
  return { size: words, linkShare, isTerminated, values };
}

/** Words that are read as running text: long enough, not linked. */
function proseOf({ size, linkShare, isTerminated }: Shape): number {
  return (size * (1 - linkShare) * (0.4 + 0.6 * isTerminated)) / (1 + Math.exp(6 - size));
}

/**
 * Describes every block by numbers: its own shape, that of its neighbours, where it stands in the page, which mean the same in any language,
 * and what its words say.
 *
 * From boilerpipe (Kohlschütter et al. 2010) come shallow text features of a block and its neighbours, from BTE (Finn et al.
 * 2001) the run of blocks that is most like prose, from Readability that prose shares a container. Takes time in proportion
 * to the page.
 *
 * @returns a row of the same length for each block
 */
export function blockFeatures({ blocks, evidence }: Page, words: WordWeights): Float64Array[] {
  const places = placesOf(blocks);
  const around = surroundings(places);
  const shapes = blocks.map(shapeOf);
  const prose = shapes.map(proseOf);
  const totalProse = prose.reduce((sum, value) => sum + value, 0) || 1;
  const run = densestRun(prose);
  const containers = containerLevels.map((up) => placesAround(places, up));
  const proseIn = containers.map((ofBlocks) => sumsIn(places, ofBlocks, prose));
  const largest = proseIn.map((sums) => sums.reduce((most, sum) => Math.max(most, sum), 1));
  const texts = sumBy(
    blocks.map(({ text }) => text),
    blocks.map(() => 1),
  );
  const title = headingText(evidence.title ?? '');
  const isTitle = blocks.map(({ text }) => isPartOf(title, text));
  const titleAt = blocks.findIndex(
    ({ kind, level }, index) => isTitle[index] || (kind === 'heading' && level === 1),
  );
  const titles = titlesSoFar(blocks, titleAt);
  const ofHeadline = headlineFeatures(blocks, evidence, titleAt);
  const ofWords = wordFeatures(blocks, words);
  const ordinals = articleOrdinals(places);
  const before = runningSums(prose);
  const said = evidence.jsonLd.join(' ');
  const hasArticleBody = /"articleBody"/.test(said);
  const saidLetters = hasArticleBody ? headingText(said.replace(/\\[nrt"]/g, ' ')) : '';
  const aside = shapes.map(({ size, linkShare, isTerminated }) => [
    Math.log1p(size),
    linkShare,
    isTerminated,
  ]);
  // Reading before the start of a list takes many times as long as asking for it.
  const beside = (place: number): readonly number[] => (place < 0 ? nothing : (aside[place] ?? nothing));

  return blocks.map((block, index) => {
    const own = shapes[index]?.values ?? [];
    const elements = around[places.of[index] ?? 0] ?? [];
    const besides = neighbours.map((offset) => beside(index + offset));
    const windowStart = Math.max(0, index - wideWindow);
    const windowEnd = Math.min(blocks.length, index + wideWindow + 1);
    const shared = containers.map((ofBlocks, up) => {
      const sum = proseIn[up]?.[ofBlocks[index] ?? 0] ?? 0;
      return [sum / totalProse, sum / (largest[up] ?? 1)];
    });
    const inPage = [
      prose[index] ?? 0,
      ((before[windowEnd] ?? 0) - (before[windowStart] ?? 0)) / (windowEnd - windowStart),
      ((before[index] ?? 0) - (before[windowStart] ?? 0)) / wideWindow,
      ((before[windowEnd] ?? 0) - (before[index + 1] ?? 0)) / wideWindow,
      (before[index] ?? 0) / totalProse,
      index / blocks.length,
      Math.log1p(index),
      Math.log1p(blocks.length - index),
      index < run.start ? run.start - index : index >= run.end ? index - run.end + 1 : 0,
      index >= run.start && index < run.end ? 1 : 0,
      titleAt < 0 ? -1 : index < titleAt ? 0 : Math.log1p(index - titleAt) + 1,
      isTitle[index] ? 1 : 0,
      titles[index] ?? 0,
      ordinals[places.of[index] ?? 0] ?? 0,
      Math.min(4, texts.get(block.text) ?? 1),
      hasArticleBody ? (saidLetters.includes(openingLetters(block.text)) ? 1 : -1) : 0,
    ];
    return rowOf([
      own,
      elements,
      ...besides,
      ...shared,
      inPage,
      ofHeadline[index] ?? [],
      ofWords[index] ?? [],
    ]);
  });
}

/** Enough to know a paragraph by. */
function openingLetters(text: string): string {
  return headingText(text.slice(0, 180)).slice(0, 60);
}

/** A row of all the parts. Lists of numbers of both kinds, whole and not, take several times as long. */
export function rowOf(parts: readonly ArrayLike<number>[]): Float64Array {
  const row = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) for (let place = 0; place < part.length; place++) row[at++] = part[place] ?? 0;
  return row;
}

/** Letters and digits only, for comparing what is printed twice. */
export function headingText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Has the title the letters of the text in a row? The first word tells of nearly every text that it has not. */
function isPartOf(title: string, text: string): boolean {
  const firstWord = /[\p{L}\p{N}]+/u.exec(text)?.[0] ?? '';
  if (!title.includes(headingText(firstWord))) return false;
  const letters = headingText(text);
  return letters.length >= 8 && title.includes(letters);
}

/** How many headings made like the page's title have come, itself among them: the second opens another article. */
function titlesSoFar(blocks: readonly Block[], titleAt: number): number[] {
  const make = ({ kind, level, path }: Block): string => `${kind} ${level} ${path.slice(-2).join('>')}`;
  const title = blocks[titleAt];
  const titleMake = title === undefined ? undefined : make(title);
  let count = 0;
  return blocks.map((block, index) => {
    if (index >= titleAt && block.kind === 'heading' && make(block) === titleMake) count++;
    return Math.min(9, count);
  });
}

/** For each place, is it in the first, second, … `article` of its make; 0 in none. */
function articleOrdinals({ all }: Places): number[] {
  const ordinals: number[] = [];
  for (const { step, around, index } of all) {
    ordinals[index] = step.startsWith('article')
      ? Math.min(9, Number(/ \((\d+)\)$/.exec(step)?.[1] ?? 1))
      : (ordinals[around?.index ?? 0] ?? 0);
  }
  return ordinals;
}

/** The sum of the values of each name. */
export function sumBy(names: readonly string[], values: readonly number[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [index, name] of names.entries()) sums.set(name, (sums.get(name) ?? 0) + (values[index] ?? 0));
  return sums;
}

/** `sums[i]` is the sum of the first i values. */
export function runningSums(values: readonly number[]): number[] {
  const sums = [0];
  let sum = 0;
  for (const value of values) {
    sum += value;
    sums.push(sum);
  }
  return sums;
}

/** What a block costs the run it is in: runs end where nothing like prose comes for a while. */
const costOfBlock = 4;

/** The run of blocks that holds most prose for its length (maximum subarray). */
function densestRun(prose: readonly number[]): { readonly start: number; readonly end: number } {
  let best = { start: 0, end: 0, sum: 0 };
  let start = 0;
  let sum = 0;
  for (const [index, value] of prose.entries()) {
    if (sum <= 0) {
      sum = 0;
      start = index;
    }
    sum += value - costOfBlock;
    if (sum > best.sum) best = { start, end: index + 1, sum };
  }
  return best;
}
