import type { TargetLanguage } from '../article.ts';

/** What a number counts. Currencies, spans of time and measures are told apart; `date` parts are not quantities. */
export type Unit =
  | 'dollar'
  | 'euro'
  | 'pound'
  | 'yen'
  | 'won'
  | 'percent'
  | 'year'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'mile'
  | 'kilometre'
  | 'metre'
  | 'centimetre'
  | 'foot'
  | 'inch'
  | 'kilogram'
  | 'gram'
  | 'ton'
  | 'acre'
  | 'hectare'
  | 'litre';

export interface StatedNumber {
  readonly value: number;
  /** As it stands in the text. */
  readonly text: string;
  readonly unit?: Unit;
  /** What it may mean as well: 100m is metres or millions, 1200 GMT an hour, 87 in 1981-87 a year. */
  readonly otherValue?: number;
  /** Written in digits. */
  readonly isDigits: boolean;
}

const unitWords: Readonly<Record<Unit, { readonly en: string; readonly ko: string; readonly ja: string }>> = {
  dollar: { en: 'dollars?|usd', ko: '달러|불', ja: 'ドル|米ドル' },
  euro: { en: 'euros?', ko: '유로', ja: 'ユーロ' },
  pound: { en: 'pounds?|lbs?|quid', ko: '파운드', ja: 'ポンド' },
  yen: { en: 'yen', ko: '엔', ja: '円' },
  won: { en: 'won', ko: '원', ja: 'ウォン' },
  percent: { en: '%|per ?cent|percent|percentage points?', ko: '%|퍼센트|프로|퍼센티지', ja: '%|パーセント' },
  year: { en: 'years?|yrs?', ko: '년|살|세|해|주년|연간', ja: '年|歳|才|周年' },
  month: { en: 'months?', ko: '개월|달', ja: 'か月|ヶ月|カ月|ヵ月|ケ月|箇月|月' },
  week: { en: 'weeks?', ko: '주(?![가-힣])|주(?=[간째년차]|동안|만에|에|의|를|은|는|뒤|후|전|내)', ja: '週' },
  day: { en: 'days?', ko: '일|날', ja: '日' },
  hour: { en: 'hours?|hrs?', ko: '시간', ja: '時間' },
  minute: { en: 'minutes?|mins?', ko: '분', ja: '分' },
  second: { en: 'seconds?|secs?', ko: '초', ja: '秒' },
  mile: { en: 'miles?|mi', ko: '마일|mi', ja: 'マイル|mi' },
  kilometre: { en: 'kilomet(?:er|re)s?|km|kms', ko: '킬로미터|km|킬로', ja: 'キロメートル|km|キロ' },
  metre: { en: 'met(?:er|re)s?|m', ko: '미터|m', ja: 'メートル|m' },
  centimetre: { en: 'centimet(?:er|re)s?|cm', ko: '센티미터|센티|cm', ja: 'センチ|cm' },
  foot: { en: 'feet|foot|ft', ko: '피트', ja: 'フィート' },
  inch: { en: 'inch(?:es)?', ko: '인치', ja: 'インチ' },
  kilogram: { en: 'kilograms?|kilos?|kg', ko: '킬로그램|kg', ja: 'キログラム|kg' },
  gram: { en: 'grams?|g', ko: '그램|g', ja: 'グラム|g' },
  ton: { en: 'tons?|tonnes?', ko: '톤', ja: 'トン' },
  acre: { en: 'acres?', ko: '에이커', ja: 'エーカー' },
  hectare: { en: 'hectares?|ha', ko: '헥타르|ha', ja: 'ヘクタール|ha' },
  litre: { en: 'lit(?:er|re)s?', ko: '리터', ja: 'リットル' },
};
const units = Object.keys(unitWords) as Unit[];
const symbols: Readonly<Record<string, Unit>> = {
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
  '¥': 'yen',
  '₩': 'won',
};

function unitMatchers(language: 'en' | TargetLanguage): readonly (readonly [Unit, RegExp])[] {
  const end = language === 'en' ? '(?![a-z])' : '';
  return units.map((unit) => [unit, new RegExp(`^[\\s-]?(?:${unitWords[unit][language]})${end}`, 'i')]);
}

