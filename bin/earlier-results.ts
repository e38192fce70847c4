import type { ResultStore } from '../lambda/ports.ts';
import { listedArticle, parseManifest } from '../lambda/store/render/manifest.ts';
import { manifestName, resultKey } from '../lambda/store/result-keys.ts';

export interface EarlierResult {
  /** Of the bytes it was made of. */
  readonly sha256: string;
  /** Absent for an archive, and for an article without one. */
  readonly headline?: string;
}

/** The whole result that is stored under the key, if there is one. */
export async function earlierResult(key: string, results: ResultStore): Promise<EarlierResult | undefined> {
  const text = await results.readText(resultKey(key, manifestName));
  const stored = text === undefined ? undefined : parseManifest(text);
  return stored && { sha256: stored.sha256, headline: listedArticle(text ?? '')?.headline };
}

const standardInputKey = 'standard-input';

/**
 * A key for what came by standard input: nobody has it as a file, so that its result must never make place for another.
 *
 * @param isTaken by a file of this run
 */
export async function standardInputKeyFor(
  sha256: string,
  isTaken: (key: string) => boolean,
  results: ResultStore,
): Promise<string> {
  for (let count = 1; ; count++) {
    const key = count === 1 ? standardInputKey : `${standardInputKey}-${count}`;
    if (isTaken(key)) continue;
    const earlier = await earlierResult(key, results);
    if (earlier === undefined || earlier.sha256 === sha256) return key;
  }
}
