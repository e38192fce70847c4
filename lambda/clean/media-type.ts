import { RejectedArticleError } from '../errors.ts';
import { isLocked, zipEntries, zipTexts } from './archive.ts';

export type ReadableMediaType = 'text/plain' | 'text/html' | 'text/markdown';

/** Formats that are no plain text and can be read. */
export type DocumentType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.oasis.opendocument.text'
  | 'application/hwp+zip'
  | 'application/epub+zip'
  | 'application/rtf'
  | 'message/rfc822'
  | 'application/nitf+xml'
  | 'application/vnd.iptc.g2.newsitem+xml'
  | 'application/rss+xml'
  | 'application/atom+xml'
  | 'application/zip';

const withoutPassword = 'Save it without a password';
const copyText = "Copy the article's text into a .txt file";

/** Formats told by their first bytes that can't be read, each with the way out. */
const refused: readonly { readonly name: string; readonly bytes: string; readonly wayOut: string }[] = [
  { name: 'an old Hangul document (.hwp)', bytes: 'HWP Document File', wayOut: 'Save it as .hwpx' },
  ...[
    { name: 'a PNG picture', bytes: '\x89PNG' },
    { name: 'a JPEG picture', bytes: '\xff\xd8\xff' },
    { name: 'a GIF picture', bytes: 'GIF8' },
    { name: 'a program', bytes: '\x7fELF' },
    { name: 'a 7z archive', bytes: '7z\xbc\xaf' },
    { name: 'a RAR archive', bytes: 'Rar!' },
    { name: 'a sound or a film', bytes: 'ID3' },
    { name: 'a sound or a film', bytes: 'OggS' },
    { name: 'a sound or a film', bytes: '\x1aE\xdf\xa3' },
  ].map((format) => ({ ...format, wayOut: copyText })),
];

/** What many programs kept their documents in before they were archives of XML; the streams inside tell them apart. */
const compoundFile = '\xd0\xcf\x11\xe0';
const refusedStreams: readonly { readonly name: string; readonly stream: string; readonly wayOut: string }[] =
  [
    {
      name: 'a document locked with a password',
      stream: 'EncryptedPackage',
      wayOut: withoutPassword,
    },
    { name: 'an old Word document (.doc)', stream: 'WordDocument', wayOut: 'Save it as .docx' },
    { name: 'an old Hangul document (.hwp)', stream: 'HwpSummaryInformation', wayOut: 'Save it as .hwpx' },
    { name: 'an Outlook message (.msg)', stream: '__substg1.0_', wayOut: 'Save it as .eml' },
    {
      name: 'a table or a presentation',
      stream: 'Workbook',
      wayOut: copyText,
    },
    {
      name: 'a table or a presentation',
      stream: 'PowerPoint Document',
      wayOut: copyText,
    },
  ];

/** The headers that mails and MHTML files begin with. */
const mailStart =
  /^(?:(?:from|to|cc|subject|date|message-id|mime-version|received|return-path|delivered-to|reply-to|sender|x-[\w-]+|content-[\w-]+|snapshot-content-location|dkim-signature|authentication-results|arc-[\w-]+|list-[\w-]+):[^\n]*(?:\r?\n[ \t][^\n]*)*\r?\n){2,}/i;
const sniffedBytes = 8192;

/**
 * Tells documents by their content, whatever the file is called.
 *
 * @returns undefined for text and HTML
 * @throws {RejectedArticleError} `unsupported-type`, for what can't be read; `damaged`, for an archive that can't be opened
 */
export function sniffDocument(bytes: Uint8Array): DocumentType | undefined {
  const start = Buffer.from(bytes.subarray(0, sniffedBytes)).toString('latin1');
  const found = refused.find((format) => start.startsWith(format.bytes));
  if (found !== undefined) throw unsupported(found.name, found.wayOut);
  if (start.startsWith(compoundFile)) throw oldDocument(bytes);
  if (start.slice(0, 1024).includes('%PDF-')) return 'application/pdf';
  // The second is an archive of nothing.
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return sniffZip(bytes);
  if (start.startsWith('{\\rtf')) return 'application/rtf';
  if (mailStart.test(start) && /^(?:mime-version|message-id|content-type|received):/im.test(start))
    return 'message/rfc822';
  return sniffXml(start);
}

