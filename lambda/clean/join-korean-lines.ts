/** A line of Korean, as its program wrote it. */
export interface WrittenLine {
  readonly text: string;
  /** A space is written between it and the line before. */
  readonly isApart: boolean;
}

/** Of lines that end inside words, so many have a space before them where their program writes one at the end of a line at all. */
const leastApart = 0.15;
/**
 * Particles and endings that no word is or begins with, alone at the start of a line: the word they belong to ends the line above. In
 * print, and in browsers, a line may end after any syllable.
 */
const bareEnding =
  /^(?:는|은|를|을|의|에|와|로|으로|에서|에게|에는|에도|에서는|까지|까지는|부터|처럼|라고|라며|다고|다며|이라고|이라며|이었다|이다|였다|였다면|입니다|습니다)(?=[\s.,”’"']|$)/u;
/** The same after a number, a sign or a letter of another script, where these are no words either. */
const bareAfterSign = /^(?:이|가|도|만|며|고|과|나|당|씩|쯤|등|여|보다|이며|이고|이나)(?=[\s.,”’"']|$)/u;

/**
 * Says how the lines of Korean text are joined: with a space, or without one where a word goes on. Nothing but the words tells, unless
 * lines end inside words and their program writes the spaces at the others' ends; then it is as written.
 *
 * @returns the space between two lines, of which the second begins with a Korean letter
 */
export function koreanLineJoiner(
  lines: readonly WrittenLine[],
): (above: string, below: WrittenLine) => '' | ' ' {
  const isWritten =
    lines.some(({ text, isApart }) => !isApart && bareEnding.test(text)) &&
    lines.filter(({ isApart }) => isApart).length > leastApart * lines.length;
  const all = lines.map(({ text }) => text).join('\n');
  const count = (pattern: RegExp): number => all.match(pattern)?.length ?? 0;
  const hasJoinedNumbers = count(/\d\p{Script=Hangul}/gu) > count(/\d \p{Script=Hangul}/gu);
  return (above, { text, isApart }) => {
    if (isApart) return ' ';
    if (/[“‘(「『《〈[]$/u.test(above)) return '';
    if (isWritten && /\p{Script=Hangul}$/u.test(above)) return '';
    if (/\d$/.test(above)) return hasJoinedNumbers ? '' : ' ';
    const isAfterSign = /[^\p{Script=Hangul}\s.,!?…·:;]$/u.test(above);
    return bareEnding.test(text) || (isAfterSign && bareAfterSign.test(text)) ? '' : ' ';
  };
}
