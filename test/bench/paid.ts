import { targetLanguages } from '../../lambda/article.ts';
import { createAmazonTranslator } from '../../lambda/aws/amazon-translator.ts';
import { createS3ArticleSource } from '../../lambda/aws/s3-article-source.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3ResultStore } from '../../lambda/aws/s3-result-store.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { createEstimator } from '../../lambda/estimate.ts';
import { createPipeline } from '../../lambda/pipeline.ts';
import type { TranslationMemory } from '../../lambda/ports.ts';
import { type Figure, ratio } from './figures.ts';
import { paragraphsOf } from './made-article.ts';
import { processorOf, storageLatency } from './requests.ts';
import { createVirtualAws } from './virtual-aws.ts';
import { VirtualClock } from './virtual-clock.ts';

const config = { targets: targetLanguages };
const paragraphs = paragraphsOf(45);
const textOf = (headline: string, body: readonly string[]): string => `${headline}\n\n${body.join('\n\n')}\n`;

/** A bucket and an engine that take no time, with the memory as the function has it; each upload is an invocation. */
function start() {
  let count = 0;
  const {
    s3,
    translate: client,
    objects,
  } = createVirtualAws({ sleep: async () => undefined }, { GET: 0, PUT: 0, DELETE: 0, TRANSLATE: 0 });
  const portsOf = () => {
    const packs = createS3Packs(s3, 'results');
    const workEnds = Number.MAX_SAFE_INTEGER;
    const invocation = { id: `run ${count++}`, endsAt: workEnds };
    return {
      source: createS3ArticleSource(s3),
      translator: createAmazonTranslator(client),
      memory: createS3TranslationMemory(s3, 'results', packs),
      reservations: createS3Reservations(s3, 'results', packs, invocation, workEnds, Date.now),
      results: createS3ResultStore(s3, 'results'),
      log: { info: () => undefined, error: () => undefined },
      now: () => new Date(),
    };
  };
  return { objects, portsOf };
}

async function countsOf(text: string): Promise<{ readonly characters: number; readonly bytes: number }> {
  const {
    headline = '',
    standfirst = '',
    dateline = '',
    body,
  } = await clean({
    ref: { key: 'a.txt' },
    bytes: Buffer.from(text),
  });
  const whole = [headline, standfirst, dateline, ...body.map((paragraph) => paragraph.text)]
    .filter((part) => part !== '')
    .join('\n');
  return { characters: [...whole].length, bytes: Buffer.byteLength(whole) };
}

/** What is paid for, over what the articles have; and how long the memory makes it take. */
export async function benchPaid(): Promise<Figure[]> {
  const { objects, portsOf } = start();
  const story = textOf('Night ferry returns to the harbour', paragraphs);
  const { characters, bytes } = await countsOf(story);
  const upload = async (key: string, text: string) => {
    objects.set(`uploads/${key}`, Buffer.from(text));
    const ref = { bucket: 'uploads', key };
    const [foreseen] = await createEstimator(config, portsOf())(ref, { force: false });
    const outcome = await createPipeline(config, portsOf())(ref);
    const first = foreseen?.foreseen.status === 'foreseen' ? foreseen.foreseen.usage : undefined;
    const { charactersTranslated: all = 0 } = outcome.status === 'stored' ? outcome.result.usage : {};
    const { charactersTranslated = 0, requests = 0 } = first ?? {};
    return { first: charactersTranslated / 2, all: all / 2, requests: requests / 2 };
  };

  const fresh = await upload('fresh.txt', story);
  const again = await upload('fresh.txt', story);
  const copy = await upload('copy.txt', story);
  const [opening = '', ...others] = paragraphs;
  const edited = await upload(
    'fresh.txt',
    textOf('Night ferry returns to the harbour', [opening.replace(/\w+(?=[.!?])/, 'tomorrow'), ...others]),
  );

  // The same story from five sites: a headline of each one's own, paragraphs cut otherwise.
  const sites = start();
  let ofSites = 0;
  for (const [index, name] of [
    'Ferry is back',
    'Harbour sees ferry again',
    'Ferry sails',
    'Boats at night',
    'Islands',
  ].entries()) {
    const body: string[] = [];
    for (let at = 0; at < paragraphs.length; at += 1 + (index % 3))
      body.push(paragraphs.slice(at, at + 1 + (index % 3)).join(' '));
    sites.objects.set(`uploads/${index}.txt`, Buffer.from(textOf(name, body)));
    const ref = { bucket: 'uploads', key: `${index}.txt` };
    const [foreseen] = await createEstimator(config, sites.portsOf())(ref, { force: false });
    if (foreseen?.foreseen.status === 'foreseen') ofSites += foreseen.foreseen.usage.charactersTranslated / 2;
    await createPipeline(config, sites.portsOf())(ref);
  }

  /** Of a new article, through the whole pipeline, from the upload's event to its result. */
  const timeAdded = async (latency: number): Promise<number> => {
    const timed = async (memory?: TranslationMemory): Promise<number> => {
      const clock = new VirtualClock();
      const aws = createVirtualAws(clock, { ...storageLatency, TRANSLATE: latency });
      aws.objects.set('uploads/fresh.txt', Buffer.from(story));
      const work = processorOf(aws, memory);
      return clock.time(() => work({ bucket: 'uploads', key: 'fresh.txt' }));
    };
    const none = {
      lookUp: async () => new Map<string, string>(),
      madeByPeople: async () => new Set<string>(),
      remember: async () => undefined,
    };
    return ((await timed()) - (await timed(none))) / latency;
  };
  return [
    ratio('paid: new article, characters first sent over its own, a language', fresh.first / characters),
    ratio('paid: new article, second tries besides, over its own', (fresh.all - fresh.first) / characters),
    ratio('paid: the same upload again', again.all / characters),
    ratio('paid: the same text under another key', copy.all / characters),
    ratio('paid: one sentence edited, over its paragraph', edited.first / [...opening].length),
    ratio('paid: one story from five sites, in stories', ofSites / characters),
    ratio('paid: requests over bytes / 8,000 + 2', fresh.requests / (bytes / 8_000 + 2)),
    ratio('paid: time the memory adds over the engine’s, 1,000 ms a request', await timeAdded(1_000)),
    ratio('paid: time the memory adds over the engine’s, 400 ms a request', await timeAdded(400)),
    ratio('paid: time the memory adds over the engine’s, 200 ms a request', await timeAdded(200)),
    ratio('paid: time the memory adds over the engine’s, 100 ms a request', await timeAdded(100)),
  ];
}
