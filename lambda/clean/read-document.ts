import { type DocumentText, documentPage } from './document-page.ts';
import { type DocumentType, unsupported } from './media-type.ts';
import type { Page } from './page.ts';

/** A page where the file is one that was saved; running text otherwise. */
type Reader = (bytes: Uint8Array) => DocumentText | Promise<DocumentText | Page>;

/** Loaded when such a file comes: no other article waits for a library it does not need. */
const readers: Readonly<Record<DocumentType, () => Promise<Reader>>> = {
  'application/zip': async () => noReader,
  'application/rss+xml': async () => (await import('./read-feed.ts')).readFeed,
  'application/atom+xml': async () => (await import('./read-feed.ts')).readFeed,
  'application/pdf': async () => (await import('./read-pdf.ts')).readPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async () =>
    (await import('./read-docx.ts')).readDocx,
  'application/vnd.oasis.opendocument.text': async () => (await import('./read-office-xml.ts')).readOdt,
  'application/hwp+zip': async () => (await import('./read-office-xml.ts')).readHwpx,
  'application/epub+zip': async () => (await import('./read-epub.ts')).readEpub,
  'application/rtf': async () => (await import('./read-rtf.ts')).readRtf,
  'message/rfc822': async () => (await import('./read-mail.ts')).readMail,
  'application/vnd.iptc.g2.newsitem+xml': async () => (await import('./read-news-xml.ts')).readNewsXml,
  'application/nitf+xml': async () => (await import('./read-news-xml.ts')).readNewsXml,
};

/** An archive was taken apart before: this one is inside another. */
const noReader: Reader = () => {
  throw unsupported('an archive inside an archive', 'Take it out');
};

/**
 * Reads a document into the model that copied text has, so that it gives the same article as its text pasted.
 *
 * @throws {RejectedArticleError} where it is damaged, has no text layer or holds more than an article
 */
export async function readDocument(
  bytes: Uint8Array,
  type: DocumentType,
): Promise<{ readonly page: Page; readonly warnings: readonly string[] }> {
  const read = await readers[type]();
  const found = await read(bytes);
  if ('blocks' in found) return { page: found, warnings: [] };
  return { page: documentPage(found), warnings: found.warnings ?? [] };
}
