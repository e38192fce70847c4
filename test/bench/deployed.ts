import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandler } from '../../lib/bundled-handler.ts';
import { deployedNode } from '../e2e/deployment.ts';
import { type FunctionUnderTest, startFunction } from '../e2e/lambda-runtime.ts';
import { type AwsRequest, type AwsStub, StubQueue, startAwsStub } from '../stubs/aws-server.ts';
import { startTranslateStub } from '../stubs/translate-server.ts';
import { cpuMsOf } from './figures.ts';
import { paragraphsOf } from './made-article.ts';

/** What one article takes, in the mean. */
export interface ArticleCounts {
  /** Processor time of the function, in milliseconds. */
  readonly cpuMs: number;
  /** Bytes of its log. */
  readonly logBytes: number;
  readonly s3: Readonly<Record<'GET' | 'PUT' | 'DELETE', number>>;
  /** Objects written into the bucket of results: S3 tells EventBridge of each, as of each that is removed. */
  readonly resultEvents: number;
  /** Requests of the function to SQS. */
  readonly sqs: number;
  readonly eventsPut: number;
}

export interface DeployedRun {
  readonly characters: number;
  readonly article: ArticleCounts;
  /** Stored for one article, all its versions of texts, pages and memory. */
  readonly storedBytes: number;
  /** What the function of the front page takes for one article. */
  readonly front: ArticleCounts;
}

const warmUp = 20;
const counted = 40;
/** As many results as the front page's function is given at most. */
const frontBatch = 10;

/** A page as sites print them: 30 sentences of article, furniture and scripts around it. */
export function pageOf(index: number): string {
  const paragraphs = paragraphsOf(30, 30 * index).map((text) => `<p>${text}</p>`);
  const links = Array.from(
    { length: 60 },
    (_, item) => `<li><a href="/news/${item}">Headline number ${item} of the day</a></li>`,
  );
  const script = `<script>window.data=${JSON.stringify('x'.repeat(60_000))}</script>`;
  return `<!doctype html><html lang="en"><head><title>Night ferry ${index} returns to the harbour</title>${script}</head><body><nav><ul>${links.join('')}</ul></nav><main><article><h1>Night ferry ${index} returns to the harbour</h1>${paragraphs.join('\n')}</article></main><footer>${links.join('')}<p>© The Daily Pier, all rights reserved</p></footer></body></html>`;
}

/** What a function's bundle is started with, before stubs of AWS. */
export interface Stubs {
  readonly stub: AwsStub;
  readonly queue: StubQueue;
  readonly environment: Readonly<Record<string, string>>;
  /** Of every request that was billed. */
  readonly billed: readonly { readonly text: string }[];
  readonly close: () => Promise<void>;
}

export async function startStubs(onRequest: (request: AwsRequest) => void = () => undefined): Promise<Stubs> {
  const queue = new StubQueue('uploads');
  const postponed = new StubQueue('postponed');
  const stub = await startAwsStub({
    queues: [queue, postponed],
    fault: (request) => void onRequest(request),
  });
  const translate = await startTranslateStub();
  return {
    stub,
    queue,
    environment: {
      AWS_ENDPOINT_URL: stub.url,
      AWS_ENDPOINT_URL_TRANSLATE: translate.url,
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      RESULTS_BUCKET: 'results',
      SERVICE_NAME: 'bench',
      QUEUE_URL: stub.queueUrl(queue),
      POSTPONED_QUEUE_URL: stub.queueUrl(postponed),
      FRONT_BASE: 'https://news.example.org/',
    },
    billed: translate.requests,
    close: async () => {
      await translate.close();
      await stub.close();
    },
  };
}

/** The queue's message for an event of S3. */
export function messageOf(queue: StubQueue, bucket: string, key: string, index: number): object {
  const event = {
    'detail-type': 'Object Created',
    source: 'aws.s3',
    time: new Date().toISOString(),
    detail: { bucket: { name: bucket }, object: { key, size: 1 } },
  };
  return {
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body: JSON.stringify(event),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
    messageAttributes: {},
    eventSourceARN: queue.arn,
  };
}

