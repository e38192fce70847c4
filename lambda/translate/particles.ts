import { finalOf, finals } from './hangul.ts';

/** How the word before a particle ends. */
type Ending = 'vowel' | 'consonant' | 'rieul';

interface Particle {
  readonly afterConsonant: string;
  readonly afterVowel: string;
  /** ㄹ counts as a vowel: 서울로. */
  readonly isVowelAfterRieul?: true;
  /** What may follow, beside the end of the word. */
  readonly goesOn?: RegExp;
}

const endOfWord = /^(?![\p{L}\p{N}])/u;

/**
 * Particles with two forms; https://korean.go.kr/kornorms, 한글 맞춤법 제4장.
 *
 * 이라 after a vowel is the copula written out, which is no fault: only 라 after a consonant is corrected. 야 after a consonant
 * calls somebody only before a comma or an exclamation mark.
 */
const particles: readonly Particle[] = [
  { afterConsonant: '은', afterVowel: '는' },
  { afterConsonant: '이', afterVowel: '가' },
  { afterConsonant: '을', afterVowel: '를' },
  { afterConsonant: '과', afterVowel: '와', goesOn: /^(?:의|는|도)(?![\p{L}\p{N}])/u },
  {
    afterConsonant: '으로',
    afterVowel: '로',
    isVowelAfterRieul: true,
    goesOn: /^(?:부터|서|써|의|는|도|만)(?![\p{L}\p{N}])/u,
  },
];
const quoting = /^라(?=(?:고|는|며|면서|던)(?:[\p{P}\s]|는|도|$))/u;
const calling = /^야(?=[,!])/u;

/** Letters as Koreans read them that end in a consonant. */
const consonantLetters = /[LMNR]/;
/** Of these a word and its letters end alike, however it is read: NATO 나토, ASEAN 아세안. */
const sureLetters = /[AEILMNOU]/;
const digitEndings: readonly Ending[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel',
];

/** How a term ends when it is read aloud; undefined where its reading is not sure. */
export function endingOf(term: string): Ending | undefined {
  const last = [...term.normalize('NFC')].at(-1) ?? '';
  const final = finalOf(last);
  if (final !== undefined)
    return final === finals.none ? 'vowel' : final === finals.r ? 'rieul' : 'consonant';
  // H5N1 ends in an English number, 2021 in a Korean one.
  if (/\d/.test(last)) return /\p{Script=Latin}\d+$/u.test(term) ? undefined : digitEndings[Number(last)];
  const capitals = /(?<![\p{Script=Latin}\d])[A-Z]{2,}$/u.exec(term)?.[0];
  if (capitals === undefined || (capitals.length > 3 && !sureLetters.test(last))) return undefined;
  if (!consonantLetters.test(last)) return 'vowel';
  return /[LR]/.test(last) ? 'rieul' : 'consonant';
}

/** What may stand between a name and its particle: its name in brackets, the end of a quotation. */
const between = /^(?:\s?[(（][^()（）]{1,60}[)）])?["'”’」』》〉]?/u;

/**
 * Gives the particles after the terms the form that fits: an engine that puts a term into its sentence keeps the particle of
 * the word it had there before.
 *
 * @param terms as they stand in the translation
 */
export function fitParticles(translation: string, terms: readonly string[]): string {
  return terms.reduce((text, term) => {
    const ending = endingOf(term);
    return ending === undefined ? text : fitAfter(text, term, ending);
  }, withOneForm(translation));
}

function fitAfter(text: string, term: string, ending: Ending): string {
  let fitted = '';
  let rest = text;
  for (let index = rest.indexOf(term); index >= 0; index = rest.indexOf(term)) {
    const gap = between.exec(rest.slice(index + term.length))?.[0] ?? '';
    const end = index + term.length + gap.length;
    const [old, right] = particleAt(rest.slice(end), ending, gap) ?? ['', ''];
    fitted += rest.slice(0, end) + right;
    rest = rest.slice(end + old.length);
  }
  return fitted + rest;
}

/** The particle at the beginning of the text and the one that fits; undefined where there is none, or it fits. */
function particleAt(text: string, ending: Ending, gap: string): readonly [string, string] | undefined {
  for (const { afterConsonant, afterVowel, isVowelAfterRieul, goesOn } of particles) {
    const takesVowelForm = ending === 'vowel' || (ending === 'rieul' && isVowelAfterRieul === true);
    const [wrong, right] = takesVowelForm ? [afterConsonant, afterVowel] : [afterVowel, afterConsonant];
    if (!text.startsWith(wrong)) continue;
    const rest = text.slice(wrong.length);
    if (endOfWord.test(rest) || goesOn?.test(rest)) return [wrong, right];
  }
  if (ending === 'vowel') return undefined;
  // After a quotation many papers write 라고 whatever it ends in.
  if (!/["'”’」』》〉]$/.test(gap) && quoting.test(text)) return ['라', '이라'];
  return calling.test(text) ? ['야', '아'] : undefined;
}

/** 은(는), 을(를), (으)로: an engine that leaves the choice to the reader. */
const bothForms =
  /(?<=([\p{L}\p{N}]))(?:(은\(는\)|는\(은\))|(이\(가\)|가\(이\))|(을\(를\)|를\(을\))|(과\(와\)|와\(과\))|(\(으\)로))/gu;

function withOneForm(text: string): string {
  return text.replace(bothForms, (both: string, last: string, ...groups: (string | undefined)[]) => {
    const ending = endingOf(last);
    const particle = particles[groups.findIndex((group) => group !== undefined)];
    if (ending === undefined || particle === undefined) return both;
    const takesVowelForm = ending === 'vowel' || (ending === 'rieul' && particle.isVowelAfterRieul === true);
    return takesVowelForm ? particle.afterVowel : particle.afterConsonant;
  });
}
