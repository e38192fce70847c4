import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { joinSentences } from '../../lambda/text/join-sentences.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';
import { factCoverage } from './fact-coverage.ts';
import { compareSideBySide } from './side-by-side.ts';

/**
 * Scores the pipeline on the golden corpus against what the articles' author says an editor keeps, and against the floors.
 *
 *     npm run quality [-- --raise | --allow-lower | --bench FOLDER [TASK]]
 *
 * `--bench` scores on labelled data instead, side by side with others (see side-by-side.ts).
 * `--raise` writes floors that have risen. A floor is lowered with `--allow-lower` alone, and a line in the CHANGELOG.
 */
interface Gold {
  readonly rejection?: string;
  readonly headline?: string;
  readonly byline?: string;
  readonly publishedAt?: string;
  readonly dateline?: string;
  readonly body?: readonly string[];
}

interface Floors {
  /** Of the sources and golds: other articles, other scores. */
  readonly corpus: string;
  /** A score this much under its floor is noise. */
  readonly margin: number;
  readonly scores: Readonly<Record<string, number>>;
}

const corpus = fileURLToPath(new URL('../corpus', import.meta.url));
const floorsFile = fileURLToPath(new URL('floors.json', import.meta.url));
const goldSentencesFile = fileURLToPath(new URL('gold-sentences.json', import.meta.url));
const shingleLength = 4;

/** Runs of 4 words, or of 4 characters where words aren't parted by spaces. */
function shingles(text: string): Set<string> {
  const tokens =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}]+/gu) ??
    [];
  const count = Math.max(1, tokens.length - shingleLength + 1);
  return new Set(
    Array.from({ length: count }, (_, index) => tokens.slice(index, index + shingleLength).join(' ')),
  );
}

function f1(wanted: ReadonlySet<string>, got: ReadonlySet<string>): number {
  const hits = [...got].filter((item) => wanted.has(item)).length;
  return hits === 0 ? 0 : (2 * hits) / (wanted.size + got.size);
}

interface ArticleScores {
  readonly slug: string;
  readonly scores: Readonly<Record<string, number>>;
}

async function scoresOf(slug: string): Promise<ArticleScores> {
  const folder = join(corpus, slug);
  const key = existsSync(join(folder, 'source.html')) ? 'source.html' : 'source.txt';
  const gold = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as Gold;
  const result = await clean({ ref: { key }, bytes: readFileSync(join(folder, key)) }).catch(
    (error: unknown) => {
      if (error instanceof RejectedArticleError) return error.reason;
      throw error;
    },
  );
  if (gold.rejection !== undefined || typeof result === 'string') {
    return { slug, scores: { rejection: result === gold.rejection ? 1 : 0 } };
  }
  return {
    slug,
    scores: { ...articleScores(gold, result), ...summaryScores(folder, result), ...factScores(result) },
  };
}

function articleScores(gold: Gold, article: CleanArticle): Record<string, number> {
  const same = (name: 'headline' | 'byline' | 'publishedAt' | 'dateline'): number =>
    gold[name] === article[name] ? 1 : 0;
  const body = article.body.map(({ text }) => text);
  return {
    body: f1(shingles((gold.body ?? []).join('\n')), shingles(body.join('\n'))),
    paragraphs: f1(new Set(gold.body), new Set(body)),
    headline: same('headline'),
    byline: same('byline'),
    date: same('publishedAt'),
    dateline: same('dateline'),
  };
}

/** How many of the sentences a desk would pick are picked. */
function summaryScores(folder: string, article: CleanArticle): Record<string, number> {
  const file = join(folder, 'gold.summary.json');
  if (!existsSync(file)) return {};
  const { sentences } = JSON.parse(readFileSync(file, 'utf8')) as { sentences: readonly string[] };
  const picked = new Set(summarize(article, { sentences: sentences.length }).map(({ text }) => text));
  return { summary: f1(new Set(sentences), picked) };
}

