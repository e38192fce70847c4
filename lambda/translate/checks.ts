import type { CheckName, Finding, SourceLanguage, TargetLanguage } from '../article.ts';
import { splitSentences } from '../text/sentences.ts';
import {
  eastAsianHalves,
  eastAsianMonths,
  eastAsianWeekdays,
  englishHalves,
  englishMonths,
  englishWeekdays,
  monthName,
  weekdayName,
} from './dates.ts';
import {
  heardWords,
  isNamed,
  leftInLatin,
  mixedUpNames,
  spelledInTwoWays,
  transcribedNames,
  unheardOf,
  wrongGlosses,
} from './names.ts';
import {
  eastAsianNumbers,
  englishNumbers,
  possibleValues,
  type StatedNumber,
  scoresAndCodes,
  type Unit,
} from './numbers.ts';
import type { TermPair } from './terminology.ts';

/** A sentence or a paragraph and its translation. */
export interface CheckedPair {
  readonly source: string;
  readonly translation: string;
  readonly sourceLanguage: SourceLanguage;
  readonly target: TargetLanguage;
  /** The terms that stand in the source. */
  readonly terms?: readonly TermPair[];
}

type Check = (pair: CheckedPair) => readonly Finding[];

/**
 * Looks for what an editor must look at: is the translation whole, in the right language, with the source's numbers and terms?
 *
 * Each finding names what was seen. Silence is no proof: the meaning is not checked.
 */
export function checkTranslation(pair: CheckedPair): Finding[] {
  if (Math.max(pair.source.length, pair.translation.length) > longestChecked) return [];
  return checks.flatMap((check) => check(pair));
}

/** Longer is no sentence and no paragraph; some checks compare everything with everything. In UTF-16 code units. */
const longestChecked = 10_000;

function error(check: CheckName, message: string): Finding[] {
  return [{ check, severity: 'error', message }];
}

function warning(check: CheckName, message: string): Finding[] {
  return [{ check, severity: 'warning', message }];
}

/**
 * How long a good translation is beside its English source: the logarithm of their lengths' ratio, white space left out and
 * characters of the target weighed by what they say. Bounds measured on professional translations of news: `surely` leaves out one
 * in a hundred or fewer, `likely` one in ten; the latter count where the number of sentences says the same. Set together,
 * 2026-11-24; don't change one alone.
 */
const lengthBounds = {
  ko: {
    sentence: { likely: [-1.05, -0.34], surely: [-1.22, -0.16] },
    paragraph: { likely: [-0.95, -0.46], surely: [-1.08, -0.38] },
  },
  ja: {
    sentence: { likely: [-0.82, -0.12], surely: [-0.98, 0.08] },
    paragraph: { likely: [-0.7, -0.26], surely: [-0.84, -0.14] },
  },
} as const;
/** Short texts vary too much to be judged by their length, and two short sentences as much as one. In UTF-16 code units. */
const shortestJudged = 40;
const shortestParagraph = 250;

/** How much a character says, beside a hangul syllable or a kana. */
function weightOf(character: string): number {
  if (/[\p{Script=Latin}\d]/u.test(character)) return 0.5;
  if (/\p{Script=Katakana}/u.test(character)) return 0.75;
  if (/\p{Script=Han}/u.test(character)) return 1.6;
  return /\p{P}/u.test(character) ? 0.3 : 1;
}

/** The logarithm of the translation's length, weighed, over the source's. */
function lengthRatio(source: string, translation: string): number {
  const said = [...translation.replace(/\s/g, '')].reduce((sum, character) => sum + weightOf(character), 0);
  return Math.log(said / source.replace(/\s/g, '').length);
}

/** What no sentence ends with, full stop or none: a particle, a comma, a word that governs what follows. */
const brokenOff: Readonly<Record<TargetLanguage, RegExp>> = {
  ko: /(?:[을를에의는은이가로과와며,]|[대위관통]한|인해|따라)$/u,
  ja: /[をにのがはとへもや、]$/u,
};

const completenessCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en' || source.length < shortestJudged || /[()（）]/.test(source)) return [];
  const own = splitSentences(source, 'en').length;
  const added = splitSentences(translation, target).length - own;
  const ratio = lengthRatio(source, translation);
  const { likely, surely } =
    lengthBounds[target][own > 1 && source.length >= shortestParagraph ? 'paragraph' : 'sentence'];
  if (ratio < surely[0] || (ratio < likely[0] && added < 0))
    return error('omission', 'The translation is much shorter than its source: something may be missing.');
  if (ratio > surely[1] || (ratio > likely[1] && added > 0))
    return warning(
      'addition',
      'The translation is much longer than its source: something may have been added.',
    );
  if (/[.!?]["”’']?$/.test(source) && brokenOff[target].test(translation.trim()))
    return error('omission', 'The translation breaks off without an end.');
  return [];
};

const scripts: Readonly<Record<TargetLanguage, RegExp>> = {
  ko: /\p{Script=Hangul}/gu,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
};
/** Frequent characters of simplified Chinese that Japanese does not write. */
const simplified =
  /[们这说为对时发现经进还过样关问题动车长东门见书买卖头实业产从员处报导统计创终结战际间记录认识谈论访谁让应该确总选举议组织构华办术义图场无运输联电视频带领响项务费资压张给续约达亚亿岛风险严层级标节阶团赢击败检调药护观众热欢权责规则纪审诉讼获奖军飞铁线网络软气尔够她你吗吧呢么哪您咱]/gu;
/** Hanja in a Korean text stand in brackets, a few at a time. */
const hanRun = /\p{Script=Han}{4,}/u;
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
  const outside = translation.replace(/[(（][^)）]*[)）]/g, ' ');
  const foreignCharacters = new Set(translation.match(simplified)).size;
  // Japanese sets its commas otherwise.
  const isSimplified = foreignCharacters >= 2 || (foreignCharacters === 1 && translation.includes('，'));
  const isChinese = target === 'ko' ? hanRun.test(outside) : isSimplified;
  if (isChinese) return error('wrong-language', 'The translation has a passage in Chinese.');
  if (target === 'ja' && letters > 30 && !/\p{Script=Hiragana}/u.test(translation) && own > 0.5 * letters) {
    return error('wrong-language', 'The translation seems to be Chinese.');
  }
  if (letters > 12 && own < 0.4 * letters)
    return error('untranslated', 'Most of the text was left as it was in the source.');
  return [];
};

