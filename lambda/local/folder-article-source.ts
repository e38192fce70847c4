import { readFile, stat } from 'node:fs/promises';
import { maxFileBytes } from '../article.ts';
import { RejectedArticleError, tooLarge, UpstreamError } from '../errors.ts';
import type { ArticleSource } from '../ports.ts';
import { isMissing } from './file-errors.ts';

/**
 * Uploads that are files on this machine.
 *
 * @param files by key: the file's path, or the bytes where they came from standard input
 */
export function createFolderArticleSource(files: ReadonlyMap<string, string | Uint8Array>): ArticleSource {
  return {
    async read(ref) {
      const file = files.get(ref.key);
      if (file === undefined) return undefined;
      const bytes = typeof file === 'string' ? await readUpload(file) : file;
      return bytes && { ref, bytes };
    },
  };
}

async function readUpload(path: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(path);
    if (size > maxFileBytes) throw tooLarge(size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof RejectedArticleError) throw error;
    if (isMissing(error)) return undefined;
    throw new UpstreamError('file system', `cannot read ${path}`, { cause: error });
  }
}
