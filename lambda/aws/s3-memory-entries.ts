import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { entriesOf, type MemoryEntry } from '../text/memory-entry.ts';
import { s3Failure } from './aws-errors.ts';
import { eachConcurrently } from './each-concurrently.ts';

const maxRequestsAtOnce = 32;
const prefix = 'memory/';

/**
 * Every whole entry of the memory in a bucket, packs and single ones; needs the right to list it.
 *
 * @throws {UpstreamError}
 */
export async function* s3MemoryEntries(client: S3Client, bucket: string): AsyncGenerator<MemoryEntry> {
  let ContinuationToken: string | undefined;
  do {
    const page = await client
      .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }))
      .catch((error: unknown) => {
        throw s3Failure(`listing ${prefix}`, error);
      });
    const keys = (page.Contents ?? []).flatMap(({ Key = '' }) => (Key.endsWith('.json') ? [Key] : []));
    const texts = await eachConcurrently(keys, maxRequestsAtOnce, async (Key) => {
      const { Body } = await client
        .send(new GetObjectCommand({ Bucket: bucket, Key }))
        .catch((error: unknown) => {
          throw s3Failure(`reading ${Key}`, error);
        });
      return (await Body?.transformToString()) ?? '';
    });
    for (const [index, key] of keys.entries()) yield* entriesOf(key.slice(prefix.length), texts[index] ?? '');
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}
