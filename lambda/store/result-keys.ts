import { createHash } from 'node:crypto';
import type { TargetLanguage } from '../article.ts';
import { utf8Length } from '../text/utf8.ts';

/** The commit mark: where it exists, the result is whole. */
export const manifestName = 'article.json';
export const rejectionName = 'rejection.json';
export const pageName = 'index.html';

export type TextName = 'article' | 'summary';

/** `article.txt` in the article's own language, `article.ko.txt` in Korean. */
export function textName(name: TextName, language?: TargetLanguage): string {
  return language === undefined ? `${name}.txt` : `${name}.${language}.txt`;
}

/**
 * Longest upload key that names its results by itself, in UTF-8 bytes: S3 allows 1,024 for `results/`, the upload key,
 * a slash and the longest file name, and later files want some room.
 */
const maxFolderBytes = 960;
const digestLength = 32;

/**
 * The folder of an upload's results: its key, as it is.
 *
 * A key too long for that is cut at a character and closed with a digest of the whole, so that two uploads never share a
 * folder.
 */
export function resultFolder(uploadKey: string): string {
  if (utf8Length(uploadKey) <= maxFolderBytes) return uploadKey;
  const digest = createHash('sha256').update(uploadKey).digest('hex').slice(0, digestLength);
  let head = '';
  let headBytes = 0;
  for (const character of uploadKey) {
    headBytes += utf8Length(character);
    if (headBytes > maxFolderBytes - digestLength - 1) break;
    head += character;
  }
  return `${head}~${digest}`;
}

export function resultKey(uploadKey: string, name: string): string {
  return `${resultFolder(uploadKey)}/${name}`;
}
