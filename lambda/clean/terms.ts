import type { Block } from './page.ts';

/** More words than these say nothing new of what a block is about. */
const maxTermsText = 600;

/** What a text is about, as far as single words say: longer words, and pairs of characters where words are not parted by spaces. */
export function termsOf(text: string): string[] {
  const start = text.slice(0, maxTermsText).toLowerCase();
  const terms: string[] = start.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  // Nearly all texts of other scripts have none: that shows at once.
  if (!/[\u1100-\uffff]/.test(start)) return terms;
  const unspaced =
    start.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) ?? [];
  for (let index = 1; index < unspaced.length; index++)
    terms.push(`${unspaced[index - 1]}${unspaced[index]}`);
  return terms;
}

const known = new WeakMap<Block, readonly string[]>();

/** The same of a block, found once: both readings of a page ask for them. */
export function blockTerms(block: Block): readonly string[] {
  const found = known.get(block) ?? termsOf(block.text);
  known.set(block, found);
  return found;
}
