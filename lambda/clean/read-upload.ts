import { maxUploadBytes, nameOf, type SourceArticle } from '../article.ts';
import { RejectedArticleError, tooLarge } from '../errors.ts';
import { ungzipped } from './archive.ts';
import { withoutDataUris } from './data-uris.ts';
import { decode } from './decode.ts';
import { conflictWarning, refuseData, sniffDocument, sniffMediaType } from './media-type.ts';
import type { Page } from './page.ts';
import { readDocument } from './read-document.ts';
import { readHtml } from './read-html.ts';
import { readText } from './read-text.ts';
import { readStatedArticle } from './stated-article.ts';

export interface ReadPage {
  readonly page: Page;
  /** What the bytes turned out to be. */
  readonly mediaType: string;
  readonly warnings: readonly string[];
}

/**
 * Reads the bytes of an upload by what they are, whatever it is called, into the one model of a page.
 *
 * @throws {RejectedArticleError} where they can't be read
 */
export async function readUpload(source: SourceArticle): Promise<ReadPage> {
  const { ref } = source;
  const unpacked = ungzipped(source.bytes);
  const bytes = unpacked.length > maxUploadBytes ? withoutDataUris(unpacked) : unpacked;
  if (bytes.length > maxUploadBytes) throw tooLarge(bytes.length);
  const read = await readBytes(bytes, source);
  const conflict = conflictWarning(read.mediaType, nameOf(ref));
  return conflict === undefined ? read : { ...read, warnings: [...read.warnings, conflict] };
}

async function readBytes(bytes: Uint8Array, { ref, declaredMediaType }: SourceArticle): Promise<ReadPage> {
  const documentType = sniffDocument(bytes);
  if (documentType !== undefined)
    return { ...(await readDocument(bytes, documentType)), mediaType: documentType };
  const declaredCharset = /charset=["']?([\w.:-]+)/i.exec(declaredMediaType ?? '')?.[1];
  const { text, warnings } = decode(bytes, { declaredCharset });
  if (text.trim() === '')
    throw new RejectedArticleError('empty', 'The file is empty. Drop it again with the article in it.');
  refuseData(text);
  const mediaType = sniffMediaType(text, nameOf(ref));
  switch (mediaType) {
    case 'text/markdown': {
      const { readMarkdown } = await import('./read-markdown.ts');
      return { page: readMarkdown(text), mediaType, warnings };
    }
    case 'text/html': {
      const page = readHtml(text);
      return { page: readStatedArticle(page) ?? page, mediaType, warnings };
    }
    case 'text/plain':
      return { page: readText(text), mediaType, warnings };
  }
}
