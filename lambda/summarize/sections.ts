import type { Paragraph } from '../article.ts';

/** Consecutive paragraphs, and where the first of them stands in the article. */
export interface Section {
  readonly start: number;
  readonly body: readonly Paragraph[];
}

/**
 * Cuts a report into so many sections of about the same length: at its subheadings, where it has enough of them, else between
 * paragraphs.
 *
 * @param count at least one
 */
export function cutIntoSections(body: readonly Paragraph[], count: number): Section[] {
  const starts = body.flatMap(({ kind }, index) => (index === 0 || kind === 'subheading' ? [index] : []));
  const cuts = starts.length >= count ? starts : body.map((_, index) => index);
  const sizes = cuts.map((start, index) =>
    body.slice(start, cuts[index + 1]).reduce((sum, { sentences }) => sum + sentences.length, 0),
  );
  let left = sizes.reduce((sum, size) => sum + size, 0);
  const sections: Section[] = [];
  let from = 0;
  let size = 0;
  for (const [index, own] of sizes.entries()) {
    size += own;
    const partsLeft = sizes.length - 1 - index;
    const sectionsLeft = count - sections.length;
    const isNearEnough = size + (sizes[index + 1] ?? 0) / 2 >= left / sectionsLeft;
    if (partsLeft > 0 && (sectionsLeft === 1 || (partsLeft >= sectionsLeft && !isNearEnough))) continue;
    const start = cuts[from] ?? 0;
    sections.push({ start, body: body.slice(start, cuts[index + 1]) });
    left -= size;
    size = 0;
    from = index + 1;
  }
  return sections;
}
