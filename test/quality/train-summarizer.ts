import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  expectTerms,
  type InterceptName,
  interceptNames,
  mostTimes,
  type TermFeatureName,
  type TermWeights,
  termFeatureNames,
} from '../../lambda/summarize/expected-terms.ts';
import { scoreAlone, selectSentences } from '../../lambda/summarize/select-sentences.ts';
import {
  type DescribedArticle,
  describeSentences,
  type FeatureName,
  featureNames,
} from '../../lambda/summarize/sentence-features.ts';
import {
  type DraftFeatureName,
  draftFeatureNames,
  draftSummary,
  orderedWeights,
  type SummaryWeights,
} from '../../lambda/summarize/summary-draft.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';
import { termsOf } from '../../lambda/text/words.ts';

/**
 * Learns what makes a summary good, from articles with summaries, and writes lambda/summarize/summary-weights.json.
 *
 *     npx tsx test/quality/train-summarizer.ts SUMMARIES_FOLDER [--cross-validate PREDICTIONS.jsonl]
 *
 * SUMMARIES_FOLDER holds `SET.jsonl.gz`, rows of `{id, lang, title?, article, references, sentences}`, and `score.mjs` with the
 * units that ROUGE compares. With --cross-validate nothing is written but predictions: everything is learned five times,
 * each without a fifth of the articles, and summarizes those. The same rows give the same weights.
 *
 * Two steps. First the chance of a term to stand in a summary that people wrote, by logistic regression. Then the weights of a
 * summary's features: all summaries of a few likely sentences are compared at once, and the ROUGE-1 F1 expected of a draw
 * among them, the better scored the likelier, is climbed by its gradient (minimum risk training, Och 2003, Smith and
 * Eisner 2006), held to weights set by hand, as there are few articles.
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
  /** Of each row of term features: 1 in the summary, 0 not, 2 no row. */
  readonly labels: Uint8Array;
}

/** How much each set counts. That of a cut-off first sentence only keeps the others in check. */
const setWeights: Readonly<Record<string, number>> = {
  'en-cnndm': 1.2,
  'en-dailymail': 0.6,
  'ko-news': 1,
  'ja-livedoor-title': 0.8,
  'en-xsum': 0.1,
};
/** Which sets the intercept of a kind of summary is the mean of; each set has its own while it is learned. */
const interceptSets: Readonly<Record<InterceptName, readonly string[]>> = {
  wordsOne: ['en-xsum'],
  wordsSeveral: ['en-cnndm', 'en-dailymail'],
  pairsOne: ['ja-livedoor-title'],
  pairsSeveral: ['ko-news'],
};
const settings = {
  folds: 5,
  terms: { rounds: 200, step: 0.1, hold: 0.0001 },
  summaries: { rounds: 400, step: 0.03, hold: 0.015, sharpness: 9 },
  /** Editors' highlights and headlines are terser than what is wanted: each reference counts as so many times as long. */
  referenceLength: 1.5,
  candidates: { one: 20, several: 12 },
};

const noSentenceWeights = Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<
  FeatureName,
  number
>;
const start: SummaryWeights = {
  sentence: { ...noSentenceWeights, position: 1, centrality: 0.5, headline: 0.5, fewTerms: -2 },
  draft: {
    coverage: 1,
    redundancy: -1.2,
    adjacent: 0,
    density: 0,
    likeTerse: 0,
    likeBrief: 0,
    likeFull: 0,
  },
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
  return {
    id,
    set,
    fold: foldOf(id),
    article: described,
    sentences,
    units,
    wanted,
    wantedLength: reference.length,
    labels: labelsOf(described, references[0] ?? '', lang),
  };
}

function labelsOf({ sentences, terms }: DescribedArticle, reference: string, language: string): Uint8Array {
  const numbers = new Map<string, number>();
  const times = new Uint16Array(terms.size);
  for (const [index, { text }] of sentences.entries()) {
    for (const [place, term] of termsOf(text, language).entries()) {
      const number = terms.sentences[index]?.[place] ?? 0;
      numbers.set(term.text, number);
      times[number] = (times[number] ?? 0) + 1;
    }
  }
  const wanted = new Uint16Array(terms.size);
  for (const line of reference.split('\n')) {
    for (const term of termsOf(line, language)) {
      const number = numbers.get(term.text);
      if (number !== undefined) wanted[number] = (wanted[number] ?? 0) + 1;
    }
  }
  const labels = new Uint8Array(terms.size * mostTimes);
  for (let number = 0; number < terms.size; number++) {
    for (let time = 0; time < mostTimes; time++) {
      labels[number * mostTimes + time] =
        time < (times[number] ?? 0) ? Number(time < (wanted[number] ?? 0)) : 2;
    }
  }
  return labels;
}

/** Articles that stand in several sets have the same end of their ids, and stay together. */
function foldOf(id: string): number {
  let hash = 7;
  for (const character of id.slice(id.lastIndexOf('-') + 1))
    hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash % settings.folds;
}

