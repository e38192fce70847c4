import { dollarsOf, durationAt, lambdaDollars } from './cost.ts';
import type { DeployedRun } from './deployed.ts';
import { prices } from './prices.ts';

/** What bounds the pipeline: quotas of AWS, and settings of the stack. */
export interface Limits {
  /** `-c maxConcurrency`: articles processed at once. */
  readonly concurrency: number;
  /** Of Amazon Translate, for each language pair: an account's quota. https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
  readonly translateBytesPerSecond: number;
  /** Of the function, in MB. */
  readonly memory: number;
}

export interface Feed {
  readonly uploadsPerDay: number;
  /** Share of the day's uploads that each hour has. */
  readonly hours: readonly number[];
  /** Uploads that arrive in one second beside all others: an agency's feed that is dropped at once. */
  readonly bursts: readonly { readonly hour: number; readonly uploads: number }[];
}

/** Measured: what one article takes. */
export interface Service {
  readonly waitMs: number;
  readonly cpuMs: number;
  /** Sent for one article and one language pair. */
  readonly translateBytes: number;
  /** What a new container takes before its first article. */
  readonly coldStartMs: number;
}

export interface DayOfWork {
  readonly deepestQueue: number;
  /** From an upload to its result, in seconds. */
  readonly age: { readonly median: number; readonly p99: number; readonly worst: number };
  readonly busiest: number;
  /** Containers that were started anew. */
  readonly coldStarts: number;
  /** Receives that ended without a result as the engine had no room: each is a message put back and received again. */
  readonly throttled: number;
  /** For which containers waited for the engine in vain, all together, in seconds: billed by Lambda. */
  readonly throttledSeconds: number;
  /** Uploads that were not stored by midnight. */
  readonly leftOver: number;
}

/** A newsroom's day: little at night, most from eight to eighteen o'clock. */
export const newsDay: readonly number[] = [
  1, 1, 1, 1, 2, 3, 4, 6, 7, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 4, 3, 3, 2, 2,
].map((part) => part / 100);

/** Lambda doesn't say how long it keeps a container that has nothing to do; some minutes are what people see. Assumed. */
const keptWarmSeconds = 300;
/** The function's timeout in lib/article-processor.ts: how long an invocation waits for the engine at most. */
const invocationSeconds = 120;

/**
 * One day, second by second, after a quiet night. An article takes a place among the concurrent ones for as long as its invocation
 * lasts, and may begin to translate when the pair's quota has room for it; what waits keeps its order. Places that the quota has
 * no room for are taken by invocations that wait for it and put their message back when their time is over: they cost receives and
 * Lambda's time, not translations. A container that had nothing to do for some minutes is gone, and the next article in its place
 * waits for a new one.
 */
export function simulateDay(feed: Feed, limits: Limits, service: Service): DayOfWork {
  const seconds = durationAt(limits.memory, service.waitMs, service.cpuMs) / 1000;
  const arrivals = new Float64Array(86_400);
  const total = feed.hours.reduce((sum, part) => sum + part, 0);
  const inBursts = feed.bursts.reduce((sum, { uploads }) => sum + uploads, 0);
  for (let second = 0; second < 86_400; second++) {
    const part = (feed.hours[Math.floor(second / 3_600)] ?? 0) / total / 3_600;
    arrivals[second] = (feed.uploadsPerDay - inBursts) * part;
  }
  for (const { hour, uploads } of feed.bursts)
    arrivals[hour * 3_600] = (arrivals[hour * 3_600] ?? 0) + uploads;
  // The queue by second of arrival: first in, first out.
  const perSecond = Math.min(
    limits.concurrency / seconds,
    limits.translateBytesPerSecond / service.translateBytes,
  );
  const ages: { readonly age: number; readonly articles: number }[] = [];
  let head = 0;
  let waiting = 0;
  let deepestQueue = 0;
  let busiest = 0;
  let coldStarts = 0;
  let throttledSeconds = 0;
  const busy = new Float64Array(86_400);
  for (let second = 0; second < 86_400; second++) {
    waiting += arrivals[second] ?? 0;
    let room = perSecond;
    let done = 0;
    while (room > 0 && head <= second) {
      const there = arrivals[head] ?? 0;
      const taken = Math.min(there, room);
      arrivals[head] = there - taken;
      room -= taken;
      done += taken;
      if (taken > 0) ages.push({ age: second - head + seconds, articles: taken });
      if ((arrivals[head] ?? 0) > 1e-9) break;
      head++;
    }
    waiting -= done;
    deepestQueue = Math.max(deepestQueue, waiting);
    busiest = Math.max(busiest, done * seconds);
    if (waiting > 1e-6)
      throttledSeconds += Math.max(0, Math.min(limits.concurrency - done * seconds, waiting));
    busy[second] = waiting > 1e-6 ? limits.concurrency : done * seconds;
    const warm = busy
      .subarray(Math.max(0, second - keptWarmSeconds), second)
      .reduce((a, b) => Math.max(a, b), 0);
    const cold = Math.min(done, Math.max(0, Math.ceil(busy[second] ?? 0) - Math.ceil(warm)));
    if (cold > 0) {
      coldStarts += cold;
      const last = ages.at(-1);
      if (last !== undefined) {
        ages[ages.length - 1] = { ...last, articles: last.articles - Math.min(cold, last.articles) };
        ages.push({ age: last.age + service.coldStartMs / 1000, articles: Math.min(cold, last.articles) });
      }
    }
  }
  ages.sort((a, b) => a.age - b.age);
  const articles = ages.reduce((sum, one) => sum + one.articles, 0);
  const quantile = (share: number): number => {
    let sum = 0;
    for (const one of ages) {
      sum += one.articles;
      if (sum >= share * articles - 1e-6) return one.age;
    }
    return ages.at(-1)?.age ?? 0;
  };
  return {
    deepestQueue,
    age: { median: quantile(0.5), p99: quantile(0.99), worst: ages.at(-1)?.age ?? 0 },
    busiest,
    coldStarts,
    throttled: throttledSeconds / invocationSeconds,
    throttledSeconds,
    leftOver: Math.max(0, waiting),
  };
}

