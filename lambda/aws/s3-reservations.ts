import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { OutOfTimeError, ThrottledError } from '../errors.ts';
import type { MemoryScope, Reservations } from '../ports.ts';
import { entryName, normalizedSegment, readEntry } from '../text/memory-entry.ts';
import { isMissingObject, isTaken, s3Failure } from './aws-errors.ts';
import { eachConcurrently } from './each-concurrently.ts';
import { heldUntil, type Invocation } from './invocation.ts';
import { type Placeholder, placeholderIn, type S3Packs } from './s3-packs.ts';

const maxRequestsAtOnce = 64;
const firstPollMs = 250;
const longestPollMs = 4_000;

type Claim =
  | { readonly status: 'mine' }
  | { readonly status: 'theirs' }
  | { readonly status: 'known'; readonly translation: string };

/** What the packs had, as far as they were read in one round. */
type ReadPacks = Map<string, Promise<ReadonlyMap<string, string> | undefined>>;

/**
 * Reserves entries of the memory by conditional writes: the first run to put a placeholder where the entry will stand has it
 * translated, into the pack that the placeholder names. It stays there, as the way to that pack; it is free where the pack does
 * not have the entry once whoever wrote it is surely stopped.
 */
export function createS3Reservations(
  client: S3Client,
  bucket: string,
  packs: S3Packs,
  invocation: Invocation,
  workEnds: number,
  clock: () => number,
): Reservations {
  const keyOf = (name: string): string => `memory/${name}.json`;
  const placeholder = (until: number, pack: string): string =>
    JSON.stringify({ reservedBy: invocation.id, until, pack } satisfies Placeholder);

  async function put(
    name: string,
    Body: string,
    condition: { readonly IfNoneMatch?: string; readonly IfMatch?: string },
  ): Promise<boolean> {
    const Key = keyOf(name);
    try {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json', ...condition }),
      );
      return true;
    } catch (error) {
      if (isTaken(error) || (condition.IfMatch !== undefined && isMissingObject(error))) return false;
      throw s3Failure(`reserving ${Key}`, error);
    }
  }

  async function read(
    name: string,
  ): Promise<{ readonly text: string; readonly etag: string | undefined } | undefined> {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }));
      return { text: (await Body?.transformToString()) ?? '', etag: ETag };
    } catch (error) {
      if (isMissingObject(error)) return undefined;
      throw s3Failure(`reading ${keyOf(name)}`, error);
    }
  }

  /** @param isTaken the entry was somebody else's when it was last looked at: reading costs a tenth of writing */
  async function claim(
    name: string,
    segment: string,
    scope: MemoryScope,
    isTaken: boolean,
    readPacks: ReadPacks,
  ): Promise<Claim> {
    const body = placeholder(heldUntil(invocation), packs.packFor(name, scope));
    if (!isTaken && (await put(name, body, { IfNoneMatch: '*' }))) return { status: 'mine' };
    const found = await read(name);
    // Nobody removes an entry, but a person may: then it is free.
    if (found === undefined)
      return isTaken ? claim(name, segment, scope, false, readPacks) : { status: 'theirs' };
    const { text, etag } = found;
    const translation = readEntry(text, segment);
    if (translation !== undefined) return { status: 'known', translation };
    // The SDK may have tried twice, and the first attempt have come through.
    if (text === body) return { status: 'mine' };
    const held = placeholderIn(text);
    const isFree = (held?.until ?? 0) <= clock();
    if (held !== undefined) {
      // What was read before the placeholder was free may be older than its last entry.
      const reading = (isFree ? undefined : readPacks.get(held.pack)) ?? packs.read(held.pack, scope);
      readPacks.set(held.pack, reading);
      const packed = (await reading)?.get(normalizedSegment(segment));
      if (packed !== undefined) return { status: 'known', translation: packed };
    }
    if (!isFree) return { status: 'theirs' };
    return { status: (await put(name, body, { IfMatch: etag })) ? 'mine' : 'theirs' };
  }

  async function release(segments: readonly string[], scope: MemoryScope): Promise<void> {
    const work = eachConcurrently(segments, maxRequestsAtOnce, async (segment) => {
      const name = entryName(segment, scope);
      const found = await read(name);
      // Where its writing seemed to fail, the pack may have it all the same: it is paid for, and whoever comes next finds it.
      const held = found && placeholderIn(found.text);
      if (found !== undefined && held?.reservedBy === invocation.id)
        await put(name, placeholder(0, packs.packFor(name, scope)), { IfMatch: found.etag });
    });
    // What stays reserved becomes free in time; the failure that led here is the one to tell of.
    await work.catch(() => undefined);
  }

  return {
    async reserve(segments, scope) {
      // Segments that differ in white space alone share an entry: one of them is translated, then the others are known.
      const byName = new Map(segments.map((segment) => [entryName(segment, scope), segment]));
      let pauseMs = 0;
      for (;;) {
        const isWaiting = pauseMs > 0;
        if (clock() > workEnds) {
          throw isWaiting
            ? new ThrottledError(
                'Translation memory',
                'other articles are having the same sentences translated',
              )
            : new OutOfTimeError('No time is left to begin with a translation');
        }
        const claimed = new Map<string, Claim>();
        const readPacks: ReadPacks = new Map();
        const mine = (): string[] => segments.filter((segment) => claimed.get(segment)?.status === 'mine');
        try {
          await eachConcurrently([...byName], maxRequestsAtOnce, async ([name, segment]) => {
            claimed.set(segment, await claim(name, segment, scope, isWaiting, readPacks));
          });
        } catch (error) {
          await release(mine(), scope);
          throw error;
        }
        const known = new Map<string, string>();
        for (const [segment, found] of claimed)
          if (found.status === 'known') known.set(segment, found.translation);
        if (mine().length + known.size > 0) return { mine: mine(), known };
        pauseMs = Math.min(longestPollMs, Math.max(firstPollMs, pauseMs * 2));
        await new Promise((later) => setTimeout(later, pauseMs));
      }
    },

    release,
  };
}
