import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminology } from '../lambda/article.ts';
import { ConfigError } from '../lambda/errors.ts';
import { createFolderTranslationMemory } from '../lambda/local/folder-translation-memory.ts';
import type { TranslationMemory } from '../lambda/ports.ts';
import { bundledTerminologyFolder, readTerminologyFolder } from '../lambda/terminology-folder.ts';
import { people } from '../lambda/text/memory-entry.ts';
import { readTerminology } from '../lambda/translate/read-terminology.ts';
import { mergeTerminologies } from '../lambda/translate/terminology.ts';
import { readTmx } from '../lambda/translate/tmx.ts';

/**
 * The translation memory beside the results, with the translations of the TMX files put into it as made by people.
 *
 * @throws {ConfigError} where a file can't be read or is no TMX
 */
export async function openMemory(
  outFolder: string,
  tmxFiles: readonly string[],
  tell: (text: string) => void,
): Promise<TranslationMemory> {
  const memory = createFolderTranslationMemory(join(outFolder, '.memory'));
  for (const file of tmxFiles) {
    const pairs = await named(file, async () => readTmx(await readFile(file)));
    for (const { source, target, pairs: translations } of pairs) {
      await memory.remember(translations, { source, target, origin: people });
      tell(`${file}: ${translations.size} translations from ${source} to ${target}\n`);
    }
  }
  return memory;
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
  const own = await named(file, async () => readTerminology(await readFile(file, 'utf8')));
  return own.language === bundled?.language ? mergeTerminologies([bundled, own]) : own;
}

/** Puts the file's name before what is wrong with it. */
async function named<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [(error as Error).message];
    throw new ConfigError(
      problems.map((problem) => `${file}: ${problem}`),
      { cause: error },
    );
  }
}
