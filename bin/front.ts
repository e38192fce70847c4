import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageStore } from '../lambda/ports.ts';
import { entryOf, type FrontEntry, newestFirst } from '../lambda/store/front/entry.ts';
import { feedLength } from '../lambda/store/front/feeds.ts';
import { renderFront } from '../lambda/store/front/front.ts';
import { manifestName, rejectionName } from '../lambda/store/result-keys.ts';
import { isHidden, keyBelow } from './inputs.ts';

/** Files read at once: far from the limit of open files. */
const readAtOnce = 32;

/**
 * Writes the front page and the feeds of all results in the folder, as they are there now: a result that was deleted by
 * hand is gone from them.
 */
export async function writeFront(outFolder: string, results: PageStore): Promise<void> {
  const paths = await manifestsBelow(outFolder);
  const found: { readonly entry: FrontEntry; readonly path: string }[] = [];
  for (let start = 0; start < paths.length; start += readAtOnce) {
    const read = paths.slice(start, start + readAtOnce).map(async (path) => {
      const entry = entryOf(await readFile(path, 'utf8'));
      // A folder that was moved or copied here is not where its links would lead.
      return entry?.folder === keyBelow(outFolder, join(path, '..')) ? [{ entry, path }] : [];
    });
    found.push(...(await Promise.all(read)).flat());
  }
  const pathOf = new Map(found.map(({ entry, path }) => [entry, path]));
  const entries = found.map(({ entry }) => entry);
  const newest = newestFirst(entries)
    .filter(({ status }) => status === 'stored')
    .slice(0, feedLength);
  const manifests = await Promise.all(newest.map((entry) => readFile(pathOf.get(entry) ?? '', 'utf8')));
  await results.replace(renderFront(entries, manifests, `${pathToFileURL(resolve(outFolder)).href}/`));
}

async function manifestsBelow(outFolder: string): Promise<string[]> {
  const files = await readdir(outFolder, { recursive: true, withFileTypes: true }).catch(() => []);
  return files
    .filter(({ name }) => name === manifestName || name === rejectionName)
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !isHidden(relative(outFolder, path)));
}
