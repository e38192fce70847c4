import {
  type Finding,
  nameOf,
  type Paragraph,
  type ProcessedArticle,
  type TargetLanguage,
  targetLanguages,
} from '../../article.ts';
import { joinSentences } from '../../text/join-sentences.ts';
import { people } from '../../text/memory-entry.ts';
import { costOf, inDollars } from '../cost.ts';
import { bilingualName, markdownName, tmxName } from '../result-keys.ts';
import { checkAdvice, explainRemoval } from './explanations.ts';
import { Html, html } from './html.ts';
import { inOtherWords } from './in-other-words.ts';
import {
  dateInEachLanguage,
  inEachLanguage,
  languageNames,
  nameOfLanguage,
  type PageLanguage,
  type Phrase,
  pageLanguageFor,
} from './languages.ts';
import { makerNotice, nameOfEngine } from './notices.ts';
import { inline, pageHead, sharedStyle } from './page-style.ts';
import { readerScript } from './reader-script.ts';
import { sourceTexts, type Texts } from './text.ts';

const words = {
  summary: { en: 'Summary', ko: '요약', ja: '要約' },
  article: { en: 'Article', ko: '기사', ja: '記事' },
  original: { en: 'original', ko: '원문', ja: '原文' },
  sideBySide: { en: 'Side by side', ko: '나란히', ja: '並べて表示' },
  languages: { en: 'Languages', ko: '언어', ja: '言語' },
  copySummary: { en: 'Copy summary', ko: '요약 복사', ja: '要約をコピー' },
  copyArticle: { en: 'Copy article', ko: '기사 복사', ja: '記事をコピー' },
  copied: { en: 'Copied', ko: '복사했습니다', ja: 'コピーしました' },
  showPlace: { en: 'Show in the article, paragraph', ko: '기사에서 보기, 문단', ja: '記事中に表示、段落' },
  toCheck: { en: 'To check', ko: '확인할 곳', ja: '要確認' },
  showFinding: {
    en: 'Show what to check, number',
    ko: '확인할 곳 보기, 번호',
    ja: '要確認の箇所を表示、番号',
  },
  removed: { en: 'Removed in cleaning', ko: '정리하면서 뺀 것', ja: '整理で除いたもの' },
  removedHint: {
    en: 'Not part of the article, each with the reason. Something missing above? Look here first.',
    ko: '기사가 아니라고 본 것과 그 이유입니다. 위에 빠진 것이 있으면 먼저 여기를 보십시오.',
    ja: '記事ではないと判断したものとその理由です。上に足りないものがあれば、まずここをご覧ください。',
  },
  noTranslation: { en: 'No translation into', ko: '번역 없음:', ja: '訳なし:' },
  made: { en: 'How this was made', ko: '만든 과정', ja: '作成の記録' },
  upload: { en: 'Upload', ko: '올린 파일', ja: '元ファイル' },
  processed: { en: 'Processed', ko: '처리 시각', ja: '処理日時' },
  translatedBy: { en: 'Translated by', ko: '번역', ja: '翻訳' },
  people: { en: 'people', ko: '사람', ja: '人' },
  terminology: { en: 'Terminology', ko: '용어집', ja: '用語集' },
  none: { en: 'none', ko: '없음', ja: 'なし' },
  sent: { en: 'Characters sent', ko: '보낸 글자 수', ja: '送信した文字数' },
  reused: { en: 'Characters reused', ko: '재사용한 글자 수', ja: '再利用した文字数' },
  cost: { en: 'Cost at list price', ko: '정가 기준 비용', ja: '定価での費用' },
  source: { en: 'Source', ko: '출처', ja: '出典' },
  files: { en: 'Files in the same folder', ko: '같은 폴더의 파일', ja: '同じフォルダーのファイル' },
  warnings: { en: 'Notes', ko: '참고', ja: '備考' },
} satisfies Readonly<Record<string, Phrase>>;

