import { sectionNames } from './byline.ts';

/** Where a small letter runs into a capital, within the first words: "MaharashtraDr. Shalinitai", "Middle EastIran says". */
const seam = /^((?:\p{Lu}[\p{L}&]*\s){0,2}\p{Lu}\p{L}*?\p{Ll})(\p{Lu}\S*)/u;
/** Shorter beginnings are those of names: McDonald, DeSantis, YouTube. */
const shortestSection = 4;
/** Of two letters is the end of LinkedIn and OpenAI as well. */
const shortestWord = 3;

/**
 * Copying a page glues the section above a headline to it. It is parted again where the whole is written like that nowhere else, as
 * names are, and the text speaks for it: the section stands on a line of its own; it is a known one and the text has the headline's
 * first word; or the text has the headline's first two words side by side.
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
  const glued = (lastWord + first).toLowerCase();
  if (others.some((line) => line.toLowerCase().includes(glued))) return undefined;
  const rest = headline.slice(section.length);
  const isSection =
    others.includes(section) ||
    (first.length >= shortestWord &&
      others.some((line) => hasOpening(line, rest, sectionNames.test(section) ? 1 : 2)) &&
      section.length >= shortestSection);
  return isSection ? { section, headline: rest } : undefined;
}

/** Has the line the headline's first words, side by side? */
function hasOpening(line: string, headline: string, count: number): boolean {
  const wanted = wordsOf(headline).slice(0, count).join(' ');
  return ` ${wordsOf(line).join(' ')} `.includes(` ${wanted} `);
}

function wordsOf(text: string): string[] {
  return text.split(/[\s“”"'’,]+/).filter((word) => word !== '');
}
