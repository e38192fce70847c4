import { BudgetSpentError, TranslationUnavailableError } from '../errors.ts';
import type { Translator } from '../ports.ts';
import { codePointLength } from '../text/utf8.ts';

/**
 * Sends no request that would bring the characters sent in this process over the limit.
 *
 * @param onRefused told each time
 */
export function createCappedTranslator(
  translator: Translator,
  maxCharacters: number,
  onRefused: () => void,
): Translator {
  let spent = 0;
  return {
    ...translator,
    async translate(segments, pair, options) {
      // As a request's text is made: one separator between each two segments.
      const characters = segments.reduce((sum, text) => sum + codePointLength(text) + 1, -1);
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
        return reply;
      } catch (error) {
        // After any other error the service may have done the work, and bill it.
        if (error instanceof TranslationUnavailableError) spent -= characters;
        throw error;
      }
    },
  };
}
