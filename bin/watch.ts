import { existsSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import { watch } from 'chokidar';
import { isBesidePage } from '../lambda/text/page-parts.ts';
import { isHidden, isInside, isLeftBySystem, keyBelow } from './inputs.ts';

/** A file is taken when its size has not changed for this long: somebody may still be copying it. */
const settledMs = 400;
/** How often it is looked whether the folders are there. */
const lookMs = 1_000;

/**
 * Calls `onFile` for every file dropped in the folders, or changed there, until the signal ends it.
 *
 * What is there already is left alone, and so are `outFolder` and what belongs to a page that was saved whole.
 *
 * @returns the folder that is gone, where that ended it
 */
export async function watchFolders(
  folders: readonly string[],
  outFolder: string,
  onFile: (key: string, path: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  const out = resolve(outFolder);
  const folderOf = (path: string): string | undefined => folders.find((folder) => isInside(folder, path));
  const watcher = watch([...folders], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: settledMs, pollInterval: 100 },
    ignored: (path) => {
      const folder = folderOf(resolve(path));
      return (
        isInside(out, resolve(path)) || (folder !== undefined && isHidden(keyBelow(folder, resolve(path))))
      );
    },
  });
  const take = (path: string, stats?: Stats): void => {
    const folder = folderOf(resolve(path));
    if (folder === undefined) return;
    const key = keyBelow(folder, resolve(path));
    if (stats !== undefined && isLeftBySystem(key, stats.size)) return;
    if (!isBesidePage(key, (page) => existsSync(join(folder, page)))) onFile(key, resolve(path));
  };
  watcher.on('add', take).on('change', take);
  let looking: NodeJS.Timeout | undefined;
  const gone = await new Promise<string | undefined>((done) => {
    signal.addEventListener('abort', () => done(undefined), { once: true });
    // The watcher doesn't always tell.
    looking = setInterval(() => {
      const missing = folders.find((folder) => !existsSync(folder));
      if (missing !== undefined) done(missing);
    }, lookMs);
  });
  clearInterval(looking);
  await watcher.close();
  return gone;
}
