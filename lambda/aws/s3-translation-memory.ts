import type { S3Client } from '@aws-sdk/client-s3';
import type { MemoryScope, TranslationMemory } from '../ports.ts';
import { entryName, people, readEntry, writeEntry } from '../text/memory-entry.ts';
import { eachConcurrently } from './each-concurrently.ts';
import { createMemoryObjects, maxRequestsAtOnce } from './memory-objects.ts';
import { createPeopleIndex } from './people-index.ts';
import type { S3Packs } from './s3-packs.ts';

/**
 * Translations under `memory/`: a small object for each segment, which has its translation or names the pack it is in.
 *
 * An engine's are looked up in few requests ({@link S3Packs.find}): what lies scattered may be missed, and reserving it tells.
 */
export function createS3TranslationMemory(
  client: S3Client,
  bucket: string,
  packs: S3Packs,
): TranslationMemory {
  const objects = createMemoryObjects(client, bucket);
  const peopleIndex = createPeopleIndex(client, bucket);

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
    const texts = await eachConcurrently(wanted, maxRequestsAtOnce, ({ name }) => objects.read(name));
    const found = new Map<string, string>();
    for (const [index, { segment, name }] of wanted.entries()) {
      const translation = readEntry(name, texts[index]?.text ?? '');
      if (translation !== undefined) found.set(segment, translation);
    }
    return found;
  }

  return {
    async lookUp(segments, scope) {
      const [byEngine, byPeople] = await Promise.all([
        scope.origin === people ? [] : packs.find(segments, scope),
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
          await objects.write(entryName(segment, scope), writeEntry(segment, translation, scope));
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
