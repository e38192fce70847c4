/** What a text is made of. */
export interface Letters {
  /** Length in "words": runs of letters, and for scripts without spaces two characters a word. */
  readonly words: number;
  readonly commas: number;
  readonly digits: number;
  readonly capitals: number;
}

const word = 1;
const unspaced = 2;
const comma = 4;
const digit = 8;
const capital = 16;
const looked = 32;
const kinds: readonly (readonly [kind: number, pattern: RegExp])[] = [
  [word, /[\p{L}\p{N}'’-]/u],
  [unspaced, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  [comma, /[,，、;]/u],
  [digit, /\p{N}/u],
  [capital, /\p{Lu}/u],
];
/** What a character of the basic plane is: each is looked up in Unicode's tables the first time it is met. */
const kindOf = new Uint8Array(0x10000);

function lookUp(character: string): number {
  let found = looked;
  for (const [kind, pattern] of kinds) if (pattern.test(character)) found |= kind;
  return found;
}

/** Counts in one pass. */
export function lettersOf(text: string): Letters {
  let spaced = 0;
  let halves = 0;
  let commas = 0;
  let digits = 0;
  let capitals = 0;
  let isInWord = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    let kind = kindOf[code] ?? 0;
    if (kind === 0) {
      const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
      kind = lookUp(character);
      if (character.length === 1) kindOf[code] = kind;
      else index++;
    }
    const isWord = (kind & word) !== 0;
    if (isWord && !isInWord) spaced++;
    isInWord = isWord;
    if ((kind & unspaced) !== 0) halves++;
    if ((kind & comma) !== 0) commas++;
    if ((kind & digit) !== 0) digits++;
    if ((kind & capital) !== 0) capitals++;
  }
  return { words: spaced + halves / 2, commas, digits, capitals };
}
