import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UpstreamError } from '../errors.ts';
import type { ResultFile, ResultStore } from '../ports.ts';
import { isMissing } from './file-errors.ts';

/** Results as files below one folder; each file appears whole or not at all. */
export function createFolderResultStore(folder: string): ResultStore {
  return {
    async readText(key) {
      try {
        return await readFile(join(folder, key), 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw new UpstreamError('results folder', `cannot read ${join(folder, key)}`, { cause: error });
      }
    },

    async remove(keys) {
      await Promise.all(
        keys.map((key) =>
          rm(join(folder, key), { force: true }).catch((error) => {
            throw new UpstreamError('results folder', `cannot remove ${join(folder, key)}`, { cause: error });
          }),
        ),
      );
    },

    async write(files) {
      await Promise.all(files.slice(0, -1).map((file) => writeWhole(folder, file)));
      await Promise.all(files.slice(-1).map((file) => writeWhole(folder, file)));
    },
  };
}

/** Writes beside the place and moves it there, so that a reader never sees half a file. */
async function writeWhole(folder: string, { key, text }: ResultFile): Promise<void> {
  const path = join(folder, key);
  const partial = `${path}.${process.pid}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, text, 'utf8');
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw new UpstreamError('results folder', `cannot write ${path}`, { cause: error });
  }
}
