import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResultStore } from '../lambda/ports.ts';
import { listedArticle, parseManifest } from '../lambda/store/render/manifest.ts';
import { manifestName, rejectionName, resultFolder, resultKey } from '../lambda/store/result-keys.ts';

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
 * @param claim takes a key that has no result, unless another run was faster
 */
export async function standardInputKeyFor(
  sha256: string,
  results: ResultStore,
  claim: (key: string) => Promise<boolean>,
): Promise<string> {
  for (let count = 1; ; count++) {
    const key = count === 1 ? standardInputKey : `${standardInputKey}-${count}`;
    const earlier = await earlierResult(key, results);
    if (earlier === undefined ? await claim(key) : earlier.sha256 === sha256) return key;
  }
}

/**
 * Makes the folder of a result; one that is there already will do where it says of another text only that it was rejected.
 *
 * @throws whatever keeps it from being made, but that it is there
 */
export async function claimFolder(outFolder: string, key: string, results: ResultStore): Promise<boolean> {
  const isNew = await mkdir(join(outFolder, resultFolder(key))).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
  return isNew || (await results.readText(resultKey(key, rejectionName))) !== undefined;
}
