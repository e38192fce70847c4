import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ResultFile, ResultStore } from '../ports.ts';
import { isMissingObject, s3Failure } from './aws-errors.ts';

/** Results under `results/` of a bucket, or what else is kept as they are, under its own prefix. */
export function createS3ResultStore(client: S3Client, bucket: string, prefix = 'results/'): ResultStore {
  const keyOf = (key: string): string => prefix + key;

  async function put({ key, mediaType, content }: ResultFile): Promise<void> {
    const ContentType = mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
    try {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: keyOf(key), Body: content, ContentType }),
      );
    } catch (error) {
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

  return {
    async readText(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(key) }));
        return await Body?.transformToString();
      } catch (error) {
        if (isMissingObject(error)) return undefined;
        throw s3Failure('reading a result', error);
      }
    },

    async remove(keys) {
      await Promise.all(keys.map(removeOne));
    },

    async write(files) {
      await Promise.all(files.slice(0, -1).map(put));
      await Promise.all(files.slice(-1).map(put));
    },
  };
}
