import { randomUUID } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { UpstreamError } from '../errors.ts';
import type { MemoryScope } from '../ports.ts';
import {
  entryName,
  folderOf,
  normalizedSegment,
  readEntry,
  readPack,
  writePack,
} from '../text/memory-entry.ts';
import { eachConcurrently } from './each-concurrently.ts';
import { createMemoryObjects, maxRequestsAtOnce } from './memory-objects.ts';

/**
 * Translations that were had together, in objects of up to {@link mostEntries}: what an article was translated into costs one
 * write, and one read brings it back. Only the run that made a pack writes it; the place of each entry names its pack.
 */
export interface S3Packs {
  /** The pack this run writes an entry into. */
  packFor(entry: string, scope: MemoryScope): string;
  /** @returns undefined for an entry that was given no pack */
  assignedPack(entry: string): string | undefined;
  /**
   * Adds translations to a pack of this run's.
   *
   * @throws {UpstreamError}
   */
  add(pack: string, pairs: ReadonlyMap<string, string>, scope: MemoryScope): Promise<void>;
  /** What this run has added for an entry, written or not. */
  ownTranslation(entry: string): string | undefined;
  /**
   * The translations of those segments that engines made, by segment, in few requests: some segments are asked for, and the packs they name
   * bring most of the others. Where none of those asked for is known, the others are taken for unknown.
   *
   * @throws {UpstreamError}
   */
  find(segments: readonly string[], scope: MemoryScope): Promise<ReadonlyMap<string, string>>;
  /**
   * Translations by normalized segment.
   *
   * @returns undefined where there is no such pack yet
   * @throws {UpstreamError}
   */
  read(pack: string, scope: MemoryScope): Promise<ReadonlyMap<string, string> | undefined>;
}

/** Two articles' sentences: a pack is written anew with each request's translations. */
const mostEntries = 64;
/** Late repetitions of earlier writes may come between; more than one in a row is no chance. */
const maxAttempts = 4;
/** How many segments tell whether an article is known: fewer may miss one that was edited, more cost requests. */
const firstProbes = 4;

interface OwnPack {
  readonly pairs: Map<string, string>;
  /** Of the version that was written last; undefined: none is known of. */
  etag?: string;
  /** Ends when all writes so far have. */
  last: Promise<unknown>;
  /** A write that has not begun: whoever comes now is part of it. */
  next?: Promise<void>;
}

export function createS3Packs(client: S3Client, bucket: string): S3Packs {
  const objects = createMemoryObjects(client, bucket);
  const packOfEntry = new Map<string, string>();
  const openPacks = new Map<string, { readonly name: string; entries: number }>();
  const own = new Map<string, OwnPack>();
  const ownTranslations = new Map<string, string>();

  async function put(name: string, pack: OwnPack, scope: MemoryScope): Promise<void> {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const text = writePack(pack.pairs, scope);
      // A repetition by the SDK of an earlier write must not undo a later one: each write names what it replaces.
      const condition = pack.etag === undefined ? ({ IfNoneMatch: '*' } as const) : { IfMatch: pack.etag };
      const written = await objects.write(name, text, condition);
      if (written !== undefined) {
        pack.etag = written;
        return;
      }
      const found = await objects.read(name);
      pack.etag = found?.etag;
      if (found?.text === text) return;
    }
    throw new UpstreamError('Amazon S3', `writing ${name}: another version is there each time`);
  }

  async function read(pack: string, scope: MemoryScope): Promise<ReadonlyMap<string, string> | undefined> {
    const found = await objects.read(pack);
    return found === undefined ? undefined : readPack(found.text, scope);
  }

  return {
    packFor(entry, scope) {
      const assigned = packOfEntry.get(entry);
      if (assigned !== undefined) return assigned;
      const folder = folderOf(scope);
      const group = `${folder} ${scope.origin}`;
      let open = openPacks.get(group);
      if (open === undefined || open.entries === mostEntries) {
        open = { name: `${folder}/packs/${randomUUID()}`, entries: 0 };
        openPacks.set(group, open);
      }
      open.entries++;
      packOfEntry.set(entry, open.name);
      return open.name;
    },

    assignedPack: (entry) => packOfEntry.get(entry),

    async add(name, pairs, scope) {
      const pack = own.get(name) ?? { pairs: new Map<string, string>(), last: Promise.resolve() };
      own.set(name, pack);
      for (const [segment, translation] of pairs) {
        pack.pairs.set(segment, translation);
        ownTranslations.set(entryName(segment, scope), translation);
      }
      pack.next ??= pack.last.then(() => {
        pack.next = undefined;
        return put(name, pack, scope);
      });
      const write = pack.next;
      pack.last = write.catch(() => undefined);
      await write;
    },

    ownTranslation: (entry) => ownTranslations.get(entry),

    read,

    async find(segments, scope) {
      const found = new Map<string, string>();
      const seenPacks = new Set<string>();
      let unasked = [...segments];
      for (let probes = firstProbes; unasked.length > 0; probes = maxRequestsAtOnce) {
        const asked = spread(unasked, probes);
        const texts = await eachConcurrently(
          asked,
          maxRequestsAtOnce,
          async (segment) => (await objects.read(entryName(segment, scope)))?.text ?? '',
        );
        const before = found.size;
        const named = new Set<string>();
        for (const [index, segment] of asked.entries()) {
          const text = texts[index] ?? '';
          const translation = readEntry(entryName(segment, scope), text);
          if (translation !== undefined) found.set(segment, translation);
          const pack = placeholderIn(text)?.pack;
          if (pack !== undefined && !seenPacks.has(pack)) named.add(pack);
        }
        for (const pack of await eachConcurrently([...named], maxRequestsAtOnce, (name) =>
          read(name, scope),
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
    },
  };
}

/** So many items, evenly from all over the list. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  const step = items.length / count;
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** Stands in the place of an entry of the memory from when a run means to have it translated: says which pack it will be in. */
export interface Placeholder {
  readonly reservedBy: string;
  /** Until when nobody else may have it translated, in milliseconds since 1970. */
  readonly until: number;
  readonly pack: string;
}

/** @returns undefined for an entry, and for a damaged one: that is free to be written anew */
export function placeholderIn(text: string): Placeholder | undefined {
  try {
    const found = JSON.parse(text) as Partial<Placeholder> | null;
    const isOne = typeof found?.until === 'number' && typeof found.pack === 'string';
    return isOne ? (found as Placeholder) : undefined;
  } catch {
    return undefined;
  }
}
