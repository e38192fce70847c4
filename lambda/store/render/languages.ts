import type { TargetLanguage } from '../../article.ts';
import { type Html, html } from './html.ts';

/** The languages that pages speak: English and every target. */
export const pageLanguages = ['en', 'ko', 'ja'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** The same words in every language of the pages. */
export type Phrase = Readonly<Record<PageLanguage, string>>;

export const languageNames: Readonly<Record<TargetLanguage, Phrase>> = {
  ko: { en: 'Korean', ko: '한국어', ja: '韓国語' },
  ja: { en: 'Japanese', ko: '일본어', ja: '日本語' },
};

/** A phrase in all languages; the page's style sheet shows the one that is chosen, without a script. */
export function inEachLanguage(phrase: Phrase): Html {
  return html`<span class="t">${pageLanguages.map((language) => html`<span lang="${language}">${phrase[language]}</span>`)}</span>`;
}

/** The page language that a text in `language` is best presented in. */
export function pageLanguageFor(language: string): PageLanguage {
  return pageLanguages.find((known) => known === language.split('-')[0]) ?? 'en';
}

/** Name of a language in itself: `한국어`. */
export function nameOfLanguage(language: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language) ?? language;
}

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Made once, when first needed: making one takes longer than a hundred dates, and all three a tenth of the function's start. */
const dayFormats = new Map<PageLanguage, Intl.DateTimeFormat>();

function dayFormat(language: PageLanguage): Intl.DateTimeFormat {
  const made =
    dayFormats.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  dayFormats.set(language, made);
  return made;
}

/** An ISO 8601 date, with its time where it has one, as each language writes it; anything else as it is. */
export function dateInEachLanguage(date: string): Html {
  const [, day, time, offset] = isoDate.exec(date) ?? [];
  const parsed = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return html`${date}`;
  const write = (language: PageLanguage): string => {
    const written = dayFormat(language).format(parsed);
    const zone = offset === undefined ? '' : offset === 'Z' ? ' UTC' : ` (UTC${offset})`;
    return time === undefined ? written : `${written} ${time}${zone}`;
  };
  return html`<time datetime="${date}">${inEachLanguage({ en: write('en'), ko: write('ko'), ja: write('ja') })}</time>`;
}
