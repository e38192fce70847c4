import { sectionNames } from './byline.ts';

/** Where a small letter runs into a capital, within the first words: "MaharashtraDr. Shalinitai", "Middle EastIran says". */
const seam = /^((?:\p{Lu}[\p{L}&]*\s){0,2}\p{Lu}\p{L}*?\p{Ll})(\p{Lu}\S*)/u;
/** Shorter beginnings are those of names: McDonald, DeSantis, YouTube. */
const shortestSection = 4;
/** Of two letters is the end of LinkedIn and OpenAI as well. */
const shortestWord = 3;

/**
 * Copying a page glues the section above a headline to it. It is parted again where the word is written like that nowhere else, as names
 * are, and the section is known, stands on a line of its own, or the text has the headline's first word.
 *
 * @param others the other lines of the text
 * @returns undefined where nothing is glued
 */
export function splitGluedSection(
  headline: string,
  others: readonly string[],
): { readonly section: string; readonly headline: string } | undefined {
  const [, section = '', word = ''] = seam.exec(headline) ?? [];
  if (section === '') return undefined;
  const lastWord = section.slice(section.lastIndexOf(' ') + 1);
  const first = word.replace(/[^\p{L}.].*$/u, '');
  if (others.some((line) => line.includes(lastWord + first))) return undefined;
  const isWord =
    first.length >= shortestWord && others.some((line) => line.split(/[\s“”"'’,]+/).includes(first));
  const isSection =
    sectionNames.test(section) || others.includes(section) || (section.length >= shortestSection && isWord);
  return isSection ? { section, headline: headline.slice(section.length) } : undefined;
}
