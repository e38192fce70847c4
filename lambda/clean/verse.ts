import { groupsOf, unwrapped } from './read-text.ts';

/** Lines of a poem are this short, and have so many words; two names under each other have fewer. */
const longestLine = 60;
const fewestWords = { inLine: 3, inAll: 10 };
/** What is set line by line besides has figures, addresses or code. */
const line = /^["“„‘'«(]?[\p{Lu}\p{Ll}][^\d@/\\{}=<>_|#$•]*$/u;
const capital = /^["“„‘'«(]?\p{Lu}/u;
/** "Ida Marsh, head of the harbour", "Harbour Street, Port Linden": where most lines open so, they are a list of names. */
const opensWithName = /^\p{Lu}[\p{L}.'’-]* \p{Lu}[\p{L}.]/u;
/** Two lines of which the second goes on in a small letter are as likely prose. */
const fewestInSmall = 3;

function isVerse(lines: readonly string[]): boolean {
  const words = lines.map((text) => text.split(' ').length);
  const names = lines.filter((text) => opensWithName.test(text));
  return (
    lines.length > 1 &&
    lines.every(
      (text, index) =>
        text.length <= longestLine && line.test(text) && (words[index] ?? 0) >= fewestWords.inLine,
    ) &&
    words.reduce((sum, count) => sum + count, 0) >= fewestWords.inAll &&
    2 * names.length <= lines.length &&
    (lines.every((text) => capital.test(text)) || (lines.length >= fewestInSmall && !isFilled(lines)))
  );
}

/** Is no line so short that the next word would have had room, as where prose is broken at a width? */
function isFilled(lines: readonly string[]): boolean {
  const width = Math.max(...lines.map((text) => text.length));
  return lines.slice(1).every((text, index) => `${lines[index]} ${text.split(' ', 1)[0]}`.length > width);
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
