import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { UpstreamError } from '../errors.ts';
import type { PageStore, ResultFile, ResultStore } from '../ports.ts';
import { isMissingObject, isTaken, s3Failure } from './aws-errors.ts';
import { eachConcurrently } from './each-concurrently.ts';

/** All results of a bucket are below it. */
export const resultsFolder = 'results/';

/** Results in a bucket, or what else is kept as they are, under its own prefix. */
export function createS3ResultStore(
  client: S3Client,
  bucket: string,
  prefix = resultsFolder,
): ResultStore & PageStore {
  const keyOf = (key: string): string => prefix + key;

  async function put({ key, mediaType, content }: ResultFile, IfNoneMatch?: '*'): Promise<void> {
    const ContentType = mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
    const Key = keyOf(key);
    try {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key, Body: content, ContentType, IfNoneMatch }),
      );
    } catch (error) {
      if (IfNoneMatch !== undefined && isTaken(error)) {
        // The SDK may have tried twice, and the first attempt have come through.
        if ((await read(key)) === content) return;
        throw new UpstreamError('Amazon S3', 'another run has stored this upload meanwhile', {
          cause: error,
        });
      }
      throw s3Failure('writing a result', error);
    }
  }

  async function removeOne(key: string): Promise<void> {
    try {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(key) }));
    } catch (error) {
      throw s3Failure('removing a result', error);
    }
  }

  async function read(key: string): Promise<string | undefined> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(key) }));
      return await Body?.transformToString();
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure('reading a result', error);
    }
  }

  return {
    readText: read,

    async remove(keys) {
      await eachConcurrently(keys, keys.length, removeOne);
    },

    async write(files) {
      await eachConcurrently(files.slice(0, -1), files.length, (file) => put(file));
      for (const commit of files.slice(-1)) await put(commit, '*');
    },

    async replace(files) {
      await eachConcurrently(files.slice(0, -1), files.length, (file) => put(file));
      for (const last of files.slice(-1)) await put(last);
    },
  };
}
