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

const ours = (html: string): Promise<unknown> =>
  clean({ ref: { key: 'page.html' }, bytes: Buffer.from(`\uFEFF${html}`) });

/** Few pages are taken several times, so that a round is long enough for the compiler to know the code. */
const leastPages = 80;
const rounds = 3;

interface Timed {
  /** Processor time a page, in milliseconds. */
  readonly ms: number;
  /** Pages that were refused, or that it failed on. */
  readonly failures: number;
}

/** Ours and another, page by page in one process, after a round to warm up; a page that one fails on counts with the time it took until then. */
async function timeBesideOurs(
  pages: readonly BenchPage[],
  extract: (html: string) => Promise<unknown>,
): Promise<{ readonly own: Timed; readonly other: Timed }> {
  const times = Math.ceil(leastPages / pages.length);
  const taken = Array.from({ length: times }, () => pages).flat();
  const start = (cleaner: (html: string) => Promise<unknown>) => ({
    cleaner,
    sums: [] as number[],
    failures: 0,
  });
  const own = start(ours);
  const other = start(extract);
  for (let round = 0; round <= rounds; round++) {
    const sums = new Map([own, other].map((one) => [one, 0]));
    for (const { html } of taken) {
      for (const one of [own, other]) {
        const failed = (): void => void one.failures++;
        const ms = await cpuMs(() => one.cleaner(html).catch(failed));
        sums.set(one, (sums.get(one) ?? 0) + ms);
      }
    }
    if (round > 0) for (const [one, sum] of sums) one.sums.push(sum);
  }
  const timed = ({ sums, failures }: typeof own): Timed => ({
    ms: median(sums) / taken.length,
    failures: failures / times / (rounds + 1),
  });
  return { own: timed(own), other: timed(other) };
}

/**
 * Each other one beside ours, by themselves: what one leaves to be collected, and jsdom leaves much, slows down the next. Prints a table; a
 * page that a cleaner fails on has an empty text.
 */
export async function benchCleaning(pages: readonly BenchPage[], score?: Scorer): Promise<Figure[]> {
  const size = pages.reduce((sum, { html }) => sum + html.length, 0) / 1000 / pages.length;
  const figures: Figure[] = [
    { name: 'cleaning: pages', value: pages.length, unit: '' },
    { name: 'cleaning: a page, in the mean', value: size, unit: 'KB' },
  ];
  const row = async (
    name: string,
    { ms, failures }: Timed,
    overOurs: number,
    textOfPage: (html: string) => Promise<string>,
  ): Promise<void> => {
    const f1 = score === undefined ? '' : (await scoreOf(textOfPage, pages, score)).toFixed(3);
    const rate = (1_000 / ms).toFixed(0);
    console.log(
      `| ${[name, rate, `${ms.toFixed(1)} ms`, overOurs.toFixed(2), `${failures} of ${pages.length}`, f1].join(' | ')} |`,
    );
  };
  console.log('| | pages a second | processor time a page | time over ours | failed or refused | F1 |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const [index, [name, extract]] of Object.entries(extractors).entries()) {
    const { own, other } = await timeBesideOurs(pages, extract);
    if (index === 0) await row('Tribrief', own, 1, ourText);
    await row(name, other, other.ms / own.ms, async (html) => textOf((await extract(html)).content));
    figures.push(ratio(`cleaning: time over ${name}`, own.ms / other.ms));
  }
  return figures;
}

async function ourText(html: string): Promise<string> {
  const prediction = await predictClean({ html });
  return 'text' in prediction ? prediction.text : '';
}

async function scoreOf(
  textOfPage: (html: string) => Promise<string>,
  pages: readonly BenchPage[],
  score: Scorer,
): Promise<number> {
  const texts: { gold: string; text: string }[] = [];
  for (const { html, gold } of pages) {
    if (gold !== undefined) texts.push({ gold, text: await textOfPage(html).catch(() => '') });
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
