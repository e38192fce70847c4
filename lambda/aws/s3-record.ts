import { randomInt } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ThrottledError } from '../errors.ts';
import { isMissingObject, isTaken, s3Failure } from './aws-errors.ts';

/** A small JSON object that several functions change at once: each write names what it replaces. */
export interface RecordVersion<Content> {
  readonly content: Content;
  readonly etag: string;
}

export interface S3Records {
  /** @throws {UpstreamError} */
  read<Content>(key: string): Promise<RecordVersion<Content> | undefined>;
  /**
   * @param content unlike what any other run writes
   * @param replaced the version to replace; undefined: there is none yet
   * @returns the new version's tag, or undefined where another run wrote first
   * @throws {UpstreamError}
   */
  write(key: string, content: unknown, replaced: string | undefined): Promise<string | undefined>;
}

/** Records below `state/` of a bucket. */
export function createS3Records(client: S3Client, bucket: string): S3Records {
  const keyOf = (key: string): string => `state/${key}.json`;

  async function readText(key: string): Promise<RecordVersion<string> | undefined> {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(key) }));
      return { content: (await Body?.transformToString()) ?? '', etag: ETag ?? '' };
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure(`reading ${keyOf(key)}`, error);
    }
  }

  return {
    async read<Content>(key: string) {
      const found = await readText(key);
      return found && { content: JSON.parse(found.content) as Content, etag: found.etag };
    },

    async write(key, content, replaced) {
      const condition = replaced === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaced };
      const Body = JSON.stringify(content);
      try {
        const { ETag } = await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(key),
            Body,
            ContentType: 'application/json',
            ...condition,
          }),
        );
        return ETag ?? '';
      } catch (error) {
        if (isTaken(error)) {
          // The SDK may have tried twice, and the first attempt have come through.
          const found = await readText(key);
          return found?.content === Body ? found.etag : undefined;
        }
        if (replaced !== undefined && isMissingObject(error)) return undefined;
        throw s3Failure(`writing ${keyOf(key)}`, error);
      }
    },
  };
}

const maxAttempts = 60;
const maxPauseMs = 400;

/**
 * Repeats a step that another run may get ahead of, with growing pauses of random length.
 *
 * @param step undefined: another run was faster, try again
 * @throws {ThrottledError} where others are faster every time
 */
export async function untilUncontested<Result>(step: () => Promise<Result | undefined>): Promise<Result> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const result = await step();
    if (result !== undefined) return result;
    await new Promise((later) => setTimeout(later, randomInt(1, Math.min(maxPauseMs, 20 * attempt))));
  }
  throw new ThrottledError('Amazon S3', `another run wrote first, ${maxAttempts} times in a row`);
}
