import { parseDate, type SlashOrder } from './dates.ts';
import type { Page } from './page.ts';
import type { PageClaims } from './page-claims.ts';

const slashDate = /(?<!\d)(\d{1,2})\/(\d{1,2})\/(?:20)?(\d{2})(?!\d)/g;
/** A longer line is a sentence that speaks of a day. */
const longestLine = 120;
/** What a page shows beside an article, comments and corrections, mostly follows it within a week. */
const daysToFollow = [0, 1, 2, 3, 4, 5, 6, 7];
const dayMs = 24 * 3600 * 1000;
/** A language, and perhaps a script and a country: what `Intl` takes. */
const languageTag = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2})?$/i;

/**
 * Finds out whether a page writes the day or the month first, where a date of it may be read both ways: by the same day stated
 * for programs, else by a date that can be read only one way, else by one in words of the days that follow, else by how its language and
 * country write dates.
 *
 * @param language of the text
 * @returns undefined where nothing speaks for either
 */
export function slashOrderOf(
  { blocks, evidence }: Page,
  { published }: Pick<PageClaims, 'published'>,
  language: string,
): SlashOrder | undefined {
  const lines = blocks.map(({ text }) => text).filter(({ length }) => length <= longestLine);
  const dates = lines
    .filter((text) => text.includes('/'))
    .flatMap((text) => [...text.matchAll(slashDate)])
    .map(([, first, second, year]) => ({
      first: Number(first),
      second: Number(second),
      year: 2000 + Number(year),
    }))
    .filter(({ first, second }) => first !== second);
  const open = dates.filter(({ first, second }) => first <= 12 && second <= 12);
  if (open.length === 0) return undefined;
  /** The order in which one of the dates is such a day, and is none in the other. */
  const orderIn = (isSuch: (day: number) => boolean): SlashOrder | undefined => {
    for (const { first, second, year } of open) {
      const isDayFirst = isSuch(dayNumber(Date.UTC(year, second - 1, first)));
      if (isDayFirst !== isSuch(dayNumber(Date.UTC(year, first - 1, second))))
        return isDayFirst ? 'day' : 'month';
    }
    return undefined;
  };
  const sure = dates.find(({ first, second }) => first > 12 || second > 12);
  const stated = daysOf([...published, ...blocks.flatMap(({ datetime }) => datetime ?? [])]);
  const inWords = daysOf(lines.filter((text) => !text.includes('/')));
  // Templates say en-US of pages from anywhere: any other word counts.
  const locales = evidence.metas.filter(({ key }) => key === 'og:locale').map(({ content }) => content);
  return (
    orderIn((day) => stated.has(day)) ??
    (sure === undefined ? undefined : sure.first > 12 ? 'day' : 'month') ??
    orderIn((day) => daysToFollow.some((days) => inWords.has(day + days))) ??
    [evidence.language ?? '', ...locales, language].map(customOf).find((order) => order === 'day')
  );
}

/** The days that texts state, counted from one on. */
function daysOf(texts: readonly string[]): ReadonlySet<number> {
  const dates = texts.map((text) => parseDate(text)).filter((date) => date !== undefined);
  return new Set(dates.map((date) => dayNumber(Date.parse(date.slice(0, 10)))));
}

function dayNumber(time: number): number {
  return time / dayMs;
}

/** How a language and country write dates, by Unicode CLDR. Not asked for unless it matters: loading it takes time. */
function customOf(locale: string): SlashOrder | undefined {
  const tag = locale.replace('_', '-');
  if (!languageTag.test(tag)) return undefined;
  const parts = new Intl.DateTimeFormat(tag, { dateStyle: 'short' }).formatToParts().map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month') ? 'day' : 'month';
}
