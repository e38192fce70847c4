import type { DeployedRun } from './deployed.ts';
import { type Figure, ratio } from './figures.ts';
import { paragraphsOf } from './made-article.ts';
import { prices } from './prices.ts';
import { processorOf, storageLatency } from './requests.ts';
import { createVirtualAws } from './virtual-aws.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A function has one whole processor from so many MB on, and its share of it below: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const megabytesOfProcessor = 1_769;
/** As lib/article-processor.ts sets it, in MB. */
export const deployedMemory = 1024;
const memorySizes = [512, 768, 1024, 1280, 1536, 1792, 2048] as const;

/** How long an invocation takes at a memory size, in milliseconds: its waits, and what it computes by the share it has. */
export function durationAt(megabytes: number, waitMs: number, cpuMs: number): number {
  return waitMs + cpuMs / Math.min(1, megabytes / megabytesOfProcessor);
}

/** One invocation. */
export function lambdaDollars(megabytes: number, ms: number): number {
  return (megabytes / 1024) * (ms / 1000) * prices.lambdaGigabyteSecond + prices.lambdaInvocation;
}

/** What one article costs, by part, in dollars. */
export function dollarsOf(
  run: DeployedRun,
  megabytes: number,
  waitMs: number,
): Readonly<Record<string, number>> {
  const { article, front, characters, storedBytes } = run;
  // The upload itself is one PUT of the editor's.
  const puts = 1 + article.s3.PUT + front.s3.PUT;
  const gets = article.s3.GET + front.s3.GET;
  // EventBridge puts the message in the queue, Lambda takes it and deletes it; of the front page's queue ten at once.
  const standard = 3 + article.sqs;
  const fifo = 1 + 2 / 10;
  const frontMs = front.cpuMs / Math.min(1, 1024 / megabytesOfProcessor) + (front.s3.GET + front.s3.PUT) * 25;
  return {
    'Amazon Translate': characters * prices.translateCharacter,
    'Lambda, articles': lambdaDollars(megabytes, durationAt(megabytes, waitMs, article.cpuMs)),
    'Lambda, front page': lambdaDollars(1024, frontMs * 10) / 10,
    'S3 requests': puts * prices.s3Put + gets * prices.s3Get,
    'S3 storage, a year': (storedBytes / 1e9) * prices.s3GigabyteMonth * 12,
    SQS: standard * prices.sqsRequest + fifo * prices.sqsFifoRequest,
    EventBridge:
      (1 + article.resultEvents + front.resultEvents + article.eventsPut) * prices.eventBridgeEvent,
    'CloudWatch Logs': ((article.logBytes + front.logBytes) / 1e9) * prices.logGigabyte,
  };
}

/** Dollars by part, throughput and cost by memory size. */
export function costFigures(run: DeployedRun, waitMs: number): Figure[] {
  const parts = Object.entries(dollarsOf(run, deployedMemory, waitMs));
  const sum = parts.reduce((total, [, dollars]) => total + dollars, 0);
  return [
    {
      name: 'cost: characters sent for an article of 30 sentences, both languages',
      value: run.characters,
      unit: '',
    },
    ...parts.map(([part, dollars]) => ({
      name: `cost: 1,000 articles, ${part}`,
      value: dollars * 1_000,
      unit: 'USD',
    })),
    { name: 'cost: 1,000 articles', value: sum * 1_000, unit: 'USD' },
    { name: 'cost: requests PUT of an article', value: run.article.s3.PUT, unit: '' },
    { name: 'cost: requests GET of an article', value: run.article.s3.GET, unit: '' },
    { name: 'throughput: processor time of an article', value: run.article.cpuMs, unit: 'ms' },
    { name: 'throughput: waits of an article, engine of 100 ms', value: waitMs, unit: 'ms' },
    ...memorySizes.flatMap((megabytes) => {
      const ms = durationAt(megabytes, waitMs, run.article.cpuMs);
      return [
        { name: `throughput: articles a minute, ${megabytes} MB`, value: 60_000 / ms, unit: '' },
        {
          name: `throughput: Lambda for a million articles, ${megabytes} MB`,
          value: lambdaDollars(megabytes, ms) * 1e6,
          unit: 'USD',
        },
      ];
    }),
  ];
}

/** One article through the pipeline, by the clock of its requests. */
export async function waitOf(upload: string, name: string): Promise<number> {
  const clock = new VirtualClock();
  const aws = createVirtualAws(clock, { ...storageLatency, TRANSLATE: 100 });
  aws.objects.set(`uploads/${name}`, Buffer.from(upload));
  return clock.time(() => processorOf(aws)({ bucket: 'uploads', key: name }));
}

const sentencesOfArticle = 30;

/** What the memory of translations saves, in characters sent to the engine over those of processing each upload by itself. */
export async function benchMemory(): Promise<Figure[]> {
  const charactersOf = async (
    uploads: readonly (readonly [key: string, text: string])[],
  ): Promise<number> => {
    const clock = new VirtualClock();
    const aws = createVirtualAws(clock, { ...storageLatency, TRANSLATE: 100 });
    const work = processorOf(aws);
    let characters = 0;
    for (const [key, text] of uploads) {
      aws.objects.set(`uploads/${key}`, Buffer.from(text));
      await clock.time(async () => {
        const outcome = await work({ bucket: 'uploads', key });
        if (outcome.status !== 'stored') throw new Error(`The article of the bench was ${outcome.status}`);
        characters += outcome.result.usage.charactersTranslated;
      });
    }
    return characters;
  };
  const article = (paragraphs: readonly string[]): string =>
    `Night ferry returns to the harbour\n\n${paragraphs.join('\n\n')}\n`;
  const first = paragraphsOf(sentencesOfArticle);
  const whole = await charactersOf([['a.txt', article(first)]]);
  const updates: Figure[] = [];
  for (const changed of [1, 3, 10]) {
    const edited = first.map((paragraph, index) =>
      index < changed ? paragraph.replace(/ \d+\.$/, ` ${1_000 + index}.`) : paragraph,
    );
    const sent = await charactersOf([
      ['a.txt', article(first)],
      ['a.txt', article(edited)],
    ]);
    updates.push(
      ratio(
        `memory: characters sent for an update of ${changed} sentences, over all of it`,
        (sent - whole) / whole,
      ),
    );
  }
  const sites = ['Pier', 'Gull', 'Tide', 'Buoy', 'Mast'].map((site, index): readonly [string, string] => {
    const menu = ['Home', 'Politics', 'Harbour', 'Weather', 'Sport'].slice(index % 3).join('\n');
    const story = article(first).replace('harbour\n', `harbour\n\nBy The Daily ${site}\n`);
    return [
      `${site}.txt`,
      `${menu}\n\n${story}\nRead more in The Daily ${site}\n\n© 2026 The Daily ${site}. All rights reserved.\n`,
    ];
  });
  const wire = await charactersOf(sites);
  return [
    ...updates,
    ratio(
      'memory: characters sent for one wire story on five sites, over five times the story',
      wire / (5 * whole),
    ),
  ];
}
