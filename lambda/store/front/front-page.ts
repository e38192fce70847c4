import { type TargetLanguage, targetLanguages } from '../../article.ts';
import { inDollars } from '../cost.ts';
import { rejectionAdvice } from '../render/explanations.ts';
import { Html, html } from '../render/html.ts';
import { inOtherWords } from '../render/in-other-words.ts';
import {
  dateInEachLanguage,
  inEachLanguage,
  languageNames,
  nameOfLanguage,
  type Phrase,
  pageLanguageFor,
  pageLanguages,
} from '../render/languages.ts';
import { inline, pageHead, sharedStyle } from '../render/page-style.ts';
import { pageName } from '../result-keys.ts';
import {
  dayOf,
  type FrontEntry,
  type FrontTotals,
  type RejectedEntry,
  type StoredEntry,
  type Teaser,
} from './entry.ts';
import { frontScript } from './front-script.ts';

const words = {
  title: { en: 'Articles', ko: '기사', ja: '記事' },
  articles: { en: 'articles', ko: '기사', ja: '記事' },
  rejected: { en: 'rejected', ko: '처리하지 못한 파일', ja: '処理できなかったファイル' },
  notProcessed: { en: 'Rejected', ko: '처리하지 못함', ja: '処理できず' },
  sent: { en: 'characters sent', ko: '보낸 글자', ja: '送信文字' },
  reused: { en: 'characters reused', ko: '재사용한 글자', ja: '再利用文字' },
  cost: { en: 'at list price', ko: '정가 기준', ja: '定価での費用' },
  sideBySide: { en: 'Side by side', ko: '나란히', ja: '並べて表示' },
  original: { en: 'Original', ko: '원문', ja: '原文' },
  search: { en: 'Search', ko: '검색', ja: '検索' },
  language: { en: 'Language', ko: '언어', ja: '言語' },
  state: { en: 'Show', ko: '보기', ja: '表示' },
  found: { en: 'shown', ko: '건 표시', ja: '件を表示' },
  missing: { en: 'not translated', ko: '번역 없음', ja: '訳なし' },
  byDay: { en: 'All days', ko: '날짜별', ja: '日別' },
  newest: { en: 'Newest', ko: '최신', ja: '最新' },
  nothing: {
    en: 'No article has been processed yet.',
    ko: '아직 처리한 기사가 없습니다.',
    ja: 'まだ処理した記事がありません。',
  },
  feeds: { en: 'Feeds', ko: '피드', ja: 'フィード' },
} satisfies Readonly<Record<string, Phrase>>;

function toCheck(findings: number): Phrase {
  return { en: `${findings} to check`, ko: `확인할 곳 ${findings}`, ja: `要確認 ${findings}件` };
}

const everything: Phrase = { en: 'All', ko: '전체', ja: 'すべて' };

/** What the list can be narrowed to, by the state of an item. */
const states: Readonly<Record<string, Phrase>> = {
  stored: { en: 'Articles', ko: '기사', ja: '記事' },
  findings: { en: 'To check', ko: '확인할 것', ja: '要確認' },
  missing: { en: 'Not translated', ko: '번역 없음', ja: '訳なし' },
  rejected: { en: 'Rejected', ko: '처리하지 못함', ja: '処理できず' },
};

/** A browser shows no markup in an option: the script puts the words of the chosen language there. */
function option(value: string, { en, ko, ja }: Phrase): Html {
  return html`<option value="${value}" data-en="${en}" data-ko="${ko}" data-ja="${ja}">${en}</option>`;
}

/** A page of the list by days, for the reader who goes back. */
export interface DayLink {
  /** File name beside the front page. */
  readonly file: string;
  /** `2026-11-24` */
  readonly day: string;
  /** From 1, where a day takes several pages. */
  readonly part: number;
  readonly entries: number;
}

export interface FrontPage {
  /** In the order shown. */
  readonly entries: readonly FrontEntry[];
  readonly totals: FrontTotals;
  /** Newest first; empty where the page itself has everything. */
  readonly days: readonly DayLink[];
  /** The page of one day; absent: the front page itself. */
  readonly day?: string;
}

/** `index.html` beside all results, and the page of a day: every article with its headlines, rejected uploads, totals. */
export function renderFrontPage({ entries, totals, days, day }: FrontPage): string {
  const title = day === undefined ? 'Tribrief' : `Tribrief · ${day}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
${pageHead(title, style, script)}<style>${new Html(style.text)}</style>
</head>
<body>
${['side', 'original', ...targetLanguages].map((id) => html`<span class="view" id="${id}"></span>`)}
<main class="front ui-en">
<nav class="tabs ui screen" aria-label="Language"><a href="#side">${inEachLanguage(words.sideBySide)}</a>
<a href="#original">${inEachLanguage(words.original)}</a>
${targetLanguages.map((target) => html`<a href="#${target}" lang="${target}">${languageNames[target][target]}</a>\n`)}</nav>
<header>
<h1>${inEachLanguage(words.title)}${day === undefined ? undefined : html` <span class="soft">${dateInEachLanguage(day)}</span>`}</h1>
${totalsLine(totals)}
${day === undefined ? undefined : html`<p class="ui"><a href="${pageName}">← ${inEachLanguage(words.newest)}</a></p>`}
</header>
${filters(entries)}
${entries.length === 0 ? html`<p>${inEachLanguage(words.nothing)}</p>` : sectionsByDay(entries)}
${dayLinks(days)}
${day === undefined ? feedLinks() : undefined}
</main>
<script>${new Html(script.text)}</script>
</body>
</html>
`;
  return page.markup;
}

