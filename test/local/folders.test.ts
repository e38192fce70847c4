import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFolderArticleSource } from '../../lambda/local/folder-article-source.ts';
import { createFolderResultStore } from '../../lambda/local/folder-result-store.ts';
import { createFolderTranslationMemory } from '../../lambda/local/folder-translation-memory.ts';
import { articleSourceContract } from '../contracts/article-source.contract.ts';
import { resultStoreContract } from '../contracts/result-store.contract.ts';
import { translationMemoryContract } from '../contracts/translation-memory.contract.ts';

function temporaryFolder(): { readonly folder: string; readonly close: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-test-'));
  return { folder, close: () => rm(folder, { recursive: true }) };
}

translationMemoryContract('a folder', async () => {
  const { folder, close } = temporaryFolder();
  const overwrite = (entry: string, text: string): Promise<void> =>
    writeFile(join(folder, `${entry}.json`), text);
  return { memory: createFolderTranslationMemory(folder), overwrite, close };
});

resultStoreContract('a folder', async () => {
  const { folder, close } = temporaryFolder();
  return { results: createFolderResultStore(folder), close };
});

articleSourceContract('a folder', async () => {
  const { folder, close } = temporaryFolder();
  const files = new Map<string, string>([['gone.txt', join(folder, 'gone.txt')]]);
  const put = async (key: string, bytes: Uint8Array) => {
    const path = join(folder, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    files.set(key, path);
    return { key };
  };
  return { put, source: createFolderArticleSource(files), missing: { key: 'gone.txt' }, close };
});
