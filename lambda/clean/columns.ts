import { statesFact } from './front-matter.ts';
import { endsSentence } from './line-facts.ts';
import type { Block, Page } from './page.ts';

/** Where less is in one cell, tables don't set the page. */
const leastInCell = 0.75;

/**
 * Drops labels beside the text of a page that is set by tables: what stands in other cells than nearly all that is kept and is no
 * sentence, and the same in a box, a table of one cell, inside that one.
 */
export function dropOtherColumns({ blocks, mediaType }: Page, path: boolean[]): void {
  if (mediaType !== 'text/html') return;
  const lengths = new Map<number | undefined, number>();
  let all = 0;
  for (const [index, { text, cell }] of blocks.entries()) {
    if (!path[index]) continue;
    all += text.length;
    lengths.set(cell, (lengths.get(cell) ?? 0) + text.length);
  }
  const [main, length] = [...lengths].reduce(
    (most, next) => (next[1] > most[1] ? next : most),
    [undefined, 0],
  );
  if (main === undefined || length < leastInCell * all) return;
  for (const [index, block] of blocks.entries()) {
    const isBeside = block.row === undefined ? block.cell !== main : isBox(blocks, index);
    if (
      path[index] &&
      isBeside &&
      block.kind === 'table-row' &&
      !endsSentence(block.text) &&
      !statesFact(block)
    )
      path[index] = false;
  }
}

/** Is the block all that a table has, a line of data beside or below it included? */
function isBox(blocks: readonly Block[], index: number): boolean {
  const table = (place: number): string | undefined => blocks[place]?.path.slice(0, -2).join('>');
  return table(index - 1) !== table(index) && table(index + 1) !== table(index);
}
