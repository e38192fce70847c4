import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStub, StubQueue, startAwsStub } from '../stubs/aws-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
const deadLetters = new StubQueue('dead-letters');
const queue = new StubQueue('queue', { deadLetters });
const stack = 'Tribrief-prod';

describe('commands for a deployed stack', () => {
  let stub: AwsStub;
  beforeAll(async () => {
    const stacks: Record<string, Record<string, string>> = {};
    stub = await startAwsStub({ queues: [queue, deadLetters], stacks, pageSize: 3 });
    stacks[stack] = {
      QueueUrl: stub.queueUrl(queue),
      DeadLetterQueueUrl: stub.queueUrl(deadLetters),
      UploadsBucketName: 'uploads',
      ResultsBucketName: 'results',
    };
  });
  afterAll(() => stub.close());

  async function run(command: string, ...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [tsx, `bin/${command}.ts`, ...args], {
      cwd: root,
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: stub.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    });
    return stdout;
  }
  const sentKeys = (): string[] =>
    queue.messages.splice(0).map(({ body }) => JSON.parse(body).detail.object.key as string);

  it('redrive moves every dead letter back, and says how many remain', async () => {
    for (let count = 0; count < 7; count++) deadLetters.send(`letter ${count}`);
    const output = await run('redrive', stack);
    expect(output).toContain(`7 dead letters in ${stack}`);
    expect(output).toContain('7 of 7 moved: COMPLETED');
    expect(output).toContain('0 dead letters remain');
    expect(deadLetters.messages).toEqual([]);
    expect(queue.messages.splice(0).map(({ body }) => body)).toEqual(
      Array.from({ length: 7 }, (_, count) => `letter ${count}`),
    );
  });

  it('redrive says which stack or output is missing', async () => {
    await expect(run('redrive', 'Elsewhere')).rejects.toMatchObject({
      stderr: expect.stringContaining('The stack Elsewhere has no output DeadLetterQueueUrl'),
    });
  });

  it('backfill sends the uploads that lack a result or a translation, and those alone, page by page', async () => {
    const manifest = (status: string): string =>
      JSON.stringify({
        schemaVersion: '1.0',
        upload: { sha256: '0' },
        settings: {},
        translations: { ko: { status: 'complete' }, ja: { status } },
      });
    for (const key of [
      'news/done.txt',
      'news/without 일본어.txt',
      'news/damaged.txt',
      'news/rejected.txt',
      'news/new + 100%.txt',
      'old.txt',
    ])
      stub.put(`uploads/${key}`, 'text');
    stub.put('uploads/news/folder/', '');
    stub.put('results/results/news/done.txt/article.json', manifest('complete'));
    stub.put('results/results/news/without 일본어.txt/article.json', manifest('unavailable'));
    stub.put('results/results/news/damaged.txt/article.json', '{"schemaVersion":');
    stub.put('results/results/news/rejected.txt/rejection.json', '{}');

    const output = await run('backfill', stack, '--prefix', 'news/');
    expect(sentKeys().sort()).toEqual(['news/damaged.txt', 'news/new + 100%.txt', 'news/without 일본어.txt']);
    expect(output).toContain('5 uploads looked at, 3 sent');

    await run('backfill', stack, '--all');
    expect(sentKeys()).toHaveLength(6);
  });
});
