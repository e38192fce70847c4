import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaVersion } from '../../lambda/store/render/manifest.ts';
import { type AwsStub, StubQueue, startAwsStub } from '../stubs/aws-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
const deadLetters = new StubQueue('dead-letters');
const queue = new StubQueue('queue', { deadLetters });
const stack = 'Tribrief-prod';

describe('commands for a deployed stack', () => {
  let stub: AwsStub;
  let isMoveHeld = false;
  let refusal: string | undefined;
  beforeAll(async () => {
    const stacks: Record<string, Record<string, string>> = { Bare: { QueueUrl: 'x' } };
    stub = await startAwsStub({
      queues: [queue, deadLetters],
      stacks,
      pageSize: 3,
      versioned: ['uploads'],
      isMoveHeld: () => isMoveHeld,
      fault: ({ service, action }) => {
        // Whoever looks is told that it runs; then it goes on.
        if (action === 'ListMessageMoveTasks')
          setTimeout(() => {
            isMoveHeld = false;
          }, 100);
        if (service === 'cloudformation' && refusal !== undefined)
          return { when: 'before', status: 403, code: refusal };
        return undefined;
      },
    });
    stacks[stack] = {
      QueueUrl: stub.queueUrl(queue),
      DeadLetterQueueUrl: stub.queueUrl(deadLetters),
      UploadsBucketName: 'uploads',
      ResultsBucketName: 'results',
    };
  });
  afterAll(() => stub.close());

  const account = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  async function runAs(environment: object, command: string, ...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [tsx, `bin/${command}.ts`, ...args], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: '/nowhere',
        AWS_ENDPOINT_URL: stub.url,
        AWS_EC2_METADATA_DISABLED: 'true',
        ...environment,
      },
    });
    return stdout;
  }
  const run = (command: string, ...args: string[]): Promise<string> => runAs(account, command, ...args);
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

  it('redrive says which stack or output is missing, in one line', async () => {
    await expect(run('redrive', 'Elsewhere')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no stack Elsewhere in the account and region us-east-1.*\n$/),
    });
    await expect(run('redrive', 'Bare')).rejects.toMatchObject({
      stderr: expect.stringContaining('The stack Bare has no output DeadLetterQueueUrl'),
    });
  });

  it.each([
    ['redrive', []],
    ['memory', ['stats', '--stack', stack]],
  ])('%s says in one line what of AWS is to be set up', async (command, args) => {
    const { AWS_REGION, ...keys } = account;
    await expect(runAs(keys, command, ...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^No AWS region is set up\. Set AWS_REGION .*\n$/),
    });
    await expect(runAs({ AWS_REGION }, command, ...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^No AWS credentials are set up\. Set AWS_PROFILE .*\n$/),
    });
  });

  it.each([
    ['ExpiredToken', /^The AWS credentials have expired\. Sign in again.*from the stub\)\.\n$/],
    ['InvalidClientTokenId', /^AWS does not know these credentials\. .*\n$/],
    ['AccessDenied', /^from the stub\n$/],
  ])('say what to do about %s', async (code, message) => {
    refusal = code;
    const ended = await run('redrive', stack).catch((error) => error);
    refusal = undefined;
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
  });

  it('redrive follows a move that is under way already', async () => {
    for (let count = 0; count < 5; count++) deadLetters.send(`letter ${count}`);
    isMoveHeld = true;
    const sqs = new SQSClient({
      endpoint: stub.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters.arn }));
    const output = await run('redrive', stack);
    expect(output).toContain('5 dead letters in Tribrief-prod, being moved already');
    expect(output).toContain('5 of 5 moved: COMPLETED');
    expect(queue.messages.splice(0)).toHaveLength(5);
  });

  it('backfill sends the uploads that lack a result, a translation or their newest version, and those alone', async () => {
    const { versionId: newest } = stub.put('uploads/news/done.txt', 'text');
    const manifest = (status: string, versionId = newest, processedAt = new Date()): string =>
      JSON.stringify({
        schemaVersion,
        upload: { versionId, sha256: 'of its bytes' },
        settings: {},
        processedAt,
        translations: { ko: { status: 'complete' }, ja: { status } },
      });
    for (const key of [
      'news/without 일본어.txt',
      'news/damaged.txt',
      'news/rejected.txt',
      'news/replaced.txt',
      'news/replaced and rejected.txt',
      'news/replaced long after.txt',
      'news/new + 100%.txt',
      'old.txt',
    ])
      stub.put(`uploads/${key}`, 'text');
    const versionOf = (key: string): string | undefined => stub.objects.get(`uploads/${key}`)?.versionId;
    stub.put('uploads/news/folder/', '');
    stub.put('uploads/news/Tram_files/menu.js', 'x');
    stub.put('results/results/news/done.txt/article.json', manifest('complete'));
    stub.put('results/results/news/without 일본어.txt/article.json', manifest('unavailable'));
    stub.put('results/results/news/damaged.txt/article.json', '{"schemaVersion":');
    stub.put(
      'results/results/news/rejected.txt/rejection.json',
      JSON.stringify({ upload: { versionId: versionOf('news/rejected.txt') }, rejectedAt: new Date() }),
    );
    stub.put('results/results/news/replaced.txt/article.json', manifest('complete', 'an older one'));
    stub.put(
      'results/results/news/replaced and rejected.txt/rejection.json',
      JSON.stringify({ upload: {}, rejectedAt: new Date(0) }),
    );
    stub.put(
      'results/results/news/replaced long after.txt/article.json',
      manifest('complete', 'an older one', new Date(0)),
    );

    const output = await run('backfill', stack, '--prefix', 'news/');
    expect(sentKeys().sort()).toEqual([
      'news/damaged.txt',
      'news/new + 100%.txt',
      'news/replaced and rejected.txt',
      'news/replaced long after.txt',
      'news/replaced.txt',
      'news/without 일본어.txt',
    ]);
    expect(output).toContain('8 uploads looked at, 6 sent');

    await run('backfill', stack, '--all');
    expect(sentKeys()).toHaveLength(9);
  });

  it.each(['redrive', 'backfill', 'pull', 'relist'])('%s says how it is used', async (command) => {
    expect(await run(command, '--help')).toContain(`npm run ${command} -- [`);
  });

  it.each([
    ['an option', '--colour', /'--colour'/],
    ['an argument', 'one-too-many', /^Unexpected argument "one-too-many"/],
  ])('refuse %s they do not know, and name --help', async (_, argument, message) => {
    const refusal = await run('backfill', stack, argument).catch((error) => error);
    expect(refusal.code).toBe(2);
    expect(refusal.stderr).toMatch(message);
    expect(refusal.stderr).toMatch(/\nRun it with --help.*\n$/);
  });
});
