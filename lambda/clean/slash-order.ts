import type { SlashOrder } from './dates.ts';
import type { Page } from './page.ts';
import type { PageClaims } from './page-claims.ts';

const slashDate = /(?<!\d)(\d{1,2})\/(\d{1,2})\/(?:20)?(\d{2})(?!\d)/g;
/** A longer line is a sentence that speaks of a day. */
const longestLine = 120;
/** A language, and perhaps a script and a country: what `Intl` takes. */
const languageTag = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2})?$/i;

/**
 * Finds out whether a page writes the day or the month first, where a date of it may be read both ways: by the same day stated
 * for programs, else by a date that can be read only one way, else by how its language and country write dates.
 *
 * @param language of the text
 * @returns undefined where nothing speaks for either
 */
export function slashOrderOf(
  { blocks, evidence }: Page,
  { published }: Pick<PageClaims, 'published'>,
  language: string,
): SlashOrder | undefined {
  const dates = blocks
    .filter(({ text }) => text.length <= longestLine && text.includes('/'))
    .flatMap(({ text }) => [...text.matchAll(slashDate)])
    .map(([, first, second, year]) => ({ first: Number(first), second: Number(second), year }))
    .filter(({ first, second }) => first !== second);
  const open = dates.filter(({ first, second }) => first <= 12 && second <= 12);
  if (open.length === 0) return undefined;
  const stated = [...published, ...blocks.flatMap(({ datetime }) => datetime ?? [])];
  const isStated = (year: string | undefined, month: number, day: number): boolean =>
    stated.some((date) => date.startsWith(`20${year}-${pad(month)}-${pad(day)}`));
  for (const { first, second, year } of open) {
    if (isStated(year, second, first)) return 'day';
    if (isStated(year, first, second)) return 'month';
  }
  const sure = dates.find(({ first, second }) => first > 12 || second > 12);
  if (sure !== undefined) return sure.first > 12 ? 'day' : 'month';
  const locales = evidence.metas.filter(({ key }) => key === 'og:locale').map(({ content }) => content);
  // Templates say en-US of pages from anywhere: any other word counts.
  return [evidence.language ?? '', ...locales, language].map(customOf).find((order) => order === 'day');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** How a language and country write dates, by Unicode CLDR. Not asked for unless it matters: loading it takes time. */
function customOf(locale: string): SlashOrder | undefined {
  const tag = locale.replace('_', '-');
  if (!languageTag.test(tag)) return undefined;
  const parts = new Intl.DateTimeFormat(tag, { dateStyle: 'short' }).formatToParts().map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month') ? 'day' : 'month';
}