/** A finding with the number that marks it in the text. */
interface Mark extends Finding {
  readonly number: number;
}

/** What a reader sees in one language. */
interface Column {
  /** `original`, or the target: names the view in the address as well. */
  readonly id: 'original' | TargetLanguage;
  readonly texts: Texts;
  readonly name: string;
  /** Of the column's own words. */
  readonly says: PageLanguage;
  readonly notice?: string;
  readonly marks: readonly Mark[];
}

/**
 * `index.html`: summary first, then the original and its translations side by side, paragraph by paragraph.
 *
 * One self-contained file that is whole without its script: the views are chosen by the fragment of the address.
 */
export function renderReaderPage(processed: ProcessedArticle): string {
  const { article } = processed;
  const columns = columnsOf(processed);
  const title = article.headline ?? article.body[0]?.sentences[0]?.text ?? nameOf(processed.ref);
  const page = html`<!doctype html>
<html lang="${article.language}">
<head>
${pageHead(title, style, script)}<style>${new Html(style.text)}</style>
</head>
<body>
${columns.length > 1 ? html`<span class="view" id="side"></span>` : undefined}${columns.map(({ id }) => html`<span class="view" id="${id}"></span>`)}
<main class="reader ui-${pageLanguageFor(article.language)} n${columns.length}">
${columns.length > 1 ? tabs(columns) : undefined}
<header>
<div class="row">
${columns.map((column) => columnHead(column, article.headline ?? ''))}</div>
<p class="facts ui soft">${factsLine(processed)}</p>
${checksLine(columns)}
${unavailableNotices(processed)}
</header>
<section class="summary" aria-labelledby="summary">
<h2 id="summary" class="ui">${inEachLanguage(words.summary)}</h2>
<div class="row">
${columns.map((column) => summaryOf(column, processed))}</div>
</section>
<section class="text" aria-labelledby="article">
<h2 id="article" class="ui">${inEachLanguage(words.article)}</h2>
${article.body.map((paragraph, index) => paragraphRow(columns, paragraph, index, processed))}</section>
${removedSection(processed)}
${provenance(processed)}
<p id="status" class="vh" role="status"></p>
</main>
<script>${new Html(script.text)}</script>
</body>
</html>
`;
  return page.markup;
}

function columnsOf({ article, summary, translations }: ProcessedArticle): Column[] {
  const own: Column = {
    id: 'original',
    texts: sourceTexts(article, summary),
    name: nameOfLanguage(article.language),
    says: pageLanguageFor(article.language),
    marks: [],
  };
  let number = 0;
  const translated = targetLanguages.flatMap((target): Column[] => {
    const translation = translations[target];
    if (translation?.status !== 'complete') return [];
    const marks = inReadingOrder(translation.findings).map((finding) => {
      number += 1;
      return { ...finding, number };
    });
    return [
      {
        id: target,
        texts: { ...translation, language: target },
        name: languageNames[target][target],
        says: target,
        notice: makerNotice(translation.madeBy, target),
        marks,
      },
    ];
  });
  return [own, ...translated];
}

function inReadingOrder(findings: readonly Finding[]): Finding[] {
  const place = ({ paragraph = -1, sentence = -1 }: Finding): readonly [number, number] => [
    paragraph,
    sentence,
  ];
  return [...findings].sort((a, b) => {
    const [[paragraphA, sentenceA], [paragraphB, sentenceB]] = [place(a), place(b)];
    return paragraphA - paragraphB || sentenceA - sentenceB;
  });
}

function tabs(columns: readonly Column[]): Html {
  return html`<nav class="tabs ui screen"><span class="vh">${inEachLanguage(words.languages)}</span>
<a href="#side">${inEachLanguage(words.sideBySide)}</a>
${columns.map(({ id, name, texts, says }) => html`<a href="#${id}" lang="${texts.language}">${name}${id === 'original' ? html`<span lang="${says}" class="which"> · ${words.original[says]}</span>` : undefined}</a>\n`)}</nav>`;
}

