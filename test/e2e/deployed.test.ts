import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole, enforceRights, hasMoto, type Moto, motoHint, startMoto } from '../stubs/moto.ts';
import { startTranslateStub, type TranslateStub } from '../stubs/translate-server.ts';
import { type Deployment, deploy, deployedNode, destroy, diff, filesBelow } from './deployment.ts';
import { articleText } from './feed.ts';
import { type FunctionUnderTest, startFunction } from './lambda-runtime.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sampleFile = join(root, 'bin/sample/night-ferry.txt');
const isMissing = !hasMoto();
if (isMissing && process.env.CI !== 'true') process.stderr.write(`${motoHint}\n`);

describe.skipIf(isMissing && process.env.CI !== 'true')('the deployed stack', () => {
  let moto: Moto;
  let translate: TranslateStub;
  let deployment: Deployment;
  let handler: FunctionUnderTest;
  let s3: S3Client;
  let sqs: SQSClient;
  /** Characters that the command line, and not the function, had translated. */
  let sentFromLaptop = 0;
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-e2e-'));

  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, moto.environment);
    translate = await startTranslateStub();
    s3 = new S3Client({ endpoint: moto.url, region: 'us-east-1', forcePathStyle: true });
    sqs = new SQSClient({ endpoint: moto.url, region: 'us-east-1' });
    deployment = await deploy(moto, folder, s3, 'dev');
    handler = await startHandler();
  });
  afterAll(async () => {
    await handler?.close();
    await translate?.close();
    moto?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const startHandler = (): Promise<FunctionUnderTest> =>
    startFunction(deployedNode(), deployment.handlerFile, {
      ...deployment.environment,
      ...moto.environment,
      AWS_ENDPOINT_URL_TRANSLATE: translate.url,
    });
  const charactersSent = (): number =>
    translate.requests
      .filter(({ client }) => client === 'test')
      .reduce((sum, { text }) => sum + [...text].length, 0);
  const upload = (key: string, body: string | Uint8Array): Promise<unknown> =>
    s3.send(new PutObjectCommand({ Bucket: deployment.uploads, Key: key, Body: body }));

  /** Takes what waits in the queue and hands it to the function, as the event source mapping does; deletes what succeeded. */
  async function drain(): Promise<{ readonly failed: number; readonly handled: number }> {
    let failed = 0;
    let handled = 0;
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: deployment.queueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
        }),
      );
      if (Messages.length === 0) return { failed, handled };
      const Records = Messages.map(({ MessageId, Body, ReceiptHandle }: Message) => ({
        messageId: MessageId,
        receiptHandle: ReceiptHandle,
        body: Body,
      }));
      const answer = (await handler.invoke({ Records })) as {
        batchItemFailures: { itemIdentifier: string }[];
      };
      const failures = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      failed += failures.size;
      handled += Messages.length;
      for (const { MessageId, ReceiptHandle } of Messages) {
        if (!failures.has(MessageId ?? ''))
          await sqs.send(new DeleteMessageCommand({ QueueUrl: deployment.queueUrl, ReceiptHandle }));
      }
    }
  }

  async function resultsOf(key: string): Promise<Record<string, string>> {
    const Prefix = `results/${key}/`;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: deployment.results, Prefix }));
    const entries = Contents.map(async ({ Key = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: deployment.results, Key }));
      return [Key.slice(Prefix.length), (await Body?.transformToString()) ?? ''] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  it('gives for an upload what the command line gives for the file', async () => {
    const key = 'news/2026/night-ferry.txt';
    const local = join(folder, 'local');
    mkdirSync(join(local, 'in/news/2026'), { recursive: true });
    cpSync(sampleFile, join(local, 'in', key));
    await promisify(execFile)(
      'npx',
      ['tsx', 'bin/tribrief.ts', join(local, 'in'), '--translator', 'amazon', '--out', join(local, 'out')],
      {
        cwd: root,
        env: { ...process.env, AWS_ENDPOINT_URL_TRANSLATE: translate.url },
      },
    );
    sentFromLaptop = charactersSent();
    await upload(key, readFileSync(sampleFile));
    expect(await drain()).toEqual({ failed: 0, handled: 1 });

    const fromLaptop = filesBelow(join(local, 'out', key));
    const fromAws = await resultsOf(key);
    expect(Object.keys(fromAws).sort()).toEqual(Object.keys(fromLaptop).sort());
    const { upload: identity, processedAt, ...article } = JSON.parse(fromAws['article.json'] ?? '');
    const {
      upload: localIdentity,
      processedAt: localTime,
      ...localArticle
    } = JSON.parse(fromLaptop['article.json'] ?? '');
    expect(article).toEqual(localArticle);
    expect(identity).toMatchObject({ bucket: deployment.uploads, ...localIdentity });
    const withoutTime = (text = '', time: string): string =>
      text.replaceAll(time, '').replaceAll(time.slice(11, 16), '');
    // A Word file has its time in compressed bytes; its own test compares them.
    for (const name of Object.keys(fromAws).filter((file) => !/^article\.json$|\.docx$/.test(file)))
      expect(withoutTime(fromAws[name], processedAt)).toBe(withoutTime(fromLaptop[name], localTime));
    expect(article.translations.ko.status).toBe('complete');
    expect(article.usage.charactersTranslated).toBeGreaterThan(1000);
  });

  it('sends nothing for the same file again, nor for its copy under another key', async () => {
    const before = translate.requests.length;
    await upload('news/2026/night-ferry.txt', readFileSync(sampleFile));
    await upload('elsewhere.txt', readFileSync(sampleFile));
    expect(await drain()).toEqual({ failed: 0, handled: 2 });
    expect(translate.requests).toHaveLength(before);
    expect(
      JSON.parse((await resultsOf('elsewhere.txt'))['article.json'] ?? '').translations.ja.translator,
    ).toBe('memory');
  });

  it.each(['with space + plus & 100%.txt', '기사/속보 😀.txt', '日本語？.txt'])(
    'finds its way with the key %s',
    async (key) => {
      await upload(key, readFileSync(sampleFile));
      expect(await drain()).toEqual({ failed: 0, handled: 1 });
      expect(Object.keys(await resultsOf(key))).toContain('article.json');
    },
  );

  it.each([
    ['empty.txt', '', 'empty'],
    ['program.txt', readFileSync(process.execPath).subarray(0, 4096), 'unsupported-type'],
    ['bytes.txt', Uint8Array.from({ length: 2000 }, (_, index) => (index * 97) % 256), 'undecodable'],
    ['login.html', '<html><body><form><p>Log in to read on</p></form></body></html>', 'no-article'],
    ['huge.txt', 'x'.repeat(10_000_001), 'too-large'],
  ])('rejects %s with its reason, once, and acknowledges it', async (key, body, reason) => {
    await upload(key, body);
    expect(await drain()).toEqual({ failed: 0, handled: 1 });
    const results = await resultsOf(key);
    expect(Object.keys(results)).toEqual(['rejection.json']);
    expect(JSON.parse(results['rejection.json'] ?? '')).toMatchObject({ reason, upload: { key } });
  });

  it('gives each article of an archive its own result, and lists them', async () => {
    const archive = zipSync({
      'night-ferry.txt': readFileSync(sampleFile),
      'desk/둘째.txt': strToU8(articleText(1, 1)),
      'empty.txt': new Uint8Array(),
      'photo.jpg': strToU8('no article'),
    });
    const before = translate.requests.map(({ text }) => text).join('\n');
    await upload('news/day.zip', archive);
    expect(await drain()).toEqual({ failed: 0, handled: 1 });
    const results = await resultsOf('news/day.zip');
    const manifest = JSON.parse(results['article.json'] ?? '');
    expect(manifest).toMatchObject({ mediaType: 'application/zip', skipped: ['photo.jpg'] });
    const complete = { ko: { status: 'complete' }, ja: { status: 'complete' } };
    expect(manifest.articles).toMatchObject([
      { entry: 'night-ferry.txt', status: 'stored', translations: complete },
      { entry: 'desk/둘째.txt', status: 'stored', translations: complete },
      { entry: 'empty.txt', status: 'rejected', reason: 'empty' },
    ]);
    const alone = await resultsOf('news/2026/night-ferry.txt');
    expect(results['night-ferry.txt/article.ko.txt']).toBe(alone['article.ko.txt']);
    expect(results['desk/둘째.txt/summary.ja.txt']).not.toBe('');
    expect(JSON.parse(results['empty.txt/rejection.json'] ?? '')).toMatchObject({ reason: 'empty' });
    // The article that was known by itself is not paid for again.
    const sent = translate.requests
      .map(({ text }) => text)
      .join('\n')
      .slice(before.length);
    expect(sent).toContain(articleText(1, 1).split('\n')[0]);
    expect(sent).not.toContain('hydrogen');

    await upload('news/day.zip', archive);
    expect(await drain()).toEqual({ failed: 0, handled: 1 });
    expect(handler.log()).toContain('"message":"unchanged"');
  });

  it('acknowledges a folder made in the console, S3’s test message and an upload that is gone', async () => {
    await upload('folder/', '');
    expect(await drain()).toEqual({ failed: 0, handled: 1 });
    const bodies = [
      { Event: 's3:TestEvent' },
      { detail: { bucket: { name: deployment.uploads }, object: { key: 'never-there.txt', size: 5 } } },
    ];
    const Records = bodies.map((body, index) => ({ messageId: String(index), body: JSON.stringify(body) }));
    expect(await handler.invoke({ Records })).toEqual({ batchItemFailures: [] });
    expect(await resultsOf('folder/')).toEqual({});
  });

  it('returns a message that it can’t read, and that one alone', async () => {
    const Records = [
      { messageId: 'good', body: JSON.stringify({ Event: 's3:TestEvent' }) },
      { messageId: 'bad', body: 'no JSON' },
    ];
    expect(await handler.invoke({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  });

  it('reads native S3 events, whose keys are form-encoded', async () => {
    await upload('native/a b+c 한.txt', readFileSync(sampleFile));
    await drain();
    const body = {
      Records: [
        {
          eventName: 'ObjectCreated:Put',
          s3: {
            bucket: { name: deployment.uploads },
            object: { key: 'native/a+b%2Bc+%ED%95%9C.txt', size: 9 },
          },
        },
      ],
    };
    expect(await handler.invoke({ Records: [{ messageId: 'native', body: JSON.stringify(body) }] })).toEqual({
      batchItemFailures: [],
    });
    expect(handler.log()).toContain('native/a b+c 한.txt');
  });

  it('shows on the front page what was stored and what was rejected', async () => {
    const front = await startFunction(deployedNode(), deployment.frontHandlerFile, {
      ...deployment.frontEnvironment,
      ...moto.environment,
    });
    const changes: { messageId?: string; body?: string }[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: deployment.changesUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
        }),
      );
      if (Messages.length === 0) break;
      for (const { MessageId, Body, ReceiptHandle } of Messages) {
        changes.push({ messageId: MessageId, body: Body });
        await sqs.send(new DeleteMessageCommand({ QueueUrl: deployment.changesUrl, ReceiptHandle }));
      }
    }
    expect(changes.length).toBeGreaterThan(5);
    for (let start = 0; start < changes.length; start += 10)
      await front.invoke({ Records: changes.slice(start, start + 10) });
    await front.close();
    const read = async (name: string): Promise<string> => {
      const { Body } = await s3.send(
        new GetObjectCommand({ Bucket: deployment.results, Key: `results/${name}` }),
      );
      return (await Body?.transformToString()) ?? '';
    };
    const page = await read('index.html');
    expect(page).toContain('href="./news/2026/night-ferry.txt/index.html#ko"');
    expect(page).toContain('./%EA%B8%B0%EC%82%AC/%EC%86%8D%EB%B3%B4%20%F0%9F%98%80.txt/index.html');
    expect(page).toContain('최대 10MB까지 처리합니다.');
    const day = new Date().toISOString().slice(0, 10);
    expect((await read(`index.${day}.html`)).length).toBeGreaterThan(1000);
    expect(JSON.parse(await read('feed.ja.json')).items.length).toBeGreaterThan(1);
  });

  it('mirrors the results to a folder, and lists them anew', async () => {
    const run = async (command: string, ...args: string[]): Promise<string> => {
      const { stdout } = await promisify(execFile)('npx', ['tsx', `bin/${command}.ts`, ...args], {
        cwd: root,
        env: { ...process.env, ...moto.environment, AWS_ENDPOINT_URL: moto.url },
      });
      return stdout;
    };
    const pulled = join(folder, 'pulled');
    expect(await run('pull', pulled, 'Tribrief-dev')).toMatch(/: \d{2,} fetched, 0 unchanged, 0 removed\./);
    expect(readFileSync(join(pulled, 'index.html'), 'utf8')).toContain('night-ferry.txt');
    expect(readFileSync(join(pulled, 'news/2026/night-ferry.txt/summary.ko.txt'), 'utf8')).not.toBe('');
    expect(await run('pull', pulled, 'Tribrief-dev')).toMatch(/: 0 fetched, \d{2,} unchanged, 0 removed\./);

    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: deployment.results, Prefix: 'results/' }),
    );
    const results = Contents.filter(({ Key = '' }) => /\/(?:article|rejection)\.json$/.test(Key)).length;
    expect(await run('relist', 'Tribrief-dev')).toBe(
      `${results} results of Tribrief-dev are on their way to the front page\n`,
    );
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: deployment.changesUrl,
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    expect(Attributes?.ApproximateNumberOfMessages).toBe(String(results));
  });

  it('counts what it did in CloudWatch’s format, under the name of the stack', () => {
    const metrics = handler
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes('"_aws"'))
      .map((line) => JSON.parse(line));
    const sumOf = (name: string): number =>
      metrics.flatMap((line) => line[name] ?? []).reduce((sum: number, value: number) => sum + value, 0);
    expect(new Set(metrics.map(({ service }) => service))).toEqual(new Set(['Tribrief-dev']));
    expect(metrics[0]?._aws.CloudWatchMetrics[0].Namespace).toBe('Tribrief');
    expect(sumOf('ArticlesStored')).toBeGreaterThanOrEqual(5);
    // Five uploads and an article of the archive.
    expect(sumOf('ArticlesRejected')).toBe(6);
    expect(sumOf('ArticlesUnchanged')).toBeGreaterThanOrEqual(1);
    const sent = charactersSent() - sentFromLaptop;
    expect(sumOf('CharactersTranslated')).toBe(sent);
    expect(sumOf('DollarsSpent')).toBeCloseTo(sent * 15e-6, 6);
  });

  it('leaves nothing among the dead letters and no article text in the log', async () => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: deployment.deadLettersUrl,
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    expect(Attributes?.ApproximateNumberOfMessages).toBe('0');
    expect(handler.log()).not.toContain('hydrogen');
    writeFileSync(join(folder, 'function.log'), handler.log());
  });

  it('may read uploads and what commits results, write results, memory and state, and nothing else', async () => {
    const { uploads, results } = deployment;
    const client = new S3Client({
      endpoint: moto.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: await assumeRole(moto, deployment.roleArn),
    });
    const get = (Bucket: string, Key: string) => client.send(new GetObjectCommand({ Bucket, Key }));
    const put = (Bucket: string, Key: string) =>
      client.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));
    const remove = (Bucket: string, Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key }));
    const list = (Bucket: string) => client.send(new ListObjectsV2Command({ Bucket }));
    const result = 'results/news/2026/night-ferry.txt';
    await enforceRights(moto, true);
    try {
      await get(uploads, 'elsewhere.txt');
      await get(results, `${result}/article.json`);
      for (const key of ['results/a/rejection.json', 'memory/engine/en-ko/a.json', 'state/uploads/a.json']) {
        await put(results, key);
        await get(results, key);
      }
      await remove(results, 'results/a/rejection.json');

      const denied = {
        'list uploads': () => list(uploads),
        'write an upload': () => put(uploads, 'elsewhere.txt'),
        'delete an upload': () => remove(uploads, 'elsewhere.txt'),
        'list results': () => list(results),
        'read an article': () => get(results, `${result}/article.ko.txt`),
        'read the page of an article': () => get(results, `${result}/index.html`),
        'write beside results, memory and state': () => put(results, 'elsewhere.txt'),
        'write the ledger of the front page': () => put(results, 'front/state.json'),
        'write what people translated': () => put(results, 'memory/people/en-ko/a.json'),
        'delete from the memory': () => remove(results, 'memory/engine/en-ko/a.json'),
        'delete from the state': () => remove(results, 'state/uploads/a.json'),
        'change who may': () =>
          client.send(new PutBucketPolicyCommand({ Bucket: uploads, Policy: JSON.stringify({}) })),
      };
      for (const [what, attempt] of Object.entries(denied))
        await expect(attempt(), what).rejects.toMatchObject({ name: 'AccessDenied' });
    } finally {
      await enforceRights(moto, false);
    }
  });

  it('has nothing to deploy where nothing was changed', () => {
    expect(diff(moto, folder, 'dev')).toBe('');
  });

  it('stands beside prod, leaves nothing when it is deleted, and prod keeps its data', async () => {
    const prod = await deploy(moto, folder, s3, 'prod');
    expect(prod.buckets.filter((name) => deployment.buckets.includes(name))).toEqual([]);
    await s3.send(new PutObjectCommand({ Bucket: prod.uploads, Key: 'kept.txt', Body: 'kept' }));
    await handler.close();
    // What CDK's function does when the stack is deleted, which the emulator can't run.
    for (const bucket of deployment.buckets) await empty(bucket);
    const names = async (): Promise<string[]> =>
      (await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name = '' }) => Name) ?? [];
    const nameOf = (url: string): string | undefined => url.split('/').at(-1);
    const queues = async (): Promise<readonly (string | undefined)[]> =>
      ((await sqs.send(new ListQueuesCommand({}))).QueueUrls ?? []).map(nameOf);

    destroy(moto, folder, 'dev');
    expect((await names()).filter((name) => deployment.buckets.includes(name))).toEqual([]);
    expect(await queues()).not.toContain(nameOf(deployment.queueUrl));
    expect(await queues()).toContain(nameOf(prod.queueUrl));

    destroy(moto, folder, 'prod');
    expect(await names()).toEqual(expect.arrayContaining([...prod.buckets]));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: prod.uploads, Key: 'kept.txt' }));
    expect(await Body?.transformToString()).toBe('kept');
    expect(await queues()).toEqual([]);
  });

  it('works on a bucket of uploads that is there already, and leaves it when it is deleted', async () => {
    const newsroom = 'newsroom-feed';
    await s3.send(new CreateBucketCommand({ Bucket: newsroom }));
    deployment = await deploy(moto, folder, s3, 'dev', newsroom);
    expect(deployment.buckets).not.toContain(newsroom);
    handler = await startHandler();
    await upload('night-ferry.txt', readFileSync(sampleFile));
    expect(await drain()).toEqual({ failed: 0, handled: 1 });
    expect(Object.keys(await resultsOf('night-ferry.txt'))).toContain('article.json');

    for (const bucket of deployment.buckets) await empty(bucket);
    destroy(moto, folder, 'dev');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: newsroom, Key: 'night-ferry.txt' }));
    expect(await Body?.transformToString()).toBe(readFileSync(sampleFile, 'utf8'));
  });

  async function empty(Bucket: string): Promise<void> {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    for (const { Key = '', VersionId } of [...Versions, ...DeleteMarkers])
      await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
});
