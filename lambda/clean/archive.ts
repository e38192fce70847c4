import { gunzipSync, strFromU8, unzipSync } from 'fflate';
import { RejectedArticleError } from '../errors.ts';

/** What an archive may hold, unpacked; more is a bomb, or no article. */
export const maxUnpackedBytes = 60e6;
/** What a document may hold of XML: all of it is in memory at once, some five times. */
const maxDocumentBytes = 40e6;
const maxEntries = 5_000;
/** DEFLATE can't do better (RFC 1951): a length beyond it was read from a file that was cut off. */
const mostDeflated = 1_040;

export interface ZipEntry {
  readonly name: string;
  /** Unpacked, in bytes, as the archive states it. */
  readonly size: number;
}

/** The entries of a ZIP file, in its order. @throws {RejectedArticleError} `damaged` */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const entries: ZipEntry[] = [];
  readZip(bytes, ({ name, originalSize }) => {
    entries.push({ name, size: originalSize });
    return false;
  });
  return entries;
}

/** What a ZIP file closes with, and what its directory has before each entry (APPNOTE.TXT, 4.3). */
const [endOfDirectory, directoryEntry] = ['PK\x05\x06', 'PK\x01\x02'];
const endBytes = 22;

/** Is an entry of a ZIP file encrypted? Its directory says so in the first bit of the flags (APPNOTE.TXT, 4.4.4). */
export function isLocked(bytes: Uint8Array): boolean {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = zip.lastIndexOf(endOfDirectory, zip.length - endBytes);
  let entry = zip.indexOf(directoryEntry, zip.readUInt32LE(end + 16));
  while (entry >= 0) {
    if (((zip[entry + 8] ?? 0) & 1) === 1) return true;
    entry = zip.indexOf(directoryEntry, entry + 1);
  }
  return false;
}

/**
 * One entry of a ZIP file alone.
 *
 * @param index as in {@link zipEntries}: several may have one name
 * @throws {RejectedArticleError} `damaged`
 */
export function zipEntry(bytes: Uint8Array, index: number): Uint8Array {
  let position = 0;
  const [content] = Object.values(readZip(bytes, () => position++ === index));
  if (content === undefined) throw damaged('The file in the archive', undefined);
  return content;
}

/**
 * The entries of a ZIP file that are wanted, as text. Entries are looked up by their name, never written anywhere.
 *
 * @throws {RejectedArticleError} `damaged` where it can't be unpacked, `too-large` where it holds more than an article
 */
export function zipTexts(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, string> {
  let total = 0;
  const entries = readZip(bytes, ({ name, originalSize }) => {
    if (!isWanted(name)) return false;
    total += originalSize;
    if (total > maxDocumentBytes) throw tooMuchInside(maxDocumentBytes);
    return true;
  });
  return new Map(Object.entries(entries).map(([name, content]) => [name, strFromU8(content)]));
}

function readZip(
  bytes: Uint8Array,
  filter: (entry: { readonly name: string; readonly originalSize: number }) => boolean,
): Record<string, Uint8Array> {
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter: (entry) => {
        count++;
        if (count > maxEntries) throw tooMuchInside();
        return filter(entry);
      },
    });
  } catch (error) {
    if (error instanceof RejectedArticleError) throw error;
    throw damaged('The archive inside the file', error);
  }
}

/**
 * The bytes themselves, or what they are a GZIP of.
 *
 * @throws {RejectedArticleError} `damaged` where it can't be unpacked, `too-large` where it holds more than an article
 */
export function ungzipped(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : bytes;
}

function gunzip(bytes: Uint8Array): Uint8Array {
  // The last four bytes state the length; what is longer than that fails to unpack.
  const stated = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  if (stated > mostDeflated * bytes.length) throw damaged('The GZIP file', undefined);
  if (stated > maxUnpackedBytes) throw tooMuchInside();
  try {
    return gunzipSync(bytes, { out: new Uint8Array(stated) });
  } catch (error) {
    throw damaged('The GZIP file', error);
  }
}

export function damaged(what: string, cause: unknown): RejectedArticleError {
  return new RejectedArticleError(
    'damaged',
    `${what} can't be read: it is damaged or was cut off. Save or export it again and drop it once more.`,
    { cause },
  );
}

export function tooMuchInside(limit = maxUnpackedBytes): RejectedArticleError {
  return new RejectedArticleError(
    'too-large',
    `The file holds more than ${limit / 1e6} MB when it is unpacked. Drop the article alone.`,
  );
}
