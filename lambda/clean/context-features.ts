import { runningSums, sumBy } from './block-features.ts';
import type { Block, Page } from './page.ts';
import { placesAround, placesOf, sumsIn } from './places.ts';
import { blockTerms } from './terms.ts';

/** How far the windows reach before and after a block. */
const windows = [2, 5, 12];
/** Blocks before and after whose own first judgement counts. */
const neighbours = [-4, -3, -2, -1, 1, 2, 3, 4];
/** The elements around a block that are looked at, from the innermost outwards. */
const levels = [0, 1, 2, 3, 4];
/** A block that is the article's at a lower probability than this share of the page's surest shortens the run it is in. */
const runThreshold = 0.4;
/** Shorter blocks say nothing of how sure the reading of the page is. In UTF-16 code units. */
const tellingLength = 60;

/**
 * Describes every block by what a first reading of the page took the others for: its neighbours, those in the same element or of
 * the same make, and how much of what they say it takes up. A second reading decides with it, as in auto-context (Tu and Bai 2010,
 * doi 10.1109/TPAMI.2009.186): what a run of comments or a list of teasers is only shows when all of it is seen.
 *
 * @param probabilities of each block to be the article's, by the first reading
 * @param asked the blocks that are described
 * @returns a row for each of these
 */
export function contextFeatures(
  { blocks }: Page,
  probabilities: readonly number[],
  asked: readonly number[],
): number[][] {
  const sizes = blocks.map(({ text }) => Math.min(200, text.length / 6));
  const masses = sizes.map((size, index) => size * (probabilities[index] ?? 0));
  const sizeSums = runningSums(sizes);
  const massSums = runningSums(masses);
  const totalMass = (massSums.at(-1) ?? 0) || 1;
  const between = (sums: readonly number[], from: number, to: number): number =>
    (sums[Math.min(blocks.length, to)] ?? 0) - (sums[Math.max(0, from)] ?? 0);
  const shareIn = (from: number, to: number): number =>
    between(massSums, from, to) / (between(sizeSums, from, to) + 1);
  const places = placesOf(blocks);
  const groups = levels.map((up) => placesAround(places, up));
  const groupMasses = groups.map((ofBlocks) => sumsIn(places, ofBlocks, masses));
  const groupSizes = groups.map((ofBlocks) => sumsIn(places, ofBlocks, sizes));
  const makes = blocks.map(({ kind, path }) => `${kind} ${path.slice(-2).join('>')}`);
  const makeMasses = sumBy(makes, masses);
  const makeSizes = sumBy(makes, sizes);
  const makeCounts = sumBy(
    makes,
    sizes.map(() => 1),
  );
  const surest = blocks.reduce(
    (most, { text }, index) =>
      text.length < tellingLength ? most : Math.max(most, probabilities[index] ?? 0),
    0.02,
  );
  const runs = runsOf(sizes, probabilities, runThreshold * surest);
  const largestGroups = groupMasses.map((sums) => sums.reduce((a, b) => Math.max(a, b), 1e-6));
  const main = runs.reduce((best, run) => (run.mass > best.mass ? run : best), noRun);
  const runAt: (Run | undefined)[] = blocks.map(() => undefined);
  for (const run of runs) runAt.fill(run, run.start, run.end);
  const about = aboutness(blocks, probabilities, asked);
  const surePrevious = distances(probabilities);
  const sureNext = distances([...probabilities].reverse()).reverse();
  // Reading before the start of a list takes many times as long as asking for it.
  const probabilityAt = (place: number): number => (place < 0 ? -1 : (probabilities[place] ?? -1));
  const certainty = totalMass / ((sizeSums.at(-1) ?? 0) + 1);

  return asked.map((index, place) => {
    const make = makes[index] ?? '';
    const own = runAt[index];
    const probability = probabilities[index] ?? 0;
    const beside = neighbours.map((offset) => probabilityAt(index + offset));
    const around = windows.map((reach) => [
      shareIn(index - reach, index),
      shareIn(index + 1, index + 1 + reach),
    ]);
    const within = levels.map((up) => {
      const group = groups[up]?.[index] ?? 0;
      const mass = groupMasses[up]?.[group] ?? 0;
      const share = mass / ((groupSizes[up]?.[group] ?? 0) + 1);
      return [share, mass / totalMass, mass / (largestGroups[up] ?? 1)];
    });
    const here = [
      (makeMasses.get(make) ?? 0) / ((makeSizes.get(make) ?? 0) + 1),
      Math.log1p(makeCounts.get(make) ?? 0),
      (massSums[index] ?? 0) / totalMass,
      index < main.start ? index - main.start : index >= main.end ? index - main.end + 1 : 0,
      main.mass / totalMass,
      own === undefined ? 0 : own.mass / (main.mass || 1),
      own === undefined ? 0 : own === main ? 1 : -1,
      surePrevious[index] ?? 0,
      sureNext[index] ?? 0,
      about[place] ?? 0,
      certainty,
      Math.log1p(totalMass),
    ];
    return [probability, probability / surest, surest].concat(beside, ...around, ...within, here);
  });
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly mass: number;
}

const noRun: Run = { start: 0, end: 0, mass: 0 };

/** The stretches of blocks that are more the article's than not, short interruptions included. */
function runsOf(sizes: readonly number[], probabilities: readonly number[], threshold: number): Run[] {
  const runs: Run[] = [];
  let start = -1;
  let end = 0;
  let sum = 0;
  let most = 0;
  const close = (): void => {
    if (start >= 0 && most > 0) runs.push({ start, end, mass: most });
    start = -1;
    sum = 0;
    most = 0;
  };
  for (const [index, size] of sizes.entries()) {
    const gain = (size + 1) * ((probabilities[index] ?? 0) - threshold) - threshold;
    if (start < 0 && gain <= 0) continue;
    if (start < 0) start = index;
    sum += gain;
    if (sum >= most) {
      most = sum;
      end = index + 1;
    }
    if (sum <= 0 || sum < most - longestInterruption) close();
  }
  close();
  return runs;
}

/** In words that are not the article's. */
const longestInterruption = 60;

/** How many blocks since the last one that surely is the article's. */
function distances(probabilities: readonly number[]): number[] {
  let since = 99;
  return probabilities.map((probability) => {
    const distance = since;
    since = probability > 0.8 ? 1 : Math.min(99, since + 1);
    return distance;
  });
}

/** What share of the words of each block asked for stand in other blocks that are likely the article's. */
function aboutness(
  blocks: readonly Block[],
  probabilities: readonly number[],
  asked: readonly number[],
): number[] {
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term) ?? numbers.size;
    if (known === numbers.size) numbers.set(term, known);
    return known;
  };
  /** For each word in how many blocks of the article it stands, and the block it was last seen in. */
  const counts: number[] = [];
  const lastSeen: number[] = [];
  const isLikely = (index: number): boolean => (probabilities[index] ?? 0) >= 0.5;
  const words = asked.map((index) => {
    const own: number[] = [];
    const block = blocks[index];
    for (const term of block === undefined ? [] : blockTerms(block)) {
      const number = numberOf(term);
      if (lastSeen[number] === index) continue;
      lastSeen[number] = index;
      counts[number] = (counts[number] ?? 0) + (isLikely(index) ? 1 : 0);
      own.push(number);
    }
    return own;
  });
  return asked.map((index, place) => {
    const own = words[place] ?? [];
    if (own.length === 0) return -1;
    const least = isLikely(index) ? 2 : 1;
    let hits = 0;
    for (const number of own) if ((counts[number] ?? 0) >= least) hits++;
    return hits / own.length;
  });
}
