import { randomUUID } from 'node:crypto';
import { BudgetSpentError, OutOfTimeError, ThrottledError, TranslationUnavailableError } from '../errors.ts';
import type { Translator } from '../ports.ts';
import { billedCharacters } from '../text/billed-characters.ts';
import { type S3Records, untilUncontested } from './s3-record.ts';

interface Spent {
  readonly characters: number;
  /** Makes each version unlike any other. */
  readonly version: string;
}

/** How many characters may be paid for in one day, UTC. */
export interface CharacterBudget {
  /** @throws {UpstreamError} */
  hasRoomFor(characters: number): Promise<boolean>;
  /**
   * Counts characters that are about to be sent.
   *
   * @returns the day they are counted on, or undefined where they are over its limit: then they are not counted
   * @throws {UpstreamError}
   */
  spend(characters: number): Promise<string | undefined>;
  /**
   * Takes back what was counted on a day and not billed.
   *
   * @throws {UpstreamError}
   */
  refund(characters: number, day: string): Promise<void>;
}

/**
 * One small record a day, changed by conditional writes: right whatever runs at once.
 *
 * Characters are counted before they are sent. A run that is stopped between the two leaves them counted: the limit errs by
 * what was under way, and never lets more be paid.
 */
export function createCharacterBudget(
  records: S3Records,
  maxPerDay: number,
  clock: () => number,
): CharacterBudget {
  const today = (): string => new Date(clock()).toISOString().slice(0, 10);
  const keyOf = (day: string): string => `characters/${day}`;

  async function add(characters: number, day: string): Promise<boolean> {
    const key = keyOf(day);
    return await untilUncontested(async () => {
      const found = await records.read<Spent>(key);
      const sum = (found?.content.characters ?? 0) + characters;
      if (characters > 0 && sum > maxPerDay) return false;
      const spent: Spent = { characters: Math.max(0, sum), version: randomUUID() };
      return (await records.write(key, spent, found?.etag)) === undefined ? undefined : true;
    });
  }

  return {
    async hasRoomFor(characters) {
      const found = await records.read<Spent>(keyOf(today()));
      return (found?.content.characters ?? 0) + characters <= maxPerDay;
    },
    async spend(characters) {
      const day = today();
      return (await add(characters, day)) ? day : undefined;
    },
    async refund(characters, day) {
      await add(-characters, day);
    },
  };
}

/**
 * Sends nothing that is over the day's limit.
 *
 * @param onRefused told how many characters a request had that was over it
 */
export function createBudgetedTranslator(
  translator: Translator,
  budget: CharacterBudget,
  onRefused: (characters: number) => void,
): Translator {
  return {
    ...translator,
    async translate(segments, pair, options) {
      const characters = billedCharacters(segments, options?.keep);
      const day = await budget.spend(characters);
      if (day === undefined) {
        onRefused(characters);
        throw new BudgetSpentError(
          'The limit of characters to be translated in one day is reached. The translation follows by itself on the next day, or once the limit is raised.',
        );
      }
      try {
        return await translator.translate(segments, pair, options);
      } catch (error) {
        // After any other error the service may have done the work, and bill it.
        const isUnbilled = [ThrottledError, OutOfTimeError, TranslationUnavailableError].some(
          (Unbilled) => error instanceof Unbilled,
        );
        // Left counted where even that fails: the limit errs to the safe side.
        if (isUnbilled) await budget.refund(characters, day).catch(() => undefined);
        throw error;
      }
    },
  };
}
