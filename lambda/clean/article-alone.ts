import { pageFurniturePath } from './document-page.ts';
import { reachOfFacts, statesFact } from './front-matter.ts';
import { lettersOf } from './letters.ts';
import { endsInColon, endsSentence, lineFacts } from './line-facts.ts';
import { type Block, isLink, type Page } from './page.ts';

/** A line without an end shorter than this is a label: a menu entry, a section, a subheading. */
const labelLength = { words: 6, characters: 20 };
/** At most this share of an article's paragraphs are subheadings. */
const maxLabelShare = 0.25;
/** Of an article that was cleaned, labels are at most this share of the characters, lists included; more in a row are a menu. */
const maxSpacedLabels = { share: 0.5, atStart: 2, atEnd: 3 };

/**
 * Is a copied text nothing but an article? No line that a rule is against, and labels only here and there between paragraphs,
 * where a page has them in rows; lists as well, where every line stands between empty ones, as in an article that was cleaned.
 * Copied from a page with care, it may name its author and its day below the headline.
 */
export function isArticleAlone(page: Page): boolean {
  const { mediaType, blocks, isSpaced, isMarkdown } = page;
  if (mediaType !== 'text/plain' || blocks.length < 2) return false;
  if (isMarkdown && isWrittenArticle(page)) return true;
  const facts = openingFacts(page);
  if (facts.length > 0 && !isCopiedWithFacts(page)) return false;
  const body = blocks.slice(1).filter((block) => !facts.includes(block));
  const labels = body.map(({ text }) => isShortLabel(text));
  if (!(isSpaced ? hasFewLabels(body, labels) : hasLoneLabels(labels))) return false;
  return body.every((block) => lineFacts(block).rule === undefined);
}

/** More blocks that are nothing but a link are a menu, more lines that a rule is against a page that was clipped. */
const mostOfWritten = { links: 1, ruledOut: 1 };

/** Was Markdown written as an article: its headline first, hardly a line of links or one that a rule is against? */
function isWrittenArticle({ blocks, evidence }: Page): boolean {
  const title = evidence.metas.find(({ key }) => key === 'og:title')?.content;
  const written = blocks.filter(({ path }) => !path.includes(pageFurniturePath));
  const [first] = written;
  if (first === undefined || !(first.text === title || first.level === 1)) return false;
  const links = written.filter(isLink);
  const ruledOut = written
    .slice(1)
    .filter((block) => !statesFact(block) && lineFacts(block).rule !== undefined);
  return links.length <= mostOfWritten.links && ruledOut.length <= mostOfWritten.ruledOut;
}

/** Beside lines that state a fact, a label is a section or an author's bare name, and a document may state its headline. */
function isCopiedWithFacts({ blocks, isSpaced, evidence }: Page): boolean {
  const opening = blocks.slice(0, 1 + 2 * reachOfFacts).filter((block) => !statesFact(block));
  return (
    !isSpaced &&
    evidence.title === undefined &&
    evidence.metas.length === 0 &&
    !opening.some(({ text }) => isShortLabel(text))
  );
}

/** Is it an article as cleaning gives one: alone, and without lines that name its author or its day? */
export function isCleanedArticle(page: Page): boolean {
  // Further down, a line that names somebody or a day is the article's own.
  return !page.isMarkdown && openingFacts(page).length === 0 && isArticleAlone(page);
}

function openingFacts({ blocks }: Page): Block[] {
  return blocks.slice(1, 1 + reachOfFacts).filter(statesFact);
}

function isShortLabel(text: string): boolean {
  if (endsSentence(text)) return false;
  return text.length < labelLength.characters || lettersOf(text).words < labelLength.words;
}

function hasLoneLabels(labels: readonly boolean[]): boolean {
  if (labels.some((isLabel, index) => isLabel && labels[index + 1]) || labels.at(-1)) return false;
  return labels.filter(Boolean).length <= maxLabelShare * labels.length;
}

function hasFewLabels(body: readonly Block[], labels: readonly boolean[]): boolean {
  // A label that stands again further down is an entry of a table of contents.
  const isEntry = (place: number): boolean =>
    body.findIndex(({ text }, later) => later > place && text === body[place]?.text) > 0;
  const opening = labels.slice(0, maxSpacedLabels.atStart + 1);
  if (opening.every((isLabel, place) => isLabel && !isEntry(place))) return false;
  const last = labels.lastIndexOf(false);
  const isList = endsInColon(body[last]?.text ?? '');
  if (!isList && labels.length - 1 - last > maxSpacedLabels.atEnd) return false;
  let all = 0;
  let inLabels = 0;
  for (const [index, { text }] of body.entries()) {
    all += text.length;
    if (labels[index]) inLabels += text.length;
  }
  return inLabels <= maxSpacedLabels.share * all;
}