function totalsLine(totals: FrontTotals): Html {
  const figures: [string, Phrase][] = [
    [totals.articles.toLocaleString('en'), words.articles],
    [totals.rejected.toLocaleString('en'), words.rejected],
    [totals.charactersTranslated.toLocaleString('en'), words.sent],
    [totals.charactersReused.toLocaleString('en'), words.reused],
    [inDollars(totals.cost), words.cost],
  ];
  return html`<p class="totals ui soft">${figures.map(([figure, phrase]) => html`<span><b>${figure}</b> ${inEachLanguage(phrase)}</span>\n`)}</p>`;
}

function filters(entries: readonly FrontEntry[]): Html {
  const languages = new Set(
    entries.flatMap((entry) => (entry.status === 'stored' ? [entry.original.language] : [])),
  );
  return html`<form id="filters" class="ui screen" role="search" hidden>
<label class="grow">${inEachLanguage(words.search)} <input id="search" type="search" autocomplete="off" spellcheck="false"></label>
<label>${inEachLanguage(words.language)} <select id="language">${option('', everything)}${[...languages].sort().map((language) => html`<option value="${language}">${nameOfLanguage(language)}</option>`)}</select></label>
<label>${inEachLanguage(words.state)} <select id="state">${option('', everything)}${Object.entries(states).map(([value, phrase]) => option(value, phrase))}</select></label>
<p role="status" class="soft"><b id="found">${entries.length}</b> ${inEachLanguage(words.found)}</p>
</form>`;
}

function sectionsByDay(entries: readonly FrontEntry[]): Html[] {
  const sections: { day: string; entries: FrontEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry);
    const last = sections.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else sections.push({ day, entries: [entry] });
  }
  return sections.map(
    ({ day, entries: ofDay }) => html`<section class="day">
<h2 class="ui">${dateInEachLanguage(day)}</h2>
${ofDay.map((entry) => (entry.status === 'stored' ? storedItem(entry) : rejectedItem(entry)))}</section>
`,
  );
}

/** The address of a page in a result's folder, beside the front page. */
export function addressOf({ folder }: FrontEntry, fragment = ''): string {
  const path = folder.toWellFormed().split('/').map(encodeURIComponent).join('/');
  // A name with a colon at the start would be read as a scheme.
  return `./${path}/${pageName}${fragment}`;
}

function storedItem(entry: StoredEntry): Html {
  const { original, translations, unavailable, findings } = entry;
  const itsStates = ['stored', findings > 0 ? 'findings' : '', unavailable.length > 0 ? 'missing' : ''];
  const columns: [string, Teaser | undefined][] = [
    ['original', original],
    ...targetLanguages.map((target): [string, Teaser | undefined] => [target, translations[target]]),
  ];
  return html`<article class="item" data-key="${entry.key}" data-l="${original.language}" data-s="${itsStates.filter(Boolean).join(' ')}">
<div class="row">${columns.map(([id, teaser]) => teaserIn(id, teaser, entry))}</div>
${itemFacts(entry, [
  findings === 0 ? undefined : html`<b class="warn">${inEachLanguage(toCheck(findings))}</b>`,
  ...unavailable.map(
    (target) =>
      html`<b class="warn">${inEachLanguage(languageNames[target])}: ${inEachLanguage(words.missing)}</b>`,
  ),
])}
</article>
`;
}

/**
 * The text in one language. Where there is none, the view of that language alone still leads to the article: with all there
 * is where the article is in that language itself, with its headline where it was not translated.
 */
function teaserIn(id: string, teaser: Teaser | undefined, entry: StoredEntry): Html {
  const { language, headline, summary } = teaser ?? entry.original;
  const isOwn = pageLanguageFor(language) === id;
  const fragment = teaser === undefined ? '#original' : `#${id}`;
  return html`<div class="${teaser === undefined ? 'c none' : 'c'}" data-c="${id}" lang="${language}"><h3><a href="${addressOf(entry, fragment)}">${headline}</a></h3>
${teaser === undefined && !isOwn ? undefined : html`<p>${summary}</p>`}</div>`;
}

function rejectedItem(entry: RejectedEntry): Html {
  const { key, reason, message } = entry;
  const advice = inOtherWords(message) ?? rejectionAdvice[reason];
  return html`<article class="item rejected" data-key="${key}" data-s="rejected">
<h3>${key.normalize('NFC')}</h3>
<div class="row">${pageLanguages.map((language) => html`<p class="c ui" data-c="${language === 'en' ? 'original' : language}" lang="${language}">${advice[language]}</p>\n`)}</div>
${itemFacts(entry, [html`<b class="bad">${inEachLanguage(words.notProcessed)}: ${reason}</b>`, advice.en === message ? undefined : html`<span lang="en">${message}</span>`])}
</article>
`;
}

