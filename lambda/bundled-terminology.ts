import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Terminology } from './article.ts';

/** In the function's bundle, beside its file: {@link Terminology}, read and checked when the bundle was made. */
export const terminologyInBundle = 'translate/terminology.json';

/** The terms that come with the product. @throws {ConfigError} */
export async function bundledTerminology(): Promise<Terminology | undefined> {
  const file = fileURLToPath(new URL(terminologyInBundle, import.meta.url));
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Terminology;
  // From the sources, that is: the bundle doesn't read a parser of CSV for it.
  const { bundledTerminologyFolder, readTerminologyFolder } = await import('./terminology-folder.ts');
  return readTerminologyFolder(bundledTerminologyFolder);
}