/** Lower-case words of four letters or more that stand in both, names being written with capitals; and runs of words. */
const leftoverCheck: Check = ({ source, translation }) => {
  const outside = translation.replace(/[(（][^)）]*[)）]/g, ' ');
  const words =
    outside.match(/(?<![\p{Script=Latin}\p{N}@#/._-]\s?)[a-z]{4,}(?![\p{Script=Latin}@/_-])/gu) ?? [];
  const sourceWords = new Set(source.match(/[a-z]{4,}/g) ?? []);
  const left = words.filter((word) => sourceWords.has(word));
  const run = outside.match(/(?:[A-Za-z][a-z'’]*[\s,]+){5,}/g)?.find((text) => source.includes(text.trim()));
  const shown = run === undefined ? [...new Set(left)].join(', ') : shortened(run.trim());
  return shown === '' ? [] : error('untranslated', `Left untranslated: ${shown}.`);
};

/** Values under this are often left to the grammar or written in words: they are compared only where another stands in their place. */
const smallestAlone = 10;

const numberCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en') return [];
  const stated = englishNumbers(source);
  const said = possibleValues(translation);
  const translated = eastAsianNumbers(translation, target);
  const isConverted = translated.some(({ unit }) => unit !== undefined && metric.has(unit));
  const missing = stated.filter(
    ({ value, otherValue, isDigits, unit }) =>
      isDigits &&
      !isSaid(value, said) &&
      (otherValue === undefined || !isSaid(otherValue, said)) &&
      !(isConverted && unit !== undefined && imperial.has(unit)),
  );
  const missingWords = stated.filter(
    ({ value, isDigits }) => !isDigits && value >= 2 && !isSaid(value, said),
  );
  const extra = unexplained(translated, stated, source);
  const wrong = [
    ...missing.filter(({ value }) => value >= smallestAlone || extra.length > 0),
    ...(extra.length > 0 && missing.length === 0 ? missingWords : []),
  ];
  if (wrong.length > 0) {
    const seen = extra.length === 0 ? '' : ` It says ${listed(extra)}.`;
    return error('number', `Not found in the translation: ${listed(wrong)}.${seen}`);
  }
  const added = extra.filter(({ isDigits, value }) => isDigits && value >= smallestAlone);
  if (added.length > 0) return error('number', `Not in the source: ${listed(added)}.`);
  return exchanged('number', scoresAndCodes(source), scoresAndCodes(translation), (text) => text);
};

const listed = (numbers: readonly StatedNumber[]): string =>
  [...new Set(numbers.map(({ text }) => text))].join(', ');

/** As it is, as an hour of the other half of the day, or as the decade of a century. */
function isSaid(value: number, said: ReadonlySet<number>): boolean {
  if (said.has(value)) return true;
  if (Number.isInteger(value) && value > 12 && value < 24 && said.has(value - 12)) return true;
  if (value > 0 && value < 12 && said.has(value + 12)) return true;
  return value >= 1900 && value < 2100 && said.has(value % 100);
}

/** Numbers of the translation that nothing in the source accounts for. */
function unexplained(
  translated: readonly StatedNumber[],
  stated: readonly StatedNumber[],
  source: string,
): StatedNumber[] {
  const known = new Set(stated.map(({ value }) => value));
  for (const { otherValue } of stated) if (otherValue !== undefined) known.add(otherValue);
  for (const month of englishMonths(source)) known.add(month);
  for (const [word, value] of roundWords) if (word.test(source)) known.add(value);
  if (/\bteen/i.test(source)) known.add(10);
  // "the 19th", "U18", "SS19", "1990s", "'08", "3-2": any digits of the source, in pieces.
  for (const [digits] of source.matchAll(/\d+/g))
    known
      .add(Number(digits))
      .add(Number(digits) + 2000)
      .add(Number(digits) + 1900);
  // Miles and feet may have been given in kilometres and metres.
  const isConverted = stated.some(({ unit }) => unit !== undefined && imperial.has(unit));
  return translated.filter(({ value, isDigits, unit }) => {
    if (known.has(value) || (value > 12 && known.has(value - 12)) || (value < 12 && known.has(value + 12)))
      return false;
    if (unit !== undefined && metric.has(unit) && isConverted) return false;
    // 1つ, 한 명: an article, "another", "each".
    return isDigits ? value !== 1 : value > 1;
  });
}

const roundWords: readonly (readonly [RegExp, number])[] = [
  [/decade/i, 10],
  [/centur/i, 100],
  [/hundred/i, 100],
  [/thousand/i, 1000],
  [/thousand/i, 1e4],
  [/million/i, 1e6],
  [/million/i, 1e5],
  [/billion/i, 1e9],
  [/dozen/i, 10],
  [/dozen/i, 12],
  [/weekend/i, 2],
  [/half(?: an |-)hour/i, 30],
  [/quarter of an hour/i, 15],
];

const imperial: ReadonlySet<Unit> = new Set(['mile', 'foot', 'inch', 'acre', 'pound']);
const metric: ReadonlySet<Unit> = new Set([
  'kilometre',
  'metre',
  'centimetre',
  'kilogram',
  'gram',
  'hectare',
  'litre',
]);

const dateCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en') return [];
  return [
    ...exchanged('date', englishMonths(source), eastAsianMonths(translation), monthName),
    ...exchanged('date', englishHalves(source), eastAsianHalves(translation), (half) => half),
    ...exchanged('date', englishWeekdays(source), eastAsianWeekdays(translation, target), weekdayName),
  ];
};

/** What the source names and the translation does not, where that names another. */
function exchanged<Value>(
  check: CheckName,
  stated: ReadonlySet<Value>,
  translated: ReadonlySet<Value>,
  nameOf: (value: Value) => string,
): readonly Finding[] {
  const missing = [...stated].filter((value) => !translated.has(value));
  const extra = [...translated].filter((value) => !stated.has(value));
  if (missing.length === 0 || extra.length === 0) return [];
  return error(check, `${missing.map(nameOf).join(', ')} became ${extra.map(nameOf).join(', ')}.`);
}

const unitCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en') return [];
  const stated = englishNumbers(source);
  const translated = eastAsianNumbers(translation, target);
  const wrong = stated.filter(({ value, unit }) => unit !== undefined && isOther(value, unit));
  function isOther(value: number, unit: Unit): boolean {
    const same = translated.filter((number) => number.value === value);
    if (same.length === 0 || same.some((number) => number.unit === unit)) return false;
    const others = stated.filter((number) => number.value === value && number.unit !== unit);
    // 60 Minutes: a title, left as it was.
    if (same.some(({ text }) => new RegExp(`${text}\\s?\\p{Lu}`, 'u').test(translation))) return false;
    const rivals = same.filter((number) => !others.some((other) => other.unit === number.unit));
    return (
      rivals.length > 0 && (rivals.every((number) => number.unit !== undefined) || mustBeNamed.has(unit))
    );
  }
  return wrong.length === 0
    ? []
    : error('unit', `Another unit than in the source, or none: ${listed(wrong)}.`);
};

/** Left out, these change what a number says. */
const mustBeNamed: ReadonlySet<Unit> = new Set(['percent', 'dollar', 'euro', 'pound']);

const englishNegation =
  /\b(?:(?<!whether or )(?<!if )(?<!or )not(?! only| just| long)|never|cannot|nobody|nothing|none|neither|without|no(?= (?:one|way|longer|doubt|evidence|idea|need|choice|plan|plans|public|comment|intention|reason|sign|signs|such|power|confidence|tsunami)))\b|(?<!do)(?<!wo)(?<!does)n['’]t\b(?! help)|(?:do|does|wo)n['’]t\b/gi;
const negations: Readonly<Record<TargetLanguage, RegExp>> = {
  ko: /않|없|못|아[니닌닐님닙]|어렵|어려|안\s|안[되된돼될됩됐했하]|말라|말고|말아|마[라십]|모[르른를릅]|몰[랐라]|불가|불법|불확실|불만|미확인|미정|무죄|비공개|비밀|거부|거절|부인|금지|제외|반대|외에|밖에|커녕|드물|실패|싫|불편|불가피|단수|정전/g,
  ja: /違|な[いかくけさし]|なかろ|ぬ|ず[に、。とだ]|ません|無|不|未|非|否|拒|禁|以外|除外|まい|ざる|失敗|反対|難し|稀|まれ|断水|停電/g,
};

/** Sentence by sentence, where the translation has as many. */
const negationCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en') return [];
  const lost = sentencePairs(source, translation, target).filter(
    ([own, other]) =>
      (own.match(englishNegation)?.length ?? 0) > (other.match(negations[target])?.length ?? 0),
  );
  return lost.flatMap(([own]) => error('negation', `A negation may be lost: “${shortened(own)}”`));
};

/** The sentences beside their translations; the whole where their numbers or lengths say that they are not each other's. */
function sentencePairs(
  source: string,
  translation: string,
  target: TargetLanguage,
): (readonly [string, string])[] {
  const own = splitSentences(source, 'en');
  const other = splitSentences(translation, target);
  const pairs = own.map(({ text }, index) => [text, other[index]?.text ?? ''] as const);
  const [shortest, longest] = lengthBounds[target].sentence.surely;
  const fits = ([text, translated]: readonly [string, string]): boolean =>
    lengthRatio(text, translated) > shortest && lengthRatio(text, translated) < longest;
  return own.length === other.length && pairs.every(fits) ? pairs : [[source, translation]];
}

const shownLength = 60;
const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length > shownLength ? `${characters.slice(0, shownLength).join('')}…` : text;
};

