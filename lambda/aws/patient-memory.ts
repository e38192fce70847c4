import { UpstreamError } from '../errors.ts';
import type { TranslationMemory } from '../ports.ts';

const firstPauseMs = 250;
const longestPauseMs = 4_000;

export interface WritingPatience {
  /** Until when a write may begin, in milliseconds since 1970. */
  readonly writingEnds: number;
  readonly clock: () => number;
  /** From 0 to 1: how long to wait, as a share of the longest pause due. */
  readonly random: () => number;
}

/**
 * Writes again what the memory could not take, beyond the attempts of the SDK, as long as the invocation lasts: it is paid
 * for, and what is not written down is paid for again.
 */
export function createPatientMemory(
  memory: TranslationMemory,
  { writingEnds, clock, random }: WritingPatience,
): TranslationMemory {
  return {
    ...memory,
    async remember(pairs, scope) {
      for (let longest = firstPauseMs; ; longest = Math.min(longestPauseMs, longest * 2)) {
        try {
          return await memory.remember(pairs, scope);
        } catch (error) {
          const pauseMs = longest / 2 + (longest / 2) * random();
          if (!(error instanceof UpstreamError) || clock() + pauseMs >= writingEnds) throw error;
          await new Promise((later) => setTimeout(later, pauseMs));
        }
      }
    },
  };
}
