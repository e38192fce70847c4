import type { TargetLanguage } from '../article.ts';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const weekdaySigns: Readonly<Record<TargetLanguage, string>> = { ko: '일월화수목금토', ja: '日月火水木金土' };

/** "May" and "March" are words as well: only as names, beside a day, a year or after a preposition. */
const englishMonth =
  /\b(?:(January|February|April|June|July|August|September|October|November|December)|(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\.?\s\d)|(?<=\b(?:in|of|on|since|until|by|last|this|next|early|late|mid|from|to|\d{1,2}(?:st|nd|rd|th)?)[\s-])(May|March)\b|\b(May|March)(?=\s\d))\b/g;
const englishWeekday = /\b(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)(?:'s|s)?\b/g;

/** The months that an English text names, from 1. */
export function englishMonths(text: string): Set<number> {
  const found = [...text.matchAll(englishMonth)].map(([name]) =>
    months.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase())),
  );
  return new Set(found.map((index) => index + 1));
}

/** The weekdays that an English text names, Sunday is 0. */
export function englishWeekdays(text: string): Set<number> {
  return new Set(
    [...text.matchAll(englishWeekday)].map(([, name = '']) => weekdays.indexOf(name.toLowerCase())),
  );
}

/** The months that a Korean or Japanese text names, from 1. */
export function eastAsianMonths(text: string): Set<number> {
  const found = [...text.normalize('NFKC').matchAll(/(?<!\d)(\d{1,2})\s?(?:월|月)(?!曜)/g)].map(([, month]) =>
    Number(month),
  );
  return new Set(found);
}

/** The weekdays that a Korean or Japanese text names, Sunday is 0. */
export function eastAsianWeekdays(text: string, language: TargetLanguage): Set<number> {
  const pattern =
    language === 'ko'
      ? /([일월화수목금토])요일|\(([일월화수목금토])\)/g
      : /([日月火水木金土])曜|[(（]([日月火水木金土])[)）]/g;
  return new Set(
    [...text.matchAll(pattern)].map(([, named, short]) =>
      weekdaySigns[language].indexOf(named ?? short ?? ''),
    ),
  );
}

/** The half of the day, where a text says which. */
export type HalfOfDay = 'a.m.' | 'p.m.';

/** Of the times that an English text states, also those from 13:00 on. */
export function englishHalves(text: string): Set<HalfOfDay> {
  const stated = [...text.matchAll(/\d\s?([ap])\.?m\b/gi)].map(
    ([, half]) => `${half?.toLowerCase()}.m.` as HalfOfDay,
  );
  const isLate = /(?<![\d:.])(?:1[3-9]|2[0-3]):[0-5]\d(?![:.]?\d)/.test(text);
  return new Set(isLate ? [...stated, 'p.m.'] : stated);
}

/** Of the times that a Korean or Japanese text states, by whatever word. */
export function eastAsianHalves(text: string): Set<HalfOfDay> {
  const times = [
    ...text
      .normalize('NFKC')
      .matchAll(/(?:(오전|새벽|아침|午前|朝|未明)|(오후|저녁|밤|午後|夕方|夜))(?=\s?\d)/g),
  ];
  return new Set(times.map(([, morning]) => (morning === undefined ? 'p.m.' : 'a.m.')));
}

export const monthName = (month: number): string => capitalized(months[month - 1] ?? '');
export const weekdayName = (weekday: number): string => capitalized(weekdays[weekday] ?? '');

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
