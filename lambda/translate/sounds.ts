/**
 * What a word sounds like, as far as it survives from one script to another: its consonants in classes, in capitals, and its
 * vowels in small letters. P: b f p v; T: d t; K: c g k q; S: s z j x ch sh; R: l r; M; N; H.
 */
export type Sounds = string;

/** By spelling, the longest first. */
const latin: readonly (readonly [RegExp, string])[] = [
  [/^(?:sch|tsch)/, 'S'],
  [/^(?:ck|cq)/, 'K'],
  [/^ph/, 'P'],
  [/^th/, 'T'],
  [/^(?:sh|ch|cz|sz|tz|ts|zh|dj|dg(?=e))/, 'S'],
  [/^gh(?=t|$)/, ''],
  [/^kn/, 'N'],
  [/^wr/, 'R'],
  [/^qu/, 'Ku'],
  [/^x/, 'KS'],
  [/^ng(?![aeiouy])/, 'N'],
  [/^c(?=[eiy])/, 'S'],
  [/^g(?=[ei])/, 'S'],
  [/^j/, 'S'],
  [/^(?:bb?|pp?|ff?|vv?)/, 'P'],
  [/^(?:dd?|tt?)/, 'T'],
  [/^(?:cc?|gg?|kk?|q)/, 'K'],
  [/^(?:ss?|zz?)/, 'S'],
  [/^(?:ll?|rr?)/, 'R'],
  [/^mm?/, 'M'],
  [/^nn?/, 'N'],
  [/^h/, 'H'],
  [/^(?:ee|ea|ie)/, 'i'],
  [/^(?:oo|ou)/, 'u'],
  [/^e$/, ''],
  [/^y/, 'i'],
  [/^w/, 'u'],
  [/^[aeiou]/, '='],
];

export function soundsOfLatin(word: string): Sounds {
  let rest = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  let sounds = '';
  while (rest !== '') {
    const rule = latin.find(([pattern]) => pattern.test(rest));
    const spelled = rule?.[0].exec(rest)?.[0] ?? rest.slice(0, 1);
    sounds += rule?.[1] === '=' ? spelled : (rule?.[1] ?? '');
    rest = rest.slice(spelled.length);
  }
  return sounds;
}

/** In the order of the Unicode Hangul syllables block. */
const initials = [
  'K',
  'K',
  'N',
  'T',
  'T',
  'R',
  'M',
  'P',
  'P',
  'S',
  'S',
  '',
  'S',
  'S',
  'S',
  'K',
  'T',
  'P',
  'H',
];
const medials = [
  'a',
  'e',
  'ia',
  'e',
  'o',
  'e',
  'io',
  'e',
  'o',
  'ua',
  'ue',
  'e',
  'io',
  'u',
  'uo',
  'ue',
  'ui',
  'iu',
  'u',
  'i',
  'i',
];
const finals = '|K|K|KS|N|N|N|T|R|RK|RM|RP|RS|RT|RP|R|M|P|PS|T|T|N|T|T|K|T|P|T'.split('|');

export function soundsOfHangul(word: string): Sounds {
  let sounds = '';
  for (const character of word.normalize('NFC')) {
    const code = (character.codePointAt(0) ?? 0) - 0xac00;
    if (code < 0 || code >= 11172) continue;
    const medial = medials[Math.floor((code % 588) / 28)] ?? '';
    sounds += (initials[Math.floor(code / 588)] ?? '') + medial + (finals[code % 28] ?? '');
  }
  return sounds;
}

const rows: Readonly<Record<string, string>> = {
  '': 'アイウエオァィゥェォ',
  K: 'カキクケコガギグゲゴ',
  S: 'サシスセソザジズゼゾ',
  T: 'タ＿＿テトダ＿＿デド',
  N: 'ナニヌネノ',
  H: 'ハヒ＿ヘホ',
  P: 'バビブベボパピプペポ',
  M: 'マミムメモ',
  i: 'ヤ＿ユ＿ヨャ＿ュ＿ョ',
  R: 'ラリルレロ',
  u: 'ワ',
};
const kana = new Map<string, string>([
  ...Object.entries(rows).flatMap(([consonant, letters]) =>
    [...letters].map((letter, index) => [letter, consonant + 'aiueo'[index % 5]] as const),
  ),
  ['チ', 'Si'],
  ['ヂ', 'Si'],
  ['ツ', 'Su'],
  ['ヅ', 'Su'],
  ['フ', 'Pu'],
  ['ヴ', 'Pu'],
  ['ン', 'N'],
]);

export function soundsOfKatakana(word: string): Sounds {
  let sounds = '';
  for (const letter of word.normalize('NFKC')) {
    // ティ, ファ, シャ: the small letter takes the vowel's place.
    if (/[ァィゥェォャュョ]/.test(letter)) sounds = sounds.replace(/[aiueo]$/, '');
    sounds += kana.get(letter) ?? '';
  }
  return sounds;
}

/** What two consonants that stand for one another cost: spelling tells them apart, ears do not always. */
const confusable = new Set(['ST', 'TS', 'HP', 'PH', 'HK', 'KH', 'SK', 'KS', 'NM', 'MN']);
/** A sound that one side has and the other leaves out: a vowel that a script puts in, an English r at the end of a syllable. */
const dropCosts: Readonly<Record<string, number>> = {
  R: 0.4,
  H: 0.3,
  N: 0.8,
  a: 0.3,
  o: 0.3,
  i: 0.2,
  e: 0.2,
  u: 0.15,
};
const isVowel = (sound: string): boolean => /[aeiou]/.test(sound);
const dropCost = (sound: string): number => dropCosts[sound] ?? 1;

function swapCost(a: string, b: string): number {
  if (a === b) return 0;
  if (isVowel(a) && isVowel(b)) return 0.25;
  if (isVowel(a) || isVowel(b)) return 1.2;
  return confusable.has(a + b) ? 0.4 : 1;
}

/**
 * How alike a name and a word sound, from 0 to 1.
 *
 * @param place where in the word the name may stand: as all of it, at its beginning, before a particle or a title, or anywhere
 */
export function soundAlike(
  name: Sounds,
  heard: Sounds,
  place: 'whole' | 'start' | 'inside' = 'whole',
): number {
  if (name === '' || heard === '') return 0;
  let above = [0];
  for (const sound of heard) above.push(place === 'inside' ? 0 : (above.at(-1) ?? 0) + dropCost(sound));
  for (const own of name) {
    const row = [(above[0] ?? 0) + dropCost(own)];
    for (const [column, other] of [...heard].entries()) {
      row.push(
        Math.min(
          (above[column] ?? 0) + swapCost(own, other),
          (above[column + 1] ?? 0) + dropCost(own),
          (row[column] ?? 0) + dropCost(other),
        ),
      );
    }
    above = row;
  }
  const cost = place === 'whole' ? (above.at(-1) ?? 0) : Math.min(...above);
  const weight = (sounds: Sounds): number =>
    [...sounds].reduce((sum, sound) => sum + (isVowel(sound) ? 0.4 : 1), 0);
  return 1 - cost / (place === 'whole' ? Math.max(weight(name), weight(heard)) : weight(name));
}
