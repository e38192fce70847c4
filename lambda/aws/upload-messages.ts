import type { ArticleRef } from '../article.ts';
import { isWait, OutOfTimeError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { isSurelyNoArticle } from '../text/page-parts.ts';
import { failureDelay, waitDelay } from './backoff.ts';
import type { CharacterBudget } from './character-budget.ts';
import type { Invocation } from './invocation.ts';
import type { Meter } from './lambda-metrics.ts';
import type { MessageQueues, UploadMessage } from './message-queues.ts';
import { uploadsIn } from './upload-event.ts';
import type { UploadLeases } from './upload-leases.ts';

/** What the work on one upload came to, as far as its message is concerned. */
export interface WorkDone {
  /** Said in the log. */
  readonly status: string;
  /** Left untranslated for the day's limit: how many characters there must be room for. */
  readonly refusedCharacters?: number;
}

export interface UploadMessagesOptions {
  readonly queues: MessageQueues;
  readonly leases: UploadLeases;
  /** Absent: no limit. */
  readonly budget?: CharacterBudget;
  readonly log: Log;
  readonly meter: Meter;
  readonly clock: () => number;
  readonly random: () => number;
  /** Processes one upload. */
  readonly work: (
    ref: ArticleRef,
    message: UploadMessage,
    invocation: Invocation,
    isTakenOver: boolean,
  ) => Promise<WorkDone>;
}

/** After so long, an upload that still only waits counts as failed: somebody is to know. */
const longestWaitMs = 24 * 3_600_000;
/** SQS keeps a message fourteen days: a postponed one is sent anew before. */
const longestStayMs = 10 * 24 * 3_600_000;

/**
 * A message that was sent later than a copy can be was a dead letter and was moved back: it has its time to wait anew, and so has a
 * postponed one, however long it was kept for the day's limit.
 */
function withItsTime(message: UploadMessage, now: number): UploadMessage {
  const { firstSentAt, sentAt, isPostponed } = message;
  if (isPostponed) return { ...message, firstSentAt: now };
  return sentAt - firstSentAt > longestWaitMs ? { ...message, firstSentAt: sentAt } : message;
}

type Facts = Readonly<Record<string, unknown>>;

/** Handles a message. @returns whether it is to be acknowledged; otherwise it comes back */
export type HandleMessage = (message: UploadMessage, invocation: Invocation) => Promise<boolean>;

/**
 * What becomes of a message:
 *
 * - of what a browser puts beside a page it saves whole: acknowledged, nothing is done;
 * - done, or handed over to another message of the same upload: acknowledged;
 * - throttled, met by an outage of the store, out of time, or to wait for an earlier receive: acknowledged after a copy was put back, so
 *   that it does not count as a failure;
 * - over the day's limit of characters: the article is stored, and a copy postponed that has it completed;
 * - anything else is a failure: it comes back, later each time, until the queue puts it among the dead letters.
 */
export function createUploadMessages(options: UploadMessagesOptions): HandleMessage {
  const { queues, leases, budget, log, meter, clock, random, work } = options;

  async function process(
    refs: readonly ArticleRef[],
    message: UploadMessage,
    invocation: Invocation,
  ): Promise<boolean> {
    for (const ref of refs) {
      const facts = { key: ref.key, versionId: ref.versionId };
      const outcome = await leases.run(ref, message.firstId, invocation, async (isTakenOver) => {
        const done = await work(ref, message, invocation, isTakenOver);
        if (done.refusedCharacters !== undefined) {
          await queues.postpone(message, done.refusedCharacters);
          meter.add('ArticlesPostponed');
        }
        return done;
      });
      if (outcome.status === 'busy') {
        log.info('an earlier receive may still be at work', facts);
        await queues.sendAgain(message, (outcome.until - clock()) / 1000 + 1);
        return true;
      }
      log.info(outcome.status === 'done' ? outcome.result.status : outcome.status, facts);
    }
    return true;
  }

  /** @returns true where a copy was put back */
  async function putBack(message: UploadMessage, error: unknown, facts: Facts): Promise<boolean> {
    if (!isWait(error)) return false;
    if (clock() - message.firstSentAt > longestWaitMs) return false;
    try {
      await queues.sendAgain(message, error instanceof OutOfTimeError ? 0 : waitDelay(random()));
    } catch (sendError) {
      log.error('could not be put back', sendError, facts);
      return false;
    }
    meter.add('ArticlesContinued');
    log.info('goes on later', { ...facts, reason: error.name, detail: error.message });
    return true;
  }

  return async (received, invocation) => {
    const message = withItsTime(received, clock());
    let facts: Facts = {};
    try {
      const refs = uploadsIn(message.body).filter(({ key }) => !isSurelyNoArticle(key));
      facts = { key: refs.map(({ key }) => key).join(', ') };
      if (message.isPostponed && budget !== undefined) {
        if (!(await budget.hasRoomFor(message.characters ?? 0))) {
          if (clock() - message.sentAt <= longestStayMs) return false;
          await queues.postpone(message, message.characters ?? 0);
          return true;
        }
      }
      return await process(refs, message, invocation);
    } catch (error) {
      meter.add('AgeWhileWaiting', (clock() - message.firstSentAt) / 1000);
      if (await putBack(message, error, facts)) return true;
      meter.add('ArticlesFailed');
      log.error('failed', error, { ...facts, receives: message.receives });
      await queues.hideFor(message, failureDelay(message.receives, random()));
      return false;
    }
  };
}