const unitPatterns: Readonly<Record<'en' | TargetLanguage, readonly (readonly [Unit, RegExp])[]>> = {
  en: unitMatchers('en'),
  ko: unitMatchers('ko'),
  ja: unitMatchers('ja'),
};

/** The unit that follows a number; the longest match where two begin alike. */
function unitAfter(rest: string, language: 'en' | TargetLanguage): Unit | undefined {
  let best: { unit: Unit; length: number } | undefined;
  for (const [unit, pattern] of unitPatterns[language]) {
    const length = pattern.exec(rest)?.[0].length ?? 0;
    if (length > (best?.length ?? 0)) best = { unit, length };
  }
  return best?.unit;
}

const englishWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
  half: 0.5,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  once: 1,
  twice: 2,
  both: 2,
  pair: 2,
  couple: 2,
  double: 2,
  triple: 3,
  quarter: 4,
};
const englishScales: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
};
const eastAsianScales: Readonly<Record<string, number>> = {
  십: 1e1,
  백: 1e2,
  천: 1e3,
  만: 1e4,
  억: 1e8,
  조: 1e12,
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  億: 1e8,
  兆: 1e12,
};

/** English digits are grouped by commas; a decimal point needs a digit after it. */
const englishDigits =
  /(?<![\p{L}\d.,])([$€£¥₩]\s?)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s-]?(hundred|thousand|million|billion|trillion|mn|bn|tn|[kmb])\b)?/giu;
/** twenty-four, twenty-fourth: but one-third is two numbers. */
const tensAndOnes =
  '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)';
const englishWordNumber = new RegExp(
  `\\b(${tensAndOnes}|a|an|another|${Object.keys(englishWords).join('|')})(?:[\\s-](hundred|thousand|million|billion|dozen))?\\b`,
  'gi',
);

/**
 * Full-width digits as half-width ones; 29¾ as 29 3⁄4; 4:41.30, a time, as 4:41 30; 8割 as 80%; without HTML entities, the 2 of km²
 * and 十分, which is no number.
 */
