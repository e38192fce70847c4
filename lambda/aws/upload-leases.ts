import { createHash } from 'node:crypto';
import type { ArticleRef } from '../article.ts';
import { UpstreamError } from '../errors.ts';
import { heldUntil, type Invocation, writingEndsAt } from './invocation.ts';
import { persistently } from './persistently.ts';
import { type S3Records, untilUncontested } from './s3-record.ts';

interface LeaseContent {
  /** The invocation that works on the upload. */
  readonly owner: string;
  /** The first message of those it works for, which are copies of one another: one of them is there until the lease is given back. */
  readonly firstMessageId: string;
  /** Milliseconds since 1970; {@link givenBack}, or {@link failed}. */
  readonly until: number;
  /** Another event of the upload came meanwhile: whoever holds the lease looks at the upload again. */
  readonly again: boolean;
}

const givenBack = 0;
/** Given back before the work was done. */
const failed = 1;

/** What became of the wish to work on an upload. */
export type LeaseOutcome<Result> =
  | { readonly status: 'done'; readonly result: Result }
  /** Another message has the upload in work, and will look at it again before it is acknowledged. */
  | { readonly status: 'handed over' }
  /** An earlier receive of this very message, or of one it is a copy of, has not given the upload back, and may until then still be at work. */
  | { readonly status: 'busy'; readonly until: number };

/** @param isTakenOver an earlier run did not come to the end of its work: it failed or was stopped */
export type Work<Result> = (isTakenOver: boolean) => Promise<Result>;

export interface UploadLeases {
  /**
   * Does the work while nobody else works on the upload, and again where an event came meanwhile.
   *
   * @throws {UpstreamError} also where the lease was lost; whatever the work throws
   */
  run<Result>(
    ref: ArticleRef,
    firstMessageId: string,
    invocation: Invocation,
    work: Work<Result>,
  ): Promise<LeaseOutcome<Result>>;
}

/**
 * One worker an upload key at a time, by conditional writes.
 *
 * A lease lasts until its holder is surely stopped: so two never write one result at once. An event that comes while
 * another message holds the lease leaves word and is done with, for that message is acknowledged only after it has looked at
 * the upload again; it is never lost, for a holder that fails or is stopped has its message delivered again.
 */
export function createUploadLeases(records: S3Records, clock: () => number): UploadLeases {
  async function acquire(
    key: string,
    wanted: LeaseContent,
  ): Promise<
    | { readonly etag: string; readonly isTakenOver: boolean }
    | Exclude<LeaseOutcome<never>, { status: 'done' }>
  > {
    const fresh = await records.write(key, wanted, undefined);
    if (fresh !== undefined) return { etag: fresh, isTakenOver: false };
    return untilUncontested(async () => {
      const found = await records.read<LeaseContent>(key);
      const { content, etag: replaced } = found ?? {};
      if (content !== undefined && content.until > clock()) {
        if (content.firstMessageId === wanted.firstMessageId) return { status: 'busy', until: content.until };
        if (content.again) return { status: 'handed over' };
        const told = await records.write(key, { ...content, again: true }, replaced);
        return told === undefined ? undefined : { status: 'handed over' };
      }
      const etag = await records.write(key, wanted, replaced);
      return etag === undefined
        ? undefined
        : { etag, isTakenOver: content !== undefined && content.until !== givenBack };
    });
  }

  /** @returns the new tag where the work is to be done again */
  async function giveBack(
    key: string,
    held: LeaseContent,
    etag: string,
    until: number,
  ): Promise<'given back' | 'lost' | { readonly etag: string }> {
    const free = { ...held, until, again: false };
    if ((await records.write(key, free, etag)) !== undefined) return 'given back';
    return untilUncontested(async () => {
      const found = await records.read<LeaseContent>(key);
      if (found?.content.owner !== held.owner || found.content.until <= failed) return 'lost';
      const kept = await records.write(key, { ...held, again: false }, found.etag);
      return kept === undefined ? undefined : { etag: kept };
    });
  }

  return {
    async run(ref, firstMessageId, invocation, work) {
      const key = `uploads/${createHash('sha256')
        .update(JSON.stringify([ref.bucket, ref.key]))
        .digest('hex')}`;
      const held = { owner: invocation.id, firstMessageId, until: heldUntil(invocation), again: false };
      const lease = await acquire(key, held);
      if ('status' in lease) return lease;
      // A lease that is not given back keeps the upload waiting until it has run out.
      const persistence = { ends: writingEndsAt(invocation, clock()), clock, random: Math.random };
      const leave = async (version: string, until: number): Promise<string | undefined> => {
        const left = await persistently(() => giveBack(key, held, version, until), persistence);
        if (left === 'lost')
          throw new UpstreamError('Amazon S3', 'the lease of an upload was lost to another run');
        return left === 'given back' ? undefined : left.etag;
      };
      let etag: string | undefined = lease.etag;
      let isTakenOver = lease.isTakenOver;
      for (;;) {
        let result: Awaited<ReturnType<typeof work>>;
        try {
          result = await work(isTakenOver);
        } catch (error) {
          // The message comes back and looks at the newest upload: word that was left is heard by that.
          while (etag !== undefined) etag = await leave(etag, failed);
          throw error;
        }
        etag = await leave(etag, givenBack);
        if (etag === undefined) return { status: 'done', result };
        isTakenOver = false;
      }
    },
  };
}
