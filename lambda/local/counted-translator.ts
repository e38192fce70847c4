import { BudgetSpentError, TranslationUnavailableError } from '../errors.ts';
import type { Translator } from '../ports.ts';
import { billedCharacters } from '../text/billed-characters.ts';

export interface CountedTranslator {
  readonly translator: Translator;
  /** How many characters were answered so far, whatever became of their article. */
  readonly sent: () => number;
}

/**
 * Counts what is sent in this process, and sends no request that would bring it over the limit.
 *
 * @param onRefused told each time
 */
export function createCountedTranslator(
  translator: Translator,
  maxCharacters: number,
  onRefused: () => void,
): CountedTranslator {
  let spent = 0;
  let sent = 0;
  return {
    sent: () => sent,
    translator: {
      ...translator,
      async translate(segments, pair, options) {
        const characters = billedCharacters(segments, options?.keep);
        if (spent + characters > maxCharacters) {
          onRefused();
          throw new BudgetSpentError(
            `Translating it would have sent more than ${maxCharacters.toLocaleString('en')} characters in all (--max-characters). Run it again: what was translated is kept, and the rest follows.`,
          );
        }
        // Counted before it is sent: requests go side by side.
        spent += characters;
        try {
          const reply = await translator.translate(segments, pair, options);
          spent += reply.characters - characters;
          sent += reply.characters;
          return reply;
        } catch (error) {
          // After any other error the service may have done the work, and bill it.
          if (error instanceof TranslationUnavailableError) spent -= characters;
          throw error;
        }
      },
    },
  };
}
