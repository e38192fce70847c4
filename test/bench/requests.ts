import { targetLanguages } from '../../lambda/article.ts';
import { createAmazonTranslator } from '../../lambda/aws/amazon-translator.ts';
import { createPatientTranslator } from '../../lambda/aws/patient-translator.ts';
import { createS3ArticleSource } from '../../lambda/aws/s3-article-source.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3ResultStore } from '../../lambda/aws/s3-result-store.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { createPipeline, type ProcessArticle } from '../../lambda/pipeline.ts';
import type { TranslationMemory } from '../../lambda/ports.ts';
import { randomNumbers } from '../quality/random-numbers.ts';
import { cpuMs, type Figure, ratio } from './figures.ts';
import { paragraphsOf } from './made-article.ts';
import { createVirtualAws, type RequestKind, type VirtualAws } from './virtual-aws.ts';
import { VirtualClock } from './virtual-clock.ts';

/** S3 within a region, small objects; assumed: only their proportion to the engine's latency matters. */
export const storageLatency = { GET: 20, PUT: 30, DELETE: 20 } as const;

/**
 * What has to wait for what, whatever the design: the upload, the reservation, the translation, the removal of an earlier result's
 * commit mark, then of its files, the new files, their commit mark. An earlier result is looked for beside the first, people's translations
 * beside the second, and the entry in the memory is written beside what comes after the translation.
 */
const chain: readonly { readonly kind: RequestKind; readonly isOneRequest?: true }[] = [
  { kind: 'GET' },
  { kind: 'PUT' },
  { kind: 'TRANSLATE' },
  { kind: 'DELETE', isOneRequest: true },
  { kind: 'DELETE' },
  { kind: 'PUT' },
  { kind: 'PUT', isOneRequest: true },
];

/** By so much of its latency a request takes longer or shorter, evenly spread. */
const jitter = 0.25;

/**
 * The pipeline with the adapters of the function, before an AWS of known latency.
 *
 * @param memory @default the function's, in the bucket, with its reservations
 */
export function processorOf(aws: VirtualAws, memory?: TranslationMemory): ProcessArticle {
  const workEnds = Number.MAX_SAFE_INTEGER;
  const invocation = { id: 'bench', endsAt: workEnds };
  const packs = createS3Packs(aws.s3, 'results');
  return createPipeline(
    { targets: targetLanguages },
    {
      source: createS3ArticleSource(aws.s3),
      translator: createPatientTranslator(createAmazonTranslator(aws.translate), {
        workEnds,
        clock: Date.now,
        random: () => 0.5,
      }),
      memory: memory ?? createS3TranslationMemory(aws.s3, 'results', packs),
      reservations:
        memory === undefined
          ? createS3Reservations(aws.s3, 'results', packs, invocation, workEnds, Date.now)
          : undefined,
      results: createS3ResultStore(aws.s3, 'results'),
      log: { info: () => undefined, error: () => undefined },
      now: () => new Date(),
    },
  );
}

/** One article's way through the pipeline, by the clock of its requests; what this machine computes is told apart. */
export async function benchRequests(): Promise<Figure[]> {
  const upload = `Night ferry returns to the harbour\n\n${paragraphsOf(60).join('\n\n')}\n`;
  const figures: Figure[] = [];
  let count = 0;
  const process = async (latency: number, spread = 0) => {
    const clock = new VirtualClock();
    const latencies = { ...storageLatency, TRANSLATE: latency };
    const random = randomNumbers(latency);
    const aws = createVirtualAws(
      { sleep: (ms) => clock.sleep(ms * (1 + spread * (2 * random() - 1))) },
      latencies,
    );
    const key = `ferry-${count++}.txt`;
    aws.objects.set(`uploads/${key}`, Buffer.from(upload));
    const work = processorOf(aws);
    let ms = 0;
    const cpu = await cpuMs(async () => {
      ms = await clock.time(async () => {
        const { status } = await work({ bucket: 'uploads', key });
        if (status !== 'stored') throw new Error(`The article of the bench was ${status}`);
      });
    });
    // A step of many requests lasts as long as its slowest.
    const ideal = chain.reduce(
      (sum, { kind, isOneRequest }) => sum + latencies[kind] * (1 + (isOneRequest === true ? 0 : spread)),
      0,
    );
    return { ms, cpu, ideal, requests: aws.requests };
  };
  await process(50);
  for (const latency of [50, 100, 200]) {
    const even = await process(latency);
    const uneven = await process(latency, jitter);
    figures.push(
      ratio(
        `overlap: article over its longest chain of requests, engine of ${latency} ms`,
        even.ms / even.ideal,
      ),
      ratio(
        `overlap: the same, requests up to ${100 * jitter} % longer or shorter, engine of ${latency} ms`,
        uneven.ms / uneven.ideal,
      ),
    );
  }
  const { cpu, requests } = await process(100);
  const ofKind = (kind: RequestKind): number => requests.filter((one) => one === kind).length;
  return [
    ...figures,
    ...(['GET', 'PUT', 'DELETE', 'TRANSLATE'] as const).map((kind) => ({
      name: `overlap: requests ${kind}, article of 60 sentences`,
      value: ofKind(kind),
      unit: '',
    })),
    { name: 'overlap: processor time of an article of 60 sentences', value: cpu, unit: 'ms' },
  ];
}
