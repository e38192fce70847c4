import { TranslationUnavailableError } from '../errors.ts';
import type { Translator } from '../ports.ts';

/** No engine: only what the memory knows is translated. */
export const noTranslator: Translator = {
  name: 'none',
  maxRequestBytes: 10_000,
  maxConcurrentRequests: 1,
  async translate() {
    throw new TranslationUnavailableError(
      'No engine was asked (--translator none) and the memory does not know every sentence. Run it again with another --translator.',
    );
  },
};
