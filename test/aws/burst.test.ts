import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workEndsAt } from '../../lambda/aws/invocation.ts';
import { createMessageQueues } from '../../lambda/aws/message-queues.ts';
import { createPatientTranslator } from '../../lambda/aws/patient-translator.ts';
import type { S3Records } from '../../lambda/aws/s3-record.ts';
import { createUploadLeases } from '../../lambda/aws/upload-leases.ts';
import { createUploadMessages } from '../../lambda/aws/upload-messages.ts';
import { ThrottledError } from '../../lambda/errors.ts';
import { randomFrom } from '../e2e/feed.ts';
import { type StubMessage, StubQueue } from '../stubs/aws-server.ts';

/** As lib/ sets them. */
const timeoutMs = 120_000;
const visibilityMs = 720_000;
const maxReceives = 5;
/** What an article takes apart from its translation, and what Amazon Translate takes to answer. */
const workMs = 2_900;
const answerMs = 100;
const articleBytes = 3_000;
/** Amazon Translate counts over so long: https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
const quotaWindowMs = 10_000;

/** Time passes only when everything waits: what `setTimeout` is asked for comes at once, in its order. */
const clock = {
  now: 0,
  sleepers: [] as { readonly due: number; readonly wake: () => void }[],
  sleep(wake: () => void, ms = 0): void {
    const due = clock.now + Math.max(0, ms);
    const after = clock.sleepers.findLastIndex((one) => one.due <= due);
    clock.sleepers.splice(after + 1, 0, { due, wake });
  },
  /** @returns whether anything was waiting */
  async step(): Promise<boolean> {
    await new Promise(setImmediate);
    const next = clock.sleepers.shift();
    clock.now = next?.due ?? clock.now;
    next?.wake();
    return next !== undefined;
  },
};
const passing = (ms: number): Promise<void> => new Promise((later) => clock.sleep(later, ms));

beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 25);
  clock.sleepers = [];
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  vi.stubGlobal('setTimeout', clock.sleep);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The records of leases, in this process. */
function recordsInMemory(): S3Records {
  const records = new Map<string, { readonly text: string; readonly etag: string }>();
  let writes = 0;
  return {
    async read(key) {
      const found = records.get(key);
      return found && { content: JSON.parse(found.text), etag: found.etag };
    },
    async write(key, content, replaced) {
      if (records.get(key)?.etag !== replaced) return undefined;
      const etag = String(++writes);
      records.set(key, { text: JSON.stringify(content), etag });
      return etag;
    },
  };
}

/** Drops so many uploads at once, and lets them be worked on until none is left. */
async function drain(uploads: number, concurrency: number, bytesPerSecond: number) {
  const random = randomFrom('a burst');
  const deadLetters = new StubQueue('dead-letters');
  const queue = new StubQueue('queue', { visibilityMs, maxReceives, deadLetters });
  const sqs = {
    async send(command: unknown) {
      if (command instanceof SendMessageCommand) {
        const { MessageBody = '', MessageAttributes, DelaySeconds = 0 } = command.input;
        queue.send(MessageBody, MessageAttributes as StubMessage['attributes'], DelaySeconds * 1000);
      } else if (command instanceof ChangeMessageVisibilityCommand) {
        queue.hide(command.input.ReceiptHandle ?? '', command.input.VisibilityTimeout ?? 0);
      }
    },
  };
  const queues = createMessageQueues(
    sqs as unknown as SQSClient,
    { queue: 'https://sqs/queue', postponed: 'https://sqs/postponed' },
    Date.now,
  );

  let tokens = (bytesPerSecond * quotaWindowMs) / 1000;
  let filledAt = clock.now;
  const translator = {
    name: 'an-engine',
    maxRequestBytes: 9_900,
    maxConcurrentRequests: 4,
    async translate(segments: readonly string[]) {
      await passing(answerMs);
      const filled = tokens + ((clock.now - filledAt) / 1000) * bytesPerSecond;
      tokens = Math.min((bytesPerSecond * quotaWindowMs) / 1000, filled);
      filledAt = clock.now;
      if (tokens < articleBytes) throw new ThrottledError('Amazon Translate', 'TooManyRequestsException');
      tokens -= articleBytes;
      return { translations: segments, characters: articleBytes };
    },
  };

  const done = new Map<string, number>();
  const handle = createUploadMessages({
    queues,
    leases: createUploadLeases(recordsInMemory(), Date.now),
    log: { info: () => undefined, error: () => undefined },
    meter: { add: () => undefined, flush: () => undefined },
    clock: Date.now,
    random,
    async work(ref, _, invocation) {
      const patience = { workEnds: workEndsAt(invocation, clock.now), clock: Date.now, random };
      await passing(workMs);
      await createPatientTranslator(translator, patience).translate(['…'], { source: 'en', target: 'ko' });
      done.set(ref.key, (done.get(ref.key) ?? 0) + 1);
      return { status: 'stored' };
    },
  });

  for (let number = 0; number < uploads; number++)
    queue.send(JSON.stringify({ detail: { bucket: { name: 'uploads' }, object: { key: `${number}.txt` } } }));
  const started = clock.now;
  let invocations = 0;
  let drainedAt = started;
  const poll = async (): Promise<void> => {
    while (queue.messages.length > 0) {
      const message = queue.receive();
      if (message === undefined) {
        await passing(1000);
        continue;
      }
      const { receipt } = message;
      const invocation = { id: `invocation ${++invocations}`, endsAt: clock.now + timeoutMs };
      if (await handle(queues.read(queue.recordOf(message)), invocation)) queue.delete(receipt);
      expect(clock.now).toBeLessThan(invocation.endsAt);
      drainedAt = clock.now;
    }
  };
  let isOver = false;
  const pollers = Promise.all(Array.from({ length: concurrency }, poll)).finally(() => {
    isOver = true;
  });
  while (!isOver) await clock.step();
  await pollers;
  return { done, deadLetters, minutes: (drainedAt - started) / 60_000 };
}

describe('a burst of 10,000 uploads', () => {
  it.each([
    ['with the concurrency that the runbook gives for the quota', 20, 10_000],
    ['with ten times of that', 200, 10_000],
    ['with a tenth of the quota', 20, 1_000],
  ])('drains in the time that the quota gives, without dead letters, %s', async (_, concurrency, quota) => {
    const { done, deadLetters, minutes } = await drain(10_000, concurrency, quota);
    expect(deadLetters.messages).toEqual([]);
    expect(done.size).toBe(10_000);
    expect([...done.values()].every((times) => times === 1)).toBe(true);
    const byQuota = (10_000 * articleBytes) / quota / 60;
    expect(minutes).toBeGreaterThan(byQuota - 1);
    expect(minutes).toBeLessThan(byQuota * 1.2);
  });
});
