const firstSyllable = 0xac00;
const syllables = 11_172;
const finalsOfSyllable = 28;

/** Final consonants by their number in the Unicode Hangul Syllables block. */
export const finals = { none: 0, n: 4, r: 8, p: 17, ss: 20 } as const;

/** The number of a syllable's final consonant, 0 for none; undefined for what is no syllable of Hangul. */
export function finalOf(character: string): number | undefined {
  const code = (character.codePointAt(0) ?? 0) - firstSyllable;
  return code >= 0 && code < syllables ? code % finalsOfSyllable : undefined;
}

/** The syllable with another final consonant. */
export function withFinal(syllable: string, final: number): string {
  const code = (syllable.codePointAt(0) ?? 0) - firstSyllable;
  return String.fromCodePoint(firstSyllable + code - (code % finalsOfSyllable) + final);
}
