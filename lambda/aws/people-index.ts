import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { MemoryScope } from '../ports.ts';
import { folderOf, people } from '../text/memory-entry.ts';
import { isMissingObject, isTaken, s3Failure } from './aws-errors.ts';
import { untilUncontested } from './s3-record.ts';

/**
 * Which segments people translated: one object a language pair, so that nothing else is asked for where they did not. Read once:
 * what others add later is not seen.
 */
export interface PeopleIndex {
  /**
   * @returns whether an entry of people's may be there, by its name: now and then wrongly yes, never wrongly no
   * @throws {UpstreamError}
   */
  read(scope: MemoryScope): Promise<(entry: string) => boolean>;
  /**
   * Adds entries, which must be there already. Several may add at once.
   *
   * @throws {UpstreamError}
   */
  add(entries: readonly string[], scope: MemoryScope): Promise<void>;
}

/** Of an entry's digest, in hexadecimal digits: 48 bits tell a million entries apart but for one in 280 million. */
const keptDigits = 12;
const digitsOf = (entry: string): string => (entry.split('/').at(-1) ?? '').slice(0, keptDigits);

export function createPeopleIndex(client: S3Client, bucket: string): PeopleIndex {
  const keyOf = (scope: MemoryScope): string => `memory/${folderOf({ ...scope, origin: people })}/index`;

  async function readIndex(
    scope: MemoryScope,
  ): Promise<{ readonly digits: Set<string>; readonly etag?: string } | undefined> {
    const Key = keyOf(scope);
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const text = (await Body?.transformToString()) ?? '';
      return { digits: new Set(text.match(new RegExp(`.{${keptDigits}}`, 'g'))), etag: ETag };
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure(`reading ${Key}`, error);
    }
  }

  const reads = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  const readOnce = (scope: MemoryScope): Promise<ReadonlySet<string> | undefined> => {
    const key = keyOf(scope);
    const reading = reads.get(key) ?? readIndex(scope).then((found) => found?.digits);
    reads.set(key, reading);
    // What failed is tried again.
    reading.catch(() => reads.delete(key));
    return reading;
  };

  return {
    async read(scope) {
      const digits = await readOnce(scope);
      return (entry) => digits?.has(digitsOf(entry)) === true;
    },

    async add(entries, scope) {
      reads.delete(keyOf(scope));
      await untilUncontested(async () => {
        const found = await readIndex(scope);
        const added = entries.map(digitsOf);
        if (added.every((digits) => found?.digits.has(digits))) return true;
        const all = [...new Set([...(found?.digits ?? []), ...added])];
        try {
          await client.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: keyOf(scope),
              Body: all.sort().join(''),
              ContentType: 'text/plain',
              ...(found === undefined ? { IfNoneMatch: '*' } : { IfMatch: found.etag }),
            }),
          );
          return true;
        } catch (error) {
          if (isTaken(error) || isMissingObject(error)) return undefined;
          throw s3Failure(`writing ${keyOf(scope)}`, error);
        }
      });
    },
  };
}
