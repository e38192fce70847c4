import { RejectedArticleError } from '../errors.ts';

export type ReadableMediaType = 'text/plain' | 'text/html';

/** Formats told by their first bytes, which are no text. */
const signatures: readonly { readonly name: string; readonly bytes: string }[] = [
  { name: 'a PDF', bytes: '%PDF-' },
  { name: 'a ZIP archive or an office document', bytes: 'PK\x03\x04' },
  { name: 'an old Word, Excel or Hangul document', bytes: '\xd0\xcf\x11\xe0' },
  { name: 'an RTF document', bytes: '{\\rtf' },
  { name: 'a GZIP archive', bytes: '\x1f\x8b' },
  { name: 'a PNG picture', bytes: '\x89PNG' },
  { name: 'a JPEG picture', bytes: '\xff\xd8\xff' },
  { name: 'a GIF picture', bytes: 'GIF8' },
  { name: 'a program', bytes: '\x7fELF' },
  { name: 'a 7z archive', bytes: '7z\xbc\xaf' },
  { name: 'a RAR archive', bytes: 'Rar!' },
];

/** @throws {RejectedArticleError} `unsupported-type`, for what is told by its first bytes to be no text */
export function refuseOtherFormats(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const found = signatures.find((signature) => start.startsWith(signature.bytes));
  if (found === undefined) return;
  throw new RejectedArticleError(
    'unsupported-type',
    `The file is ${found.name}. Text, Markdown and HTML can be read: copy the article's text into a .txt file and drop that.`,
  );
}

/** Tags that a saved page or a piece of one has, and running text hasn't. */
const htmlTag =
  /<(?:!doctype html|html|head|body|meta|title|div|article|section|p|h[1-6]|br|span|a\s)[\s>/]/i;
/** How far into the text a tag is looked for, in UTF-16 code units. */
const sniffedLength = 4096;

/** Tells HTML from plain text: by its tags, whatever the file is called. */
export function sniffMediaType(text: string, key: string): ReadableMediaType {
  const start = text.slice(0, sniffedLength);
  if (/^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body|\?xml)/i.test(start)) return 'text/html';
  const isNamedHtml = /\.(?:html?|xhtml)$/i.test(key);
  return isNamedHtml && htmlTag.test(text.slice(0, 20 * sniffedLength)) ? 'text/html' : 'text/plain';
}
