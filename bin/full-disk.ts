import { UpstreamError } from '../lambda/errors.ts';
import type { ResultStore, TranslationMemory } from '../lambda/ports.ts';

/** After these no file can be written any more, whichever it is: no room, no quota, or the disk may only be read. */
const lastingCodes = ['ENOSPC', 'EDQUOT', 'EROFS'];

/**
 * The same places to write; `onFull` is told when nothing can be written there any more: what is translated from then on would be paid for
 * and lost.
 */
export function watchedForRoom<Results extends ResultStore>(
  places: { readonly memory: TranslationMemory; readonly results: Results },
  onFull: (error: UpstreamError) => void,
): { readonly memory: TranslationMemory; readonly results: Results } {
  const { memory, results } = places;
  const look = (error: unknown): never => {
    const { code = '' } = (error instanceof UpstreamError ? error.cause : {}) as NodeJS.ErrnoException;
    if (error instanceof UpstreamError && lastingCodes.includes(code)) onFull(error);
    throw error;
  };
  return {
    memory: { ...memory, remember: (...given) => memory.remember(...given).catch(look) },
    results: { ...results, write: (files) => results.write(files).catch(look) },
  };
}