/** How much of the who, what, when and where of the opening a summary of usual length has. */
function factScores(article: CleanArticle): Record<string, number> {
  const sentences = article.body.flatMap((paragraph) => paragraph.sentences.map(({ text }) => text));
  const summary = summarize(article).map(({ text }) => text);
  const facts = factCoverage(sentences, summary, article.language);
  return facts === undefined ? {} : { facts };
}

/** F1 of the boundaries in the paragraphs of gold-sentences.json, cut by hand. */
function boundaryScores(language: string, paragraphs: readonly (readonly string[])[]): ArticleScores {
  let hits = 0;
  let wanted = 0;
  let got = 0;
  for (const sentences of paragraphs) {
    const cut = splitSentences(joinSentences(sentences, language), language).map(({ text }) => text);
    const [gold, ours] = [endsOf(sentences), endsOf(cut)];
    hits += [...ours].filter((end) => gold.has(end)).length;
    wanted += gold.size;
    got += ours.size;
  }
  return {
    slug: `sentences, ${language}`,
    scores: { [`sentences ${language}`]: (2 * hits) / (wanted + got) },
  };
}

/** Where sentences end, but for the last, in characters without white space. */
function endsOf(sentences: readonly string[]): Set<number> {
  let end = 0;
  return new Set(sentences.slice(0, -1).map((sentence) => (end += sentence.replace(/\s/g, '').length)));
}

if (process.argv[2] === '--bench') {
  compareSideBySide(process.argv[3] ?? '', process.argv[4]);
  process.exit(0);
}
const slugs = readdirSync(corpus).sort();
const goldSentences = readFileSync(goldSentencesFile);
const paragraphs = JSON.parse(goldSentences.toString('utf8')) as Record<string, string[][]>;
const all = [
  ...(await Promise.all(slugs.map(scoresOf))),
  ...Object.entries(paragraphs).map(([language, cut]) => boundaryScores(language, cut)),
];
const names = [...new Set(all.flatMap(({ scores }) => Object.keys(scores)))];
const round = (value: number): number => Math.round(value * 1000) / 1000;
const means: Record<string, number> = {};
for (const name of names) {
  const values = all.flatMap(({ scores }) => (scores[name] === undefined ? [] : [scores[name]]));
  means[name] = round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
const digest = createHash('sha256').update(goldSentences);
for (const slug of slugs) {
  for (const name of readdirSync(join(corpus, slug))
    .filter((file) => /^(?:source|gold)\./.test(file))
    .sort()) {
    digest.update(name).update(readFileSync(join(corpus, slug, name)));
  }
}
const corpusDigest = digest.digest('hex').slice(0, 16);

for (const { slug, scores } of all) {
  const weak = Object.entries(scores).filter(([, score]) => score < 1);
  if (weak.length > 0)
    console.log(`${slug}: ${weak.map(([name, score]) => `${name} ${round(score)}`).join(', ')}`);
}
const floors: Floors = existsSync(floorsFile)
  ? (JSON.parse(readFileSync(floorsFile, 'utf8')) as Floors)
  : { corpus: corpusDigest, margin: 0.002, scores: {} };
const mode = process.argv[2];
let below = 0;
console.log(`\n${slugs.length} articles\nscore         now    floor`);
for (const name of names) {
  const floor = floors.scores[name] ?? 0;
  const isBelow = (means[name] ?? 0) < floor - floors.margin;
  if (isBelow) below++;
  console.log(
    `${name.padEnd(13)} ${means[name]?.toFixed(3)}  ${floor.toFixed(3)}${isBelow ? '  BELOW' : ''}`,
  );
}
const isSameCorpus = floors.corpus === corpusDigest;
if (!isSameCorpus)
  console.log('The corpus has changed since the floors were set: set them anew with --raise.');
if (mode === '--raise' || mode === '--allow-lower') {
  const scores = Object.fromEntries(
    names.map((name) => [
      name,
      mode === '--allow-lower' ? means[name] : Math.max(means[name] ?? 0, floors.scores[name] ?? 0),
    ]),
  );
  writeFileSync(floorsFile, `${JSON.stringify({ ...floors, corpus: corpusDigest, scores }, undefined, 2)}\n`);
}
process.exitCode = below > 0 || (!isSameCorpus && mode === undefined) ? 1 : 0;
