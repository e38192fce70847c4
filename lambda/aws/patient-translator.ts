import { OutOfTimeError, ThrottledError, TranslationUnavailableError, UpstreamError } from '../errors.ts';
import type { Translator } from '../ports.ts';

const firstPauseMs = 500;
const longestPauseMs = 20_000;
/** How often a request may fail, other than by a throttle, before the article fails. */
const maxFailures = 3;

export interface Patience {
  /** Until when a request may begin, in milliseconds since 1970. */
  readonly workEnds: number;
  readonly clock: () => number;
  /** From 0 to 1: how long to wait, as a share of the longest pause due. */
  readonly random: () => number;
}

/**
 * Sends requests again that failed in passing, with pauses that grow and have a random length, as long as the time given
 * allows. A throttle makes every request of the invocation wait; a request that only throttles kept from its answer
 * ends with {@link ThrottledError}.
 */
export function createPatientTranslator(
  translator: Translator,
  { workEnds, clock, random }: Patience,
): Translator {
  let calmAt = 0;
  let throttlesInARow = 0;

  const pauseAfter = (count: number): number => {
    const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** count);
    return longest / 2 + (longest / 2) * random();
  };
  const sleepUntil = (time: number, signal?: AbortSignal): Promise<void> =>
    new Promise((later, stopped) => {
      signal?.throwIfAborted();
      const stop = (): void => {
        clearTimeout(timer);
        stopped(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', stop);
          later();
        },
        Math.max(0, time - clock()),
      );
      signal?.addEventListener('abort', stop, { once: true });
    });

  return {
    ...translator,
    async translate(segments, pair, options) {
      let failures = 0;
      let last: unknown = new OutOfTimeError('No time is left to begin with a request');
      for (;;) {
        if (Math.max(calmAt, clock()) >= workEnds) throw last;
        await sleepUntil(calmAt, options?.signal);
        // Others may have been throttled meanwhile.
        if (clock() < calmAt) continue;
        try {
          const reply = await translator.translate(segments, pair, options);
          throttlesInARow = 0;
          return reply;
        } catch (error) {
          if (error instanceof TranslationUnavailableError || !(error instanceof UpstreamError)) throw error;
          last = error;
          if (error instanceof ThrottledError) {
            calmAt = Math.max(calmAt, clock() + pauseAfter(throttlesInARow++));
          } else {
            failures++;
            if (failures >= maxFailures) throw error;
            const next = clock() + pauseAfter(failures);
            if (next >= workEnds) throw error;
            await sleepUntil(next, options?.signal);
          }
        }
      }
    },
  };
}