/** Runs both functions' bundles in the deployed Node, one article after the other, before stubs of AWS that count. */
export async function runDeployed(): Promise<DeployedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-bench-'));
  const requests: AwsRequest[] = [];
  const stubs = await startStubs((request) => requests.push(request));
  const { stub, queue, environment, billed } = stubs;
  const started: FunctionUnderTest[] = [];
  const start = async (module: 'handler.ts' | 'front-handler.ts', client: string) => {
    bundleHandler(module, join(folder, client));
    const one = await startFunction(deployedNode(), join(folder, client, 'index.mjs'), {
      ...environment,
      AWS_ACCESS_KEY_ID: client,
    });
    started.push(one);
    return one;
  };
  try {
    const articles = await start('handler.ts', 'articles');
    const front = await start('front-handler.ts', 'front');
    const processOne = async (index: number): Promise<void> => {
      const key = `news/${index}.html`;
      stub.put(`uploads/${key}`, pageOf(index));
      await articles.invoke({ Records: [messageOf(queue, 'uploads', key, index)] });
      if (!stub.objects.has(`results/results/${key}/article.json`))
        throw new Error(`The function stored nothing:\n${articles.log()}`);
    };
    const showTen = (first: number): Promise<unknown> =>
      front.invoke({
        Records: Array.from({ length: frontBatch }, (_, offset) =>
          messageOf(queue, 'results', `results/news/${first + offset}.html/article.json`, first + offset),
        ),
      });
    const sizeOfResults = (): number =>
      [...stub.objects].reduce(
        (sum, [path, { bytes }]) => sum + (path.startsWith('results/') ? bytes.length : 0),
        0,
      );

    for (let index = 0; index < warmUp; index++) await processOne(index);
    for (let first = 0; first < warmUp; first += frontBatch) await showTen(first);
    const before = {
      requests: requests.length,
      size: sizeOfResults(),
      characters: charactersOf(billed),
    };
    const countFrom = (one: FunctionUnderTest, client: string) => {
      const cpu = cpuMsOf(one.pid);
      const log = one.log().length;
      return (): ArticleCounts => {
        const own = requests.slice(before.requests).filter((request) => request.client === client);
        const count = (service: AwsRequest['service'], action?: string): number =>
          own.filter(
            (request) => request.service === service && (action === undefined || request.action === action),
          ).length / counted;
        return {
          cpuMs: (cpuMsOf(one.pid) - cpu) / counted,
          logBytes: (one.log().length - log) / counted,
          s3: { GET: count('s3', 'GET'), PUT: count('s3', 'PUT'), DELETE: count('s3', 'DELETE') },
          resultEvents: count('s3', 'PUT') + count('s3', 'DELETE'),
          sqs: count('sqs'),
          eventsPut: count('events'),
        };
      };
    };
    const ofArticles = countFrom(articles, 'articles');
    for (let index = warmUp; index < warmUp + counted; index++) await processOne(index);
    const article = ofArticles();
    const characters = (charactersOf(billed) - before.characters) / counted;
    if (characters === 0) throw new Error(`The function had nothing translated:\n${articles.log()}`);
    const storedBytes = (sizeOfResults() - before.size) / counted;
    const ofFront = countFrom(front, 'front');
    for (let first = warmUp; first < warmUp + counted; first += frontBatch) await showTen(first);
    return {
      characters,
      article,
      storedBytes,
      front: ofFront(),
    };
  } finally {
    for (const one of started) await one.close();
    await stubs.close();
    rmSync(folder, { recursive: true });
  }
}

function charactersOf(requests: readonly { readonly text: string }[]): number {
  return requests.reduce((sum, { text }) => sum + [...text].length, 0);
}