function columnHead(column: Column, ownHeadline: string): Html {
  const { id, texts, name, says, notice, marks } = column;
  const headline = texts.headline ?? texts.body[0]?.[0] ?? ownHeadline;
  return html`<div class="c" data-c="${id}" lang="${texts.language}">
<p class="kicker ui"><span lang="${texts.language}">${name}</span>${id === 'original' ? html` <span lang="${says}">· ${words.original[says]}</span>` : undefined}</p>
<h1 data-part="${texts.headline === undefined ? undefined : 'headline article'}">${headline}</h1>
${texts.standfirst === undefined ? undefined : html`<p class="standfirst" data-part="article">${texts.standfirst}</p>`}
${marks.filter(({ paragraph }) => paragraph === undefined).map((mark) => note(mark, says))}
${notice === undefined ? undefined : html`<p class="notice ui">${notice}</p>`}
</div>
`;
}

function factsLine({ article }: ProcessedArticle): Html[] {
  const facts = [
    article.byline,
    article.publishedAt === undefined ? undefined : dateInEachLanguage(article.publishedAt),
    article.siteName,
    isWebAddress(article.url)
      ? html`<a href="${article.url}" rel="noreferrer">${inEachLanguage(words.source)}</a>`
      : undefined,
  ];
  return facts
    .filter((fact) => fact !== undefined)
    .map((fact) => (typeof fact === 'string' ? html`<span lang="${article.language}">${fact}</span>` : fact))
    .map((fact, index) => html`${index === 0 ? '' : ' · '}${fact}`);
}

/** Only such an address becomes a link: a page may state `javascript:`. */
export function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url);
}

function checksLine(columns: readonly Column[]): Html | undefined {
  const found = columns.filter(({ marks }) => marks.length > 0);
  const total = found.reduce((sum, { marks }) => sum + marks.length, 0);
  if (total === 0) return undefined;
  return html`<p class="checks ui"><strong>${inEachLanguage(words.toCheck)}: ${total}</strong>${found.map(findingsIn)}</p>`;
}

/** How many there are in a column, and a button to each; the buttons stand in its views alone. */
function findingsIn({ id, marks, says }: Column): Html | undefined {
  if (id === 'original') return undefined;
  const buttons = marks.map(
    ({ number, paragraph, sentence }) =>
      html` <button type="button" class="go ui" data-note="${number}" data-go="${paragraph === undefined ? undefined : `${paragraph}.${sentence}`}" lang="${says}" disabled><span class="vh">${words.showFinding[says]} </span>${number}</button>`,
  );
  return html` · ${inEachLanguage(languageNames[id])} ${marks.length}<span class="c screen" data-c="${id}">${buttons}</span>`;
}

function unavailableNotices({ translations }: ProcessedArticle): Html[] {
  return targetLanguages.flatMap((target) => {
    const translation = translations[target];
    if (translation?.status !== 'unavailable') return [];
    return [
      html`<p class="checks ui"><strong>${inEachLanguage(words.noTranslation)} ${inEachLanguage(languageNames[target])}.</strong> ${sentence(translation.reason)}</p>`,
    ];
  });
}

function summaryOf(column: Column, { summary }: ProcessedArticle): Html {
  const { id, texts, says } = column;
  return html`<div class="c" data-c="${id}" lang="${texts.language}">
<ul>
${summary.map(({ paragraph, sentence }, index) => {
  const place = `${paragraph}.${sentence}`;
  return html`<li><span class="s" data-s="${place}" data-part="summary">${texts.summary[index]}</span>\u00a0<button type="button" class="go ui" data-go="${place}" lang="${says}" disabled><span class="vh">${words.showPlace[says]} </span><span aria-hidden="true">¶ </span>${paragraph + 1}</button></li>\n`;
})}</ul>
<p class="screen">${copyButton(column, 'summary')} ${copyButton(column, 'article')}</p>
</div>
`;
}

