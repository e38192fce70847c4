import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { SummaryWeights } from '../../lambda/summarize/score-sentences.ts';
import { selectSentences } from '../../lambda/summarize/select-sentences.ts';
import {
  type DescribedArticle,
  describeSentences,
  type FeatureName,
  featureNames,
} from '../../lambda/summarize/sentence-features.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';
import { randomNumbers } from './random-numbers.ts';

/**
 * Learns how much each feature of a sentence counts, from articles with summaries, and writes lambda/summarize/summary-weights.json.
 *
 *     npx tsx test/quality/train-summarizer.ts SUMMARIES_FOLDER [--cross-validate PREDICTIONS.jsonl]
 *
 * SUMMARIES_FOLDER holds `SET.jsonl.gz`, rows of `{id, lang, title?, article, references, sentences}`, and `score.mjs` with the
 * units that ROUGE compares. With --cross-validate nothing is written but predictions: the weights are learned five times,
 * each without a fifth of the articles, and summarize those. The same rows give the same weights.
 *
 * The measure itself is climbed, one weight after the other: ROUGE-1 F1 over that of the first sentences, averaged over the
 * sets. So few articles pull single weights far, so the mean of many climbs over random parts of them is taken (bagging,
 * Breiman 1996), each from the same start, which was set by hand.
 */
interface Row {
  readonly id: string;
  readonly lang: string;
  readonly title?: string;
  readonly article: string;
  readonly references: readonly string[];
  readonly sentences: number;
}

interface Example {
  readonly id: string;
  readonly set: string;
  readonly fold: number;
  readonly article: DescribedArticle;
  readonly sentences: number;
  /** ROUGE's units of each sentence, as numbers. */
  readonly units: readonly Int32Array[];
  /** How often the reference has each unit. */
  readonly wanted: Int32Array;
  readonly wantedLength: number;
  /** ROUGE-1 F1 of the first sentences. */
  readonly lead: number;
}

/** How much each set counts. Those of long extracts and of a cut-off first sentence only keep the others in check. */
const setWeights: Readonly<Record<string, number>> = {
  'en-cnndm': 1.2,
  'en-dailymail': 0.3,
  'ko-news': 1,
  'ja-livedoor-title': 0.5,
  'en-bbc': 0.1,
  'en-xsum': 0.1,
};
const settings = {
  folds: 5,
  climbs: 12,
  rowShare: 0.6,
  rounds: 5,
  firstStep: 0.4,
  stepShrinks: 0.6,
  leastGain: 0.02,
};

const noWeights = Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<FeatureName, number>;
const start: SummaryWeights = {
  features: { ...noWeights, position: 1, centrality: 0.5, headline: 0.5, fewTerms: -2 },
  coverage: 1,
  redundancy: 0.4,
};

const [folder, mode, predictionsFile] = process.argv.slice(2);
if (
  folder === undefined ||
  (mode !== undefined && (mode !== '--cross-validate' || predictionsFile === undefined))
) {
  console.error(
    'Usage: npx tsx test/quality/train-summarizer.ts SUMMARIES_FOLDER [--cross-validate PREDICTIONS.jsonl]',
  );
  process.exit(2);
}
const { tokens } = (await import(pathToFileURL(join(folder, 'score.mjs')).href)) as {
  tokens: (text: string, language: string) => string[];
};

function readExamples(set: string): Example[] {
  const lines = gunzipSync(readFileSync(join(folder ?? '', `${set}.jsonl.gz`)))
    .toString('utf8')
    .trim()
    .split('\n');
  return lines.map((line) => exampleOf(set, JSON.parse(line) as Row));
}

function exampleOf(set: string, { id, lang, title, article, references, sentences }: Row): Example {
  const body = article
    .split(/\n+/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'text' as const, text, sentences: splitSentences(text, lang) }));
  const described = describeSentences({ language: lang, headline: title, body });
  const numbers = new Map<string, number>();
  const numbered = (text: string): Int32Array =>
    Int32Array.from(tokens(text, lang), (unit) => {
      const number = numbers.get(unit) ?? numbers.size;
      numbers.set(unit, number);
      return number;
    });
  const units = described.sentences.map(({ text }) => numbered(text));
  const reference = numbered(references[0] ?? '');
  const wanted = new Int32Array(numbers.size);
  for (const unit of reference) wanted[unit] = (wanted[unit] ?? 0) + 1;
  const example = {
    id,
    set,
    fold: foldOf(id),
    article: described,
    sentences,
    units,
    wanted,
    wantedLength: reference.length,
    lead: 0,
  };
  return { ...example, lead: rouge1(example, [...units.keys()].slice(0, sentences)) };
}