/** XML formats by their outermost element. */
function sniffXml(start: string): DocumentType | undefined {
  // Of UTF-16, every second byte of a tag is zero.
  const markup = start.replace(/\0/g, '').replace(/<!--[\s\S]*?-->/g, '');
  const root = /<(?![?!])(?:\w+:)?(\w+)/.exec(markup)?.[1];
  // An article may speak of such an element.
  if (/^[^\w<]*</.test(markup)) {
    if (root === 'tmx')
      throw noArticle(
        'The file is a translation memory (TMX), not an article. Give it to a run with --memory FILE, or import it with npm run memory -- import FILE.',
      );
    if (root === 'xliff')
      throw noArticle(
        'The file is a translation (XLIFF), not an article. Save it as TMX in the translation tool and import that with npm run memory -- import FILE.',
      );
  }
  if (root === 'nitf') return 'application/nitf+xml';
  if (root !== undefined && /^(?:newsItem|newsMessage|packageItem)$/.test(root))
    return 'application/vnd.iptc.g2.newsitem+xml';
  if (root === 'rss' || (root === 'RDF' && markup.includes('purl.org/rss/'))) return 'application/rss+xml';
  if (root === 'feed' && markup.includes('www.w3.org/2005/Atom')) return 'application/atom+xml';
  return undefined;
}

function oldDocument(bytes: Uint8Array): RejectedArticleError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = refusedStreams.find(({ stream }) => content.includes(Buffer.from(stream, 'utf16le')));
  return found === undefined
    ? unsupported('an old document (.doc, .xls, .ppt, .hwp)', 'Save it as .docx or .hwpx')
    : unsupported(found.name, found.wayOut);
}