function copyButton({ id, says }: Column, kind: 'summary' | 'article'): Html {
  const label = words[kind === 'summary' ? 'copySummary' : 'copyArticle'][says];
  return html`<button type="button" class="copy ui" lang="${says}" data-copy="${id}" data-kind="${kind}" data-done="${words.copied[says]}" hidden>${label}</button>`;
}

function paragraphRow(
  columns: readonly Column[],
  paragraph: Paragraph,
  index: number,
  processed: ProcessedArticle,
): Html {
  return html`<div class="row p-${paragraph.kind}">
${columns.map((column) => paragraphIn(column, paragraph, index, processed))}</div>
`;
}

function paragraphIn(
  { id, texts, says, marks }: Column,
  { kind }: Paragraph,
  index: number,
  { summary }: ProcessedArticle,
): Html {
  const here = marks.filter(({ paragraph }) => paragraph === index);
  const isInSummary = (sentence: number): boolean =>
    summary.some((place) => place.paragraph === index && place.sentence === sentence);
  const gap = joinSentences(['', ''], texts.language);
  const sentences = (texts.body[index] ?? []).map((text, sentence) => {
    const found = here.filter((mark) => mark.sentence === sentence);
    const classes = ['s', isInSummary(sentence) ? 'key' : '', found.length > 0 ? 'found' : ''];
    return html`${sentence === 0 ? '' : gap}<span class="${classes.filter(Boolean).join(' ')}" data-s="${index}.${sentence}">${text}${found.map(({ number }) => html`<sup class="ref ui">${number}</sup>`)}</span>`;
  });
  const dateline =
    index === 0 && texts.dateline !== undefined
      ? html`<span class="dateline">${texts.dateline} — </span>`
      : undefined;
  const content = html`${dateline}${sentences}`;
  const block =
    kind === 'subheading'
      ? html`<h3 data-part="article">${content}</h3>`
      : html`<p data-part="article">${content}</p>`;
  return html`<div class="c" data-c="${id}" lang="${texts.language}">${kind === 'quote' ? html`<blockquote>${block}</blockquote>` : block}${here.map((mark) => note(mark, says))}</div>
`;
}

function note({ number, check, severity, message }: Mark, says: PageLanguage): Html {
  const said = inOtherWords(message)?.[says] ?? html`<span lang="en">${message}</span>`;
  return html`<p class="note ui ${severity}" id="note-${number}"><b>${number}</b> ${checkAdvice[check][says]} ${said}</p>`;
}

/** What a result says in English, in the language that the page speaks where that is known. */
function sentence(text: string): Html {
  const phrase = inOtherWords(text);
  return phrase === undefined ? html`<span lang="en">${text}</span>` : inEachLanguage(phrase);
}

function removedSection({ article }: ProcessedArticle): Html | undefined {
  if (article.removed.length === 0) return undefined;
  return html`<details class="removed ui"><summary>${inEachLanguage(words.removed)} <span class="soft">${article.removed.length}</span></summary>
<p class="soft">${inEachLanguage(words.removedHint)}</p>
<table>
${article.removed.map(({ text, rule }) => html`<tr><td lang="${article.language}">${text}</td><td title="${rule}">${inEachLanguage(explainRemoval(rule))}</td></tr>\n`)}</table></details>`;
}