/** Articles that stand in several sets have the same end of their ids, and stay together. */
function foldOf(id: string): number {
  let hash = 7;
  for (const character of id.slice(id.lastIndexOf('-') + 1))
    hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash % settings.folds;
}

/** ROUGE-1 F1 of the sentences at those places, from 0 to 1. */
function rouge1({ units, wanted, wantedLength }: Omit<Example, 'lead'>, places: readonly number[]): number {
  const made = new Int32Array(wanted.length);
  let length = 0;
  let hits = 0;
  for (const place of places) {
    for (const unit of units[place] ?? []) {
      const count = (made[unit] ?? 0) + 1;
      made[unit] = count;
      if (count <= (wanted[unit] ?? 0)) hits++;
      length++;
    }
  }
  return hits === 0 ? 0 : (2 * hits) / (length + wantedLength);
}

function gain(example: Example, weights: SummaryWeights): number {
  const places = new Map(example.article.sentences.map((sentence, place) => [sentence, place]));
  const picked = selectSentences(example.article, { sentences: example.sentences }, weights);
  return (
    rouge1(
      example,
      picked.map((sentence) => places.get(sentence) ?? 0),
    ) - example.lead
  );
}

/** The mean gain of each set in percent, weighted. */
function meanGain(examples: readonly Example[], weights: SummaryWeights): number {
  const bySet = new Map<string, { sum: number; count: number }>();
  for (const example of examples) {
    const set = bySet.get(example.set) ?? { sum: 0, count: 0 };
    bySet.set(example.set, { sum: set.sum + gain(example, weights), count: set.count + 1 });
  }
  let total = 0;
  for (const [set, { sum, count }] of bySet) total += ((setWeights[set] ?? 0) * 100 * sum) / count;
  return total;
}

const choiceNames = ['coverage', 'redundancy'] as const;

function asList({ features, ...choice }: SummaryWeights): number[] {
  return [...featureNames.map((name) => features[name]), ...choiceNames.map((name) => choice[name])];
}

function fromList(list: readonly number[]): SummaryWeights {
  const features = Object.fromEntries(featureNames.map((name, index) => [name, list[index] ?? 0]));
  const choice = Object.fromEntries(
    choiceNames.map((name, index) => [name, list[featureNames.length + index] ?? 0]),
  );
  return { features, ...choice } as unknown as SummaryWeights;
}

function climb(examples: readonly Example[]): number[] {
  const list = asList(start);
  let best = meanGain(examples, start);
  let step = settings.firstStep;
  for (let round = 0; round < settings.rounds; round++) {
    for (let place = 0; place < list.length; place++) {
      for (const change of [step, -step]) {
        const moved = list.with(place, (list[place] ?? 0) + change);
        const value = meanGain(examples, fromList(moved));
        if (value > best + settings.leastGain) {
          best = value;
          list.splice(0, list.length, ...moved);
        }
      }
    }
    step *= settings.stepShrinks;
  }
  return list;
}

function learn(examples: readonly Example[]): SummaryWeights {
  const climbs = Array.from({ length: settings.climbs }, (_, seed) => {
    const random = randomNumbers(seed + 1);
    return climb(examples.filter(() => random() < settings.rowShare));
  });
  const mean = asList(start).map(
    (_, place) => climbs.reduce((sum, list) => sum + (list[place] ?? 0), 0) / climbs.length,
  );
  return fromList(mean.map((weight) => Math.round(weight * 1000) / 1000));
}

const examples = Object.keys(setWeights).flatMap(readExamples);
if (predictionsFile === undefined) {
  const weights = learn(examples);
  const path = new URL('../../lambda/summarize/summary-weights.json', import.meta.url);
  const file = { madeFrom: `${examples.length} articles with summaries`, weights };
  writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`);
} else {
  const lines: string[] = [];
  for (let fold = 0; fold < settings.folds; fold++) {
    const weights = learn(examples.filter((example) => example.fold !== fold));
    for (const example of examples.filter((one) => one.fold === fold)) {
      const picked = selectSentences(example.article, { sentences: example.sentences }, weights);
      lines.push(JSON.stringify({ id: example.id, summary: picked.map(({ text }) => text) }));
    }
    console.error(`${fold + 1} of ${settings.folds}`);
  }
  writeFileSync(predictionsFile, `${lines.join('\n')}\n`);
}
