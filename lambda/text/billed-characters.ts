import { codePointLength } from './utf8.ts';

/** What stands around a part of a request that is to be left as it is: https://docs.aws.amazon.com/translate/latest/dg/customizing-translations-tags.html */
export const [keepStart, keepEnd] = ['<span translate="no">', '</span>'] as const;

/**
 * How many characters a request has, as it is billed: the segments, one separator between each two, and the marks around the parts that
 * are to be left as they are. Never less than that.
 */
export function billedCharacters(segments: readonly string[], keep: readonly string[] = []): number {
  const kept = keep.reduce(
    (sum, part) => segments.reduce((count, text) => count + text.split(part).length - 1, sum),
    0,
  );
  const marks = kept * (keepStart.length + keepEnd.length);
  return segments.reduce((sum, text) => sum + codePointLength(text) + 1, marks - 1);
}
