import type { RuleName } from '../article.ts';
import { endsSentence, isShortEntry, lineFacts } from './line-facts.ts';
import type { Block, Page } from './page.ts';

// What the labeller, which goes by whole paragraphs, takes for furniture of copied text: results below a report, and what stands
// around a line that leads to another article.

/** Other articles named below a heading, in the middle of a text. */
const mostTitles = 3;
const longestTitle = 100;

function leadsAway(block: Block | undefined): boolean {
  if (block === undefined) return false;
  const { rule } = lineFacts(block);
  return rule === 'read-more' || rule === 'related-heading';
}

function isTitle(block: Block | undefined): boolean {
  return block !== undefined && block.text.length <= longestTitle && !endsSentence(block.text);
}

/** What pages set between two paragraphs, and not only below the last: places of advertisements, offers, captions. */
const boxes: ReadonlySet<RuleName | undefined> = new Set([
  'advertisement',
  'newsletter',
  'picture-credit',
  'credit-in-brackets',
  'caption-with-credit',
  'asian-caption',
]);

/** The mark that Korean and Japanese papers set before a subheading, and as much as one says. */
const markedHeading = /^[■□◆◇●○▲△▼▽★☆]\s?[^■□◆◇●○▲△▼▽★☆]{2,40}$/u;
/**
 * The labeller learned from longer texts and cuts short ones off at a line without an end. Where that or the sentence below it is less likely
 * the article's, they are the title and the beginning of another one. Cross-validated, pages copied whole have 0.9250 so, 0.9247 with 0.07.
 */
const unmarked = { leastProbability: 0.03, longest: 60, longestText: 2000 };
/** Less likely between two lines that are kept is the label of a picture or a box. */
const leastBetween = 0.15;

/** The lines of copied text that head what stands below them: with a mark, between two sentences that are kept, or alone at the end of a short text. */
export function subheadingsOf(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  path: readonly boolean[],
): ReadonlySet<number> {
  if (mediaType !== 'text/plain') return new Set();
  const last = path.lastIndexOf(true);
  const length = blocks.reduce((sum, { text }, index) => (path[index] ? sum + text.length : sum), 0);
  const headsSentence = (block: Block, index: number): boolean => {
    const below = blocks[index + 1];
    const { rule, isDate } = lineFacts(block);
    if (endsSentence(block.text) || rule !== undefined || isDate) return false;
    return below !== undefined && endsSentence(below.text) && /\p{L}{2}/u.test(block.text);
  };
  const isBetween = ({ text }: Block, index: number): boolean =>
    path[index - 1] === true &&
    path[index + 1] === true &&
    text.length <= unmarked.longest &&
    (probabilities[index] ?? 0) >= leastBetween;
  const isAtEnd = ({ text }: Block, index: number): boolean =>
    index > last &&
    length <= unmarked.longestText &&
    text.length <= unmarked.longest &&
    endsSentence(blocks[index - 1]?.text ?? '') &&
    Math.min(probabilities[index] ?? 0, probabilities[index + 1] ?? 0) >= unmarked.leastProbability;
  const isSubheading = ([index, block]: [number, Block]): boolean =>
    headsSentence(block, index) &&
    (markedHeading.test(block.text) || isBetween(block, index) || isAtEnd(block, index));
  return new Set([...blocks.entries()].filter(isSubheading).map(([index]) => index));
}

/** The nearest line above that is no subheading, stands in no box between paragraphs, and does not lead to other articles. */
export function lineAbove(blocks: readonly Block[], index: number, subheadings: ReadonlySet<number>): number {
  let above = index - 1;
  const isInBox = (block: Block | undefined): boolean =>
    block !== undefined && boxes.has(lineFacts(block).rule);
  while (isInBox(blocks[above]) || subheadings.has(above)) above--;
  let heading = above;
  while (above - heading < mostTitles && isTitle(blocks[heading]) && !leadsAway(blocks[heading])) heading--;
  return leadsAway(blocks[heading]) ? heading - 1 : above;
}

/** Keeps the subheadings of what is kept, but for a headline. */
export function keepSubheadings(subheadings: ReadonlySet<number>, path: boolean[]): void {
  const start = path.indexOf(true);
  for (const index of subheadings) if (start >= 0 && index > start && path[index + 1]) path[index] = true;
}

const ofComments = /comment|response|repl(?:y|ies)|thought|댓글|コメント/iu;

/** Does the line count comments, as above the first of them? */
export function isCommentsHead(block: Block): boolean {
  return lineFacts(block).rule === 'counter' && ofComments.test(block.text);
}

/** Below each comment. */
const replyButton =
  /^(?:reply|답글(?: ?(?:작성|쓰기|달기))?|返信(?:する)?|antworten|répondre|responder)(?: \(?\d+\)?)?$/iu;
/** Blocks of the first comment, its author and day among them. */
const reachOfComment = 6;

/** Drops the comments of readers below the text. */
export function dropComments({ blocks }: Page, path: boolean[]): void {
  const textStart = path.indexOf(true);
  const start = blocks.findIndex(
    (block, index) =>
      index > textStart &&
      isCommentsHead(block) &&
      blocks.slice(index + 1, index + 1 + reachOfComment).some(({ text }) => replyButton.test(text)),
  );
  // Below more of the text than above it, the line counts what stands elsewhere.
  const lengthIn = (from: number, to: number): number =>
    blocks.slice(from, to).reduce((sum, { text }, place) => sum + (path[from + place] ? text.length : 0), 0);
  if (start > 0 && lengthIn(start, blocks.length) <= lengthIn(0, start)) path.fill(false, start);
}