const nameCheck: Check = ({ source, translation, sourceLanguage, target }) => {
  if (sourceLanguage !== 'en') return [];
  const names = transcribedNames(source);
  const words = heardWords(translation, target);
  const twoWays = spelledInTwoWays(names, words, target);
  const latin = leftInLatin(source, translation);
  // In Japanese, what is written by sound can be told: a name is missing where something else is heard.
  const isElsewhere = target === 'ko' || unheardOf(words, source).length > 0;
  const missing = names
    .filter((name) => isElsewhere && name.isPersonal && !isNamed(name, translation, words, target))
    .map(({ text }) => text);
  const glosses = wrongGlosses(translation, target);
  const mixedUp = target === 'ja' ? mixedUpNames(source, translation, names, words) : [];
  return [
    ...(twoWays === undefined ? [] : warning('name', `One name in two spellings: ${twoWays.join(', ')}.`)),
    ...(latin.length === 0 ? [] : warning('name', `Left in Latin letters: ${latin.join(', ')}.`)),
    ...(missing.length === 0 ? [] : warning('name', `Not found in the translation: ${missing.join(', ')}.`)),
    ...(glosses.length === 0 ? [] : warning('name', `Not the same name: ${glosses.join(', ')}.`)),
    ...(mixedUp.length === 0 ? [] : warning('name', `Names may be mixed up: ${mixedUp.join(', ')}.`)),
  ];
};

