import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { createCharacterBudget } from '../../lambda/aws/character-budget.ts';
import { createMessageQueues } from '../../lambda/aws/message-queues.ts';
import { createS3Records } from '../../lambda/aws/s3-record.ts';
import { createUploadLeases } from '../../lambda/aws/upload-leases.ts';
import { createUploadMessages, type WorkDone } from '../../lambda/aws/upload-messages.ts';
import { OutageError, OutOfTimeError, ThrottledError, UpstreamError } from '../../lambda/errors.ts';
import { type AwsFault, StubQueue } from '../stubs/aws-server.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const body = JSON.stringify({ detail: { bucket: { name: 'uploads' }, object: { key: 'a.txt', size: 9 } } });
const stored = async (): Promise<WorkDone> => ({ status: 'stored' });

async function start(
  work: () => Promise<WorkDone>,
  maxCharacters?: number,
  s3Fault?: () => AwsFault | undefined,
) {
  const queue = new StubQueue('queue');
  const postponed = new StubQueue('postponed');
  const { stub, s3 } = await startS3({
    queues: [queue, postponed],
    fault: ({ service }) => (service === 's3' ? s3Fault?.() : undefined),
  });
  const sqs = new SQSClient({
    endpoint: stub.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let now = Date.now();
  const clock = (): number => now;
  const records = createS3Records(s3, bucket);
  const logged: string[] = [];
  const counted: string[] = [];
  const queues = createMessageQueues(
    sqs,
    { queue: stub.queueUrl(queue), postponed: stub.queueUrl(postponed) },
    clock,
  );
  const budget =
    maxCharacters === undefined ? undefined : createCharacterBudget(records, maxCharacters, clock);
  const handle = createUploadMessages({
    queues,
    leases: createUploadLeases(records, clock),
    budget,
    log: {
      info: (message) => logged.push(message),
      error: (message, error) => logged.push(`${message}: ${(error as Error).message}`),
    },
    meter: { add: (name) => counted.push(name), flush: () => undefined },
    clock,
    random: () => 1,
    work,
  });
  /** Receives one message and handles it, as AWS Lambda does. */
  const receive = async (from: StubQueue = queue): Promise<boolean> => {
    const message = from.receive();
    if (message === undefined) throw new Error('no message is visible');
    const { receipt } = message;
    const isDone = await handle(queues.read(from.recordOf(message)), { id: message.receipt, endsAt: now });
    if (isDone) from.delete(receipt);
    return isDone;
  };
  const wait = (ms: number): void => {
    now += ms;
  };
  return { queue, postponed, receive, wait, logged, counted, budget };
}

describe('a message', () => {
  it('is acknowledged when its upload is done', async () => {
    const { queue, receive, logged } = await start(stored);
    queue.send(body);
    expect(await receive()).toBe(true);
    expect(queue.messages).toEqual([]);
    expect(logged).toEqual(['stored']);
  });

  it('is acknowledged without work when its upload is by its name no article', async () => {
    const worked: string[] = [];
    const { queue, receive } = await start(async () => {
      worked.push('a.txt');
      return stored();
    });
    for (const key of [
      'news/Tram_files/menu.js',
      'news/Tram_files/saved_resource(1).html',
      'news/Thumbs.db',
      'news/.DS_Store',
      'news/case_files/a.html',
    ])
      queue.send(JSON.stringify({ detail: { bucket: { name: 'uploads' }, object: { key } } }));
    for (let count = 0; count < 5; count++) expect(await receive()).toBe(true);
    expect(worked).toHaveLength(1);
    expect(queue.messages).toEqual([]);
  });

  it.each([
    ['throttled', new ThrottledError('Amazon Translate', 'TooManyRequestsException'), 300],
    ['met by an outage of the store', new OutageError('Amazon S3', 'reading an upload: InternalError'), 300],
    ['out of time', new OutOfTimeError('no time left'), 0],
  ])('goes on as a copy when %s, which is no failure', async (_, error, delaySeconds) => {
    const { queue, receive, counted } = await start(async () => {
      throw error;
    });
    const { sentAt } = queue.send(body);
    const before = Date.now();
    expect(await receive()).toBe(true);
    const [copy] = queue.messages;
    expect(queue.messages).toHaveLength(1);
    expect(copy).toMatchObject({ body, receives: 0 });
    expect(copy?.attributes.firstSentAt?.StringValue).toBe(String(sentAt));
    expect(Math.round(((copy?.visibleAt ?? 0) - before) / 1000)).toBe(delaySeconds);
    expect(counted).toContain('ArticlesContinued');
    expect(counted).not.toContain('ArticlesFailed');
  });

  it.each([
    ['a throttle', new ThrottledError('Amazon Translate', 'TooManyRequestsException')],
    ['an outage', new OutageError('Amazon S3', 'reading an upload: ServiceUnavailable')],
  ])('that was put back for a day, for %s, fails, so that somebody comes to know', async (_, error) => {
    const { queue, receive, wait, counted } = await start(async () => {
      throw error;
    });
    queue.send(body);
    wait(25 * 3_600_000);
    expect(await receive()).toBe(false);
    expect(counted).toContain('ArticlesFailed');
  });

  it('that waited for a day, failed and was moved back from the dead letters may wait again', async () => {
    const { queue, receive, wait } = await start(async () => {
      throw new ThrottledError('Amazon Translate', 'TooManyRequestsException');
    });
    const longAgo = Date.now() - 48 * 3_600_000;
    queue.send(body, { firstSentAt: { DataType: 'Number', StringValue: String(longAgo) } });
    expect(await receive()).toBe(true);
    const [copy] = queue.messages;
    expect(Number(copy?.attributes.firstSentAt?.StringValue)).toBeGreaterThan(longAgo);

    wait(25 * 3_600_000);
    for (const message of queue.messages) message.visibleAt = 0;
    expect(await receive()).toBe(false);
  });

  it('comes back later each time when its upload fails, and the log says why', async () => {
    const { queue, receive, logged } = await start(async () => {
      throw new UpstreamError('Amazon S3', 'reading an upload: AccessDenied');
    });
    queue.send(body);
    const delays: number[] = [];
    for (let time = 0; time < 4; time++) {
      expect(await receive()).toBe(false);
      const [message] = queue.messages;
      if (message === undefined) throw new Error('the message is gone');
      delays.push(Math.round((message.visibleAt - Date.now()) / 1000));
      message.visibleAt = 0;
    }
    expect(delays).toEqual([30, 120, 480, 900]);
    expect(logged[0]).toBe('failed: Amazon S3: reading an upload: AccessDenied');
  });

  it('put back without its lease given back waits for the lease, and is not handed over to itself', async () => {
    let isOut = false;
    const { queue, receive, wait, logged } = await start(
      async () => {
        if (logged.length > 0) return { status: 'stored' };
        isOut = true;
        throw new OutageError('Amazon S3', 'reading an upload: ServiceUnavailable');
      },
      undefined,
      () => (isOut ? { when: 'before', status: 503, code: 'ServiceUnavailable' } : undefined),
    );
    queue.send(body);
    expect(await receive()).toBe(true);
    expect(logged).toEqual(['goes on later']);
    isOut = false;

    for (const copy of queue.messages) copy.visibleAt = 0;
    expect(await receive()).toBe(true);
    expect(logged.at(-1)).toBe('an earlier receive may still be at work');
    expect(queue.messages).toHaveLength(1);

    wait(60_000);
    for (const copy of queue.messages) copy.visibleAt = 0;
    expect(await receive()).toBe(true);
    expect(logged.at(-1)).toBe('stored');
    expect(queue.messages).toEqual([]);
  });

  it('that nobody can read comes back, to end among the dead letters', async () => {
    const { queue, receive } = await start(stored);
    queue.send('no event');
    expect(await receive()).toBe(false);
  });

  it('of an upload that this very message may still be working on waits for that', async () => {
    let second: Promise<boolean> | undefined;
    const { queue, receive } = await start(async () => {
      const [message] = queue.messages;
      if (message !== undefined && second === undefined) {
        message.visibleAt = 0;
        second = receive();
        await second;
      }
      return { status: 'stored' };
    });
    const { id } = queue.send(body);
    await receive();
    expect(await second).toBe(true);
    expect(queue.messages).toHaveLength(1);
    expect(queue.messages[0]?.attributes.firstId?.StringValue).toBe(id);
  });
});

describe('an article over the day’s limit', () => {
  it('is acknowledged and postponed, then completed when the day turns', async () => {
    let refusedCharacters: number | undefined = 80;
    const { queue, postponed, receive, wait, budget } = await start(
      async () => ({ status: 'stored', refusedCharacters }),
      100,
    );
    await budget?.spend(50);
    queue.send(body);
    expect(await receive()).toBe(true);
    expect(queue.messages).toEqual([]);
    expect(postponed.messages).toHaveLength(1);

    expect(await receive(postponed)).toBe(false);
    expect(postponed.messages).toHaveLength(1);

    wait(24 * 3_600_000);
    refusedCharacters = undefined;
    for (const message of postponed.messages) message.visibleAt = 0;
    expect(await receive(postponed)).toBe(true);
    expect(postponed.messages).toEqual([]);
  });

  it('may wait again for a service, however long it waited for the limit', async () => {
    const { postponed, queue, receive, wait } = await start(async () => {
      throw new ThrottledError('Amazon Translate', 'TooManyRequestsException');
    }, 100);
    postponed.send(body, { characters: { DataType: 'Number', StringValue: '80' } });
    wait(3 * 24 * 3_600_000);
    for (const message of postponed.messages) message.visibleAt = 0;
    expect(await receive(postponed)).toBe(true);
    expect(queue.messages).toHaveLength(1);
  });

  it('is sent anew before its message is too old for the queue', async () => {
    const { postponed, receive, wait, budget } = await start(stored, 100);
    const old = postponed.send(body, { characters: { DataType: 'Number', StringValue: '80' } });
    wait(11 * 24 * 3_600_000);
    await budget?.spend(50);
    expect(await receive(postponed)).toBe(true);
    expect(postponed.messages).toHaveLength(1);
    expect(postponed.messages[0]?.id).not.toBe(old.id);
    expect(postponed.messages[0]?.attributes.characters?.StringValue).toBe('80');
  });
});
