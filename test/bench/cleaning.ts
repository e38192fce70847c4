import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { clean } from '../../lambda/clean/clean.ts';
import { cpuMs, type Figure, inTurns, median, ratio } from './figures.ts';

const cleanPage = (html: string): Promise<unknown> =>
  clean({ ref: { key: 'page.html' }, bytes: Buffer.from(`\uFEFF${html}`) }).catch(() => undefined);

const cleaners = {
  tribrief: cleanPage,
  readability: (html: string) => {
    const { document } = parseHTML(html);
    return new Readability(document as unknown as ConstructorParameters<typeof Readability>[0]).parse();
  },
  defuddle: (html: string) => {
    const { document } = parseHTML(html);
    return Defuddle(document as unknown as Parameters<typeof Defuddle>[0], 'https://example.org/').catch(
      () => undefined,
    );
  },
} as const;
type Cleaner = keyof typeof cleaners;

/** Few pages are taken several times, so that a round is long enough for the compiler to know the code. */
const leastPages = 80;

/** Beside others: the same pages in turn, in one process, after a round to warm up. */
export async function benchCleaning(given: readonly string[]): Promise<Figure[]> {
  const times = Math.ceil(leastPages / given.length);
  const pages = Array.from({ length: times }, () => given).flat();
  const rounds: Record<Cleaner, number[]> = { tribrief: [], readability: [], defuddle: [] };
  const names = Object.keys(cleaners) as Cleaner[];
  for (let round = 0; round < 4; round++) {
    const sums: Record<Cleaner, number> = { tribrief: 0, readability: 0, defuddle: 0 };
    for (const html of pages) for (const name of names) sums[name] += await cpuMs(() => cleaners[name](html));
    if (round > 0) for (const name of names) rounds[name].push(sums[name]);
  }
  const ms = (name: Cleaner): number => median(rounds[name]) / pages.length;
  return [
    { name: 'cleaning: pages', value: given.length, unit: '' },
    {
      name: 'cleaning: a page, in the mean',
      value: pages.reduce((sum, { length }) => sum + length, 0) / 1000 / pages.length,
      unit: 'KB',
    },
    { name: 'cleaning: processor time a page', value: ms('tribrief'), unit: 'ms' },
    ratio('cleaning: time over Readability on linkedom', ms('tribrief') / ms('readability')),
    ratio('cleaning: time over Defuddle', ms('tribrief') / ms('defuddle')),
  ];
}

/** The same text, once as a hundred small pages and once as a large one: a step that is not linear shows. */
export async function benchLength(): Promise<Figure[]> {
  const page = (count: number): string =>
    `<html><body><article><h1>Ferry returns</h1>${'<p>The night ferry sails again in June, the port said on Monday.</p>'.repeat(count)}</article></body></html>`;
  const small = page(160);
  const large = page(16_000);
  const times = await inTurns(3, {
    small: async () => {
      for (let index = 0; index < 100; index++) await cleanPage(small);
    },
    large: () => cleanPage(large),
  });
  return [ratio('cleaning: time a byte at 1 MB over 10 KB', times.large / times.small)];
}
