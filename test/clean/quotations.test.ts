import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printQuotations, quotationEnd, quotationStart } from '../../lambda/clean/quotations.ts';

/** A paragraph of words and `q` elements inside each other, with the page's own marks around some. */
const paragraph: fc.Arbitrary<string> = fc.letrec<{ part: string }>((tie) => ({
  part: fc
    .array(
      fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('no', ' ', 'a dream.', '“yes”', '‘so’'),
        tie('part').map((part) => `${quotationStart}${part}${quotationEnd}`),
        tie('part').map((part) => `“${part}”`),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('')),
})).part;

const isBalanced = (text: string): boolean => {
  const open: string[] = [];
  for (const mark of text.match(/[“”‘’]/g) ?? []) {
    if (mark === '“' || mark === '‘') open.push(mark);
    else if (open.pop() !== (mark === '”' ? '“' : '‘')) return false;
  }
  return open.length === 0;
};

it('closes each quotation that it opens, and changes no word', () => {
  fc.assert(
    fc.property(paragraph, (text) => {
      const shown = printQuotations(text, 'en');
      expect(isBalanced(shown), shown).toBe(true);
      expect(shown.replace(/[“”‘’]/g, '')).toBe(
        text
          .replaceAll(quotationStart, '')
          .replaceAll(quotationEnd, '')
          .replace(/[“”‘’]/g, ''),
      );
    }),
  );
});

it('prints the mark of a quotation that goes on in another paragraph', () => {
  expect(printQuotations(`${quotationStart}We wait`, 'en')).toBe('“We wait');
  expect(printQuotations(`and wait.${quotationEnd}`, 'ja-JP')).toBe('and wait.」');
});

it('takes time in proportion to quotations inside each other', () => {
  const timeOf = (depth: number): number => {
    const deep = `${quotationStart}"`.repeat(depth) + `"${quotationEnd}`.repeat(depth);
    const started = process.cpuUsage();
    printQuotations(deep, 'en');
    const { user, system } = process.cpuUsage(started);
    return user + system;
  };
  const best = (depth: number): number => Math.min(timeOf(depth), timeOf(depth), timeOf(depth));
  timeOf(20_000);
  expect(best(160_000)).toBeLessThan(32 * Math.max(best(20_000), 1_000));
});
