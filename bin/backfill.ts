import { parseArgs } from 'node:util';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createS3ResultStore } from '../lambda/aws/s3-result-store.ts';
import { parseManifest } from '../lambda/store/render/manifest.ts';
import { manifestName, rejectionName, resultKey } from '../lambda/store/result-keys.ts';
import { stackOutputs } from './stack-outputs.ts';

/**
 * Sends uploads that lack a result, or a translation that can be had, through the queue of a deployed stack.
 *
 *     npm run backfill -- [STACK] [--prefix P] [--all]
 *
 * `--all`: those with a whole result as well; what is unchanged stays as it is and costs nothing.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prefix: { type: 'string' }, all: { type: 'boolean' } },
});
const [stackName = 'Tribrief-dev'] = positionals;
/** SQS's most in one request. */
const batchSize = 10;
const lookupsAtOnce = 32;

const outputs = await stackOutputs(stackName, ['UploadsBucketName', 'ResultsBucketName', 'QueueUrl']);
const { UploadsBucketName: bucket, ResultsBucketName: resultsBucket, QueueUrl } = outputs;
const s3 = new S3Client({});
const sqs = new SQSClient({});
const results = createS3ResultStore(s3, resultsBucket);

async function lacksResult(key: string): Promise<boolean> {
  if ((await results.readText(resultKey(key, rejectionName))) !== undefined) return false;
  const manifest = await results.readText(resultKey(key, manifestName));
  const stored = manifest === undefined ? undefined : parseManifest(manifest);
  if (stored === undefined) return true;
  return stored.translations.some((states) =>
    Object.values(states).some(({ status }) => status === 'unavailable'),
  );
}

async function send(keys: readonly string[]): Promise<void> {
  const Entries = keys.map((key, index) => ({
    Id: String(index),
    // As S3's own events by way of EventBridge, as far as they are read.
    MessageBody: JSON.stringify({
      source: 'tribrief.backfill',
      detail: { bucket: { name: bucket }, object: { key } },
    }),
  }));
  const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} messages: ${Failed[0]?.Message}`);
}

let looked = 0;
let sent = 0;
let ContinuationToken: string | undefined;
do {
  const page = await s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: values.prefix, ContinuationToken }),
  );
  const keys = (page.Contents ?? []).flatMap(({ Key = '', Size }) =>
    Key.endsWith('/') && Size === 0 ? [] : [Key],
  );
  const wanted: string[] = [];
  for (let start = 0; start < keys.length; start += lookupsAtOnce) {
    const some = keys.slice(start, start + lookupsAtOnce);
    const lacks = await Promise.all(some.map((key) => values.all === true || lacksResult(key)));
    wanted.push(...some.filter((_, index) => lacks[index]));
  }
  for (let start = 0; start < wanted.length; start += batchSize) {
    const batch = wanted.slice(start, start + batchSize);
    await send(batch);
    sent += batch.length;
  }
  looked += keys.length;
  console.log(`${looked} uploads looked at, ${sent} sent to the queue`);
  ContinuationToken = page.NextContinuationToken;
} while (ContinuationToken !== undefined);
