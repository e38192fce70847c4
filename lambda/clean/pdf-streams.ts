import { inflateSync } from 'node:zlib';
import { maxUploadBytes } from '../article.ts';
import { maxUnpackedBytes, tooMuchInside } from './archive.ts';

/** Packed once more inside, again and again, is packed to harm. */
const mostLayers = 3;

/**
 * Unpacks what is packed in a PDF, to see how much it is: PDF.js unpacks without any limit.
 *
 * Pictures and attachments are left out, as nobody unpacks them; what is encrypted, or packed another way before, counts as it is. What is drawn, and what says where it stands, may be
 * as long as an upload; together with fonts, as long as an archive's content.
 *
 * @throws {RejectedArticleError} `too-large`
 */
export function checkPdfStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = file.toString('latin1');
  let drawn = 0;
  let all = 0;
  streamBegin.lastIndex = 0;
  for (let match = streamBegin.exec(text); match !== null; match = streamBegin.exec(text)) {
    const start = streamBegin.lastIndex;
    const found = text.indexOf('endstream', start);
    const end = found < 0 ? file.length : found;
    const head = headBefore(text, match.index);
    if (!isNeverUnpacked.test(head)) {
      const size = unpackedSize(file.subarray(start, end));
      all += size;
      if (!isFont.test(head)) drawn += size;
      if (drawn > maxUploadBytes) throw tooMuchInside(maxUploadBytes);
      if (all > maxUnpackedBytes) throw tooMuchInside();
    }
    streamBegin.lastIndex = end;
  }
}

/** ISO 32000-1, 7.3.8: the word follows the dictionary and ends its line. */
const streamBegin = />>\s*stream(?:\r\n|\n|\r)/g;
/** What a stream says of itself stands between `obj` and it; a palette can be among it. In characters. */
const longestHead = 64 * 1024;

function headBefore(text: string, end: number): string {
  const begin = text.lastIndexOf(' obj', end);
  return text.slice(Math.max(begin, end - longestHead, 0), end + 2);
}

/** Pictures and attachments: nobody unpacks them for the text. */
const isNeverUnpacked = /\/(?:Subtype\s*\/Image|Type\s*\/EmbeddedFile)\b/;
const isFont = /\/(?:Length1|Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType))\b/;

/** In bytes; what is no ZLIB stream, or a damaged one, counts as it is. */
function unpackedSize(packed: Uint8Array): number {
  let content = packed;
  for (let layer = 0; layer < mostLayers && isZlib(content); layer++) {
    try {
      content = inflateSync(content, { maxOutputLength: maxUnpackedBytes });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooMuchInside();
      break;
    }
  }
  return content.length;
}

/** By its two first bytes (RFC 1950). */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
