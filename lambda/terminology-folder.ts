import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Terminology } from './article.ts';
import { ConfigError } from './errors.ts';
import { readTerminology } from './translate/read-terminology.ts';
import { mergeTerminologies } from './translate/terminology.ts';

/** The CSV files that come with the product. */
export const bundledTerminologyFolder = fileURLToPath(new URL('translate/terminology/', import.meta.url));

/**
 * The terms of all CSV files of a folder; undefined where there are none.
 *
 * @throws {ConfigError} naming the file, and what stands in two of them
 */
export function readTerminologyFolder(folder: string): Terminology | undefined {
  const lists = readdirSync(folder)
    .filter((name) => /^[^.].*\.csv$/i.test(name))
    .sort()
    .map((name) => ({ name, ...readTerminologyFile(folder, name) }));
  if (lists.length === 0) return undefined;
  const fileOf = new Map<string, string>();
  const problems: string[] = [];
  for (const { name, terms } of lists) {
    for (const { source } of terms) {
      const first = fileOf.get(source);
      if (first !== undefined)
        problems.push(`"${source}" stands in ${first} and in ${name}: one of them must go`);
      fileOf.set(source, name);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return mergeTerminologies(lists);
}

function readTerminologyFile(folder: string, name: string): Terminology {
  try {
    return readTerminology(readFileSync(`${folder}/${name}`, 'utf8'));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      error.problems.map((problem) => `${name}: ${problem}`),
      { cause: error },
    );
  }
}
