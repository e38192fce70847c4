import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UpstreamError } from '../errors.ts';
import type { PageStore, ResultFile, ResultStore } from '../ports.ts';
import { isMissing } from './file-errors.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** Results as files below one folder; each file appears whole or not at all. */
export function createFolderResultStore(folder: string): ResultStore & PageStore {
  const writeAll = async (files: readonly ResultFile[]): Promise<void> => {
    await Promise.all(files.slice(0, -1).map((file) => writeWhole(folder, file)));
    await Promise.all(files.slice(-1).map((file) => writeWhole(folder, file)));
  };
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

    write: writeAll,
    replace: writeAll,
  };
}

async function writeWhole(folder: string, { key, content }: ResultFile): Promise<void> {
  const path = join(folder, key);
  await writeFileWhole(path, content).catch((error) => {
    throw new UpstreamError('results folder', `cannot write ${path}`, { cause: error });
  });
}
