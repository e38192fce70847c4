import { inflateSync } from 'node:zlib';
import { maxUploadBytes } from '../article.ts';
import { maxUnpackedBytes, tooMuchInside } from './archive.ts';

/** Packed once more inside, again and again, is packed to harm. */
const mostLayers = 3;

/**
 * Unpacks what is packed in a PDF, to see how much it is: PDF.js unpacks without any limit.
 *
 * Pictures are left out, as nobody unpacks them; what is encrypted counts as it is. What is drawn, and what says where it stands, may be
 * as long as an upload; together with fonts, as long as an archive's content.
 *
 * @throws {RejectedArticleError} `too-large`
 */
export function checkPdfStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let drawn = 0;
  let all = 0;
  for (let at = file.indexOf('stream'); at >= 0; ) {
    const head = file.toString('latin1', Math.max(0, at - longestHead), at);
    const start = at + 'stream'.length + (file[at + 'stream'.length] === 0x0d ? 2 : 1);
    const found = file.indexOf('endstream', start);
    const end = found < 0 ? file.length : found;
    if (!isPicture.test(head)) {
      const size = unpackedSize(file.subarray(start, end));
      all += size;
      if (!isFont.test(head)) drawn += size;
      if (drawn > maxUploadBytes) throw tooMuchInside(maxUploadBytes);
      if (all > maxUnpackedBytes) throw tooMuchInside();
    }
    at = file.indexOf('stream', end + 'endstream'.length);
  }
}

/** What a stream says of itself stands before it; longer than this in no PDF that a program wrote. In bytes. */
const longestHead = 400;
const isPicture = /\/Subtype\s*\/Image\b(?![\s\S]*\bendobj\b)/;
const isFont = /\/(?:Length1|Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType))\b(?![\s\S]*\bendobj\b)/;

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
