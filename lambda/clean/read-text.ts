import { type Block, checkAmount, oneSpaced, type Page } from './page.ts';

/** Where more lines are marked so, a mail quotes the text. */
const minQuotedShare = 0.5;
/** Lines of text that was wrapped for a terminal or a mail have about this many characters. */
const wrapWidths = { shortest: 50, longest: 82 };
const bullet = /^(?:[-*•·▪◦■□○●◆▶]|\d{1,2}[.)])\s+\S/u;
const ended = /[.!?。！？]["'”’」)]*$/u;
const unended = /[\p{L}\p{N},;–-]$/u;

/**
 * Reads text copied from a page: each line is a block.
 *
 * Lines that were wrapped at a fixed width are joined to paragraphs again.
 */
export function readText(raw: string): Page {
  // Escapes, of JSON or RTF, can give half of a character; no file takes that as it is.
  const whole = raw.toWellFormed();
  // Empty lines are none.
  const count = whole.match(/\S[^\n]*/g)?.length ?? 0;
  checkAmount(whole.length, count);
  const quoted = whole.match(/^>/gm)?.length ?? 0;
  const text = quoted > minQuotedShare * count ? whole.replace(/^>[> ]*/gm, '') : whole;
  const groups = groupsOf(text);
  const paragraphs = unwrapped(groups) ?? groups;
  return {
    mediaType: 'text/plain',
    blocks: paragraphs.flatMap((lines) => lines.map((line, place) => lineBlock(tidy(line), place === 0))),
    isSpaced: groups.every((group) => group.length <= 1),
    evidence: { metas: [], jsonLd: [], authorMarks: [] },
  };
}

/** The lines that stand between empty ones. */
export function groupsOf(text: string): string[][] {
  return text.split(/\n[\t \u3000]*\n+/).map((group) =>
    group
      .split('\n')
      .map(tidy)
      .filter((line) => line !== ''),
  );
}

/** The paragraphs of text that was wrapped at a fixed width; nothing where it was not. */
export function unwrapped(groups: readonly (readonly string[])[]): string[][] | undefined {
  return looksWrapped(groups) ? groups.map(unwrap) : undefined;
}

function lineBlock(text: string, isAfterGap: boolean): Block {
  return { kind: 'line', text, level: 0, path: [], linkedLength: 0, isAfterGap };
}

function tidy(line: string): string {
  return oneSpaced(line).trim();
}

/** Most lines that are followed by another in their group are about as wide as each other and break inside a sentence. */
function looksWrapped(groups: readonly (readonly string[])[]): boolean {
  let continued = 0;
  let wrapped = 0;
  for (const group of groups) {
    for (const raw of group.slice(0, -1)) {
      const line = raw.trim();
      continued++;
      const isFull = line.length >= wrapWidths.shortest && line.length <= wrapWidths.longest;
      if (isFull && unended.test(line)) wrapped++;
    }
  }
  return continued >= 6 && wrapped >= 0.5 * continued;
}

/** A line this much shorter than the longest of its group, with its sentence ended, is a paragraph's last. */
const lastLineShare = 0.85;

function unwrap(group: readonly string[]): string[] {
  const joined: string[] = [];
  const width = Math.max(...group.map((line) => line.trim().length));
  let isOpen = false;
  for (const line of group) {
    const text = line.trim();
    const last = joined.at(-1);
    const isIndented = /^(?: {2,}|\t|\u3000)/.test(line);
    if (last !== undefined && isOpen && !isIndented && !bullet.test(text))
      joined[joined.length - 1] = `${last} ${text}`;
    else joined.push(text);
    const isLast = text.length < lastLineShare * width && ended.test(text);
    isOpen = text.length >= wrapWidths.shortest && !isLast;
  }
  return joined;
}