function provenance(processed: ProcessedArticle): Html {
  const { ref, translations, settings, usage, processedAt, article } = processed;
  const engines = targetLanguages.flatMap((target) => {
    const translation = translations[target];
    return translation?.status === 'complete'
      ? [
          html`${inEachLanguage(languageNames[target])}: ${translation.madeBy.map((maker, index) => html`${index === 0 ? '' : ', '}${maker === people ? inEachLanguage(words.people) : nameOfEngine(maker)}`)}<br>`,
        ]
      : [];
  });
  const cost = costOf(translations, usage);
  const rows: [Phrase, Html][] = [
    [words.upload, html`${nameOf(ref).normalize('NFC')}`],
    [words.processed, dateInEachLanguage(processedAt)],
    [words.translatedBy, engines.length === 0 ? inEachLanguage(words.none) : html`${engines}`],
    [
      words.terminology,
      settings.terminology === undefined
        ? inEachLanguage(words.none)
        : html`${settings.terminology.slice(0, 12)}`,
    ],
    [words.sent, html`${usage.charactersTranslated.toLocaleString('en')}`],
    [words.reused, html`${usage.charactersReused.toLocaleString('en')}`],
    [words.cost, html`${inDollars(cost)}`],
    [words.files, html`${filesFor(processed).map((name) => html`<a href="${name}">${name}</a><br>`)}`],
    ...(article.warnings.length === 0
      ? []
      : [
          [words.warnings, html`${article.warnings.map((warning) => html`${sentence(warning)} `)}`] as [
            Phrase,
            Html,
          ],
        ]),
  ];
  return html`<footer class="ui soft"><h2 class="ui">${inEachLanguage(words.made)}</h2>
<dl>${rows.map(([name, value]) => html`<div><dt>${inEachLanguage(name)}</dt><dd>${value}</dd></div>\n`)}</dl></footer>`;
}

/** What an editor sends on or works on; the page itself is whole without them. */
function filesFor({ translations }: ProcessedArticle): string[] {
  const targets = targetLanguages.filter((target) => translations[target]?.status === 'complete');
  return [
    ...targets.flatMap((target) => [bilingualName(target, 'docx'), bilingualName(target, 'xlf')]),
    ...(targets.length === 0 ? [] : [tmxName]),
    markdownName(),
  ];
}

/** One language alone, chosen by the fragment of the address. */
const views = ['original', ...targetLanguages]
  .map(
    (id) => `#${id}:target ~ main .c:not([data-c=${id}]) { display: none; }
#${id}:target ~ main .row { grid-template-columns: minmax(0, 40rem); justify-content: center; }
#${id}:target ~ main .text .row { padding: .45rem 0; border: 0; }
#${id}:target ~ main :is(.facts, .checks, h2, details, footer) { max-width: 40rem; margin-inline: auto; }
#${id}:target ~ main .tabs a[href="#side"] { color: var(--soft); background: none; }
#${id}:target ~ main .tabs a[href="#${id}"] { color: var(--paper); background: var(--accent); }
`,
  )
  .join('');

