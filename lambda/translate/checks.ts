import type { Finding, SourceLanguage, TargetLanguage } from '../article.ts';
import { eastAsianValues, englishValues } from './numbers.ts';
import type { TermPair } from './terminology.ts';

/** A sentence or a paragraph and its translation. */
export interface CheckedPair {
  readonly source: string;
  readonly translation: string;
  readonly sourceLanguage: SourceLanguage;
  readonly target: TargetLanguage;
  /** The terminology in force. */
  readonly terms?: readonly TermPair[];
}

type Check = (pair: CheckedPair) => readonly Finding[];

/**
 * Looks for what an editor must look at: is the translation whole, in the right language, with the source's numbers and terms?
 *
 * Each finding names what was seen. Silence is no proof: the meaning is not checked.
 */
export function checkTranslation(pair: CheckedPair): Finding[] {
  return checks.flatMap((check) => check(pair));
}

function error(check: string, message: string): Finding[] {
  return [{ check, severity: 'error', message }];
}

function warning(check: string, message: string): Finding[] {
  return [{ check, severity: 'warning', message }];
}

/**
 * How long a translation is beside its English source, in characters: the bounds leave out about one good translation in
 * two hundred, measured on professional ones.
 */
const lengthRatios: Readonly<Record<TargetLanguage, { readonly least: number; readonly most: number }>> = {
  ko: { least: 0.28, most: 0.95 },
  ja: { least: 0.24, most: 0.85 },
};
/** Short texts vary too much to be judged by their length. */
const shortestJudged = 40;

const lengthCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en' || source.length < shortestJudged) return [];
  const ratio = translation.length / source.length;
  const { least, most } = lengthRatios[target];
  if (ratio < least)
    return error('length', 'The translation is much shorter than its source: something may be missing.');
  if (ratio > most)
    return warning(
      'length',
      'The translation is much longer than its source: something may have been added.',
    );
  return [];
};

const scripts: Readonly<Record<TargetLanguage, RegExp>> = {
  ko: /\p{Script=Hangul}/gu,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
};
const foreignScripts: Readonly<Record<TargetLanguage, RegExp>> = {
  ko: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  ja: /\p{Script=Hangul}/gu,
};

const scriptCheck: Check = ({ source, translation, target }) => {
  const letters = translation.match(/\p{L}/gu)?.length ?? 0;
  const own = translation.match(scripts[target])?.length ?? 0;
  const foreign = translation.match(foreignScripts[target])?.length ?? 0;
  const isForeignInSource = foreignScripts[target].test(source);
  foreignScripts[target].lastIndex = 0;
  if (foreign > 1 && !isForeignInSource)
    return error('wrong-language', 'The translation has words in the script of another language.');
  if (target === 'ja' && letters > 30 && !/\p{Script=Hiragana}/u.test(translation) && own > 0.5 * letters) {
    return error('wrong-language', 'The translation seems to be Chinese.');
  }
  if (letters > 12 && own < 0.4 * letters)
    return error('untranslated', 'Most of the text was left as it was in the source.');
  return [];
};

/** Lower-case words of four letters or more that stand in both: names and abbreviations are written with capitals. */
const leftoverCheck: Check = ({ source, translation }) => {
  const words = translation.match(/(?<![\p{L}\p{N}@#/._-])[a-z]{4,}(?![\p{L}@/._-])/gu) ?? [];
  const sourceWords = new Set(source.match(/[a-z]{4,}/g) ?? []);
  const left = words.filter((word) => sourceWords.has(word));
  return left.length === 0
    ? []
    : error('untranslated', `Left untranslated: ${[...new Set(left)].join(', ')}.`);
};

/** Values this small are often written out in words. */
const smallestCompared = 10;

const numberCheck: Check = ({ source, translation, sourceLanguage }) => {
  if (sourceLanguage !== 'en') return [];
  const said = new Set(eastAsianValues(translation));
  const missing = englishValues(source).filter(
    (value) => value >= smallestCompared && !said.has(value) && !isHalfDayHour(value, said),
  );
  if (missing.length === 0) return [];
  return error(
    'number',
    `Not found in the translation: ${[...new Set(missing)].map((value) => value.toLocaleString('en')).join(', ')}.`,
  );
};

/** 17:00 may be said as 5 o'clock in the afternoon. */
function isHalfDayHour(value: number, said: ReadonlySet<number>): boolean {
  return value > 12 && value < 24 && said.has(value - 12);
}

/** The same run of characters three times in a row, or a clause twice: an engine in a loop. */
const repetitionCheck: Check = ({ source, translation }) => {
  const loop = /([^\s\d\p{P}].{1,40}?)[\s,、]?(?:\1[\s,、]?){2,}/u.exec(translation)?.[1];
  if (loop !== undefined && !/(.{4,40}?)[\s,]?(?:\1[\s,]?){2,}/u.test(source))
    return error('repetition', `Repeated: “${loop.trim()}”.`);
  return [];
};

const pairsOfMarks: readonly (readonly [string, string])[] = [
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
];
/** Opening and closing double quotes are mixed with straight ones: only their number tells. */
const doubleQuotes = /["“”]/g;

const markCheck: Check = ({ source, translation }) => {
  const count = (text: string, mark: string): number => text.split(mark).length - 1;
  const unpaired = (text: string): string[] =>
    pairsOfMarks
      .filter(([open, close]) => count(text, open) !== count(text, close))
      .map((marks) => marks.join(''));
  const isOdd = (text: string): boolean => (text.match(doubleQuotes)?.length ?? 0) % 2 === 1;
  if (unpaired(source).length > 0 || isOdd(source)) return [];
  const marks = [...unpaired(translation), ...(isOdd(translation) ? ['“”'] : [])];
  return marks.length === 0 ? [] : warning('quote', `Not in pairs: ${marks.join(' ')}.`);
};

const encodingCheck: Check = ({ source, translation }) => {
  const mark =
    /&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,6});|\uFFFD|DNT_|[ÃâìíëêåæãÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/i.exec(
      translation,
    )?.[0];
  return mark === undefined || source.includes(mark)
    ? []
    : error('encoding', `A mark of the engine or a broken character: ${mark}`);
};

const terminologyCheck: Check = ({ source, translation, terms = [] }) => {
  const missing = terms.filter((term) => hasTerm(source, term.source) && !translation.includes(term.target));
  return missing.flatMap((term) => error('terminology', `“${term.source}” should be “${term.target}”.`));
};

function hasTerm(text: string, term: string): boolean {
  const index = text.indexOf(term);
  if (index < 0) return false;
  const isLetter = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return !isLetter(text[index - 1]) && !isLetter(text[index + term.length]);
}

const checks: readonly Check[] = [
  lengthCheck,
  scriptCheck,
  leftoverCheck,
  numberCheck,
  repetitionCheck,
  markCheck,
  encodingCheck,
  terminologyCheck,
];
