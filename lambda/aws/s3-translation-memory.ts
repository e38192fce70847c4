import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { TranslationMemory } from '../ports.ts';
import { entryName, entryNames, readEntry, writeEntry } from '../text/memory-entry.ts';
import { isMissingObject, s3Failure } from './aws-errors.ts';
import { eachConcurrently } from './each-concurrently.ts';

/** Requests to S3 under way at once: an article's lookups take some three round trips. */
const maxRequestsAtOnce = 32;

/**
 * Translations as small objects under `memory/`, one a segment.
 *
 * Entries are named by their content: two functions that write one at once write the same.
 */
export function createS3TranslationMemory(client: S3Client, bucket: string): TranslationMemory {
  const keyOf = (name: string): string => `memory/${name}.json`;

  async function read(name: string): Promise<string | undefined> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }));
      return await Body?.transformToString();
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure(`reading ${keyOf(name)}`, error);
    }
  }

  return {
    async lookUp(segments, scope) {
      const wanted = segments.flatMap((segment) =>
        entryNames(segment, scope).map((name) => ({ segment, name })),
      );
      const texts = await eachConcurrently(wanted, maxRequestsAtOnce, ({ name }) => read(name));
      const found = new Map<string, string>();
      for (const [index, { segment }] of wanted.entries()) {
        const text = texts[index];
        const translation = text === undefined ? undefined : readEntry(text, segment);
        // The names come in the order of their rank.
        if (translation !== undefined && !found.has(segment)) found.set(segment, translation);
      }
      return found;
    },

    async remember(pairs, scope) {
      await eachConcurrently([...pairs], maxRequestsAtOnce, async ([segment, translation]) => {
        const Key = keyOf(entryName(segment, scope));
        const Body = writeEntry(segment, translation, scope);
        try {
          await client.send(
            new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }),
          );
        } catch (error) {
          throw s3Failure(`writing ${Key}`, error);
        }
      });
    },
  };
}