/** ROUGE-1 F1 of the sentences at those places against a longer reference, from 0 to 1. */
function rouge1({ units, wanted, wantedLength }: Example, places: Iterable<number>): number {
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
  return hits === 0 ? 0 : (2 * hits) / (length + settings.referenceLength * wantedLength);
}

/** Each article counts its set's weight over the articles of its set. */
function articleWeights(examples: readonly Example[]): Float64Array {
  const counts = new Map<string, number>();
  for (const { set } of examples) counts.set(set, (counts.get(set) ?? 0) + 1);
  const weights = Float64Array.from(examples, ({ set }) => (setWeights[set] ?? 0) / (counts.get(set) ?? 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Goes down a function by its gradient (Adam, Kingma and Ba 2015). @param gradientAt writes the gradient at the place given */
function descend(
  size: number,
  { rounds, step }: { readonly rounds: number; readonly step: number },
  gradientAt: (place: Float64Array, gradient: Float64Array) => void,
): Float64Array {
  const place = new Float64Array(size);
  const gradient = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    gradient.fill(0);
    gradientAt(place, gradient);
    const rate = round < rounds * 0.7 ? step : step / 5;
    for (const [index, slope] of gradient.entries()) {
      first[index] = 0.9 * (first[index] ?? 0) + 0.1 * slope;
      second[index] = 0.999 * (second[index] ?? 0) + 0.001 * slope * slope;
      const mean = (first[index] ?? 0) / (1 - 0.9 ** round);
      const spread = Math.sqrt((second[index] ?? 0) / (1 - 0.999 ** round));
      place[index] = (place[index] ?? 0) - (rate * mean) / (spread + 1e-9);
    }
  }
  return place;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function learnTerms(examples: readonly Example[]): TermWeights {
  const sets = Object.keys(setWeights);
  const width = termFeatureNames.length;
  const weights = articleWeights(examples);
  let total = 0;
  for (const [index, { labels }] of examples.entries())
    total += (weights[index] ?? 0) * labels.reduce((sum, label) => sum + Number(label !== 2), 0);
  const { hold } = settings.terms;
  const learned = descend(width + sets.length, settings.terms, (place, gradient) => {
    for (const [index, { article, labels, set }] of examples.entries()) {
      const { features } = article.terms;
      const own = width + sets.indexOf(set);
      const weight = (weights[index] ?? 0) / total;
      for (let row = 0; row < labels.length; row++) {
        if (labels[row] === 2) continue;
        let sum = place[own] as number;
        const from = row * width;
        for (let feature = 0; feature < width; feature++)
          sum += (place[feature] as number) * (features[from + feature] as number);
        const error = weight * (1 / (1 + Math.exp(-sum)) - (labels[row] as number));
        gradient[own] = (gradient[own] as number) + error;
        for (let feature = 0; feature < width; feature++)
          gradient[feature] = (gradient[feature] as number) + error * (features[from + feature] as number);
      }
    }
    for (let feature = 0; feature < width; feature++)
      gradient[feature] = (gradient[feature] as number) + hold * (place[feature] as number);
  });
  const intercepts = interceptNames.map((name) => {
    const own = interceptSets[name].map((set) => learned[width + sets.indexOf(set)] ?? 0);
    return [name, rounded(own.reduce((sum, value) => sum + value, 0) / own.length)];
  });
  return {
    features: Object.fromEntries(
      termFeatureNames.map((name, index) => [name, rounded(learned[index] ?? 0)]),
    ) as Record<TermFeatureName, number>,
    intercepts: Object.fromEntries(intercepts) as Record<InterceptName, number>,
  };
}

interface Comparison {
  /** Of each summary that is compared, a row. */
  readonly features: Float64Array;
  readonly rouge: Float64Array;
}

const width = featureNames.length + draftFeatureNames.length;

/** All summaries of the likeliest sentences that a reader wouldn't mind. */
function compare(example: Example, termWeights: TermWeights): Comparison {
  const { article, sentences } = example;
  const chances = expectTerms(article.terms, sentences, termWeights);
  const draft = draftSummary(article, chances);
  const rows: Float64Array[] = [];
  const rouge: number[] = [];
  const pool = likelySentences(example, chances);
  const size = Math.min(sentences, pool.length);
  const grow = (from: number): void => {
    if (draft.chosen.size === size) {
      if (draft.faults() > 0) return;
      rows.push(draft.features());
      rouge.push(rouge1(example, draft.chosen));
      return;
    }
    for (let place = from; place < pool.length; place++) {
      const number = pool[place] as number;
      draft.add(number);
      grow(place + 1);
      draft.remove(number);
    }
  };
  grow(0);
  const features = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) features.set(row, index * width);
  return { features, rouge: Float64Array.from(rouge) };
}

/** The first three, and by turns the best by the weights set by hand and by the share of expected terms. */
function likelySentences({ article, sentences }: Example, chances: Float64Array): number[] {
  const count = sentences === 1 ? settings.candidates.one : settings.candidates.several;
  const draftWeight = Object.fromEntries(draftFeatureNames.map((name) => [name, 0])) as Record<
    DraftFeatureName,
    number
  >;
  const rankings = [
    start,
    { sentence: noSentenceWeights, draft: { ...draftWeight, likeBrief: 1 } },
    { sentence: noSentenceWeights, draft: { ...draftWeight, density: 1 } },
  ].map((weights) => {
    const scores = scoreAlone(article, chances, orderedWeights(weights));
    return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  });
  const pool = new Set([0, 1, 2].filter((number) => number < article.sentences.length));
  for (let place = 0; place < article.sentences.length; place++) {
    for (const ranking of rankings) if (pool.size < count) pool.add(ranking[place] ?? 0);
  }
  return [...pool].sort((a, b) => a - b);
}

function learnSummaries(examples: readonly Example[], termWeights: TermWeights): SummaryWeights {
  const comparisons = examples.map((example) => compare(example, termWeights));
  const weights = articleWeights(examples);
  const spread = spreads(comparisons);
  const { sharpness, hold } = settings.summaries;
  const from = orderedWeights(start).map((weight) => weight * sharpness);
  const change = descend(width, settings.summaries, (place, gradient) => {
    const current = from.map((weight, index) => weight + (place[index] ?? 0) / (spread[index] ?? 1));
    for (const [index, comparison] of comparisons.entries())
      addRisk(comparison, current, spread, weights[index] ?? 0, gradient);
    for (let feature = 0; feature < width; feature++)
      gradient[feature] = (gradient[feature] ?? 0) + 2 * hold * (place[feature] ?? 0);
  });
  const learned = from.map((weight, index) =>
    rounded((weight + (change[index] ?? 0) / (spread[index] ?? 1)) / sharpness),
  );
  return {
    sentence: Object.fromEntries(featureNames.map((name, index) => [name, learned[index] ?? 0])) as Record<
      FeatureName,
      number
    >,
    draft: Object.fromEntries(
      draftFeatureNames.map((name, index) => [name, learned[featureNames.length + index] ?? 0]),
    ) as Record<DraftFeatureName, number>,
  };
}

/** The standard deviation of each feature. */
function spreads(comparisons: readonly Comparison[]): Float64Array {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  let rows = 0;
  for (const { features } of comparisons) {
    for (const [index, value] of features.entries()) {
      const feature = index % width;
      sums[feature] = (sums[feature] ?? 0) + value;
      squares[feature] = (squares[feature] ?? 0) + value * value;
    }
    rows += features.length / width;
  }
  return sums.map((sum, index) =>
    Math.sqrt(Math.max(1e-12, (squares[index] ?? 0) / rows - (sum / rows) ** 2)),
  );
}

/** Adds the gradient of what a draw among the summaries is expected to miss, ROUGE-1 in percent, by the standardized weights. */
function addRisk(
  { features, rouge }: Comparison,
  weights: Float64Array,
  spread: Float64Array,
  articleWeight: number,
  gradient: Float64Array,
): void {
  const scores = rouge.map((_, row) => {
    let sum = 0;
    for (let feature = 0; feature < width; feature++)
      sum += (weights[feature] as number) * (features[row * width + feature] as number);
    return sum;
  });
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const chances = scores.map((score) => Math.exp(score - best));
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const expected = chances.reduce((sum, chance, row) => sum + (chance / total) * 100 * (rouge[row] ?? 0), 0);
  for (const [row, chance] of chances.entries()) {
    const pull = (articleWeight * chance * (100 * (rouge[row] ?? 0) - expected)) / total;
    for (let feature = 0; feature < width; feature++)
      gradient[feature] =
        (gradient[feature] as number) -
        (pull * (features[row * width + feature] as number)) / (spread[feature] as number);
  }
}

function learn(examples: readonly Example[]): { terms: TermWeights; summary: SummaryWeights } {
  const terms = learnTerms(examples);
  return { terms, summary: learnSummaries(examples, terms) };
}

const examples = Object.keys(setWeights).flatMap(readExamples);
if (predictionsFile === undefined) {
  const path = new URL('../../lambda/summarize/summary-weights.json', import.meta.url);
  const file = { madeFrom: `${examples.length} articles with summaries`, ...learn(examples) };
  writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`);
} else {
  const lines: string[] = [];
  for (let fold = 0; fold < settings.folds; fold++) {
    const { terms, summary } = learn(examples.filter((example) => example.fold !== fold));
    for (const { id, article, sentences } of examples.filter((one) => one.fold === fold)) {
      const chances = expectTerms(article.terms, sentences, terms);
      const picked = selectSentences(article, { sentences }, summary, chances);
      lines.push(JSON.stringify({ id, summary: picked.map(({ text }) => text) }));
    }
    console.error(`${fold + 1} of ${settings.folds}`);
  }
  writeFileSync(predictionsFile, `${lines.join('\n')}\n`);
}
