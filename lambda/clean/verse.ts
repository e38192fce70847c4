import { groupsOf, unwrapped } from './read-text.ts';

/** Lines of a poem are this short, and have so many words; two names under each other have fewer. */
const longestLine = 60;
const fewestWords = { inLine: 3, inAll: 10 };
/** Prose that was only broken goes on in small letters, and what is set line by line besides has figures, addresses or code. */
const line = /^["“„‘'«(]?\p{Lu}[^\d@/\\{}=<>_|#$•]*$/u;

function isVerse(lines: readonly string[]): boolean {
  const words = lines.map((text) => text.split(' ').length);
  return (
    lines.length > 1 &&
    lines.every(
      (text, index) =>
        text.length <= longestLine && line.test(text) && (words[index] ?? 0) >= fewestWords.inLine,
    ) &&
    words.reduce((sum, count) => sum + count, 0) >= fewestWords.inAll
  );
}

/** The lines as a paragraph; those of verse are parted as where it is quoted in prose. */
export function joinLines(lines: readonly string[]): string {
  const tidy = lines.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  return isVerse(tidy) ? tidy.join(' / ') : lines.join(' ');
}

/** The paragraphs and stanzas of a text that is shown as it was typed; code and drawings are one. */
export function typedParagraphs(text: string): string[] {
  const groups = groupsOf(text);
  const paragraphs = unwrapped(groups);
  if (paragraphs !== undefined) return paragraphs.flat();
  const isPoem = groups.some(isVerse) && groups.every((lines) => lines.length <= 1 || isVerse(lines));
  return isPoem ? groups.map(joinLines) : [text];
}
