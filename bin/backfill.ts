import { HeadObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createS3ResultStore } from '../lambda/aws/s3-result-store.ts';
import { parseManifest } from '../lambda/store/render/manifest.ts';
import { manifestName, rejectionName, resultKey } from '../lambda/store/result-keys.ts';
import { isSurelyNoArticle } from '../lambda/text/page-parts.ts';
import { runStackCommand } from './stack-command.ts';
import { stackOutputs } from './stack-outputs.ts';

const help = `Sends uploads through the queue of a deployed stack that lack a result, a translation that can be had, or the result of
their newest version.

    npm run backfill -- [STACK] [--prefix P] [--all]

STACK       is Tribrief-dev where none is named
--prefix P  only uploads whose key begins so
--all       all uploads; what is unchanged stays as it is and costs nothing`;
/** SQS's most in one request. */
const batchSize = 10;
const lookupsAtOnce = 32;
/** From the reading of an upload to the time its result states, there is no more than an invocation. */
const longestWorkMs = 2 * 60_000;

interface Upload {
  readonly key: string;
  /** Milliseconds since 1970; of the newest version. */
  readonly uploadedAt: number;
}

/** What is read of `rejection.json`. */
interface Rejection {
  readonly upload: { readonly versionId?: string };
  readonly rejectedAt: string;
}

/** What is read of `article.json`. */
interface Manifest {
  readonly upload: { readonly versionId?: string };
  readonly processedAt: string;
}

const options = { prefix: { type: 'string' }, all: { type: 'boolean' } } as const;
await runStackCommand(help, options, 1, async (values, [stackName = 'Tribrief-dev']) => {
  const outputs = await stackOutputs(stackName, ['UploadsBucketName', 'ResultsBucketName', 'QueueUrl']);
  const { UploadsBucketName: bucket, ResultsBucketName: resultsBucket, QueueUrl } = outputs;
  const s3 = new S3Client({});
  // The queue is where the stack is: by the endpoint that is set, where one is set.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const results = createS3ResultStore(s3, resultsBucket);

  /** Was the result made of an earlier version than the newest? */
  async function isOutdated(
    { key, uploadedAt }: Upload,
    madeAt: string,
    versionId: string | undefined,
  ): Promise<boolean> {
    if (Date.parse(madeAt) - longestWorkMs > uploadedAt) return false;
    const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    if (VersionId === undefined || versionId === undefined) return Date.parse(madeAt) < uploadedAt;
    return VersionId !== versionId;
  }

  async function lacksResult(upload: Upload): Promise<boolean> {
    const rejection = await results.readText(resultKey(upload.key, rejectionName));
    if (rejection !== undefined) {
      const { rejectedAt, upload: rejected } = JSON.parse(rejection) as Rejection;
      return isOutdated(upload, rejectedAt, rejected.versionId);
    }
    const manifest = await results.readText(resultKey(upload.key, manifestName));
    if (manifest === undefined) return true;
    const stored = parseManifest(manifest);
    const lacks = ({ status }: { readonly status: string }): boolean => status === 'unavailable';
    if (stored === undefined || stored.translations.some((states) => Object.values(states).some(lacks)))
      return true;
    const { processedAt, upload: processed } = JSON.parse(manifest) as Manifest;
    return isOutdated(upload, processedAt, processed.versionId);
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
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: values.prefix })) {
    const uploads = (page.Contents ?? []).flatMap(({ Key: key = '', Size, LastModified }) =>
      (key.endsWith('/') && Size === 0) || isSurelyNoArticle(key)
        ? []
        : [{ key, uploadedAt: LastModified?.getTime() ?? 0 }],
    );
    const wanted: string[] = [];
    for (let start = 0; start < uploads.length; start += lookupsAtOnce) {
      const some = uploads.slice(start, start + lookupsAtOnce);
      const lacks = await Promise.all(some.map((upload) => values.all === true || lacksResult(upload)));
      wanted.push(...some.filter((_, index) => lacks[index]).map(({ key }) => key));
    }
    for (let start = 0; start < wanted.length; start += batchSize) {
      const batch = wanted.slice(start, start + batchSize);
      await send(batch);
      sent += batch.length;
    }
    looked += uploads.length;
    console.log(`${looked} uploads looked at, ${sent} sent to the queue`);
  }
});
