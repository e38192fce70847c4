import { reachOfFacts, statesFact } from './front-matter.ts';
import { lettersOf } from './letters.ts';
import { endsSentence, lineFacts } from './line-facts.ts';
import type { Block, Page } from './page.ts';

/** A line without an end shorter than this is a label: a menu entry, a section, a subheading. */
const labelLength = { words: 6, characters: 20 };
/** At most this share of an article's paragraphs are subheadings. */
const maxLabelShare = 0.25;
/** Of an article that was cleaned, labels are at most this share of the characters, lists included; more in a row are a menu. */
const maxSpacedLabels = { share: 0.3, atStart: 2, atEnd: 3 };

/**
 * Is a copied text nothing but an article, as cleaning gives one? No line that a rule is against, and labels only here and
 * there between paragraphs, where a page has them in rows; lists as well, where every line stands between empty ones.
 */
export function isArticleAlone({ mediaType, blocks, isSpaced }: Page): boolean {
  if (mediaType !== 'text/plain' || blocks.length < 2) return false;
  const body = blocks.slice(1);
  const labels = body.map(({ text }) => isShortLabel(text));
  if (!(isSpaced ? hasFewLabels(body, labels) : hasLoneLabels(labels))) return false;
  // Further down, a line that names somebody or a day is the article's own.
  return (
    !body.slice(0, reachOfFacts).some(statesFact) &&
    body.every((block) => lineFacts(block).rule === undefined)
  );
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
  if (labels.length - 1 - last > maxSpacedLabels.atEnd) return false;
  let all = 0;
  let inLabels = 0;
  for (const [index, { text }] of body.entries()) {
    all += text.length;
    if (labels[index]) inLabels += text.length;
  }
  return inLabels <= maxSpacedLabels.share * all;
}
