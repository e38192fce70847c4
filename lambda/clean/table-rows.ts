import type { Block } from './page.ts';

/** Longer is running text that a table only sets on the page. In UTF-16 code units. */
const longestCell = 200;

/** Has each a short text and nothing else, so that side by side they can be read as one line? */
export function isRowOfCells(blocks: readonly Block[]): boolean {
  return blocks.every(({ kind, text }) => kind === 'table-row' && text.length <= longestCell);
}

/** Puts what stands for the cells of one row together. */
export function groupRows<T>(items: readonly T[], blockOf: (item: T) => Block): [T, ...T[]][] {
  const groups: [T, ...T[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const { row } = blockOf(item);
    if (last !== undefined && row !== undefined && blockOf(last[0]).row === row) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** A row as it is printed: its cells on one line, whatever the format. */
export function joinCells([first, ...others]: readonly [Block, ...Block[]]): Block {
  if (others.length === 0) return first;
  return { ...first, text: [first, ...others].map(({ text }) => text).join(' '), row: undefined };
}

/** The blocks of a document, each row of its tables one of them. */
export function joinRows(blocks: readonly Block[]): Block[] {
  return groupRows(blocks, (block) => block).map(joinCells);
}
