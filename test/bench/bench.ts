import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { build } from 'esbuild';
import { parseHTML } from 'linkedom';
import type { Paragraph } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import type { Translator } from '../../lambda/ports.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';
import { translate as translateArticle } from '../../lambda/translate/translate.ts';

/**
 * Measures speed and size as ratios within one run, and holds them against the guard.
 *
 *     npm run bench [-- --pages FOLDER] [--guard]
 *
 * `--pages`: saved pages to clean, `*.html.jsonl.gz` with `{html}` a row; without it those of the golden corpus. `--guard`: exit
 * status 1 where a ratio is over what test/bench/guard.json allows, which has room for noise.
 */
const { values: options } = parseArgs({ options: { pages: { type: 'string' }, guard: { type: 'boolean' } } });
const root = fileURLToPath(new URL('../../', import.meta.url));
const ratios: Record<string, number> = {};

function report(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(58)} ${value.toFixed(2).padStart(10)} ${unit}`);
}
function ratio(name: string, value: number): void {
  ratios[name] = value;
  report(name, value, 'ratio');
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

// Cleaning, beside others: the same pages in turn, in one process, after a round to warm up.

function pagesToClean(): string[] {
  if (options.pages === undefined) {
    const corpus = join(root, 'test/corpus');
    const names = readdirSync(corpus).filter((slug) =>
      readdirSync(join(corpus, slug)).includes('source.html'),
    );
    return names.map((slug) => readFileSync(join(corpus, slug, 'source.html'), 'utf8'));
  }
  const folder = options.pages;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.html.jsonl.gz'))
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .trim()
        .split('\n'),
    )
    .filter((_, index) => index % 10 === 0)
    .map((line) => (JSON.parse(line) as { html: string }).html);
}

const cleaners: Readonly<Record<string, (html: string) => unknown>> = {
  tribrief: (html) =>
    clean({ ref: { key: 'page.html' }, bytes: Buffer.from(`\uFEFF${html}`) }).catch(() => undefined),
  readability: (html) => {
    const { document } = parseHTML(html);
    return new Readability(document as unknown as ConstructorParameters<typeof Readability>[0]).parse();
  },
  defuddle: (html) => {
    const { document } = parseHTML(html);
    return Defuddle(document as unknown as Parameters<typeof Defuddle>[0], 'https://example.org/').catch(
      () => undefined,
    );
  },
};

async function benchCleaning(): Promise<void> {
  const pages = pagesToClean();
  const total: Record<string, number> = {};
  for (let round = 0; round < 3; round++) {
    for (const html of pages) {
      for (const [name, work] of Object.entries(cleaners)) {
        const ms = await timed(() => work(html));
        if (round > 0) total[name] = (total[name] ?? 0) + ms;
      }
    }
  }
  const [ours = 1, readability = 0, defuddle = 0] = Object.keys(cleaners).map((name) => total[name]);
  const kilobytes = pages.reduce((sum, { length }) => sum + length, 0) / 1000 / pages.length;
  console.log(`\nCleaning ${pages.length} pages of ${kilobytes.toFixed(0)} KB in the mean`);
  report('milliseconds a page', ours / pages.length / 2, 'ms');
  ratio('cleaning: time over Readability on linkedom', ours / readability);
  ratio('cleaning: time over Defuddle', ours / defuddle);
  const page = (count: number): string =>
    `<html><body><article><h1>Ferry returns</h1>${'<p>The night ferry sails again in June, the port said on Monday.</p>'.repeat(count)}</article></body></html>`;
  const perByte: number[] = [];
  for (const count of [160, 16_000]) {
    const html = page(count);
    perByte.push(
      median([
        await timed(() => cleaners.tribrief?.(html)),
        await timed(() => cleaners.tribrief?.(html)),
        await timed(() => cleaners.tribrief?.(html)),
      ]) / html.length,
    );
  }
  ratio('cleaning: time a byte at 1 MB over 10 KB', (perByte[1] ?? 0) / (perByte[0] ?? 1));
}

// Sentences and summary.

function articleOf(sentences: number): { language: string; headline: string; body: Paragraph[] } {
  const words =
    'harbour council ferry hydrogen islands bakery night crossing engine ticket winter storm pier captain school'.split(
      ' ',
    );
  const text = (seed: number): string =>
    Array.from(
      { length: 18 },
      (_, index) => words[(seed * 7 + index * (1 + (seed % 5))) % words.length],
    ).join(' ');
  const body = Array.from({ length: Math.ceil(sentences / 3) }, (_, index): Paragraph => {
    const paragraph = [0, 1, 2].map((offset) => `The ${text(index * 3 + offset)} ${index}.`).join(' ');
    return { kind: 'text', text: paragraph, sentences: splitSentences(paragraph, 'en') };
  });
  return { language: 'en', headline: 'Night ferry returns to the harbour', body };
}

async function benchSummary(): Promise<void> {
  console.log('\nSummary');
  const times: number[] = [];
  for (const count of [10, 100, 1_000, 10_000]) {
    const article = articleOf(count);
    const runs = Math.max(3, Math.round(1_000 / count));
    for (let run = 0; run < 3; run++) summarize(article);
    const all: number[] = [];
    for (let run = 0; run < runs; run++) all.push(await timed(() => summarize(article)));
    times.push(median(all));
    report(`${count} sentences`, times.at(-1) ?? 0, 'ms');
  }
  ratio('summary: exponent from 10 to 10,000 sentences', Math.log10((times[3] ?? 1) / (times[0] ?? 1)) / 3);
  const article = articleOf(1_000);
  const whole = article.body.map(({ text }) => text).join(' ');
  report('splitting 1,000 sentences', await timed(() => splitSentences(whole, 'en')), 'ms');
}

// Requests: how much longer than the longest chain that cannot overlap.

async function benchOverlap(): Promise<void> {
  console.log('\nTranslating with an engine of known latency');
  const article = { ...articleOf(60), mediaType: 'text/plain', removed: [], warnings: [] };
  const summary = summarize(article);
  for (const latency of [50, 100, 200]) {
    const waits: number[] = [];
    const translator: Translator = {
      name: 'stub',
      maxRequestBytes: 9_900,
      maxConcurrentRequests: 10,
      translate: async (segments) => {
        const wait = latency * (0.9 + 0.2 * ((waits.length * 0.37) % 1));
        waits.push(wait);
        await new Promise((resolve) => setTimeout(resolve, wait));
        return {
          translations: segments.map((segment) => `가 ${segment}`),
          characters: segments.join('').length,
        };
      },
    };
    const memory = { lookUp: async () => new Map<string, string>(), remember: async () => undefined };
    const ms = await timed(() =>
      Promise.all(
        (['ko', 'ja'] as const).map((target) =>
          translateArticle(article, summary, target, { translator, memory }),
        ),
      ),
    );
    ratio(`overlap: time over the longest request at ${latency} ms`, ms / Math.max(...waits));
  }
}

// The published bundle: size, and start beside an empty handler with the same clients.

async function benchBundle(): Promise<void> {
  console.log('\nBundle of the function');
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-bench-'));
  const banner =
    "import{createRequire as createRequireForBundle}from'node:module';const require=createRequireForBundle(import.meta.url);";
  const bundle = async (entry: string, name: string): Promise<string> => {
    const outfile = join(folder, `${name}.mjs`);
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: { js: banner },
      logLevel: 'error',
    });
    return outfile;
  };
  const empty = join(root, `test/bench/.empty-handler.ts`);
  writeFileSync(
    empty,
    "import { S3Client } from '@aws-sdk/client-s3';\nimport { TranslateClient } from '@aws-sdk/client-translate';\nexport const clients = [new S3Client({}), new TranslateClient({})];\nexport const handler = async () => undefined;\n",
  );
  try {
    const files = [await bundle(join(root, 'lambda/handler.ts'), 'handler'), await bundle(empty, 'empty')];
    const environment = {
      ...process.env,
      AWS_REGION: 'us-east-1',
      RESULTS_BUCKET: 'results',
      SERVICE_NAME: 'bench',
      QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/queue',
      POSTPONED_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/postponed',
      NODE_NO_WARNINGS: '1',
    };
    const start = (file: string): number => {
      const code = `const t=performance.now();await import(${JSON.stringify(file)});console.log(performance.now()-t,process.memoryUsage().rss/1e6);process.exit()`;
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
        env: environment,
        encoding: 'utf8',
      });
      return Number(stdout.split(' ')[0]);
    };
    const starts = files.map((file) => [0, 1, 2, 3, 4, 5, 6].map(() => start(file)));
    report('size', statSync(files[0] ?? '').size / 1e6, 'MB');
    report('start', median(starts[0] ?? []), 'ms');
    ratio(
      'start: time over an empty handler with the same clients',
      median(starts[0] ?? []) / median(starts[1] ?? []),
    );
    ratios['bundle: MB'] = statSync(files[0] ?? '').size / 1e6;
  } finally {
    rmSync(empty, { force: true });
    rmSync(folder, { recursive: true });
  }
}

/** After two thousand articles the heap is where it was after one hundred. */
async function benchMemory(): Promise<void> {
  console.log('\nMemory');
  const bytes = readFileSync(join(root, 'bin/sample/night-ferry.txt'));
  const heapAfter = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index++) summarize(await clean({ ref: { key: 'a.txt' }, bytes }));
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const early = await heapAfter(100);
  const late = await heapAfter(1_900);
  report('heap after 100 articles', early, 'MB');
  ratio('memory: heap after 2,000 articles over after 100', late / early);
}

await benchCleaning();
await benchSummary();
await benchOverlap();
await benchBundle();
await benchMemory();

if (options.guard === true) {
  const guard = JSON.parse(readFileSync(new URL('guard.json', import.meta.url), 'utf8')) as Record<
    string,
    number
  >;
  const over = Object.entries(guard).filter(
    ([name, most]) => !((ratios[name] ?? Number.POSITIVE_INFINITY) <= most),
  );
  for (const [name, most] of over)
    console.error(`OVER: ${name} is ${ratios[name]?.toFixed(2)}, at most ${most}`);
  process.exitCode = over.length > 0 ? 1 : 0;
}