/** The same run of characters three times in a row, a long one twice, a sentence twice: an engine in a loop. */
const repetitionCheck: Check = ({ source, translation, target }) => {
  const loop = /([^\s\d\p{P}].{1,80}?)[\s,、]*(?:\1[\s,、]*){2,}/u.exec(translation)?.[1];
  if (loop !== undefined && !/([^\s\d\p{P}].{1,80}?)[\s,]*(?:\1[\s,]*){2,}/iu.test(source))
    return error('repetition', `Repeated: “${loop.trim()}”.`);
  const twice = /([^\s\d\p{P}].{4,80}?[^\s\p{P}])[\s,、]*\1/u.exec(translation)?.[1];
  if (twice !== undefined && !/(\b.{6,80}?)[\s,]+\1\b/u.test(source))
    return error('repetition', `Twice in a row: “${twice.trim()}”.`);
  const sentences = splitSentences(translation, target).map(({ text }) => text);
  const again = sentences.find((text, index) => text.length >= 10 && sentences.indexOf(text) !== index);
  return again === undefined ? [] : error('repetition', `A sentence stands twice: “${shortened(again)}”`);
};

const pairsOfMarks: readonly (readonly [string, string])[] = [
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
  ['[', ']'],
  ['【', '】'],
  ['《', '》'],
  ['〈', '〉'],
  ['‘', '’'],
];
/** No closing single quotes. */
const apostrophes = /(?<=\p{L})’(?=\p{Script=Latin})|’(?=\d)/gu;
/** Opening and closing double quotes are mixed with straight ones: only their number tells. */
const doubleQuotes = /["“”]/g;

const markCheck: Check = ({ source, translation }) => {
  const count = (text: string, mark: string): number => text.replace(apostrophes, '').split(mark).length - 1;
  const unpaired = (text: string): string[] =>
    pairsOfMarks
      .filter(([open, close]) => count(text, open) !== count(text, close))
      .map((marks) => marks.join(''));
  const isOdd = (text: string): boolean => (text.match(doubleQuotes)?.length ?? 0) % 2 === 1;
  if (unpaired(source).length > 0 || isOdd(source) || hasOpenQuote(source)) return [];
  const marks = [...unpaired(translation), ...(isOdd(translation) ? ['“”'] : [])];
  return marks.length === 0 ? [] : warning('quote', `Not in pairs: ${marks.join(' ')}.`);
};

/** A quotation of the source begins or ends outside of it: translations close and open such as they see fit. */
function hasOpenQuote(text: string): boolean {
  // Apostrophes are no marks.
  const singles = [
    ...text.matchAll(/(?<![\p{L}\p{N}.,!?])['‘](?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.,!?])['’](?![\p{L}\p{N}])/gu),
  ];
  const [first] = text.matchAll(/(?<=[\p{L}\p{N}.,!?])["”]|["“]/gu);
  const closes = ({ index }: RegExpExecArray): boolean => /[\p{L}\p{N}.,!?]/u.test(text[index - 1] ?? '');
  const closing = singles.filter(closes).length;
  return singles.length !== 2 * closing || (first !== undefined && closes(first));
}

const encodingCheck: Check = ({ source, translation }) => {
  const mark =
    /&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,6});|\uFFFD|DNT_|[ÃâìíëêåæãÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/i.exec(
      translation,
    )?.[0];
  return mark === undefined || source.includes(mark)
    ? []
    : error('encoding', `A mark of the engine or a broken character: ${mark}`);
};

const terminologyCheck: Check = ({ translation, terms = [] }) => {
  const missing = terms.filter(({ target }) => !translation.includes(target));
  return missing.flatMap((term) => error('terminology', `“${term.source}” should be “${term.target}”.`));
};

const checks: readonly Check[] = [
  completenessCheck,
  scriptCheck,
  leftoverCheck,
  numberCheck,
  dateCheck,
  unitCheck,
  negationCheck,
  nameCheck,
  repetitionCheck,
  markCheck,
  encodingCheck,
  terminologyCheck,
];
