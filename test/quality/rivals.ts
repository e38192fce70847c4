import { createInterface } from 'node:readline';
import {
  AbsoluteSummarizerConfig,
  DefaultTextParser,
  NullLogger,
  SorensenDiceSimilarity,
  Summarizer,
} from 'ts-textrank';
import { extractors, textOf } from './extractors.ts';

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

const extracted =
  (name: keyof typeof extractors): Method =>
  async ({ html, url }) => {
    const { content, title, byline, published } = await extractors[name](html, url);
    return { text: textOf(content), headline: title, byline, publishedAt: published };
  };

const methods: Readonly<Record<string, Method>> = {
  readability: extracted('Readability on linkedom'),
  defuddle: extracted('Defuddle on linkedom'),
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
