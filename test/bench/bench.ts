import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { benchBundle } from './bundle.ts';
import { type BenchPage, benchCleaning, benchLength, type Scorer } from './cleaning.ts';
import { benchMemory, costFigures, deployedMemory, waitOf } from './cost.ts';
import { pageOf, runDeployed } from './deployed.ts';
import type { Figure } from './figures.ts';
import { benchHeap } from './heap.ts';
import { benchPaid } from './paid.ts';
import { benchPeak } from './peak.ts';
import { benchRequests } from './requests.ts';
import { printScale } from './simulate.ts';
import { benchSummary } from './summary.ts';

/**
 * Measures speed and size as ratios within one run, and holds them against the guard.
 *
 *     npm run bench [-- --pages FOLDER] [--guard] [--only PART] [--scale]
 *
 * `--pages`: saved pages to clean, every tenth row of `*.html.jsonl.gz`, `{html, expected?: {text?}}`, and their F1 by the
 * `score.mjs` beside them; without it the pages of the golden corpus. `--guard`: exit
 * status 1 where a ratio is over what test/bench/guard.json allows three times in a row. `--only`: one part alone.
 * `--scale`: also simulates days of many uploads, from what was measured: the table of docs/scale.md.
 */
const { values: options } = parseArgs({
  options: {
    pages: { type: 'string' },
    guard: { type: 'boolean' },
    only: { type: 'string' },
    scale: { type: 'boolean' },
  },
});

function pagesToClean(): BenchPage[] {
  if (options.pages === undefined) {
    const corpus = fileURLToPath(new URL('../corpus', import.meta.url));
    return readdirSync(corpus)
      .map((slug) => join(corpus, slug))
      .filter((folder) => readdirSync(folder).includes('source.html'))
      .map((folder) => ({ html: readFileSync(join(folder, 'source.html'), 'utf8') }));
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
    .map((line) => JSON.parse(line) as { html: string; expected?: { text?: string } })
    .map(({ html, expected }) => ({ html, gold: expected?.text }));
}

/** The scorer that lies beside labelled pages. */
async function scorerOf(folder: string): Promise<Scorer | undefined> {
  const path = join(folder, 'score.mjs');
  if (!existsSync(path)) return undefined;
  const { match, metrics } = (await import(pathToFileURL(path).href)) as {
    match: (gold: string, text: string) => unknown;
    metrics: (matches: readonly unknown[]) => { readonly f1: number };
  };
  return (texts) => metrics(texts.map(({ gold, text }) => match(gold, text))).f1;
}

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  cleaning: async () => benchCleaning(pagesToClean(), await scorerOf(resolve(options.pages ?? ''))),
  length: benchLength,
  summary: benchSummary,
  requests: benchRequests,
  paid: benchPaid,
  bundle: benchBundle,
  memory: benchMemory,
  cost: async () => {
    const run = await runDeployed();
    const waitMs = await waitOf(pageOf(0), 'page.html');
    if (options.scale === true) printScale(run, waitMs, deployedMemory);
    return costFigures(run, waitMs);
  },
  heap: () => benchHeap(options.guard === true ? 500 : 2_000),
  peak: benchPeak,
};
if (options.only !== undefined && parts[options.only] === undefined) {
  console.error(`--only ${options.only}: must be one of ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

const limits = JSON.parse(readFileSync(new URL('guard.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, number>
>;
const isOver = ({ name, value }: Figure): boolean => !(value <= (limits[name] ?? Number.POSITIVE_INFINITY));
const attempts = options.guard === true ? 3 : 1;
const over: Figure[] = [];
const seen = new Set<string>();

for (const [name, measure] of Object.entries(parts)) {
  if (options.only !== undefined && options.only !== name) continue;
  // These have no ratio to hold against a limit, and take minutes.
  if (options.guard === true && ['cost', 'peak'].includes(name)) continue;
  let tooSlow: Figure[] = [];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    console.log(
      `\n${name}${attempt > 1 ? `, once more: ${tooSlow.map(({ name }) => name).join(', ')}` : ''}`,
    );
    const figures = await measure();
    for (const { name, value, unit } of figures) {
      seen.add(name);
      console.log(`${name.padEnd(74)} ${value.toFixed(2).padStart(10)} ${unit}`);
    }
    // What a busy machine slows down for a moment is within its limit the next time; what has become slow is not.
    const isStill = new Set(
      attempt === 1 ? figures.map(({ name }) => name) : tooSlow.map(({ name }) => name),
    );
    tooSlow = figures.filter((figure) => isOver(figure) && isStill.has(figure.name));
    if (tooSlow.length === 0) break;
  }
  over.push(...tooSlow);
}

if (options.guard === true) {
  for (const { name, value } of over)
    console.error(`OVER: ${name} is ${value.toFixed(2)}, at most ${limits[name]}`);
  const missing = Object.keys(limits).filter((name) => !seen.has(name) && options.only === undefined);
  for (const name of missing) console.error(`NOT MEASURED: ${name}`);
  process.exitCode = over.length + missing.length > 0 ? 1 : 0;
}