const name = "\\p{Lu}[\\p{L}'’.-]*,?";
/** People, or places. */
const names = `${name}(?:(?: and)? ${name}){0,8}`;
/** What agencies close a report with: who reported from where and who helped, where more stands, and the lines that set these off. */
const agencyTail: readonly RegExp[] = [
  /^_{3,}$/u,
  new RegExp(
    `^${names} reported from ${names}(?: and ${names} (?:reported )?from ${names})?(?:\\. .{0,200}\\bcontributed\\b.{0,40})?$`,
    'u',
  ),
  new RegExp(
    `^(?:[\\p{L} ]{0,40} )?${names}(?: in ${names})? contributed (?:reporting|to this (?:report|story|article))\\b[^.;]{0,60}\\.?$`,
    'u',
  ),
  /^(?:follow|find|read|see|more)\b[^.]{0,80}\b(?:coverage|news|stories)\b[^.]{0,30}\b(?:https?:\/\/|www\.)\S+$/iu,
];

/** Drops the lines that an agency closed the text with. */
export function dropAgencyTail({ blocks }: Page, path: boolean[]): void {
  const isTail = (block: Block | undefined): boolean =>
    block !== undefined && agencyTail.some((pattern) => pattern.test(block.text));
  for (let last = path.lastIndexOf(true); last >= 0; last--) {
    if (!path[last]) continue;
    if (!isTail(blocks[last])) return;
    path[last] = false;
  }
}

/** Surer than this is a subheading. */
const leastOfSubheading = 0.5;

/** Drops the titles of other articles below a heading that says no more than that they follow. */
export function dropLinkedTitles(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  path: boolean[],
): void {
  if (mediaType !== 'text/plain') return;
  for (const [index, block] of blocks.entries()) {
    if (!leadsAway(block) || !bareHeading.test(block.text)) continue;
    for (let place = index + 1; place <= index + mostTitles; place++) {
      if (!isTitle(blocks[place]) || (probabilities[place] ?? 0) >= leastOfSubheading) break;
      path[place] = false;
    }
  }
}

const bareHeading = /^[^:：\]】]{1,24}[:：]?$|^[[【][^:：]{1,20}[\]】]$/u;

const team = "\\p{L}[\\p{L}\\p{M} .'’&・-]*";
/** "Ashcombe 12-10 Millford", "▽1回戦 港 3―1 東町", "Ashcombe 2, Millford 1", "1. Ida Marsh 24:31.2". */
const score = '(?:\\d{1,3}\\s?[-–—―－]\\s?\\d{1,3}|\\d[:：]\\d)(?!\\d)';
const results: readonly RegExp[] = [
  new RegExp(`^[^\\p{L}]{0,3}(?:.{1,24}[:：] ?)?${team}[\\d ]{0,4}\\s${score}(?:\\s|,|$).{0,80}$`, 'u'),
  new RegExp(`^${team} \\d{1,3}(?: \\([^)]*\\))?, ${team} \\d{1,3}(?: \\([^)]*\\))?$`, 'u'),
  new RegExp(`^\\d{1,3}[.)]? ${team}(?:\\([^)]*\\) ?)?.{0,20}?\\d[.:]\\d{1,2}(?:[.,:]\\d+)?$`, 'u'),
];
/** "Attendance: 1,204", "Port Linden: Tries: Dunne, Ferris; Cons: Holt 2": who or what, and figures. */
const labelled = /^([\p{Lu}\p{Lo}][\p{L}\p{M} .'’&・-]{0,40})\s?[:：]\s?.*\d/u;
/** "Ashcombe 3", "Dunne 12, Holt 55 (pen), 90+3": who, how many or in which minutes. */
const counted =
  /^([\p{Lu}\p{Lo}][\p{L}\p{M} .'’&・-]{0,30}) \d{1,3}(?:\+\d{1,2})?['’′]?(?: \([^)]{1,12}\))?(?:[,;] .*)?$/u;
const longestResult = 160;
const longestLabel = 30;
/** One line with a figure may be anything. */
const fewestResults = 2;
/** More are a page's scores of the day. */
const mostResults = 30;

/** Keeps the results that stand right below the text: rows of who against whom and how it went, and the figures of those the text names. */
export function keepResults({ blocks, mediaType }: Page, path: boolean[]): void {
  if (mediaType !== 'text/plain') return;
  const last = path.lastIndexOf(true);
  const isResult = (block: Block): boolean => results.some((pattern) => pattern.test(block.text));
  const isOfText = ({ text: line }: Block): boolean => {
    const name = (labelled.exec(line) ?? counted.exec(line))?.[1];
    return name !== undefined && blocks.some(({ text }, index) => path[index] && text.includes(name.trim()));
  };
  const isFigure = (block: Block): boolean =>
    isResult(block) || labelled.test(block.text) || (counted.test(block.text) && isOfText(block));
  let end = last + 1;
  let sure = 0;
  for (let index = last + 1; index < blocks.length; index++) {
    const block = blocks[index];
    if (block === undefined || !couldBeResult(block)) break;
    if (isFigure(block)) {
      // A name and a number by themselves may be a tag and how often it was given.
      if (isResult(block) || (isOfText(block) && /[:：,;('’′+]/.test(block.text))) sure++;
      end = index + 1;
      continue;
    }
    const below = blocks[index + 1];
    const isLabel =
      block.text.length <= longestLabel && below !== undefined && couldBeResult(below) && isFigure(below);
    if (!isLabel) break;
  }
  const count = end - last - 1;
  if (count >= fewestResults && count <= mostResults && 2 * sure >= count) path.fill(true, last + 1, end);
}

function couldBeResult(block: Block): boolean {
  return isShortEntry(block, longestResult);
}
