import { type DocumentType, unsupported } from './media-type.ts';
import type { Page, PageEvidence } from './page.ts';
import { readText } from './read-text.ts';

/** What a reader of documents finds: running text, as if it had been copied out of the program that shows it. */
export interface DocumentText {
  /** In reading order. */
  readonly paragraphs: readonly string[];
  /** What the file says of itself, by the names of meta tags; believed only where the text says it as well, unless `isStated`. */
  readonly properties?: Readonly<Record<string, string | undefined>>;
  /** The properties are the article's own, as a publisher's system wrote them. */
  readonly isStated?: boolean;
  /** Lines that stand on every page; they are no part of the text. */
  readonly pageFurniture?: readonly string[];
  readonly warnings?: readonly string[];
}

type Reader = (bytes: Uint8Array) => DocumentText | Promise<DocumentText>;

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
  const {
    paragraphs,
    properties = {},
    isStated = false,
    pageFurniture = [],
    warnings = [],
  } = await read(bytes);
  const { blocks } = readText(paragraphs.join('\n\n'));
  const text = paragraphs.join('\n');
  const metas = Object.entries(properties).flatMap(([key, content]) =>
    content !== undefined && content.trim() !== '' && (isStated || text.includes(content))
      ? [{ key, content }]
      : [],
  );
  const furniture = pageFurniture.map((line) => ({
    kind: 'line' as const,
    text: line,
    level: 0,
    path: [pageFurniturePath],
    linkedLength: 0,
  }));
  const evidence: PageEvidence = { metas, jsonLd: [], authorMarks: [] };
  return { page: { mediaType: 'text/plain', blocks: [...blocks, ...furniture], evidence }, warnings };
}

/** Marks the blocks that are a page's header, footer or number. */
export const pageFurniturePath = 'page header or footer';
