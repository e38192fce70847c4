import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UpstreamError } from '../errors.ts';
import type { TranslationMemory } from '../ports.ts';
import {
  entriesOf,
  entryName,
  entryNames,
  type MemoryEntry,
  people,
  readEntry,
  writeEntry,
} from '../text/memory-entry.ts';
import { isMissing } from './file-errors.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** Translations as small files below one folder, one a segment; several processes may use it at once. */
export function createFolderTranslationMemory(folder: string): TranslationMemory {
  const pathOf = (name: string): string => join(folder, `${name}.json`);

  async function find(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) {
      const text = await readIfThere(pathOf(name));
      const translation = text === undefined ? undefined : readEntry(name, text);
      if (translation !== undefined) return translation;
    }
    return undefined;
  }

  return {
    async lookUp(segments, scope) {
      const found = new Map<string, string>();
      for (const segment of segments) {
        const translation = await find(entryNames(segment, scope));
        if (translation !== undefined) found.set(segment, translation);
      }
      return found;
    },

    async madeByPeople(segments, scope) {
      const found = await Promise.all(
        segments.map((segment) => find([entryName(segment, { ...scope, origin: people })])),
      );
      return new Set(segments.filter((_, index) => found[index] !== undefined));
    },

    async remember(pairs, scope) {
      for (const [segment, translation] of pairs) {
        const path = pathOf(entryName(segment, scope));
        await writeFileWhole(path, writeEntry(segment, translation, scope)).catch((error) => {
          throw new UpstreamError('translation memory', `cannot write ${path}`, { cause: error });
        });
      }
    },
  };
}

/**
 * Every whole entry of the memory in a folder; none where there is no such folder.
 *
 * @throws {UpstreamError}
 */
export async function* folderMemoryEntries(folder: string): AsyncGenerator<MemoryEntry> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw new UpstreamError('translation memory', `cannot read ${folder}`, { cause: error });
  });
  for (const name of names.filter((one) => one.endsWith('.json')).sort())
    yield* entriesOf(name.split(sep).join('/'), (await readIfThere(join(folder, name))) ?? '');
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new UpstreamError('translation memory', `cannot read ${path}`, { cause: error });
  }
}
