import { fileURLToPath } from 'node:url';

/** The article that is processed where none is given, and its translations, made by people. */
export const sample = {
  articlePath: fileURLToPath(new URL('night-ferry.txt', import.meta.url)),
  memoryPath: fileURLToPath(new URL('night-ferry.tmx', import.meta.url)),
} as const;
