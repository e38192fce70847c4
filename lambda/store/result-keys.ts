import { createHash } from 'node:crypto';
import type { TargetLanguage } from '../article.ts';
import { utf8Length } from '../text/utf8.ts';

/** The commit mark: where it exists, the result is whole. */
export const manifestName = 'article.json';
export const rejectionName = 'rejection.json';
export const pageName = 'index.html';
export const tmxName = 'translations.tmx';

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

/** Names beside all results: the front page, its pages by day, and the feeds. No upload's folder has such a name. */
const reservedName = /^(?:index(?:\.\d{4}-\d{2}-\d{2}(?:\.\d+)?)?\.html|feed\.\w+\.(?:xml|json))~*(?=\/|$)/;

/**
 * The folder of an upload's results: its key, as it is.
 *
 * Where a name is reserved, it is closed with a tilde: `index.html~` for `index.html`, and one more for what has tildes
 * already. A key too long is cut at a character and closed with a digest of the whole. Two uploads never share a folder.
 */
export function resultFolder(uploadKey: string): string {
  const folder = uploadKey.replace(reservedName, '$&~');
  if (utf8Length(folder) <= maxFolderBytes) return folder;
  const digest = createHash('sha256').update(uploadKey).digest('hex').slice(0, digestLength);
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
