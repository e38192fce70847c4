import { endsInColon, endsSentence, lineFacts } from './line-facts.ts';
import { namesFurniture } from './name-blocks.ts';
import { type Block, type BlockKind, isLink, type Page } from './page.ts';

/** Kinds of what is set apart from the paragraphs of a text. */
const kindsSetApart: ReadonlySet<BlockKind> = new Set(['list-item', 'quote', 'table-row', 'preformatted']);
/** Less likely is a list of other pages, or a frame for the whole of this one. */
const minProbability = 0.05;
const maxLinkedShare = 0.5;

/**
 * Keeps lists, tables, quotations and preformatted text that stand in one element with paragraphs of the article: between two of them, led
 * to by a colon, or the most of which is kept; whole sentences of a quotation beside one, and questions with their answers below one. Drops
 * lists whose heading says that they lead elsewhere, and such as are nothing but links.
 */
export function keepSetApart(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  path: boolean[],
): void {
  if (mediaType !== 'text/html') return;
  const kinds = blocks.map(kindSetApart);
  const isOfText = asksForText(blocks, kinds, path);
  for (let start = 0, end = 1; start < blocks.length; start = end++) {
    if (kinds[start] === undefined) continue;
    while (kinds[end] === kinds[start]) end++;
    const lead = blocks[start - 1];
    // What a list is of stands above it, also that it leads elsewhere.
    const heading = lead?.kind === 'heading' ? lead : undefined;
    const leadsAway = heading !== undefined && lineFacts(heading).rule !== undefined;
    if (kinds[start] === 'list-item' && (leadsAway || isListOfLinks(lead, blocks.slice(start, end))))
      path.fill(false, start, end);
    if (leadsAway) continue;
    const from = heading === undefined || path[start - 1] ? start : start - 1;
    if (isLikely(blocks.slice(from, end), probabilities.slice(from, end)) && isOfText(from, end))
      path.fill(true, from, end);
  }
}

/** Where a colon leads to the list, it is the text's own. */
function isListOfLinks(lead: Block | undefined, run: readonly Block[]): boolean {
  return run.length > 1 && run.every(isLink) && !endsInColon(lead?.text ?? '');
}

/** The kind of what is set apart that the block belongs to: the caption of a table is one of its rows. */
function kindSetApart({ kind, path }: Block): BlockKind | undefined {
  if (/^caption\b/.test(path.at(-1) ?? '')) return 'table-row';
  return kindsSetApart.has(kind) ? kind : undefined;
}

function isLikely(run: readonly Block[], probabilities: readonly number[]): boolean {
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const linked = total(run.map(({ linkedLength }) => linkedLength));
  return (
    linked <= maxLinkedShare * total(run.map(({ text }) => text.length)) &&
    total(probabilities) >= minProbability * run.length
  );
}

/** Asks of a run of blocks whether it stands where the text does. */
function asksForText(
  blocks: readonly Block[],
  kinds: readonly (BlockKind | undefined)[],
  path: readonly boolean[],
): (start: number, end: number) => boolean {
  const { above, below } = paragraphsBeside(blocks, kinds, path);
  return (start, end) => {
    const run = blocks.slice(start, end);
    /** How many elements stand around both the run and a paragraph that is kept. */
    const depthAround = (place: number): number | undefined => {
      const block = blocks[place];
      if (block === undefined || !path[place]) return undefined;
      const around = elementsAround(block);
      return run.every(({ path: steps }) => around.every((step, depth) => step === steps[depth]))
        ? around.length
        : undefined;
    };
    const lead = above[start] ?? -1;
    const [depthAbove, depthBelow] = [depthAround(lead), depthAround(below[end - 1] ?? -1)];
    const depth = depthAbove ?? depthBelow;
    if (depth === undefined || run.some(({ path: steps }) => steps.slice(depth).some(namesFurniture)))
      return false;
    if (depthAbove === depthBelow) return true;
    if (depthAbove !== undefined && endsInColon(blocks[lead]?.text ?? '')) return true;
    if (kinds[end - 1] === 'quote' && run.some(({ text }) => endsSentence(text))) return true;
    if (depthAbove !== undefined && isExplained(run)) return true;
    return 2 * path.slice(start, end).filter(Boolean).length >= run.length;
  };
}

/** Is it questions and answers, or terms and what is said of them, for the most part in sentences? */
function isExplained(run: readonly Block[]): boolean {
  const entries = run.filter(({ kind }) => kind === 'list-item');
  const told = entries.filter(({ text }) => endsSentence(text));
  return (
    told.length > 1 &&
    2 * told.length >= entries.length &&
    entries.some(({ text, path }) => /[?？]$/.test(text) || path.some((step) => /^dd\b/.test(step)))
  );
}

/** The elements that a paragraph or heading stands in. */
function elementsAround({ path }: Block): readonly string[] {
  return /^(?:p|h[1-6])\b/.test(path.at(-1) ?? '') ? path.slice(0, -1) : path;
}

/** For each block the next above and below it that is neither set apart nor a picture or an advertisement, which stand between parts of a text. */
function paragraphsBeside(
  blocks: readonly Block[],
  kinds: readonly (BlockKind | undefined)[],
  path: readonly boolean[],
): { readonly above: number[]; readonly below: number[] } {
  const isPassed = blocks.map(
    (block, place) =>
      kinds[place] !== undefined ||
      (!path[place] && (block.kind === 'caption' || lineFacts(block).rule === 'advertisement')),
  );
  const above: number[] = [];
  for (let place = 0, last = -1; place < blocks.length; place++) {
    above[place] = last;
    if (!isPassed[place]) last = place;
  }
  const below: number[] = [];
  for (let place = blocks.length - 1, next = -1; place >= 0; place--) {
    below[place] = next;
    if (!isPassed[place]) next = place;
  }
  return { above, below };
}
