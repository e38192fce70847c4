import { endsSentence, lineFacts } from './line-facts.ts';
import { type Block, isLink, type Page } from './page.ts';

/** Longer is an article of its own. In UTF-16 code units. */
const longestBrief = 1000;
const fewestBriefs = 2;

/** An `article` of a page. */
interface Piece {
  /** The elements around it. */
  readonly container: readonly string[];
  /** Numbers of its blocks. */
  readonly places: number[];
}

/**
 * Keeps a round-up whole: short reports that are told to their end, an `article` each in one element below one headline, where they are
 * most of what is kept. What links elsewhere or breaks off is a teaser, and no report.
 */
export function keepRoundUps({ blocks, mediaType }: Page, path: boolean[]): void {
  if (mediaType !== 'text/html') return;
  const keptLength = (places: Iterable<number>): number => {
    let length = 0;
    for (const place of places) if (path[place]) length += blocks[place]?.text.length ?? 0;
    return length;
  };
  const keptInAll = keptLength(blocks.keys());
  for (const pieces of rowsOfPieces(blocks)) {
    const places = pieces.flatMap((piece) => piece.places);
    const [first = 0] = places;
    const kept = keptLength(places);
    if (pieces.length < fewestBriefs || kept === 0 || 2 * kept < keptInAll) continue;
    const isRoundUp =
      pieces.every((piece) => isBrief(piece.places.flatMap((place) => blocks[place] ?? []))) &&
      blocks.slice(0, first).some((block) => isHeadlineOf(block, pieces[0]?.container ?? [], blocks[first]));
    if (isRoundUp) for (const place of places) path[place] = true;
  }
}

/** The `article`s of one make in one element each. */
function rowsOfPieces(blocks: readonly Block[]): Piece[][] {
  const rows = new Map<string, Map<string, Piece>>();
  for (const [place, { path }] of blocks.entries()) {
    const depth = path.findLastIndex((step) => /^article\b/.test(step));
    if (depth < 0) continue;
    const container = path.slice(0, depth);
    const step = path[depth] ?? '';
    const row = [...container, step.replace(/ \(\d+\)$/, '')].join('>');
    const pieces = rows.get(row) ?? new Map<string, Piece>();
    rows.set(row, pieces);
    const piece = pieces.get(step) ?? { container, places: [] };
    pieces.set(step, piece);
    piece.places.push(place);
  }
  return [...rows.values()].map((pieces) => [...pieces.values()]);
}

function isBrief([head, ...rest]: readonly Block[]): boolean {
  const told = rest.filter((block) => lineFacts(block).rule === undefined);
  return (
    head?.kind === 'heading' &&
    head.linkedLength === 0 &&
    told.length > 0 &&
    told.every((block) => endsSentence(block.text) && !/(?:…|\.{3})$/.test(block.text) && !isLink(block)) &&
    told.reduce((sum, { text }) => sum + text.length, 0) <= longestBrief
  );
}

/** Does the heading stand above all of it, in the same element or its `header`? */
function isHeadlineOf(block: Block, container: readonly string[], first: Block | undefined): boolean {
  if (block.kind !== 'heading' || block.level >= (first?.level ?? 0)) return false;
  const around = block.path.slice(0, -1).filter((step) => !/^header\b/.test(step));
  return around.every((step, depth) => step === container[depth]);
}