function itemFacts({ key, at, status }: FrontEntry, more: readonly (Html | undefined)[]): Html {
  const facts = [
    html`<time datetime="${at}">${at.slice(11, 16)} UTC</time>`,
    status === 'stored' ? html`<span class="key">${key.normalize('NFC')}</span>` : undefined,
    ...more,
  ].filter((fact) => fact !== undefined);
  return html`<p class="facts ui soft">${facts.map((fact, index) => html`${index === 0 ? '' : ' · '}${fact}`)}</p>`;
}

function dayLinks(days: readonly DayLink[]): Html | undefined {
  if (days.length === 0) return undefined;
  return html`<nav class="days ui" aria-labelledby="days"><h2 id="days">${inEachLanguage(words.byDay)}</h2>
<ul>${days.map(({ file, day, part, entries }) => html`<li><a href="${file}">${dateInEachLanguage(day)}${part > 1 ? ` (${part})` : undefined}</a> <span class="soft">${entries}</span></li>\n`)}</ul></nav>`;
}

/** @param format `xml` for Atom, `json` for JSON Feed */
export function feedName(language: string, format: 'xml' | 'json'): string {
  return `feed.${language}.${format}`;
}

function feedLinks(): Html {
  return html`<p class="ui soft screen">${inEachLanguage(words.feeds)}: ${pageLanguages.map((language) => html`<a href="${feedName(language, 'xml')}" lang="${language}">${nameOfLanguage(language)}</a> (<a href="${feedName(language, 'json')}">JSON<span class="vh"> ${language}</span></a>)\n`)}</p>`;
}

/** Languages of the columns; the headline of an article without a translation is shown in that view only. */
const views = (['original', ...targetLanguages] satisfies ('original' | TargetLanguage)[])
  .map(
    (id) => `#${id}:target ~ main .c:not([data-c=${id}]) { display: none; }
#${id}:target ~ main .c[data-c=${id}] { display: block; grid-column: 1; }
#${id}:target ~ main .row { grid-template-columns: minmax(0, 1fr); }
#${id}:target ~ main { max-width: 48rem; }
#${id}:target ~ main .tabs a[href="#side"] { color: var(--soft); background: none; }
#${id}:target ~ main .tabs a[href="#${id}"] { color: var(--paper); background: var(--accent); }
`,
  )
  .join('');

const style = inline(`${sharedStyle}
.front { max-width: 84rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
.tabs { position: sticky; top: 0; z-index: 1; margin: 0 -1.25rem; padding: .6rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line); flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; }
.tabs a[href="#side"] { color: var(--paper); background: var(--accent); }
h1 { margin: 1.5rem 0 .25rem; font-size: 1.9rem; }
h1 .soft { font-size: 1.25rem; font-weight: 400; }
h2 { margin: 2rem 0 .25rem; color: var(--soft); font-weight: 600; }
h3 { margin: 0 0 .25rem; font-size: 1.1rem; }
h3:lang(ja) { word-break: auto-phrase; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { color: var(--accent); text-decoration: underline; }
.totals { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; }
.totals b { color: var(--ink); font-size: 1.05rem; font-variant-numeric: tabular-nums; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 1.25rem 0 0; padding: .9rem 1rem; border-radius: .6rem; background: var(--panel); }
label { display: grid; flex: 1 1 8rem; max-width: 16rem; gap: .2rem; color: var(--soft); }
label.grow { flex: 100 1 14rem; max-width: none; }
input, select { width: 100%; min-height: 2.4rem; padding: .3rem .6rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; }
form p { margin: 0 0 .45rem; }
.item { padding: 1rem 0 .9rem; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 11rem; }
.row { display: grid; gap: .6rem 2.5rem; }
.c { min-width: 0; }
.c p { margin: 0; font-size: .95rem; line-height: 1.55; color: var(--soft); }
.none { display: none; }
.facts { margin: .5rem 0 0; overflow-wrap: anywhere; }
.facts b { white-space: nowrap; }
.warn { color: var(--warn); }
.bad { color: var(--bad); }
.rejected h3 { font-family: var(--sans); font-size: .95rem; }
.rejected .c { margin: 0; color: var(--ink); font-size: .875rem; }
.days ul { columns: 14rem; margin: 0; padding: 0; list-style: none; }
@media (min-width: 60rem) {
  .row { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  ${targetLanguages.map((target, index) => `.c[data-c=${target}] { grid-column: ${index + 2}; }`).join(' ')}
}
${views}@media print {
  body { font-size: 10pt; }
  .front { max-width: none; padding: 0; }
  .item { break-inside: avoid; content-visibility: visible; }
  h2 { break-after: avoid; }
  .row { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 1.25rem; }
  ${targetLanguages.map((target, index) => `.c[data-c=${target}] { grid-column: ${index + 2}; }`).join(' ')}
  ${['original', ...targetLanguages].map((id) => `#${id}:target ~ main .row`).join(', ')} { grid-template-columns: minmax(0, 1fr); }
}
`);

const script = inline(frontScript);
