import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StubQueue, startAwsStub } from '../stubs/aws-server.ts';
import { startTranslateStub } from '../stubs/translate-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stub of open.splice(0)) await stub.close();
});

const text = [
  'Ferry service to the island is back',
  'The ferry carries passengers to the island again after a winter of repairs in the yard of the northern harbour. The office at the pier opened its doors in the early morning, while a long line was waiting in the rain.',
  'It sold 45 tickets within the first hour, as the harbour master told reporters on the pier. The crew had painted the old ship in white and green, and the mayor came along with a band from the local school.',
].join('\n\n');

const limit = 10_000;

/**
 * Has the deployed handler process the text.
 *
 * @param left how many characters the day has left
 * @param distort what the engine makes of its translation
 */
async function run(left: number, distort: (translated: string) => string) {
  const queue = new StubQueue('queue');
  const postponed = new StubQueue('postponed');
  const stub = await startAwsStub({ queues: [queue, postponed] });
  const translate = await startTranslateStub({ distort });
  open.push(stub, translate);
  for (const [name, value] of Object.entries({
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: stub.url,
    AWS_ENDPOINT_URL_TRANSLATE: translate.url,
    RESULTS_BUCKET: 'results',
    SERVICE_NAME: 'Tribrief-dev',
    QUEUE_URL: stub.queueUrl(queue),
    POSTPONED_QUEUE_URL: stub.queueUrl(postponed),
    MAX_CHARACTERS_PER_DAY: String(limit),
  }))
    vi.stubEnv(name, value);
  const day = new Date().toISOString().slice(0, 10);
  stub.put(
    `results/state/characters/${day}.json`,
    JSON.stringify({ characters: limit - left, version: 'one' }),
  );
  stub.put('uploads/ferry.txt', text);
  const body = JSON.stringify({
    detail: { bucket: { name: 'uploads' }, object: { key: 'ferry.txt', size: 9 } },
  });
  // It reads its set-up once, as it starts.
  vi.resetModules();
  const { handler } = await import('../../lambda/handler.ts');
  const answer: SQSBatchResponse = await handler(
    { Records: [{ messageId: 'm', receiptHandle: 'r', body }] } as unknown as SQSEvent,
    { awsRequestId: 'request', getRemainingTimeInMillis: () => 120_000 } as Context,
  );
  expect(answer).toEqual({ batchItemFailures: [] });
  const manifest = JSON.parse(
    stub.objects.get('results/results/ferry.txt/article.json')?.bytes.toString() ?? '{}',
  );
  const statuses = Object.values<{ status: string }>(manifest.translations).map(({ status }) => status);
  return { statuses, findings: manifest.translations.ko.findings, requests: translate.requests, postponed };
}

/** Characters of the requests that an article needs: one a language. */
const lengthOf = (requests: readonly { readonly text: string }[]): number =>
  requests.reduce((sum, one) => sum + [...one.text].length, 0);

describe('the day’s limit', () => {
  const loseNumber = (translated: string): string => translated.replaceAll('45', '54');

  it('keeps a second try from being paid for; the article has its translations and need not come back', async () => {
    const { requests: needed } = await run(limit, (translated) => translated);
    expect(needed).toHaveLength(2);
    const { requests: withSecondTries } = await run(limit, loseNumber);
    expect(withSecondTries).toHaveLength(4);

    const { statuses, findings, requests, postponed } = await run(lengthOf(needed), loseNumber);
    expect(requests).toHaveLength(2);
    expect(statuses).toEqual(['complete', 'complete']);
    expect(findings).toContainEqual(expect.objectContaining({ check: 'number', severity: 'error' }));
    expect(postponed.messages).toEqual([]);
  });

  it('has an article come back whose translation was over it', async () => {
    const { requests: needed } = await run(limit, (translated) => translated);
    const { statuses, requests, postponed } = await run(lengthOf(needed) - 1, (translated) => translated);
    expect(requests).toHaveLength(1);
    expect(statuses.sort()).toEqual(['complete', 'unavailable']);
    expect(postponed.messages).toHaveLength(1);
  });
});
