import { createHash } from 'node:crypto';
import type { ArticleRef, TargetLanguage } from '../article.ts';
import { utf8Length } from '../text/utf8.ts';

/** The commit mark: where it exists, the result is whole. */
export const manifestName = 'article.json';
export const rejectionName = 'rejection.json';
export const pageName = 'index.html';
export const tmxName = 'translations.tmx';
/** Of an archive: the folders of its articles, from before the first of them is stored. */
export const entriesName = 'entries.json';
/** What the pipeline reads of results; the function may read no other file of them. */
export const namesReadBack = [manifestName, rejectionName, entriesName] as const;

export type TextName = 'article' | 'summary';

/** `article.txt` in the article's own language, `article.ko.txt` in Korean. */
export function textName(name: TextName, language?: TargetLanguage): string {
  return language === undefined ? `${name}.txt` : `${name}.${language}.txt`;
}

/** `article.md`, `article.ko.md` */
export function markdownName(language?: TargetLanguage): string {
  return language === undefined ? 'article.md' : `article.${language}.md`;
}

/** The article beside one translation: `bilingual.ko.xlf`, `bilingual.ko.docx` */
export function bilingualName(target: TargetLanguage, format: 'xlf' | 'docx'): string {
  return `bilingual.${target}.${format}`;
}

/**
 * Longest upload key that names its results by itself, in UTF-8 bytes: S3 allows 1,024 for `results/`, the upload key,
 * a slash and the longest file name, and later files want some room.
 */
const maxFolderBytes = 960;
const digestLength = 32;

/** Names that archives usually have; the articles of one with another name are in a folder beside its own. */
const archiveName = /\.(?:zip|gz|xml|rss|atom|rdf|epub)$/i;
const unpackedEnding = '.unpacked';
/**
 * No upload's folder has the name of what stands beside all results, the front page, its pages by day, the feeds, nor is it
 * in one that could be where an archive's articles are.
 */
const takenNames =
  /^(?:index(?:\.\d{4}-\d{2}-\d{2}(?:\.\d+)?)?\.html|feed\.\w+\.(?:xml|json))~*(?=\/|$)|\.(?:zip|gz|xml|rss|atom|rdf|epub|unpacked)~*(?=\/)/gi;
/** What an archive's own folder has: no article of it has such a folder. */
const ownName = /^(?:article|rejection|entries)\.json~*(?=\/|$)/;

/**
 * The folder of an upload's results: its key, as it is. Of an article in an archive: its name, below the archive's folder.
 *
 * Where a name is taken, by the front page or as the folder of an archive, it is closed with a tilde: `index.html~` for
 * `index.html`, and one more for what has tildes already. A path too long is cut at a character and closed with a digest of
 * the whole. Two articles never share a folder.
 */
export function resultFolder(uploadKey: string, entry?: string): string {
  const own = uploadKey.replace(takenNames, '$&~');
  if (entry === undefined) return shortened(own, uploadKey);
  const unpacked = archiveName.test(own) ? own : own + unpackedEnding;
  return shortened(`${unpacked}/${entry.replace(ownName, '$&~')}`, JSON.stringify([uploadKey, entry]));
}

function shortened(folder: string, whole: string): string {
  if (utf8Length(folder) <= maxFolderBytes) return folder;
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, digestLength);
  let head = '';
  let headBytes = 0;
  for (const character of folder) {
    headBytes += utf8Length(character);
    if (headBytes > maxFolderBytes - digestLength - 1) break;
    head += character;
  }
  return `${head}~${digest}`;
}

export function resultKey(uploadKey: string, name: string): string {
  return `${resultFolder(uploadKey)}/${name}`;
}

/** Key of a file of an article's result, be it an upload of its own or one in an archive. */
export function fileKey({ key, entry }: Pick<ArticleRef, 'key' | 'entry'>, name: string): string {
  return `${resultFolder(key, entry)}/${name}`;
}