function sniffZip(bytes: Uint8Array): DocumentType {
  const names = zipEntries(bytes).map(({ name }) => name);
  if (isLocked(bytes)) throw unsupported('a ZIP archive locked with a password', withoutPassword);
  const has = (name: string): boolean => names.includes(name);
  const textOf = (wanted: string): string => zipTexts(bytes, (name) => name === wanted).get(wanted) ?? '';
  if (has('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (has('META-INF/container.xml') && names.some((name) => name.endsWith('.opf'))) {
    // Fonts may be obscured, in ways of their own (EPUB 3.3, 4.4); what is encrypted like this is the text.
    if (/xmlenc(?:11)?#aes/.test(textOf('META-INF/encryption.xml')))
      throw unsupported('an e-book with copy protection', copyText);
    return 'application/epub+zip';
  }
  // By OpenDocument 1.3, part 2, 3.4, which HWPX follows; of LibreOffice since 24.2, all is in one entry.
  if (textOf('META-INF/manifest.xml').includes(':encryption-data') || has('encrypted-package'))
    throw unsupported('a document locked with a password', withoutPassword);
  if (names.some((name) => /^Contents\/section\d+\.xml$/i.test(name))) return 'application/hwp+zip';
  if (has('content.xml') && has('META-INF/manifest.xml')) return 'application/vnd.oasis.opendocument.text';
  if (has('xl/workbook.xml') || has('ppt/presentation.xml'))
    throw unsupported('a table or a presentation', copyText);
  return 'application/zip';
}

export function unsupported(name: string, wayOut: string): RejectedArticleError {
  return new RejectedArticleError(
    'unsupported-type',
    `The file is ${name}. ${wayOut} and drop that; text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB, HWPX, saved mails, feeds, agency XML and ZIP archives of these can be read.`,
  );
}

function noArticle(message: string): RejectedArticleError {
  return new RejectedArticleError('unsupported-type', message);
}

/**
 * Refuses what is data as a whole, whatever the file is called: an object or an array in JSON.
 *
 * @throws {RejectedArticleError} `unsupported-type`
 */
export function refuseData(text: string): void {
  if (!/^\s*(?:\{[\s\S]*\}|\[[\s\S]*\])\s*$/.test(text)) return;
  try {
    JSON.parse(text);
  } catch {
    return;
  }
  throw noArticle(
    'The file is data (JSON), not an article. Drop the page or the text that the article was taken from.',
  );
}

/** Tags that a saved page or a piece of one has, and running text hasn't. */
const htmlTag =
  /<(?:!doctype html|html|head|body|meta|title|div|article|section|p|h[1-6]|br|span|a\s)[\s>/]/i;
/** How far into the text a tag is looked for, in UTF-16 code units. */
const sniffedLength = 4096;

/** What says that a text is Markdown where its name doesn't: facts in YAML before it, or a heading as its first line. */
const markdownStart = /^\s*(?:---[ \t]*\n(?:[\w-]+:.*\n|[ \t-].*\n){1,60}---[ \t]*\n|#{1,3} [^\s#])/;

/** Tells HTML and Markdown from plain text: by their marks; where those don't tell, by the name. */
export function sniffMediaType(text: string, key: string): ReadableMediaType {
  const start = text.slice(0, sniffedLength);
  if (/^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body|\?xml)/i.test(start)) return 'text/html';
  const isNamedHtml = /\.(?:html?|xhtml)$/i.test(key);
  if (isNamedHtml && htmlTag.test(text.slice(0, 20 * sniffedLength))) return 'text/html';
  const isMarkdown = /\.(?:md|markdown|mdown|mkd)$/i.test(key) || markdownStart.test(start);
  return isMarkdown ? 'text/markdown' : 'text/plain';
}

/** What each type is called, and how its files usually are. */
const kinds: Readonly<
  Record<ReadableMediaType | DocumentType, { readonly name: string; readonly endings: string }>
> = {
  'text/plain': { name: 'plain text', endings: 'txt text asc log' },
  'text/html': { name: 'a web page', endings: 'html htm xhtml' },
  'text/markdown': { name: 'Markdown', endings: 'md markdown mdown mkd' },
  'application/pdf': { name: 'a PDF', endings: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    name: 'a Word document',
    endings: 'docx docm dotx',
  },
  'application/vnd.oasis.opendocument.text': { name: 'an OpenDocument text', endings: 'odt ott' },
  'application/hwp+zip': { name: 'an HWPX document', endings: 'hwpx' },
  'application/epub+zip': { name: 'an e-book', endings: 'epub' },
  'application/rtf': { name: 'an RTF document', endings: 'rtf' },
  'message/rfc822': { name: 'a mail or a page saved as one', endings: 'eml mht mhtml' },
  'application/nitf+xml': { name: 'agency XML', endings: 'xml nitf' },
  'application/vnd.iptc.g2.newsitem+xml': { name: 'agency XML', endings: 'xml newsml' },
  'application/rss+xml': { name: 'a feed', endings: 'xml rss rdf' },
  'application/atom+xml': { name: 'a feed', endings: 'xml atom' },
  'application/zip': { name: 'a ZIP archive', endings: 'zip' },
};

/** A name that says something else than the content is a sign that something else was meant to be dropped. */
export function conflictWarning(mediaType: string, name: string): string | undefined {
  const ending = /\.(\w{1,8})(?:\.gz)?$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) return undefined;
  const isKnown = Object.values(kinds).some(({ endings }) => endings.split(' ').includes(ending));
  const kind = (kinds as Readonly<Record<string, (typeof kinds)[ReadableMediaType]>>)[mediaType];
  // Text is text: Markdown in a .txt, or none of its marks in a .md.
  const isText = (type: string | undefined): boolean => type === 'plain text' || type === 'Markdown';
  const named = Object.values(kinds).find(({ endings }) => endings.split(' ').includes(ending));
  if (!isKnown || kind === undefined || kind.endings.split(' ').includes(ending)) return undefined;
  if (isText(kind.name) && isText(named?.name)) return undefined;
  return `The name ends in .${ending}, but the file is ${kind.name}: it was read as that.`;
}
