import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetLanguage } from '../../lambda/article.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import type { TranslationMemory } from '../../lambda/ports.ts';
import { namesReadBack } from '../../lambda/store/result-keys.ts';
import { findsTerms, termsFor } from '../../lambda/translate/terminology.ts';
import { digestsOfTerms } from '../../lambda/translate/translate.ts';
import {
  type AwsFault,
  type AwsRequest,
  type AwsStub,
  type StoredObject,
  StubQueue,
  startAwsStub,
} from '../stubs/aws-server.ts';
import {
  type Fault,
  startTranslateStub,
  type TranslateRequest,
  type TranslateStub,
} from '../stubs/translate-server.ts';
import { bundledHandler, deployedNode } from './deployment.ts';
import { articleText, comparable, expectedResult, functionConfig, randomFrom } from './feed.ts';
import { startFunction } from './lambda-runtime.ts';
import { startWorkers, type Workers } from './workers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const articles = Number(process.env.E2E_ARTICLES ?? 60);

/** What goes wrong, as shares of requests or of invocations. */
const faults = {
  throttled: 0.2,
  failing: 0.05,
  storeFailing: 0.03,
  killed: 0.03,
  duplicated: 0.1,
  replaced: 0.1,
  copied: 0.05,
  empty: 0.03,
};
/** The store fails altogether, for longer than the SDK tries as a rule. */
const storeOutage = { everyMs: 20_000, lastsMs: 2_000 };
const workerCount = 4;
/** How long a second lasts where the function asks for a delay: an hour of waiting passes in two minutes. */
const secondMs = 30;
/** Characters a day; a limit all the same, so that they are counted. */
const unlimited = 1e12;
/** The engine answers at most so many requests that a stopped function had no time to write down: four a language. */
const mostUnderWay = 8;
/** For whatever hangs; the test itself measures how fast the machine is. */
const hangsMs = 600_000 + articles * 10_000;

/** Times that follow from how long an undisturbed article takes here. */
interface Pace {
  /** Of an invocation. */
  readonly timeoutMs: number;
  /** Longer than a stopped function's leases last: ten seconds after its time. */
  readonly visibilityMs: number;
  /** By when everything is done, unless it hangs. */
  readonly limitMs: number;
}
const paceFor = (articleMs: number): Pace => {
  // Deployed it is two hundred times; with less than this, a machine busy with others stops functions at work like any other.
  const timeoutMs = Math.max(20_000, 60 * articleMs);
  return {
    timeoutMs,
    visibilityMs: timeoutMs + 11_000,
    limitMs: 10 * timeoutMs + articles * Math.max(1500, 20 * articleMs),
  };
};

const nameOf = (target: string, segment: string): string => `${target} ${segment}`;

const eventOf = (key: string, size: number, versionId?: string): string =>
  JSON.stringify({
    'detail-type': 'Object Created',
    source: 'aws.s3',
    time: new Date().toISOString(),
    detail: { bucket: { name: 'uploads' }, object: { key, size, 'version-id': versionId } },
  });

/** A file of a result that the function has no right to read. */
const isUnreadable = (path: string): boolean =>
  path.startsWith('results/results/') && !namesReadBack.some((name) => path.endsWith(`/${name}`));

interface Upload {
  readonly key: string;
  readonly at: number;
}

