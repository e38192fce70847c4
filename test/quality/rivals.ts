import { createInterface } from 'node:readline';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import {
  AbsoluteSummarizerConfig,
  DefaultTextParser,
  NullLogger,
  SorensenDiceSimilarity,
  Summarizer,
} from 'ts-textrank';

/**
 * Cleans saved pages and summarizes articles with other packages, reading and writing what predict.ts does.
 *
 *     npx tsx test/quality/rivals.ts readability|defuddle|ts-textrank < rows.jsonl > predictions.jsonl
 */
interface Row {
  readonly id: string;
  readonly url?: string;
  readonly html: string;
  readonly article: string;
  readonly sentences: number;
}
type Method = (row: Row) => object | Promise<object>;

/** Blocks end a line, as they do in what a browser shows. */
const blocks =
  'p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre, br, td, tr, section, article, figcaption, dt, dd';

function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const element of document.querySelectorAll(blocks)) element.after('\n');
  return (document.body.textContent ?? '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

const methods: Readonly<Record<string, Method>> = {
  readability: ({ html }) => {
    const { document } = parseHTML(html);
    const article = new Readability(
      document as unknown as ConstructorParameters<typeof Readability>[0],
    ).parse();
    return {
      text: textOf(article?.content ?? ''),
      headline: article?.title,
      byline: article?.byline,
      publishedAt: article?.publishedTime,
    };
  },
  defuddle: async ({ html, url }) => {
    const { document } = parseHTML(html);
    const article = await Defuddle(
      document as unknown as Parameters<typeof Defuddle>[0],
      url ?? 'https://example.org/',
    );
    return {
      text: textOf(article.content),
      headline: article.title,
      byline: article.author,
      publishedAt: article.published,
    };
  },
  'ts-textrank': ({ article, sentences }) => {
    const config = new AbsoluteSummarizerConfig(
      sentences,
      new SorensenDiceSimilarity(),
      new DefaultTextParser(),
      0.85,
      Summarizer.SORT_OCCURENCE,
    );
    // It knows no stop words of Korean or Japanese, and fails without any.
    const picked = new Summarizer(config, new NullLogger()).summarize(article, 'en');
    return { summary: picked.map(String) };
  },
};

const method = methods[process.argv[2] ?? ''];
if (method === undefined) {
  console.error(`Unknown method "${process.argv[2]}": must be one of ${Object.keys(methods).join(', ')}`);
  process.exit(2);
}
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() === '') continue;
  const row = JSON.parse(line) as Row;
  const started = performance.now();
  const found = await Promise.resolve(row)
    .then(method)
    .catch((error: unknown) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify({ id: row.id, ...found, ms: performance.now() - started })}\n`);
}
