import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { MemoryScope, TranslationMemory } from '../ports.ts';
import { entryName, normalizedSegment, people, readEntry, writeEntry } from '../text/memory-entry.ts';
import { isMissingObject, s3Failure } from './aws-errors.ts';
import { eachConcurrently } from './each-concurrently.ts';
import { createPeopleIndex } from './people-index.ts';
import { placeholderIn, type S3Packs } from './s3-packs.ts';

/** Requests to S3 under way at once. */
const maxRequestsAtOnce = 64;
/** How many segments tell whether an article is known: fewer may miss one that was edited, more cost requests. */
const firstProbes = 4;

/**
 * Translations under `memory/`: a small object for each segment, which has its translation or names the pack it is in.
 *
 * Few requests look up an article: some of its segments are asked for, and the packs they name bring most of the others. Where
 * none of those asked for is known, the others are taken for unknown: reserving them tells.
 */
export function createS3TranslationMemory(
  client: S3Client,
  bucket: string,
  packs: S3Packs,
): TranslationMemory {
  const keyOf = (name: string): string => `memory/${name}.json`;
  const peopleIndex = createPeopleIndex(client, bucket);

  async function read(name: string): Promise<string | undefined> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }));
      return await Body?.transformToString();
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure(`reading ${keyOf(name)}`, error);
    }
  }

  async function translatedByPeople(
    segments: readonly string[],
    scope: MemoryScope,
  ): Promise<Map<string, string>> {
    const named = segments.map((segment) => ({
      segment,
      name: entryName(segment, { ...scope, origin: people }),
    }));
    const has = await peopleIndex.read(scope);
    const wanted = named.filter(({ name }) => has(name));
    const texts = await eachConcurrently(wanted, maxRequestsAtOnce, ({ name }) => read(name));
    const found = new Map<string, string>();
    for (const [index, { segment }] of wanted.entries()) {
      const translation = readEntry(texts[index] ?? '', segment);
      if (translation !== undefined) found.set(segment, translation);
    }
    return found;
  }

  async function madeByEngine(segments: readonly string[], scope: MemoryScope): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const seenPacks = new Set<string>();
    let unasked = [...segments];
    for (let probes = firstProbes; unasked.length > 0; probes = maxRequestsAtOnce) {
      const asked = spread(unasked, probes);
      const texts = await eachConcurrently(asked, maxRequestsAtOnce, (segment) =>
        read(entryName(segment, scope)),
      );
      const before = found.size;
      const named = new Set<string>();
      for (const [index, segment] of asked.entries()) {
        const text = texts[index] ?? '';
        const translation = readEntry(text, segment);
        if (translation !== undefined) found.set(segment, translation);
        const pack = placeholderIn(text)?.pack;
        if (pack !== undefined && !seenPacks.has(pack)) named.add(pack);
      }
      for (const pack of await eachConcurrently([...named], maxRequestsAtOnce, (name) =>
        packs.read(name, scope),
      )) {
        for (const segment of segments) {
          const translation = pack?.get(normalizedSegment(segment));
          if (translation !== undefined && !found.has(segment)) found.set(segment, translation);
        }
      }
      for (const name of named) seenPacks.add(name);
      if (found.size === before) break;
      unasked = unasked.filter((segment) => !found.has(segment) && !asked.includes(segment));
    }
    return found;
  }

  return {
    async lookUp(segments, scope) {
      const [byEngine, byPeople] = await Promise.all([
        madeByEngine(segments, scope),
        translatedByPeople(segments, scope),
      ]);
      return new Map([...byEngine, ...byPeople]);
    },

    async madeByPeople(segments, scope) {
      const has = await peopleIndex.read(scope);
      return new Set(segments.filter((segment) => has(entryName(segment, { ...scope, origin: people }))));
    },

    async remember(pairs, scope) {
      const byPack = new Map<string, Map<string, string>>();
      const alone: [string, string][] = [];
      for (const [segment, translation] of pairs) {
        const pack = packs.assignedPack(entryName(segment, scope));
        if (pack === undefined) alone.push([segment, translation]);
        else byPack.set(pack, (byPack.get(pack) ?? new Map<string, string>()).set(segment, translation));
      }
      await Promise.all([
        ...[...byPack].map(([pack, some]) => packs.add(pack, some, scope)),
        eachConcurrently(alone, maxRequestsAtOnce, async ([segment, translation]) => {
          const Key = keyOf(entryName(segment, scope));
          const Body = writeEntry(segment, translation, scope);
          try {
            await client.send(
              new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }),
            );
          } catch (error) {
            throw s3Failure(`writing ${Key}`, error);
          }
        }),
      ]);
      if (scope.origin === people)
        await peopleIndex.add(
          [...pairs.keys()].map((segment) => entryName(segment, scope)),
          scope,
        );
    },
  };
}

/** So many items, evenly from all over the list. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  const step = items.length / count;
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
