import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsRequest, type AwsStub, StubQueue, startAwsStub } from '../stubs/aws-server.ts';
import { startTranslateStub, type TranslateRequest, type TranslateStub } from '../stubs/translate-server.ts';
import { bundledHandler, deployedNode } from './deployment.ts';
import { articleText, comparable, expectedResult, randomFrom } from './feed.ts';
import { startWorkers, type Workers } from './workers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const articles = Number(process.env.E2E_ARTICLES ?? 60);

/** What goes wrong, as shares of requests or of invocations. */
const faults = {
  throttled: 0.2,
  failing: 0.05,
  storeFailing: 0.01,
  killed: 0.03,
  duplicated: 0.1,
  replaced: 0.1,
  copied: 0.05,
  empty: 0.03,
};
const workerCount = 4;
const timeoutMs = 10_000;
/** Longer than a stopped function's leases last: {@link timeoutMs} and ten seconds. */
const visibilityMs = timeoutMs + 11_000;
/** How long a second lasts where the function asks for a delay: an hour of waiting passes in twenty seconds. */
const secondMs = 5;
/** Characters a day; a limit all the same, so that they are counted. */
const unlimited = 1e12;
const limitMs = 60_000 + articles * 1_500;

interface Upload {
  readonly key: string;
  readonly at: number;
}