const style = inline(`${sharedStyle}
.reader { max-width: 88rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
.reader:not(.n3) { max-width: 66rem; }
.reader.n1 { max-width: 44rem; }
.row { display: grid; gap: 0 2.75rem; }
.c { min-width: 0; }
.tabs { position: sticky; top: 0; z-index: 1; margin: 0 -1.25rem 1.5rem; padding: .6rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.tabs { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; }
.tabs a[href="#side"] { color: var(--paper); background: var(--accent); }
.kicker { margin: 1.25rem 0 .35rem; color: var(--soft); font-weight: 600; letter-spacing: .02em; }
h1 { margin: 0 0 .6rem; font-size: clamp(1.5rem, 1.1rem + 1.4vw, 2.1rem); }
h1:lang(ko), h1:lang(ja) { font-size: clamp(1.4rem, 1.1rem + 1.1vw, 1.85rem); line-height: 1.35; }
h1:lang(ja) { word-break: auto-phrase; }
h2 { margin: 0 0 .5rem; color: var(--soft); font-size: .8125rem; font-weight: 600; }
h3 { margin: 1rem 0 .25rem; font-size: 1.15rem; }
.standfirst { margin: 0 0 .75rem; color: var(--soft); font-size: 1.15rem; line-height: 1.5; }
.notice { display: inline-block; margin: 0 0 .5rem; padding: .15rem .6rem; border-radius: .4rem; background: var(--panel); color: var(--soft); }
.facts { margin: .75rem 0 1rem; }
.checks { margin: 0 0 .75rem; padding: .5rem .9rem; border-radius: .5rem; color: var(--warn); background: var(--warn-paper); }
.summary { margin: 1.25rem -1.25rem 2rem; padding: 1.1rem 1.25rem .6rem; background: var(--panel); }
.summary ul { margin: 0; padding-left: 1.1rem; }
.summary li { margin: 0 0 .5rem; }
.summary p { margin: .6rem 0 .5rem; }
.checks .c { display: inline; }
.checks .go { min-width: 1.6rem; margin-left: .2rem; border: 1px solid; border-radius: .4rem; color: inherit; }
.go { border: 0; background: none; padding: 0 .35rem; color: var(--accent); white-space: nowrap; }
.go:disabled { color: var(--soft); cursor: default; }
.copy.done { color: var(--paper); background: var(--accent); }
.copy.done::before { content: "✓ "; }
.text .row { padding: .45rem 0; }
.text p { margin: 0; }
.p-list-item p { display: list-item; margin-left: 1.2rem; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); font-style: italic; }
blockquote :is(:lang(ko), :lang(ja)), :is(:lang(ko), :lang(ja)) blockquote { font-style: normal; }
.dateline { font-size: .85em; letter-spacing: .03em; color: var(--soft); }
.s { border-radius: .2em; transition: background .12s; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.text .key { text-decoration: underline; text-decoration-color: var(--key); text-decoration-thickness: 1.5px; text-underline-offset: .3em; }
.text .found { text-decoration: underline wavy var(--bad); text-decoration-thickness: 1px; text-underline-offset: .28em; }
.on { background: var(--mark); }
.ref { margin-left: .15em; color: var(--bad); font-size: .7em; font-weight: 700; line-height: 0; }
.note, .text .note { margin: .35rem 0; padding: .35rem .7rem; border-left: 3px solid; border-radius: .2rem .4rem .4rem .2rem; color: var(--warn); background: var(--warn-paper); }
.note.error, .text .note.error { color: var(--bad); background: var(--bad-paper); }
.note b { margin-right: .25em; }
.removed { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.removed summary { cursor: pointer; font-weight: 600; }
.removed table { width: 100%; border-collapse: collapse; }
.removed td { padding: .4rem 1rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.removed td + td { width: 40%; color: var(--soft); }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem 1.5rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
@media (min-width: 48rem) { .summary { border-radius: .75rem; } }
@media (min-width: 44rem) { .n2 .row { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (min-width: 66rem) { .n3 .row { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
@media (max-width: 30rem) { .tabs a { padding-inline: .6rem; } .tabs .which { display: none; } }
@media (max-width: 43.99rem) { .n2 .text .c + .c { margin-top: .4rem; } }
@media (max-width: 65.99rem) {
  .n3 .c + .c { margin-top: .4rem; }
  .n3 .text .row { padding: .7rem 0; border-bottom: 1px solid var(--line); }
}
${views}@media print {
  body { font-size: 10pt; line-height: 1.5; }
  .reader { max-width: none; padding: 0; }
  h1, h1:lang(ko), h1:lang(ja) { font-size: 15pt; }
  .n2 .row { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .n3 .row { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 1.5rem; }
  ${['original', ...targetLanguages].map((id) => `#${id}:target ~ main .row`).join(', ')} { grid-template-columns: minmax(0, 1fr); }
  ${['original', ...targetLanguages].map((id) => `#${id}:target ~ main :is(.facts, .checks, h2, footer)`).join(', ')} { max-width: none; }
  .tabs, .go, .copy, .removed { display: none; }
  .summary { margin-inline: 0; border: solid var(--line); border-width: 1px 0; padding-inline: 0; background: none; }
  .text .c, .note, li { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
@media (prefers-reduced-motion: reduce) { .s { transition: none; } }
`);

const script = inline(readerScript);
