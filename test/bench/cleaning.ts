import { clean } from '../../lambda/clean/clean.ts';
import { extractors, textOf } from '../quality/extractors.ts';
import { predictClean } from '../quality/predict-clean.ts';
import { cpuMs, type Figure, inTurns, median, ratio } from './figures.ts';
import { paragraphsOf } from './made-article.ts';

export interface BenchPage {
  readonly html: string;
  /** What an editor marked as the article, where somebody did. */
  readonly gold?: string;
}

/** F1 of extracted texts against those wanted, as the labelled data's own scorer counts it. */
export type Scorer = (texts: readonly { readonly gold: string; readonly text: string }[]) => number;

const cleanPage = (html: string): Promise<unknown> =>
  clean({ ref: { key: 'page.html' }, bytes: Buffer.from(`\uFEFF${html}`) });

const cleaners: Readonly<Record<string, (html: string) => Promise<unknown>>> = {
  Tribrief: cleanPage,
  ...extractors,
};

async function textBy(name: string, html: string): Promise<string> {
  if (name in extractors) {
    const { content } = await extractors[name as keyof typeof extractors](html);
    return textOf(content);
  }
  const prediction = await predictClean({ html });
  return 'text' in prediction ? prediction.text : '';
}

/** Few pages are taken several times, so that a round is long enough for the compiler to know the code. */
const leastPages = 80;
const rounds = 3;

/**
 * Beside others: the same pages in turn, in one process, after a round to warm up. Prints a table; a page that a cleaner fails on
 * counts with the time it took until then, and with an empty text.
 */
export async function benchCleaning(given: readonly BenchPage[], score?: Scorer): Promise<Figure[]> {
  const times = Math.ceil(leastPages / given.length);
  const pages = Array.from({ length: times }, () => given).flat();
  const names = Object.keys(cleaners);
  const sums = new Map(names.map((name) => [name, [] as number[]]));
  const failures = new Map(names.map((name) => [name, 0]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) failures.set(name, 0);
    const sum = new Map<string, number>();
    for (const { html } of pages) {
      for (const name of names) {
        const failed = (): void => void failures.set(name, (failures.get(name) ?? 0) + 1);
        const ms = await cpuMs(() => cleaners[name]?.(html).catch(failed));
        sum.set(name, (sum.get(name) ?? 0) + ms);
      }
    }
    if (round > 0) for (const name of names) sums.get(name)?.push(sum.get(name) ?? 0);
  }
  const ms = (name: string): number => median(sums.get(name) ?? []) / pages.length;

  console.log('| | pages a second | processor time a page | time over ours | failed or refused | F1 |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const name of names) {
    const cells = [
      name,
      (1_000 / ms(name)).toFixed(0),
      `${ms(name).toFixed(1)} ms`,
      (ms(name) / ms('Tribrief')).toFixed(2),
      `${(failures.get(name) ?? 0) / times} of ${given.length}`,
      score === undefined ? '' : (await scoreOf(name, given, score)).toFixed(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const size = given.reduce((sum, { html }) => sum + html.length, 0) / 1000 / given.length;
  return [
    { name: 'cleaning: pages', value: given.length, unit: '' },
    { name: 'cleaning: a page, in the mean', value: size, unit: 'KB' },
    ...Object.keys(extractors).map((name) => ratio(`cleaning: time over ${name}`, ms('Tribrief') / ms(name))),
  ];
}

async function scoreOf(name: string, pages: readonly BenchPage[], score: Scorer): Promise<number> {
  const texts: { gold: string; text: string }[] = [];
  for (const { html, gold } of pages) {
    if (gold !== undefined) texts.push({ gold, text: await textBy(name, html).catch(() => '') });
  }
  return score(texts);
}

const kilobytes = [10, 100, 1_000, 9_900] as const;
/** The longest article there may be, in thousands of characters. */
const kilobytesOfText = [10, 100, 490] as const;

/** With as many function words as English has: told as English at once, as most articles are. */
const asEnglish = (text: string): string => text.replace(/(\w+) (\w+)/g, '$1 of the $2');

/** A page of about so many bytes: an article, no two paragraphs alike, in the markup and scripts that saved pages have around it. */
function pageOf(bytes: number): string {
  const pieces: string[] = [];
  let length = 0;
  for (let index = 0; length < bytes; index++) {
    const text = asEnglish(
      paragraphsOf(3, 3 * index)[0]
        ?.split(' ')
        .slice(0, 14)
        .join(' ') ?? '',
    );
    const script = `<script>window.ads.push({"slot":${index},"keys":"${`${index * 7919}-`.repeat(800).slice(0, 3_400)}"})</script>`;
    const links = `<ul class="links list-${index}">${`<li class="item"><a href="/news/${index}/more" class="card__link">Story ${index}</a></li>`.repeat(4)}</ul>`;
    const piece = `<div class="story-body__paragraph" data-component="text-block" data-index="${index}"><p class="paragraph">${text}.</p></div>\n${links}${script}`;
    pieces.push(piece);
    length += piece.length;
  }
  return `<html><head><title>Ferry returns</title></head><body><article><h1>Ferry returns</h1>${pieces.join('')}</article></body></html>`;
}

function textOfLength(characters: number): string {
  const article = `Ferry returns to the islands\n\n${asEnglish(paragraphsOf(Math.ceil(characters / 100)).join('\n\n'))}`;
  return article.slice(0, article.lastIndexOf('.', characters) + 1);
}

/** The same kind of page, and of copied text, short and long: a step that is not linear shows. */
export async function benchLength(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const measure = async (what: string, name: string, inputs: ReadonlyMap<number, string>): Promise<void> => {
    const sizes = [...inputs.keys()];
    const longest = Math.max(...sizes);
    const works = sizes.map((size) => {
      const bytes = Buffer.from(inputs.get(size) ?? '');
      const times = Math.min(200, Math.round(longest / size));
      return { size, bytes, times };
    });
    const ms = await inTurns(
      3,
      Object.fromEntries(
        works.map(({ size, bytes, times }) => [
          size,
          async () => {
            for (let index = 0; index < times; index++) await clean({ ref: { key: name }, bytes });
          },
        ]),
      ),
    );
    const perByte = works.map(({ size, bytes, times }) => ((ms[size] ?? 0) * 1e6) / (bytes.length * times));
    for (const [index, { size }] of works.entries()) {
      figures.push({
        name: `cleaning: a byte of ${what} of ${size} KB`,
        value: perByte[index] ?? 0,
        unit: 'ns',
      });
      if (index > 0)
        figures.push(
          ratio(
            `cleaning: time a byte, ${what} of ${size} KB over 10 KB`,
            (perByte[index] ?? 0) / (perByte[0] ?? 0),
          ),
        );
    }
  };
  await measure('a page', 'page.html', new Map(kilobytes.map((size) => [size, pageOf(size * 1_000)])));
  await measure(
    'text',
    'article.txt',
    new Map(kilobytesOfText.map((size) => [size, textOfLength(size * 1_000)])),
  );
  return figures;
}
