import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminology } from '../lambda/article.ts';
import { ConfigError } from '../lambda/errors.ts';
import { createFolderTranslationMemory } from '../lambda/local/folder-translation-memory.ts';
import type { MemoryScope, TranslationMemory } from '../lambda/ports.ts';
import { bundledTerminologyFolder, readTerminologyFolder } from '../lambda/terminology-folder.ts';
import { entryName, entryNames, people } from '../lambda/text/memory-entry.ts';
import { readTerminology } from '../lambda/translate/read-terminology.ts';
import { mergeTerminologies } from '../lambda/translate/terminology.ts';
import { readTmx } from '../lambda/translate/tmx.ts';
import { fileProblem } from './wrong-usage.ts';

/**
 * The translation memory beside the results, with the translations of the TMX files put into it as made by people.
 *
 * @param dryRun nothing is written: they are known for this run alone
 *
 * @throws {ConfigError} where a file can't be read or is no TMX
 */
export async function openMemory(
  outFolder: string,
  tmxFiles: readonly string[],
  tell: (text: string) => void,
  dryRun: boolean,
): Promise<TranslationMemory> {
  const kept = createFolderTranslationMemory(join(outFolder, '.memory'));
  const memory = dryRun ? withoutWriting(kept) : kept;
  for (const file of tmxFiles) {
    const pairs = await named(`--memory ${file}`, async () => readTmx(await readFile(file)));
    for (const { source, target, pairs: translations } of pairs) {
      await memory.remember(translations, { source, target, origin: people });
      tell(`${file}: ${translations.size} translations from ${source} to ${target}\n`);
    }
  }
  return memory;
}

/** Looks into a memory, and keeps to itself what it is to remember. */
function withoutWriting(memory: TranslationMemory): TranslationMemory {
  const own = new Map<string, string>();
  const known = (segments: readonly string[], scope: MemoryScope): [string, string][] =>
    segments.flatMap((segment) =>
      entryNames(segment, scope).flatMap((name): [string, string][] => {
        const translation = own.get(name);
        return translation === undefined ? [] : [[segment, translation]];
      }),
    );
  return {
    lookUp: async (segments, scope) =>
      new Map([...(await memory.lookUp(segments, scope)), ...known(segments, scope)]),
    madeByPeople: async (segments, scope) => {
      const added = known(segments, { ...scope, origin: people }).map(([segment]) => segment);
      return new Set([...(await memory.madeByPeople(segments, scope)), ...added]);
    },
    async remember(pairs, scope) {
      for (const [segment, translation] of pairs) own.set(entryName(segment, scope), translation);
    },
  };
}

/**
 * The terms that come with the product; those of the desk's file come before them, and alone where it is of another source
 * language.
 *
 * @throws {ConfigError} where the file can't be read or is no terminology
 */
export async function readTerms(file: string | undefined): Promise<Terminology | undefined> {
  const bundled = readTerminologyFolder(bundledTerminologyFolder);
  if (file === undefined) return bundled;
  const own = await named(`--terminology ${file}`, async () => readTerminology(await readFile(file, 'utf8')));
  return own.language === bundled?.language ? mergeTerminologies([bundled, own]) : own;
}

/** Puts the option before what is wrong with its file. */
async function named<Result>(option: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [fileProblem(error)];
    throw new ConfigError(
      problems.map((problem) => `${option}: ${problem}`),
      { cause: error },
    );
  }
}