describe(`a feed of ${articles} articles, with everything going wrong at random`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-faults-'));
  const random = randomFrom('fault run');
  const deadLetters = new StubQueue('dead-letters', { secondMs });
  const queue = new StubQueue('queue', { visibilityMs, maxReceives: 5, deadLetters, secondMs });
  const postponed = new StubQueue('postponed', { visibilityMs, secondMs });
  const uploads: Upload[] = [];
  const plans = new Map<string, { left: number; readonly when: 'before' | 'after' }>();
  let isCalm = false;
  let isOutage = false;
  let stub: AwsStub;
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

  const awsFault = ({ service, client, action }: AwsRequest) => {
    if (!client.startsWith('W')) return undefined;
    const stopped = isStopped(client);
    if (stopped !== undefined) return { when: stopped.when, silent: true } as const;
    if (isCalm || service !== 's3' || action === 'DELETE' || random() >= faults.storeFailing)
      return undefined;
    const when = random() < 0.5 ? 'before' : 'after';
    return random() < 0.5
      ? ({ when, status: 503, code: 'SlowDown' } as const)
      : ({ when, status: 500, code: 'InternalError' } as const);
  };

  const translateFault = ({ client }: TranslateRequest) => {
    const stopped = isStopped(client);
    if (stopped !== undefined) return { silent: true, isBilled: stopped.when === 'after' } as const;
    if (isOutage) return { status: 503, name: 'ServiceUnavailableException' };
    const dice = isCalm ? 1 : random();
    if (dice < faults.throttled) return { status: 400, name: 'TooManyRequestsException' };
    if (dice < faults.throttled + faults.failing) return { status: 500, name: 'InternalServerException' };
    return undefined;
  };

  beforeAll(async () => {
    const queues = [queue, postponed, deadLetters];
    const stacks: Record<string, Record<string, string>> = { 'Tribrief-dev': {} };
    stub = await startAwsStub({ queues, fault: awsFault, stacks, versioned: ['uploads'] });
    stacks['Tribrief-dev'] = {
      QueueUrl: stub.queueUrl(queue),
      DeadLetterQueueUrl: stub.queueUrl(deadLetters),
      UploadsBucketName: 'uploads',
      ResultsBucketName: 'results',
    };
    translate = await startTranslateStub({ fault: translateFault });
    environment = {
      AWS_ENDPOINT_URL: stub.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    handlerFile = bundledHandler(folder);
    workers = start(unlimited);
  });
  const start = (maxCharactersPerDay: number): Workers =>
    startWorkers({
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
      timeoutMs,
      queues: [queue, postponed],
      onInvoke: (client) => {
        if (!isCalm && random() < faults.killed)
          plans.set(client, {
            left: 1 + Math.floor(random() * 150),
            when: random() < 0.5 ? 'before' : 'after',
          });
      },
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
    const body = JSON.stringify({
      'detail-type': 'Object Created',
      source: 'aws.s3',
      time: new Date().toISOString(),
      detail: { bucket: { name: 'uploads' }, object: { key, size: text.length, 'version-id': versionId } },
    });
    // Anywhere within the next moments, so that events overtake one another; some come twice.
    const delay = (): number => random() * 400;
    queue.send(body, {}, delay());
    if (random() < faults.duplicated) queue.send(body, {}, delay());
  }

  async function drained(): Promise<void> {
    const deadline = Date.now() + limitMs;
    while (queue.messages.length + postponed.messages.length > 0) {
      if (Date.now() > deadline)
        throw new Error(
          `${queue.messages.length} messages are left after ${limitMs / 1000} s:\n${workers.log().slice(-4000)}`,
        );
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  function resultOf(key: string): Map<string, string> {
    const prefix = `results/results/${key}/`;
    return new Map(
      [...stub.objects]
        .filter(([path]) => path.startsWith(prefix))
        .map(([path, { bytes }]) => [path.slice(prefix.length), bytes.toString('utf8')]),
    );
  }

  async function wrongResults(): Promise<string[]> {
    const wrong: string[] = [];
    for (const key of new Set(uploads.map((one) => one.key))) {
      const bytes = stub.objects.get(`uploads/${key}`)?.bytes ?? Buffer.alloc(0);
      const expected = await expectedResult(key, bytes);
      const found = comparable(resultOf(key));
      const differing = [...new Set([...found.keys(), ...expected.keys()])].filter(
        (name) => found.get(name) !== expected.get(name),
      );
      if (differing.length > 0) wrong.push(`${key}: ${differing.join(' ')}`);
    }
    return wrong;
  }

  /** What was billed, by segment and language; a segment twice only where the function that had it first was stopped. */
  function billing() {
    const billedBy = new Map<string, string[]>();
    let billed = 0;
    let separators = 0;
    for (const { text, target, client } of translate.requests) {
      const lines = text.split('\n');
      separators += lines.length - 1;
      for (const line of lines) {
        billed += [...line].length;
        const name = `${target} ${line}`;
        billedBy.set(name, [...(billedBy.get(name) ?? []), client]);
      }
    }
    let needed = 0;
    let lostWithStopped = 0;
    const twice: string[] = [];
    for (const [name, clients] of billedBy) {
      const length = [...name].length - 3;
      needed += length;
      lostWithStopped += length * (clients.length - 1);
      if (clients.slice(0, -1).some((client) => !workers.killed().has(client))) twice.push(name);
    }
    return { billed, needed, separators, lostWithStopped, twice };
  }

  it(
    'has exactly one whole result for each upload, paid for once',
    async () => {
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

      const { billed, needed, separators, lostWithStopped, twice } = billing();
      const day = [...stub.objects].find(([path]) => path.startsWith('results/state/characters/'));
      const counted = JSON.parse(day?.[1].bytes.toString('utf8') ?? '{}').characters as number;
      const firstAnnounced = new Map<string, number>();
      for (const { Detail, at } of stub.events) {
        const { key } = JSON.parse(Detail).upload;
        firstAnnounced.set(key, Math.max(at, firstAnnounced.get(key) ?? 0));
      }
      const worstAge = Math.max(
        ...uploads.map(({ key, at }) => (firstAnnounced.get(key) ?? Number.NaN) - at),
      );
      const wrong = await wrongResults();
      process.stdout.write(
        [
          '',
          `${uploads.length} uploads of ${articles} articles in ${seconds.toFixed(0)} s: ${((uploads.length / seconds) * 60).toFixed(0)} a minute with ${workerCount} functions`,
          `${workers.invocations()} invocations, ${workers.killed().size} stopped in the middle; ${queue.sent} messages`,
          `${billed} characters billed, ${needed} needed: ${(billed / needed).toFixed(4)} (${separators} separators besides)`,
          `${lostWithStopped} characters billed again as the function that had the answer was stopped before it could write it down; ${twice.length} segments billed twice otherwise`,
          `${counted} characters counted for the day's limit`,
          `worst age of an upload at its result ${(worstAge / 1000).toFixed(1)} s, a stopped one's message being hidden for ${visibilityMs / 1000} s`,
          `${wrong.length} uploads without their whole result; ${deadLetters.messages.length} dead letters`,
          '',
        ].join('\n'),
      );
      expect(wrong).toEqual([]);
      expect(twice).toEqual([]);
      expect(deadLetters.messages).toEqual([]);
      expect(worstAge).not.toBeNaN();
      // Requests that failed or whose function was stopped are counted, whether they were billed or not.
      expect(counted).toBeGreaterThanOrEqual(billed + separators);
      expect(counted).toBeLessThanOrEqual((billed + separators) * 1.2 + workers.killed().size * 10_000);
    },
    limitMs + 60_000,
  );

  it(
    'keeps all in the dead letters when the translator is out, and has it done after a redrive',
    async () => {
      isCalm = true;
      isOutage = true;
      const lost = Math.min(50, Math.ceil(articles / 5));
      for (let number = 0; number < lost; number++)
        upload(`outage/${number}.txt`, articleText(articles + number, 1));
      const waiting = new Set(uploads.slice(-lost).map(({ key }) => key));
      const deadline = Date.now() + limitMs;
      const inDeadLetters = (): Set<string> =>
        new Set(deadLetters.messages.map(({ body }) => JSON.parse(body).detail.object.key));
      while (inDeadLetters().size < lost && Date.now() < deadline)
        await new Promise((later) => setTimeout(later, 50));
      expect(inDeadLetters()).toEqual(waiting);
      for (const { body } of deadLetters.messages) {
        const { key } = JSON.parse(body).detail.object;
        expect(resultOf(key)).toEqual(new Map());
      }

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
      expect(billing().twice).toEqual([]);
    },
    limitMs + 60_000,
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
    limitMs + 60_000,
  );

  it(
    'stores articles over the day’s limit without translations, and completes them once it is raised',
    async () => {
      isCalm = true;
      await workers.close();
      const [counter] = [...stub.objects].filter(([path]) => path.startsWith('results/state/characters/'));
      const spent = Math.ceil(JSON.parse(counter?.[1].bytes.toString('utf8') ?? '{}').characters);
      const room = 10_000;
      const before = translate.requests.reduce((sum, { text }) => sum + [...text].length, 0);
      workers = start(spent + room);
      const keys = Array.from({ length: 12 }, (_, number) => `limit/${number}.txt`);
      for (const [number, key] of keys.entries()) upload(key, articleText(number, 3));
      const statuses = (): string[] =>
        keys.flatMap((key) => {
          const manifest = resultOf(key).get('article.json');
          if (manifest === undefined) return ['missing'];
          return Object.values(JSON.parse(manifest).translations).map(
            (translation) => (translation as { status: string }).status,
          );
        });
      const deadline = Date.now() + limitMs;
      while ((queue.messages.length > 0 || statuses().includes('missing')) && Date.now() < deadline)
        await new Promise((later) => setTimeout(later, 50));
      expect(new Set(statuses())).toEqual(new Set(['complete', 'unavailable']));
      expect(postponed.messages.length).toBeGreaterThan(0);
      const sent = translate.requests.reduce((sum, { text }) => sum + [...text].length, 0) - before;
      expect(sent).toBeLessThanOrEqual(room);

      await workers.close();
      workers = start(unlimited);
      for (const message of postponed.messages) message.visibleAt = 0;
      await drained();
      expect(new Set(statuses())).toEqual(new Set(['complete']));
      expect(await wrongResults()).toEqual([]);
      expect(billing().twice).toEqual([]);
    },
    limitMs + 60_000,
  );
});
