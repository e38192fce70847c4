import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { MemoryScope } from '../ports.ts';
import { folderOf, readPack, writePack } from '../text/memory-entry.ts';
import { isMissingObject, isTaken, s3Failure } from './aws-errors.ts';

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
  /**
   * Translations by normalized segment.
   *
   * @returns undefined where there is no such pack of the scope yet
   * @throws {UpstreamError}
   */
  read(pack: string, scope: MemoryScope): Promise<ReadonlyMap<string, string> | undefined>;
}

/** Two articles' sentences: a pack is written anew with each request's translations. */
const mostEntries = 64;
/** Late repetitions of earlier writes may come between; more than one in a row is no chance. */
const maxAttempts = 4;

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
  const keyOf = (pack: string): string => `memory/${pack}.json`;
  const packOfEntry = new Map<string, string>();
  const openPacks = new Map<string, { readonly name: string; entries: number }>();
  const own = new Map<string, OwnPack>();

  async function readObject(
    pack: string,
  ): Promise<{ readonly text: string; readonly etag?: string } | undefined> {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(pack) }));
      return { text: (await Body?.transformToString()) ?? '', etag: ETag };
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure(`reading ${keyOf(pack)}`, error);
    }
  }

  async function put(name: string, pack: OwnPack, scope: MemoryScope): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const Body = writePack(pack.pairs, scope);
      // A repetition by the SDK of an earlier write must not undo a later one: each write names what it replaces.
      const condition = pack.etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: pack.etag };
      try {
        const { ETag } = await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(name),
            Body,
            ContentType: 'application/json',
            ...condition,
          }),
        );
        pack.etag = ETag;
        return;
      } catch (error) {
        if (attempt === maxAttempts || !(isTaken(error) || isMissingObject(error)))
          throw s3Failure(`writing ${keyOf(name)}`, error);
        const found = await readObject(name);
        pack.etag = found?.etag;
        if (found?.text === Body) return;
      }
    }
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
      for (const [segment, translation] of pairs) pack.pairs.set(segment, translation);
      pack.next ??= pack.last.then(() => {
        pack.next = undefined;
        return put(name, pack, scope);
      });
      const write = pack.next;
      pack.last = write.catch(() => undefined);
      await write;
    },

    async read(pack, scope) {
      const found = await readObject(pack);
      return found === undefined ? undefined : readPack(found.text, scope);
    },
  };
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
