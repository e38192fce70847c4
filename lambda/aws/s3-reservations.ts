import type { S3Client } from '@aws-sdk/client-s3';
import { OutOfTimeError, ThrottledError } from '../errors.ts';
import type { MemoryScope, Reservations, Reserved } from '../ports.ts';
import { entryName, normalizedSegment, readEntry } from '../text/memory-entry.ts';
import { eachConcurrently } from './each-concurrently.ts';
import { heldUntil, type Invocation } from './invocation.ts';
import { createMemoryObjects, type MemoryObject, maxRequestsAtOnce } from './memory-objects.ts';
import { type Placeholder, placeholderIn, type S3Packs } from './s3-packs.ts';

const firstPollMs = 250;
const longestPollMs = 4_000;

type Claim =
  | { readonly status: 'mine'; readonly etag: string | undefined }
  | { readonly status: 'theirs' }
  | { readonly status: 'known'; readonly translation: string };

/** What the packs had, as far as they were read in one round. */
type ReadPacks = Map<string, Promise<ReadonlyMap<string, string> | undefined>>;

/** A segment and the name of its entry. */
interface Wanted {
  readonly name: string;
  readonly segment: string;
}

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
  const objects = createMemoryObjects(client, bucket);
  const placeholder = (until: number, pack: string): string =>
    JSON.stringify({ reservedBy: invocation.id, until, pack } satisfies Placeholder);
  const placeholderOf = (name: string, scope: MemoryScope): string =>
    placeholder(heldUntil(invocation), packs.packFor(name, scope));
  /** The placeholders of what this run has reserved, by name. */
  const held = new Map<string, Pick<MemoryObject, 'etag'>>();
  /** Names of what was somebody else's when it was last looked at: reading costs a tenth of writing. */
  const theirs = new Set<string>();

  const claimed = (etag: string | undefined): Claim =>
    etag === undefined ? { status: 'theirs' } : { status: 'mine', etag };

  /** Looks at a place that is taken. */
  async function claim({ name, segment }: Wanted, scope: MemoryScope, readPacks: ReadPacks): Promise<Claim> {
    const body = placeholderOf(name, scope);
    const found = await objects.read(name);
    if (found === undefined) {
      // Nobody removes an entry, but a person may, or its time: then it is free.
      return claimed(await objects.write(name, body, { IfNoneMatch: '*' }));
    }
    const { text, etag } = found;
    const translation = readEntry(name, text);
    if (translation !== undefined) return { status: 'known', translation };
    // The SDK may have tried twice, and the first attempt have come through.
    if (text === body) return { status: 'mine', etag };
    const reserved = placeholderIn(text);
    const isFree = (reserved?.until ?? 0) <= clock();
    if (reserved !== undefined) {
      // What was read before the placeholder was free may be older than its last entry.
      const reading = (isFree ? undefined : readPacks.get(reserved.pack)) ?? packs.read(reserved.pack, scope);
      readPacks.set(reserved.pack, reading);
      const packed = (await reading)?.get(normalizedSegment(segment));
      if (packed !== undefined) return { status: 'known', translation: packed };
    }
    if (!isFree) return { status: 'theirs' };
    return claimed(await objects.write(name, body, { IfMatch: etag }));
  }

  /** One whose writing seemed to fail may be there all the same. */
  async function ownPlaceholder(name: string): Promise<Pick<MemoryObject, 'etag'> | undefined> {
    const found = await objects.read(name);
    const isOwn = found !== undefined && placeholderIn(found.text)?.reservedBy === invocation.id;
    return isOwn ? found : undefined;
  }

  async function release(segments: readonly string[], scope: MemoryScope): Promise<void> {
    const work = eachConcurrently(segments, maxRequestsAtOnce, async (segment) => {
      const name = entryName(segment, scope);
      const own = held.get(name) ?? (await ownPlaceholder(name));
      held.delete(name);
      // Where its writing seemed to fail, the pack may have it all the same: it is paid for, and whoever comes next finds it.
      if (own !== undefined)
        await objects.write(name, placeholder(0, packs.packFor(name, scope)), { IfMatch: own.etag });
    });
    // What stays reserved becomes free in time; the failure that led here is the one to tell of.
    await work.catch(() => undefined);
  }

  /** Asks once for each: the places that are empty, then, in few requests, what is known of the others, then each of the rest. */
  async function claimAll(wanted: readonly Wanted[], scope: MemoryScope): Promise<Reserved> {
    const known = new Map<string, string>();
    const mine: string[] = [];
    const take = ({ name, segment }: Wanted, etag: string | undefined): void => {
      mine.push(segment);
      held.set(name, { etag });
      theirs.delete(name);
    };
    try {
      const fresh = wanted.filter(({ name }) => !theirs.has(name));
      await eachConcurrently(fresh, maxRequestsAtOnce, async (one) => {
        const written = await objects.write(one.name, placeholderOf(one.name, scope), { IfNoneMatch: '*' });
        if (written === undefined) theirs.add(one.name);
        else take(one, written);
      });
      const refused = fresh.filter(({ name }) => theirs.has(name)).map(({ segment }) => segment);
      for (const [segment, translation] of await packs.find(refused, scope)) known.set(segment, translation);
      const taken = wanted.filter(({ name, segment }) => theirs.has(name) && !known.has(segment));
      const readPacks: ReadPacks = new Map();
      await eachConcurrently(taken, maxRequestsAtOnce, async (one) => {
        const found = await claim(one, scope, readPacks);
        if (found.status === 'mine') take(one, found.etag);
        if (found.status === 'known') known.set(one.segment, found.translation);
      });
    } catch (error) {
      await release(mine, scope);
      throw error;
    }
    return { mine, known };
  }

  async function reserveAtOnce(segments: readonly string[], scope: MemoryScope): Promise<Reserved> {
    // Segments that differ in white space alone share an entry: one of them is translated, then the others are known.
    const byName = new Map(segments.map((segment) => [entryName(segment, scope), segment]));
    const known = new Map<string, string>();
    const mine: string[] = [];
    const wanted: Wanted[] = [];
    for (const [name, segment] of byName) {
      const translation = packs.ownTranslation(name);
      if (translation !== undefined) known.set(segment, translation);
      else if (held.has(name)) mine.push(segment);
      else wanted.push({ name, segment });
    }
    const areOthers = wanted.every(({ name }) => theirs.has(name));
    // Whatever is this run's own need not wait for what is others'.
    if (mine.length + known.size > 0 && areOthers) return { mine, known };
    if (clock() > workEnds) {
      throw areOthers
        ? new ThrottledError('Translation memory', 'other articles are having the same sentences translated')
        : new OutOfTimeError('No time is left to begin with a translation');
    }
    const more = await claimAll(wanted, scope);
    return { mine: [...mine, ...more.mine], known: new Map([...known, ...more.known]) };
  }

  return {
    async reserve(segments, scope) {
      for (let pauseMs = firstPollMs; ; pauseMs = Math.min(longestPollMs, pauseMs * 2)) {
        const reserved = await reserveAtOnce(segments, scope);
        if (reserved.mine.length + reserved.known.size > 0) return reserved;
        await new Promise((later) => setTimeout(later, pauseMs));
      }
    },

    reserveAtOnce,

    release,
  };
}
