import { maxUploadBytes, type SourceArticle } from '../article.ts';
import { RejectedArticleError, tooLarge } from '../errors.ts';
import { isBesidePage, isLockFile, isNamedNoArticle } from '../text/page-parts.ts';
import { utf8Length } from '../text/utf8.ts';
import {
  maxUnpackedBytes,
  tooMuchInside,
  ungzipped,
  type ZipEntry,
  zipEntries,
  zipEntry,
} from './archive.ts';
import { decode } from './decode.ts';
import { sniffDocument } from './media-type.ts';

/** One of several articles in an upload. */
export interface ArchiveEntry {
  /** A path without tricks, unlike any other of the archive; made of its name there. */
  readonly name: string;
  /** @throws {RejectedArticleError} where this one can't be had; the others may */
  readonly read: () => SourceArticle;
}

/** An upload that holds several articles. */
export interface Archive {
  readonly mediaType: string;
  /** At least one, at most {@link maxArticles}. */
  readonly entries: readonly ArchiveEntry[];
  /** Names of what is no article: pictures, style sheets, what programs leave behind. */
  readonly skipped: readonly string[];
}

/** More is no day's work of a desk. */
const maxArticles = 200;

/**
 * Takes an archive or a feed apart into its articles, each of which is then an upload of its own. None is unpacked before it
 * is read.
 *
 * @returns undefined for an upload that is one article, or none
 * @throws {RejectedArticleError} where it can't be opened, holds no article or too many
 */
export async function unpack(source: SourceArticle): Promise<Archive | undefined> {
  const bytes = ungzipped(source.bytes);
  const mediaType = sniffDocument(bytes);
  if (mediaType !== undefined && bytes.length > maxUploadBytes) throw tooLarge(bytes.length);
  const ofSeveral = (parts: readonly Part[]): Archive | undefined =>
    mediaType === undefined || parts.length < 2
      ? undefined
      : { mediaType, entries: entriesOf(source, parts), skipped: [] };
  switch (mediaType) {
    case 'application/zip':
      return unpackZip(source, bytes);
    case 'application/rss+xml':
    case 'application/atom+xml': {
      const { feedItems } = await import('./read-feed.ts');
      return { mediaType, entries: entriesOf(source, feedItems(bytes)), skipped: [] };
    }
    case 'application/vnd.iptc.g2.newsitem+xml': {
      const { newsItems } = await import('./read-news-xml.ts');
      return ofSeveral(newsItems(bytes));
    }
    case 'application/epub+zip': {
      const { epubChapters } = await import('./read-epub.ts');
      return ofSeveral(epubChapters(bytes));
    }
    default:
      return undefined;
  }
}

/** Before anything is done with each of them. */
function checkCount(articles: number, skipped: readonly string[] = []): void {
  if (articles === 0) {
    const found = skipped.length === 0 ? 'nothing' : `only ${skipped.slice(0, 5).join(', ')}`;
    throw new RejectedArticleError(
      'no-article',
      `The file holds no article: there is ${found} in it. Drop an article, or an archive of articles.`,
    );
  }
  if (articles > maxArticles) {
    throw new RejectedArticleError(
      'too-large',
      `The file holds ${articles.toLocaleString('en')} articles; at most ${maxArticles} can be processed at once. Drop them in parts.`,
    );
  }
}

/** Parts of a file that stand in it as they are: each is read as a file of its own. */
export interface Part {
  /** Any text that tells it from the others and stays the same when others are added. */
  readonly name: string;
  readonly text: string;
}

function entriesOf(source: SourceArticle, parts: readonly Part[]): ArchiveEntry[] {
  checkCount(parts.length);
  const nameFor = namesWithoutTricks();
  return parts.map(({ name: raw, text }) => {
    const name = nameFor(raw);
    return {
      name,
      read: () => ({ ref: { ...source.ref, entry: name }, bytes: new TextEncoder().encode(text) }),
    };
  });
}

function unpackZip(source: SourceArticle, bytes: Uint8Array): Archive {
  const files = named(zipEntries(bytes)).filter(({ name }) => !/[\\/]$/.test(name));
  const names = new Set(files.map(({ name }) => name));
  const wanted = files.filter((file) => !isNoArticle(file, names));
  const skipped = files.filter((file) => isNoArticle(file, names)).map(({ name }) => name);
  checkCount(wanted.length, skipped);
  if (wanted.reduce((sum, { size }) => sum + size, 0) > maxUnpackedBytes) throw tooMuchInside();
  const nameFor = namesWithoutTricks();
  return {
    mediaType: 'application/zip',
    entries: wanted.map(({ name: raw, size, index }) => {
      const name = nameFor(raw);
      return {
        name,
        read: () => {
          if (size > maxUploadBytes) throw tooLarge(size);
          return { ref: { ...source.ref, entry: name }, bytes: zipEntry(bytes, index) };
        },
      };
    }),
    skipped,
  };
}

/** Gives the entries the names their makers saw: Windows writes them in the encoding of its country and doesn't say which. */
function named(entries: readonly ZipEntry[]): (ZipEntry & { readonly index: number })[] {
  const indexed = entries.map((entry, index) => ({ ...entry, index }));
  // What was read byte by byte, as it must be where nothing is stated, has no character beyond a byte.
  const isRaw = (name: string): boolean => /[\x80-\xff]/.test(name) && !/[\u0100-\uffff]/.test(name);
  const raw = indexed.filter(({ name }) => isRaw(name));
  if (raw.length === 0) return indexed;
  const decoded = decodeNames(raw.map(({ name }) => name));
  const nameOfRaw = new Map(raw.map(({ index }, position) => [index, decoded[position]]));
  return indexed.map((entry) => ({ ...entry, name: nameOfRaw.get(entry.index) ?? entry.name }));
}

function decodeNames(names: readonly string[]): readonly string[] {
  try {
    return decode(Buffer.from(names.join('\n'), 'latin1')).text.split('\n');
  } catch (error) {
    if (!(error instanceof RejectedArticleError)) throw error;
    return names;
  }
}

/** Pictures, style sheets and the like; hidden files; what a browser puts beside a page it saved whole. */
function isNoArticle({ name, size }: ZipEntry, names: ReadonlySet<string>): boolean {
  const path = name.replaceAll('\\', '/');
  if (isNamedNoArticle(path) || isLockFile(path, size)) return true;
  if (/(?:^|\/)(?:\.(?!\.?(?:\/|$))|__MACOSX\/)/.test(path)) return true;
  return isBesidePage(path, (page) => names.has(page));
}

/** Longest name of a file or folder that every file system takes, in UTF-8 bytes, with some room. */
const longestName = 200;

/** Makes paths of names: none leads out of its folder, none is met twice, be it in other capitals. */
function namesWithoutTricks(): (raw: string) => string {
  const taken = new Set<string>();
  return (raw) => {
    const parts = raw
      .normalize('NFC')
      .toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .split(/[\\/]/)
      .map((part) => cut(part.trim()))
      .filter((part) => !['', '.', '..'].includes(part) && !/^[a-z]:$/i.test(part));
    const path = parts.join('/') || 'article';
    let name = path;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${path} (${count})`;
    taken.add(name.toLowerCase());
    return name;
  };
}

function cut(name: string): string {
  let kept = '';
  for (const character of name) {
    if (utf8Length(kept) + utf8Length(character) > longestName) break;
    kept += character;
  }
  return kept;
}
