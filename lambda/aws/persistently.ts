import { UpstreamError } from '../errors.ts';

const firstPauseMs = 250;
const longestPauseMs = 4_000;

export interface Persistence {
  /** Until when attempts may last, in milliseconds since 1970. */
  readonly ends: number;
  readonly clock: () => number;
  /** From 0 to 1: how long to wait, as a share of the longest pause due. */
  readonly random: () => number;
}

/**
 * Tries again what a service failed at, beyond the attempts of the SDK, with pauses that grow and have a random length: for
 * writes that must not be lost. An attempt begins only where one as long as the last would end in time.
 *
 * @throws what the last attempt failed with
 */
export async function persistently<Result>(
  attempt: () => Promise<Result>,
  { ends, clock, random }: Persistence,
): Promise<Result> {
  for (let longest = firstPauseMs; ; longest = Math.min(longestPauseMs, longest * 2)) {
    const began = clock();
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = longest / 2 + (longest / 2) * random();
      const now = clock();
      if (!(error instanceof UpstreamError) || now + pauseMs + (now - began) >= ends) throw error;
      await new Promise((later) => setTimeout(later, pauseMs));
    }
  }
}
