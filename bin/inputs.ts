import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../lambda/errors.ts';
import { isBesidePage, isLockFile, isSystemFile } from '../lambda/text/page-parts.ts';
import { fileProblem } from './wrong-usage.ts';

export interface Inputs {
  /** Path of each file by its key, in the order given; folders' files by name. */
  readonly files: ReadonlyMap<string, string>;
  /** Absolute paths of the folders given. */
  readonly folders: readonly string[];
  readonly readsStandardInput: boolean;
  /** What can't be processed at all, each with the path and the reason. */
  readonly problems: readonly string[];
}

/** The key of a file of a folder: the path below it, with slashes on every system. */
export function keyBelow(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** Hidden files, and what is below hidden folders, are nobody's articles. */
export function isHidden(key: string): boolean {
  return key.split('/').some((name) => name.startsWith('.'));
}

/** What systems and programs put into a folder that somebody works in. */
export function isLeftBySystem(key: string, bytes: number): boolean {
  return isSystemFile(key) || isLockFile(key, bytes);
}

export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/**
 * Finds the files to process; of a folder, not what a browser put beside a page that it saved whole.
 *
 * @param outFolder left out wherever it is met: results are not articles
 * @throws {ConfigError} where a folder given is `outFolder` or in it, or a file given has the place of its result
 */
export async function findInputs(paths: readonly string[], outFolder: string): Promise<Inputs> {
  const files = new Map<string, string>();
  const folders: string[] = [];
  const problems: string[] = [];
  const out = await realpath(outFolder).catch(() => resolve(outFolder));
  const add = (key: string, path: string): void => {
    const other = files.get(key);
    if (other === undefined) files.set(key, path);
    else if (other !== path)
      problems.push(`${path}: has the key ${key}, as ${other} has; rename one or run them apart`);
  };

  for (const given of paths) {
    if (given === '-') continue;
    const path = resolve(given);
    try {
      if ((await stat(path)).isDirectory()) {
        if (isInside(out, await realpath(path)))
          throw new ConfigError([
            `${given}: is where results go (--out ${outFolder}), and results are no articles; name another folder`,
          ]);
        folders.push(path);
        const found = await filesBelow(path, out, problems);
        const keys = new Map(found.map((file) => [keyBelow(path, file), file]));
        for (const [key, file] of keys) if (!isBesidePage(key, (page) => keys.has(page))) add(key, file);
      } else {
        if ((await realpath(dirname(path))) === out)
          throw new ConfigError([
            `${given}: its result would be a folder of the same name there (--out ${outFolder}); name another folder`,
          ]);
        add(basename(path), path);
      }
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      problems.push(`${given}: ${fileProblem(error)}`);
    }
  }
  return { files, folders, readsStandardInput: paths.includes('-'), problems };
}

/** @param outFolder a real path */
async function filesBelow(folder: string, outFolder: string, problems: string[]): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    try {
      const stats = await stat(next);
      if (!stats.isDirectory()) {
        // A pipe in a folder has nothing to read, and would be waited for.
        if (stats.isFile() && !isLeftBySystem(keyBelow(folder, next), stats.size)) found.push(next);
        continue;
      }
      const real = await realpath(next);
      // A link may lead back up.
      if (seen.has(real) || isInside(outFolder, real)) continue;
      seen.add(real);
      for (const name of await readdir(next)) if (!name.startsWith('.')) waiting.push(join(next, name));
    } catch (error) {
      problems.push(`${next}: ${fileProblem(error)}`);
    }
  }
  return found.sort();
}