const feeds: readonly Feed[] = [1_000, 100_000, 1_000_000].map((uploadsPerDay) => ({
  uploadsPerDay,
  hours: newsDay,
  // Three times a day a hundredth of the day's uploads arrives within one second.
  bursts: [7, 12, 17].map((hour) => ({ hour, uploads: uploadsPerDay / 100 })),
}));

/** 10,000 bytes in 10 s a pair was the default for long; the larger ones are asked of AWS. */
const settings: readonly Omit<Limits, 'memory'>[] = [
  { concurrency: 5, translateBytesPerSecond: 1_000 },
  { concurrency: 5, translateBytesPerSecond: 10_000 },
  { concurrency: 20, translateBytesPerSecond: 20_000 },
  { concurrency: 100, translateBytesPerSecond: 100_000 },
  { concurrency: 200, translateBytesPerSecond: 200_000 },
];

/** A container, Node and the bundle: measured as processor time under the Runtime API, at the share of a processor that 1,024 MB have. */
const coldStartMs = 180 * (1_769 / 1_024);

/** A message that is put back is received, deleted and sent again. */
const receiveDollars = 3 * prices.sqsRequest;

/** Prints the table of docs/scale.md. */
export function printScale(run: DeployedRun, waitMs: number, memory: number): void {
  const service = { waitMs, cpuMs: run.article.cpuMs, translateBytes: run.characters / 2, coldStartMs };
  const dollars = Object.values(dollarsOf(run, memory, waitMs)).reduce((sum, part) => sum + part, 0);
  console.log(
    '| uploads a day | concurrency | Translate, bytes/s a pair | deepest queue | age at store: median | 99 % | worst | busiest | new containers | put back | left at midnight | cost a day |',
  );
  console.log('|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
  for (const feed of feeds) {
    for (const limits of settings) {
      const day = simulateDay(feed, { ...limits, memory }, service);
      const stored = feed.uploadsPerDay - day.leftOver;
      const waits = lambdaDollars(memory, day.throttledSeconds * 1_000) + day.throttled * receiveDollars;
      const cells = [
        feed.uploadsPerDay.toLocaleString('en'),
        limits.concurrency,
        limits.translateBytesPerSecond.toLocaleString('en'),
        Math.round(day.deepestQueue).toLocaleString('en'),
        ...[day.age.median, day.age.p99, day.age.worst].map(inWords),
        day.busiest.toFixed(1),
        Math.round(day.coldStarts).toLocaleString('en'),
        Math.round(day.throttled).toLocaleString('en'),
        Math.round(day.leftOver).toLocaleString('en'),
        `$${Math.round(stored * dollars + waits).toLocaleString('en')}`,
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(1)} s`;
  return seconds < 5_400 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