function normalized(text: string): string {
  return text
    .replace(/&#?\w{2,8};/g, ' ')
    .replace(/(?<=\d)(?=[¼½¾⅐-⅞])/g, ' ')
    .replace(/[²³]/g, '')
    .replace(/(?<!\p{N}|[一二三四五六七八九])十分/gu, ' ')
    .normalize('NFKC')
    .replace(/([\d一二三四五六七八九])割/gu, (_, share: string) => `${kanjiDigits[share] ?? share}0%`)
    .replace(/(\d:\d{2})\.(?=\d)/g, '$1 ');
}

/** The numbers that an English text states, in digits and in words. */
export function englishNumbers(text: string): StatedNumber[] {
  const normal = normalized(text);
  const numbers: StatedNumber[] = [];
  for (const match of normal.matchAll(englishDigits)) {
    const [whole, symbol, digits = '', fraction = '', scale] = match;
    const value =
      Number(digits.replaceAll(',', '') + fraction) * (englishScales[scale?.toLowerCase() ?? ''] ?? 1);
    const rest = normal.slice(match.index + whole.length);
    const unit = symbols[symbol?.trim() ?? ''] ?? unitAfter(rest, 'en');
    const isHour = /^\d{4}$/.test(digits) && /^\s?(?:GMT|UTC|BST|EST|local time|hours|hrs)\b/.test(rest);
    const plain = Number(digits.replaceAll(',', '') + fraction);
    const isMetres = scale?.toLowerCase() === 'm' && symbol === undefined;
    const century = /(?<!\d)(\d\d)\d\d[-–]$/.exec(
      normal.slice(Math.max(0, match.index - 6), match.index),
    )?.[1];
    const isYear = century !== undefined && /^\d\d$/.test(digits);
    const otherValue = isHour
      ? Math.floor(plain / 100)
      : isMetres
        ? plain
        : isYear
          ? Number(century) * 100 + plain
          : undefined;
    numbers.push({ value: rounded(value), text: whole.trim(), unit, otherValue, isDigits: true });
  }
  for (const match of normal.matchAll(englishWordNumber)) {
    const [whole, word = '', scale] = match;
    const isArticle = /^(?:an?|another)$/i.test(word);
    const rest = normal.slice(match.index + whole.length);
    const unit = unitAfter(rest, 'en');
    // "a month" is one; "a" alone and "a metre-wide …" say nothing.
    if (
      isArticle &&
      scale === undefined &&
      (unit === undefined || !/^(?:year|month|week|day|hour|minute|percent)$/.test(unit))
    )
      continue;
    const parts = word.toLowerCase().split('-');
    const base = isArticle ? 1 : parts.reduce((sum, part) => sum + (englishWords[part] ?? 0), 0);
    const times =
      scale === undefined
        ? 1
        : (englishScales[scale.toLowerCase()] ?? englishWords[scale.toLowerCase()] ?? 1);
    numbers.push({ value: rounded(base * times), text: whole, unit, isDigits: false });
  }
  return numbers;
}

/** 3만 5000, 1억2천만, 2兆3000億, 12.5万: digits and scales in falling order make one number. */
const eastAsianDigits =
  /(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s?[십백천만억조十百千万萬億兆]*(?:\s?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s?[십백천만억조十百千万萬億兆]+)*(?:(?<=[만억조万億兆])\s?\d{1,4}(?![\d.,]))?/gu;
const part = /((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)\s?([십백천만억조十百千万萬億兆]*)/gu;

const kanjiDigits: Readonly<Record<string, number>> = {
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const kanjiNumber =
  /[〇一二三四五六七八九十百千万億]+(?=つ|人|名|年|月|日|回|度|番|点|国|か|ヶ|カ|個|件|本|社|者|歳|週|時|分|秒|倍|台|軒|頭|匹|試合|ゴール|連|位|期|枚|州|県|都市|世|代|第|百|千|万|億|大|方|次|割|階|章|部|種|組|冊|歩|両|段|節|目|等|票|席|戦|勝|敗|ピリオド|パーセント|ドル|ポンド|ユーロ|円|メートル|キロ|マイル)/gu;
const koreanNative: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  서: 3,
  석: 3,
  네: 4,
  넷: 4,
  넉: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  스무: 20,
  스물: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
  첫: 1,
  절반: 0.5,
  반: 0.5,
};
const koreanCounters =
  '명|개|번|곳|달|살|시|가지|건|대|마리|차례|배|사람|째|나라|국가|골|경기|점|주|해|팀|분|자리|채|권|편|쌍|아이|자녀|남자|여자|여성|남성|쪽|군데|종|단계|시간|차|장|마디|지도자|정상';
const koreanTens = '열|스물|서른|마흔|쉰|예순|일흔|여든|아흔';
const koreanOnes = '한|하나|두|둘|세|셋|석|네|넷|넉|다섯|여섯|일곱|여덟|아홉';
const koreanNumber = new RegExp(
  `(?<![가-힣])((?:(?:${koreanTens})\\s?)?(?:${koreanOnes}|열|스무))(?=\\s?(?:${koreanCounters}|은|는|이|가|을|를|의|로|과|와|도|중)(?![가-힣]*요일))|(?<![가-힣])(첫|절반)`,
  'gu',
);
/** Anywhere as words, whatever they count: 서 in 에서 and 넷 in 인터넷 are none. */
const koreanWords: readonly (readonly [RegExp, number])[] = Object.entries(koreanNative).map(
  ([word, value]) => [
    new RegExp(`(?<![가-힣])${word}${word.length === 1 ? `(?=\\s|${koreanCounters})` : ''}`),
    value,
  ],
);
const koreanPair = new RegExp(`(${koreanTens})\\s?(${koreanOnes})`, 'g');

/** The numbers that a Korean or Japanese text states; what digits and scales make together, once. */
export function eastAsianNumbers(text: string, language: TargetLanguage): StatedNumber[] {
  const normal = normalized(text);
  const numbers: StatedNumber[] = [];
  for (const match of normal.matchAll(eastAsianDigits)) {
    const [number] = match;
    const before = normal.slice(Math.max(0, match.index - 2), match.index);
    const symbol = symbols[/[$€£¥₩]\s?$/.exec(before)?.[0].trim() ?? ''];
    const unit = symbol ?? unitAfter(normal.slice(match.index + number.length), language);
    numbers.push({ value: digitsValue(number), text: number.trim(), unit, isDigits: true });
  }
  const written = language === 'ja' ? kanjiNumber : koreanNumber;
  for (const match of normal.matchAll(written)) {
    const [number] = match;
    const value = language === 'ja' ? kanjiValue(number) : nativeValue(number.replace(/\s/, ''));
    if (value === undefined) continue;
    const unit = unitAfter(normal.slice(match.index + number.length), language);
    numbers.push({ value, text: number, unit, isDigits: false });
  }
  return numbers;
}

/** Scores (3-2, 3대2, 3対2: as 2-3) and codes (HER2), which come back as they are or in another order. */
export function scoresAndCodes(text: string): Set<string> {
  const normal = text.normalize('NFKC');
  const scores = [
    ...normal.matchAll(/(?<![\d.,:/-])(\d{1,2})\s?[-–대対]\s?(\d{1,2})(?![\d.,:/-]|\s?[%월月년年일日])/g),
  ].map(([, own = '', other = '']) => [Number(own), Number(other)].sort((a, b) => a - b).join('-'));
  const codes = normal.match(/(?<![\p{L}\p{N}])\p{Lu}{2,}-?\d+(?![\p{Script=Latin}\d])/gu) ?? [];
  return new Set([...scores, ...codes]);
}

/** Every value that digits, scales and written numbers of the text could stand for: each part, and what parts make together. */
export function possibleValues(text: string): Set<number> {
  const normal = normalized(text);
  const values = new Set<number>();
  for (const [number] of normal.matchAll(eastAsianDigits)) {
    let sum = 0;
    let smallest = Number.POSITIVE_INFINITY;
    for (const [, digits = '', scales = ''] of number.matchAll(part)) {
      const scale = scaleOf(scales);
      const plain = Number(digits.replace(/[,，]/g, ''));
      const value = plain * scale;
      sum = scale < smallest && value < smallest ? sum + value : value;
      smallest = scale;
      for (const each of [value, plain, sum]) values.add(rounded(each));
    }
  }
  for (const [run] of normal.matchAll(/[〇一二三四五六七八九十百千万億]+/gu)) values.add(kanjiValue(run));
  for (const [word, value] of koreanWords) if (word.test(normal)) values.add(value);
  for (const [, tens = '', ones = ''] of normal.matchAll(koreanPair))
    values.add((koreanNative[tens] ?? 0) + (koreanNative[ones] ?? 0));
  if (/半/.test(normal)) values.add(0.5);
  if (/両|双方|二|양[쪽국측팀사당자]|쌍/.test(normal)) values.add(2);
  return values;
}

function digitsValue(number: string): number {
  let sum = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const [, digits = '', scales = ''] of number.matchAll(part)) {
    const scale = scaleOf(scales);
    const value = Number(digits.replace(/[,，]/g, '')) * scale;
    sum = scale < smallest && value < smallest ? sum + value : value;
    smallest = scale;
  }
  return rounded(sum);
}

function scaleOf(scales: string): number {
  return [...scales].reduce((product, character) => product * (eastAsianScales[character] ?? 1), 1);
}

function kanjiValue(run: string): number {
  let total = 0;
  let group = 0;
  let digits = 0;
  for (const character of run) {
    const digit = kanjiDigits[character];
    const scale = eastAsianScales[character] ?? 1;
    if (digit !== undefined) digits = digits * 10 + digit;
    else if (scale >= 1e4) {
      total += (group + digits || 1) * scale;
      group = 0;
      digits = 0;
    } else {
      group += (digits || 1) * scale;
      digits = 0;
    }
  }
  return total + group + digits;
}

function nativeValue(word: string): number | undefined {
  const whole = koreanNative[word];
  if (whole !== undefined) return whole;
  for (let cut = 1; cut < word.length; cut++) {
    const tens = koreanNative[word.slice(0, cut)];
    const ones = koreanNative[word.slice(cut)];
    if (tens !== undefined && ones !== undefined) return tens + ones;
  }
  return undefined;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
