import type { Block, Page } from './page.ts';

/** Lines of text that was wrapped for a terminal or a mail have about this many characters. */
const wrapWidths = { shortest: 50, longest: 82 };
const bullet = /^(?:[-*•·▪◦■□○●◆▶]|\d{1,2}[.)])\s+\S/u;
const unended = /[\p{L}\p{N},;–-]$/u;

/**
 * Reads text copied from a page: each line is a block.
 *
 * Lines that were wrapped at a fixed width are joined to paragraphs again.
 */
export function readText(text: string): Page {
  const groups = text.split(/\n[\t \u3000]*\n+/).map((group) =>
    group
      .split('\n')
      .map(tidy)
      .filter((line) => line !== ''),
  );
  const isWrapped = looksWrapped(groups);
  const lines = groups.flatMap((group) => (isWrapped ? unwrap(group) : group));
  return { mediaType: 'text/plain', blocks: lines.map(lineBlock), evidence: { metas: [], jsonLd: [] } };
}

function lineBlock(text: string): Block {
  return { kind: 'line', text, level: 0, path: [], linkedLength: 0 };
}

function tidy(line: string): string {
  return line.replace(/[\s\u3000]+/gu, ' ').trim();
}

/** Most lines that are followed by another in their group are about as wide as each other and break inside a sentence. */
function looksWrapped(groups: readonly (readonly string[])[]): boolean {
  let continued = 0;
  let wrapped = 0;
  for (const group of groups) {
    for (const line of group.slice(0, -1)) {
      continued++;
      const isFull = line.length >= wrapWidths.shortest && line.length <= wrapWidths.longest;
      if (isFull && unended.test(line)) wrapped++;
    }
  }
  return continued >= 6 && wrapped >= 0.5 * continued;
}

function unwrap(group: readonly string[]): string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of group) {
    const last = joined.at(-1);
    if (last !== undefined && isOpen && !bullet.test(line)) joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
    isOpen = line.length >= wrapWidths.shortest;
  }
  return joined;
}