describe(`a feed of ${articles} articles, with everything going wrong at random`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-faults-'));
  const random = randomFrom('fault run');
  const uploads: Upload[] = [];
  const plans = new Map<string, { left: number; readonly when: 'before' | 'after' }>();
  /** By process: how many requests had been billed when its latest invocation began. */
  const billedBefore = new Map<string, number>();
  /** By stopped process: the requests whose answer it had no time to write down, and the segments that were in them. */
  const lost = new Map<string, { readonly requests: number; readonly segments: ReadonlySet<string> }>();
  let isCalm = true;
  let isOutage = false;
  let pace: Pace;
  let deadLetters: StubQueue;
  let queue: StubQueue;
  let postponed: StubQueue;
  let stub: AwsStub;
  let memory: TranslationMemory;
  let translate: TranslateStub;
  let workers: Workers;
  let environment: Record<string, string>;
  let handlerFile: string;

  /** Is it this request at which the worker is to be stopped? */
  function isStopped(client: string): { readonly when: 'before' | 'after' } | undefined {
    const plan = plans.get(client);
    if (plan === undefined || --plan.left > 0) return undefined;
    plans.delete(client);
    workers.kill(client);
    return plan;
  }

  const awsFault = ({ service, client, action, path }: AwsRequest): AwsFault | undefined => {
    if (!client.startsWith('W')) return undefined;
    if (action === 'GET' && isUnreadable(path)) return { when: 'before', status: 403, code: 'AccessDenied' };
    const stopped = isStopped(client);
    if (stopped !== undefined) return { when: stopped.when, silent: true };
    if (isCalm) return undefined;
    if (service === 's3' && Date.now() % storeOutage.everyMs < storeOutage.lastsMs)
      return { when: 'before', status: 503, code: 'ServiceUnavailable' };
    if (random() >= faults.storeFailing) return undefined;
    const when = random() < 0.5 ? 'before' : 'after';
    return service === 's3' && random() < 0.5
      ? { when, status: 503, code: 'SlowDown' }
      : { when, status: 500, code: 'InternalError' };
  };

  const translateFault = ({ client }: TranslateRequest): ReturnType<Fault> => {
    const stopped = isStopped(client);
    if (stopped !== undefined) return { silent: true, isBilled: stopped.when === 'after' };
    if (isOutage) return { status: 503, name: 'ServiceUnavailableException' };
    const dice = isCalm ? 1 : random();
    if (dice < faults.throttled) return { status: 400, name: 'TooManyRequestsException' };
    if (dice < faults.throttled + faults.failing) return { status: 500, name: 'InternalServerException' };
    return undefined;
  };

  /** Looks what a stopped process has left in the memory of the answers it had in its last invocation. */
  async function onStopped(client: string): Promise<void> {
    let requests = 0;
    const segments = new Set<string>();
    for (const { text, target } of translate.requests
      .slice(billedBefore.get(client))
      .filter((one) => one.client === client)) {
      const lines = text.split('\n');
      const pair = { source: 'en', target: target as TargetLanguage, origin: 'amazon-translate' };
      const terminology = digestsOfTerms(findsTerms(termsFor(functionConfig.terminology, pair)));
      // An entry is of the terms that stand in its segment, where the engine was given them.
      const scopes = [pair, { ...pair, terminology }];
      let isWhole = true;
      for (const line of lines) {
        // One by one: of many, those are not asked for that can be told to be unknown.
        const found = await Promise.all(scopes.map((scope) => memory.lookUp([line], scope)));
        if (found.some((known) => known.has(line))) continue;
        segments.add(nameOf(target, line));
        isWhole = false;
      }
      if (!isWhole) requests++;
    }
    lost.set(client, { requests, segments });
  }

  /** @param name unlike that of any workers before */
  const start = (name: string, maxCharactersPerDay: number): Workers =>
    startWorkers({
      name: `W${name}.`,
      node: deployedNode(),
      handlerFile,
      environment: {
        ...environment,
        AWS_ENDPOINT_URL_TRANSLATE: translate.url,
        RESULTS_BUCKET: 'results',
        SERVICE_NAME: 'Tribrief-dev',
        QUEUE_URL: stub.queueUrl(queue),
        POSTPONED_QUEUE_URL: stub.queueUrl(postponed),
        MAX_CHARACTERS_PER_DAY: String(maxCharactersPerDay),
      },
      count: workerCount,
      timeoutMs: pace.timeoutMs,
      queues: [queue, postponed],
      onInvoke: (client) => {
        billedBefore.set(client, translate.requests.length);
        if (!isCalm && random() < faults.killed)
          plans.set(client, {
            left: 1 + Math.floor(random() * 150),
            when: random() < 0.5 ? 'before' : 'after',
          });
      },
      onStopped,
    });

  /** How long the function takes for an article, undisturbed and started already. */
  async function measureArticle(): Promise<number> {
    const queues = [new StubQueue('queue'), new StubQueue('postponed')] as const;
    const calm = await startAwsStub({ queues });
    const engine = await startTranslateStub();
    const handler = await startFunction(deployedNode(), handlerFile, {
      ...environment,
      AWS_ENDPOINT_URL: calm.url,
      AWS_ENDPOINT_URL_TRANSLATE: engine.url,
      RESULTS_BUCKET: 'results',
      SERVICE_NAME: 'Tribrief-dev',
      QUEUE_URL: calm.queueUrl(queues[0]),
      POSTPONED_QUEUE_URL: calm.queueUrl(queues[1]),
    });
    let took = 0;
    for (const number of [-1, -2]) {
      const key = `${number}.txt`;
      calm.put(`uploads/${key}`, articleText(number, 1));
      const started = Date.now();
      await handler.invoke({ Records: [{ messageId: key, body: eventOf(key, 1) }] });
      took = Date.now() - started;
    }
    await Promise.all([handler.close(), engine.close(), calm.close()]);
    return took;
  }

  beforeAll(async () => {
    environment = {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    handlerFile = bundledHandler(folder);
    pace = paceFor(await measureArticle());
    const { visibilityMs } = pace;
    deadLetters = new StubQueue('dead-letters', { secondMs });
    queue = new StubQueue('queue', {
      visibilityMs,
      maxReceives: 5,
      deadLetters,
      secondMs,
    });
    postponed = new StubQueue('postponed', { visibilityMs, secondMs });
    const queues = [queue, postponed, deadLetters];
    const stacks: Record<string, Record<string, string>> = { 'Tribrief-dev': {} };
    stub = await startAwsStub({ queues, fault: awsFault, stacks, versioned: ['uploads'] });
    stacks['Tribrief-dev'] = {
      QueueUrl: stub.queueUrl(queue),
      DeadLetterQueueUrl: stub.queueUrl(deadLetters),
      UploadsBucketName: 'uploads',
      ResultsBucketName: 'results',
    };
    environment.AWS_ENDPOINT_URL = stub.url;
    const s3 = new S3Client({
      endpoint: stub.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    memory = createS3TranslationMemory(s3, 'results', createS3Packs(s3, 'results'));
    translate = await startTranslateStub({ fault: translateFault });
    workers = start('A', unlimited);
  });
  afterAll(async () => {
    await workers?.close();
    await translate?.close();
    await stub?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function upload(key: string, text: string): void {
    const { versionId } = stub.put(`uploads/${key}`, text);
    uploads.push({ key, at: Date.now() });
    const body = eventOf(key, text.length, versionId);
    // Anywhere within the next moments, so that events overtake one another; some come twice.
    const delay = (): number => random() * 400;
    queue.send(body, {}, delay());
    if (random() < faults.duplicated) queue.send(body, {}, delay());
  }

  /** Waits for something that comes by itself. */
  async function until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + pace.limitMs;
    while (!isSo()) {
      workers.check();
      if (Date.now() > deadline)
        throw new Error(`${what}, still not after ${pace.limitMs / 1000} s:\n${workers.log().slice(-4000)}`);
      await new Promise((later) => setTimeout(later, 50));
    }
  }
  const drained = (): Promise<void> =>
    until(() => queue.messages.length + postponed.messages.length === 0, 'No message is left');

  /** The files of every result, by the key of its upload. */
  function resultsByKey(): Map<string, Map<string, StoredObject>> {
    const found = new Map<string, Map<string, StoredObject>>();
    const prefix = 'results/results/';
    for (const [path, object] of stub.objects) {
      if (!path.startsWith(prefix)) continue;
      const end = path.lastIndexOf('/');
      const key = path.slice(prefix.length, end);
      const files = found.get(key) ?? new Map<string, StoredObject>();
      found.set(key, files.set(path.slice(end + 1), object));
    }
    return found;
  }

  const digested = (files: ReadonlyMap<string, string>): Map<string, string> =>
    new Map([...files].map(([name, text]) => [name, createHash('sha256').update(text).digest('base64')]));
  const expectations = new Map<string, Map<string, string>>();
  async function expectedDigests(key: string): Promise<Map<string, string>> {
    const { bytes, etag } = stub.objects.get(`uploads/${key}`) ?? { bytes: Buffer.alloc(0), etag: '' };
    const expected = expectations.get(key + etag) ?? digested(await expectedResult(key, bytes));
    expectations.set(key + etag, expected);
    return expected;
  }

  async function wrongResults(): Promise<string[]> {
    const wrong: string[] = [];
    const results = resultsByKey();
    for (const key of new Set(uploads.map((one) => one.key))) {
      const expected = await expectedDigests(key);
      const texts = [...(results.get(key) ?? [])].map(
        ([name, { bytes }]) => [name, bytes.toString('utf8')] as const,
      );
      const found = digested(comparable(new Map(texts)));
      const differing = [...new Set([...found.keys(), ...expected.keys()])].filter(
        (name) => found.get(name) !== expected.get(name),
      );
      if (differing.length > 0) wrong.push(`${key}: ${differing.join(' ')}`);
    }
    return wrong;
  }

  /**
   * What was billed, by segment and language. A segment may be billed again for one reason alone: the process that had its
   * answer was stopped before the translation was in the memory.
   */
  function billing() {
    const billedTo = new Map<string, string[]>();
    let billed = 0;
    let separators = 0;
    for (const { text, target, client } of translate.requests) {
      const lines = text.split('\n');
      separators += lines.length - 1;
      for (const line of lines) {
        billed += [...line].length;
        const name = nameOf(target, line);
        billedTo.set(name, [...(billedTo.get(name) ?? []), client]);
      }
    }
    let needed = 0;
    let unavoidable = 0;
    const twice: string[] = [];
    for (const [name, clients] of billedTo) {
      const length = [...name].length - 3;
      needed += length;
      for (const [index, client] of clients.slice(0, -1).entries()) {
        const isLost = lost.get(client)?.segments.has(name) === true && clients.indexOf(client) === index;
        if (isLost) unavoidable += length;
        else twice.push(`${name}: ${clients.join(', ')}`);
      }
    }
    return { billed, needed, separators, unavoidable, twice };
  }

  interface FailedReceive {
    readonly messageId: string;
    readonly error: { readonly message: string; readonly cause?: { readonly message: string } };
  }

  const failed = (): FailedReceive[] =>
    workers
      .log()
      .split('\n')
      .filter((line) => line.includes('"message":"failed"'))
      .map((line) => JSON.parse(line));

  /** Why receives failed, most often first. */
  function failures(): string[] {
    const counts = new Map<string, number>();
    for (const { error } of failed()) {
      const reason = `${error.message}${error.cause === undefined ? '' : ` (${error.cause.message})`}`;
      const name = reason.replaceAll(/\b[0-9a-f]{64}\b/g, '…');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, one], [, other]) => other - one)
      .slice(0, 8)
      .map(([reason, count]) => `${count} receives failed: ${reason}`);
  }

  function expectPaidOnce(): void {
    const { billed, needed, unavoidable, twice } = billing();
    expect(twice).toEqual([]);
    expect(billed - unavoidable).toBe(needed);
  }

  function charactersCounted(): number {
    return [...stub.objects]
      .filter(([path]) => path.startsWith('results/state/characters/'))
      .reduce((sum, [, { bytes }]) => sum + JSON.parse(bytes.toString('utf8')).characters, 0);
  }

  it(
    'has exactly one whole result for each upload, paid for once',
    async () => {
      isCalm = false;
      const started = Date.now();
      const feed: Promise<void>[] = [];
      for (let number = 0; number < articles; number++) {
        const key = `news/${number % 7}/기사 ${number}.txt`;
        const dice = random();
        if (dice < faults.empty) upload(key, '');
        else if (dice < faults.empty + faults.copied) upload(key, articleText(Math.floor(number / 2), 1));
        else upload(key, articleText(number, 1));
        if (random() < faults.replaced) {
          const later = new Promise<void>((done) => setTimeout(done, random() * 1500));
          feed.push(later.then(() => upload(key, articleText(number, 2))));
        }
      }
      await Promise.all(feed);
      await drained();
      const seconds = (Date.now() - started) / 1000;

      const { billed, needed, separators, unavoidable, twice } = billing();
      const counted = charactersCounted();
      const lostRequests = [...lost.values()].map(({ requests }) => requests);
      const announced = new Map(
        stub.events.map((event) => [JSON.parse(event.Detail).upload.key as string, event] as const),
      );
      const ages = uploads.flatMap(({ key, at }) => {
        const announcedAt = announced.get(key)?.at;
        return announcedAt === undefined ? [] : [announcedAt - at];
      });
      const worstAge = ages.reduce((worst, age) => Math.max(worst, age), 0);
      const announcedWrongly = [...resultsByKey()].filter(
        ([key, files]) =>
          announced.get(key)?.DetailType !==
          (files.has('rejection.json') ? 'Article Rejected' : 'Article Stored'),
      );
      const wrong = await wrongResults();
      process.stdout.write(
        [
          '',
          `${uploads.length} uploads of ${articles} articles in ${seconds.toFixed(0)} s: ${((uploads.length / seconds) * 60).toFixed(0)} a minute with ${workerCount} functions`,
          `${workers.invocations()} invocations of at most ${(pace.timeoutMs / 1000).toFixed(0)} s, ${lost.size} stopped in the middle; ${queue.sent} messages`,
          `${billed} characters billed, ${needed} needed: ${(billed / needed).toFixed(4)} (${separators} separators besides)`,
          `${unavoidable} characters billed again, of ${lostRequests.reduce((sum, some) => sum + some, 0)} requests that were answered to a function stopped before it could write them down`,
          `${twice.length} segments billed twice otherwise`,
          `${counted} characters counted for the day's limit`,
          `worst age of an upload at its result ${(worstAge / 1000).toFixed(1)} s, ${uploads.length - ages.length} without one, a stopped one's message being hidden for ${pace.visibilityMs / 1000} s`,
          ...failures(),
          `${wrong.length} uploads without their whole result; ${deadLetters.messages.length} dead letters`,
          '',
        ].join('\n'),
      );
      expect(wrong).toEqual([]);
      expect(twice).toEqual([]);
      expect(deadLetters.messages).toEqual([]);
      expect(ages).toHaveLength(uploads.length);
      expect(announcedWrongly).toEqual([]);
      // Every sentence of the feed has it.
      expect(workers.log()).not.toContain('at a cost of');
      expect(billed - unavoidable).toBe(needed);
      expect(Math.max(0, ...lostRequests)).toBeLessThanOrEqual(mostUnderWay);
      // Requests that failed or whose function was stopped are counted, whether they were billed or not.
      expect(counted).toBeGreaterThanOrEqual(billed + separators);
      expect(counted).toBeLessThanOrEqual((billed + separators) * 1.3 + lost.size * 10_000);
    },
    hangsMs,
  );

  it(
    'keeps all in the dead letters when the translator is out, and has it done after a redrive',
    async () => {
      isCalm = true;
      isOutage = true;
      // What fails now fails every time, however long it waits.
      queue.secondMs = 3;
      const count = Math.min(50, Math.ceil(articles / 5));
      for (let number = 0; number < count; number++)
        upload(`outage/${number}.txt`, articleText(articles + number, 1));
      const waiting = new Set(uploads.slice(-count).map(({ key }) => key));
      const inDeadLetters = (): Set<string> =>
        new Set(deadLetters.messages.map(({ body }) => JSON.parse(body).detail.object.key));
      await until(() => inDeadLetters().size === count, 'All are among the dead letters');
      expect(inDeadLetters()).toEqual(waiting);
      const results = resultsByKey();
      expect([...waiting].filter((key) => results.has(key))).toEqual([]);
      // The log says why, by the message's id.
      const reasons = new Map(failed().map(({ messageId, error }) => [messageId, error.message]));
      for (const { id } of deadLetters.messages)
        expect(reasons.get(id)).toMatch(/^Amazon Translate: ServiceUnavailableException/);

      isOutage = false;
      const before = deadLetters.messages.length;
      const { stdout } = await promisify(execFile)('npx', ['tsx', 'bin/redrive.ts', 'Tribrief-dev'], {
        cwd: root,
        env: { ...process.env, ...environment },
      });
      expect(stdout).toContain(`${before} of ${before} moved`);
      expect(stdout).toContain('0 dead letters remain');
      await drained();
      expect(await wrongResults()).toEqual([]);
      expect(deadLetters.messages).toEqual([]);
      expectPaidOnce();
    },
    hangsMs,
  );

  it(
    'sends nothing for a whole feed that is dropped again',
    async () => {
      const before = translate.requests.length;
      const digest = (): string =>
        createHash('sha256')
          .update(
            [...stub.objects]
              .filter(([path]) => path.startsWith('results/results/'))
              .map(([path, { etag }]) => path + etag)
              .sort()
              .join(),
          )
          .digest('hex');
      const results = digest();
      for (const key of new Set(uploads.map((one) => one.key)))
        upload(key, stub.objects.get(`uploads/${key}`)?.bytes.toString('utf8') ?? '');
      await drained();
      expect(translate.requests).toHaveLength(before);
      expect(await wrongResults()).toEqual([]);
      // Rejections state the time of the last one.
      expect(
        digest() === results || [...stub.objects.keys()].some((path) => path.endsWith('rejection.json')),
      ).toBe(true);
    },
    hangsMs,
  );

  it(
    'stores articles over the day’s limit without translations, and completes them once it is raised',
    async () => {
      isCalm = true;
      await workers.close();
      const room = 10_000;
      const before = translate.requests.reduce((sum, { text }) => sum + [...text].length, 0);
      workers = start('B', charactersCounted() + room);
      const keys = Array.from({ length: 12 }, (_, number) => `limit/${number}.txt`);
      for (const [number, key] of keys.entries()) upload(key, articleText(number, 3));
      const statuses = (): string[] =>
        keys.flatMap((key) => {
          const manifest = stub.objects.get(`results/results/${key}/article.json`)?.bytes.toString('utf8');
          if (manifest === undefined) return ['missing'];
          return Object.values(JSON.parse(manifest).translations).map(
            (translation) => (translation as { status: string }).status,
          );
        });
      await until(() => queue.messages.length === 0 && !statuses().includes('missing'), 'All are stored');
      expect(new Set(statuses())).toEqual(new Set(['complete', 'unavailable']));
      expect(postponed.messages.length).toBeGreaterThan(0);
      const sent = translate.requests.reduce((sum, { text }) => sum + [...text].length, 0) - before;
      expect(sent).toBeLessThanOrEqual(room);

      await workers.close();
      workers = start('C', unlimited);
      for (const message of postponed.messages) message.visibleAt = 0;
      await drained();
      expect(new Set(statuses())).toEqual(new Set(['complete']));
      expect(await wrongResults()).toEqual([]);
      expectPaidOnce();
    },
    hangsMs,
  );
});
