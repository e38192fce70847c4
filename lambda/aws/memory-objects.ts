import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { isMissingObject, isTaken, s3Failure } from './aws-errors.ts';

/** Requests to S3 under way at once for the memory of one run. */
export const maxRequestsAtOnce = 64;

export interface MemoryObject {
  readonly text: string;
  /** Tag of the version read. */
  readonly etag: string | undefined;
}

/** What a write takes for granted; nothing: whatever is there is replaced. */
export interface WriteCondition {
  /** Nothing is there. */
  readonly IfNoneMatch?: '*';
  /** The version with this tag is. */
  readonly IfMatch?: string;
}

/** The objects of the translation memory in a bucket, by their names below `memory/`: entries, placeholders and packs. */
export interface MemoryObjects {
  /** @throws {UpstreamError} */
  read(name: string): Promise<MemoryObject | undefined>;
  /**
   * @returns the new version's tag, or undefined where the condition does not hold
   * @throws {UpstreamError}
   */
  write(name: string, text: string, condition?: WriteCondition): Promise<string | undefined>;
}

export function createMemoryObjects(client: S3Client, bucket: string): MemoryObjects {
  const keyOf = (name: string): string => `memory/${name}.json`;
  return {
    async read(name) {
      const Key = keyOf(name);
      try {
        const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return { text: (await Body?.transformToString()) ?? '', etag: ETag };
      } catch (error) {
        if (isMissingObject(error)) return undefined;
        throw s3Failure(`reading ${Key}`, error);
      }
    },

    async write(name, Body, condition = {}) {
      const Key = keyOf(name);
      try {
        const { ETag } = await client.send(
          new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json', ...condition }),
        );
        return ETag ?? '';
      } catch (error) {
        if (isTaken(error) || (condition.IfMatch !== undefined && isMissingObject(error))) return undefined;
        throw s3Failure(`writing ${Key}`, error);
      }
    },
  };
}
