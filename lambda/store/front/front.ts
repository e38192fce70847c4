import type { ResultFile } from '../../ports.ts';
import { pageName } from '../result-keys.ts';
import { dayOf, type FrontEntry, newestFirst, totalsOf } from './entry.ts';
import { renderFeeds } from './feeds.ts';
import { type DayLink, renderFrontPage } from './front-page.ts';

/** How many entries a page takes: a browser shows so many at once and searches them without a pause. */
export const entriesOnAPage = 1000;

/** File of a day's page beside the front page. */
export function dayPageName(day: string, part: number): string {
  return part === 1 ? `index.${day}.html` : `index.${day}.${part}.html`;
}

/**
 * Renders front page and feeds, and pages by day where the front page can't take everything. The front page comes last.
 *
 * @param entries all there are, in any order
 * @param newestManifests `article.json` of the newest articles, newest first, for the feeds
 * @param base where the front page is: an absolute address that ends with a slash
 */
export function renderFront(
  entries: readonly FrontEntry[],
  newestManifests: readonly string[],
  base: string,
): ResultFile[] {
  const sorted = newestFirst(entries);
  const isWhole = sorted.length <= entriesOnAPage;
  const pages = isWhole ? [] : pagesByDay(sorted);
  const index = renderFrontPage({
    entries: sorted.slice(0, entriesOnAPage),
    totals: totalsOf(sorted),
    days: pages.map(({ link }) => link),
  });
  return [
    ...renderFeeds(newestManifests, base).map(({ name, mediaType, text }) => ({
      key: name,
      mediaType,
      content: text,
    })),
    ...pages.map(({ link, entries: ofPage }) => ({
      key: link.file,
      mediaType: 'text/html',
      content: renderFrontPage({ entries: ofPage, totals: totalsOf(ofPage), days: [], day: link.day }),
    })),
    { key: pageName, mediaType: 'text/html', content: index },
  ];
}

interface DayPage {
  readonly link: DayLink;
  readonly entries: readonly FrontEntry[];
}

function pagesByDay(sorted: readonly FrontEntry[]): DayPage[] {
  const days = new Map<string, FrontEntry[]>();
  for (const entry of sorted) {
    const ofDay = days.get(dayOf(entry));
    if (ofDay === undefined) days.set(dayOf(entry), [entry]);
    else ofDay.push(entry);
  }
  return [...days].flatMap(([day, ofDay]) =>
    Array.from({ length: Math.ceil(ofDay.length / entriesOnAPage) }, (_, index): DayPage => {
      const entries = ofDay.slice(index * entriesOnAPage, (index + 1) * entriesOnAPage);
      const part = index + 1;
      return { link: { file: dayPageName(day, part), day, part, entries: entries.length }, entries };
    }),
  );
}
