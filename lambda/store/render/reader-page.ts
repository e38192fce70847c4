import {
  type Finding,
  fromMemory,
  type ProcessedArticle,
  type TargetLanguage,
  type Translation,
  targetLanguages,
} from '../../article.ts';
import { type Html, html } from './html.ts';
import { printedParagraphs, sourceTexts, type Texts } from './text.ts';

/** What the page itself says, in the languages it may be read in. */
const labels = {
  en: { name: 'English', summary: 'Summary', article: 'Article' },
  ko: { name: '한국어', summary: '요약', article: '기사' },
  ja: { name: '日本語', summary: '要約', article: '記事' },
} as const;

const notices: Readonly<Record<'machine' | 'memory', Readonly<Record<TargetLanguage, string>>>> = {
  machine: {
    ko: '기계 번역입니다. 인용하기 전에 원문을 확인하십시오.',
    ja: '機械翻訳です。引用の前に原文をご確認ください。',
  },
  /** Made by people or by an engine before: the memory holds both. */
  memory: {
    ko: '번역 메모리에 있던 번역입니다. 인용하기 전에 원문을 확인하십시오.',
    ja: '翻訳メモリにあった訳です。引用の前に原文をご確認ください。',
  },
};

/** What a reader sees in one column. */
interface Column {
  readonly texts: Texts;
  readonly name: string;
  readonly summaryLabel: string;
  readonly notice?: string;
}

/**
 * `index.html`: summary first, then the original and its translations side by side, paragraph by paragraph.
 *
 * One self-contained file: no script, nothing loaded from anywhere; its Content-Security-Policy forbids both.
 */
export function renderReaderPage(processed: ProcessedArticle): string {
  const { article, summary } = processed;
  const columns = columnsOf(processed);
  const title = article.headline ?? article.body[0]?.sentences[0]?.text ?? processed.ref.key;
  const page = html`<!doctype html>
<html lang="${article.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Tribrief">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
${article.standfirst === undefined ? undefined : html`<p class="standfirst">${article.standfirst}</p>`}
<p class="facts">${factsLine(processed)}</p>
${unavailableNotices(processed)}
</header>
<section aria-label="Summary" class="columns summary">
${columns.map(
  ({ texts, name, summaryLabel, notice }) => html`<div lang="${texts.language}">
<h2>${name} · ${summaryLabel}</h2>
${notice === undefined ? undefined : html`<p class="notice">${notice}</p>`}
${texts.headline === undefined || texts.language === article.language ? undefined : html`<p class="headline">${texts.headline}</p>`}
<ul>${summary.map((_, index) => html`<li>${texts.summary[index]}</li>`)}</ul>
</div>
`,
)}</section>
<section aria-label="Article" class="article">
${paragraphRows(columns)}</section>
${findingsSection(processed)}
${removedSection(processed)}
<footer>${provenance(processed)}</footer>
</main>
</body>
</html>
`;
  return page.markup;
}

function columnsOf({ article, summary, translations }: ProcessedArticle): Column[] {
  const own: Column = {
    texts: sourceTexts(article, summary),
    name:
      new Intl.DisplayNames([article.language, 'en'], { type: 'language' }).of(article.language) ??
      article.language,
    summaryLabel: labels[article.language as keyof typeof labels]?.summary ?? labels.en.summary,
  };
  const translated = targetLanguages.flatMap((target): Column[] => {
    const translation = translations[target];
    if (translation?.status !== 'complete') return [];
    return [
      {
        texts: { ...translation, language: target },
        name: labels[target].name,
        summaryLabel: labels[target].summary,
        notice: notices[translation.translator === fromMemory ? 'memory' : 'machine'][target],
      },
    ];
  });
  return [own, ...translated];
}

function factsLine({ article }: ProcessedArticle): Html[] {
  const facts = [
    article.byline,
    article.publishedAt === undefined
      ? undefined
      : html`<time datetime="${article.publishedAt}">${article.publishedAt.replace('T', ' ')}</time>`,
    article.siteName,
    isWebAddress(article.url)
      ? html`<a href="${article.url}" rel="noreferrer">${article.url}</a>`
      : undefined,
  ];
  return facts
    .filter((fact) => fact !== undefined)
    .map((fact, index) => html`${index === 0 ? '' : ' · '}${fact}`);
}

/** Only such an address becomes a link: a page may state `javascript:`. */
function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url);
}

function unavailableNotices({ translations }: ProcessedArticle): Html[] {
  return targetLanguages.flatMap((target) => {
    const translation = translations[target];
    if (translation?.status !== 'unavailable') return [];
    return [html`<p class="notice">No ${labels[target].name} translation: ${translation.reason}</p>`];
  });
}

function paragraphRows(columns: readonly Column[]): Html[] {
  const printed = columns.map(({ texts }) => printedParagraphs(texts));
  return (printed[0] ?? []).map(
    (_, row) => html`<div class="columns">
${columns.map(({ texts }, column) => html`<p lang="${texts.language}">${printed[column]?.[row]}</p>`)}
</div>
`,
  );
}

function findingsSection({ translations }: ProcessedArticle): Html | undefined {
  const rows = targetLanguages.flatMap((target) => {
    const translation: Translation | undefined = translations[target];
    const findings = translation?.status === 'complete' ? translation.findings : [];
    return findings.map(
      (finding) => html`<li>${labels[target].name}, ${placeOf(finding)}: ${finding.message}</li>\n`,
    );
  });
  if (rows.length === 0) return undefined;
  return html`<details open><summary>To check in the translation: ${rows.length}</summary>
<ul>${rows}</ul></details>`;
}

function placeOf({ paragraph, sentence }: Finding): string {
  if (paragraph === undefined) return 'headline or standfirst';
  return sentence === undefined
    ? `paragraph ${paragraph + 1}`
    : `paragraph ${paragraph + 1}, sentence ${sentence + 1}`;
}

function removedSection({ article }: ProcessedArticle): Html | undefined {
  if (article.removed.length === 0) return undefined;
  return html`<details><summary>Removed from the page: ${article.removed.length}</summary>
<ul>${article.removed.map(({ text, rule }) => html`<li><code>${rule}</code> ${text}</li>\n`)}</ul></details>`;
}

function provenance({ ref, translations, usage, article }: ProcessedArticle): Html {
  const engines = new Set(
    targetLanguages.flatMap((target) => {
      const translation = translations[target];
      return translation?.status === 'complete' ? [translation.translator] : [];
    }),
  );
  return html`<p>${ref.key}${engines.size === 0 ? undefined : html` · translated by ${[...engines].join(', ')}`} · ${usage.charactersTranslated} characters sent, ${usage.charactersReused} reused</p>
${article.warnings.map((warning) => html`<p>${warning}</p>`)}`;
}

const style = html`
:root { color-scheme: light dark; --ink: light-dark(#1c1c1e, #ececee); --soft: light-dark(#5c5c63, #a5a5ad); --line: light-dark(#dddde2, #3a3a40); --paper: light-dark(#fff, #17171a); }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 17px/1.65 Georgia, "Noto Serif", serif; overflow-wrap: anywhere; }
main { max-width: 84rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: clamp(1.5rem, 4vw, 2.4rem); line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: .85rem; color: var(--soft); margin: 0 0 .5rem; font-family: system-ui, sans-serif; }
:lang(ko) { font-family: "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; word-break: keep-all; }
:lang(ja) { font-family: "Hiragino Sans", "Yu Gothic", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; line-break: strict; }
.standfirst { font-size: 1.15rem; color: var(--soft); }
.facts, .notice, footer, details { font: .85rem/1.6 system-ui, sans-serif; color: var(--soft); }
.notice { margin: 0 0 .5rem; }
.headline { font-weight: 700; margin: 0 0 .5rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .5rem 2.5rem; }
.columns p { margin: .4rem 0; }
.summary { border-block: 1px solid var(--line); padding: 1.25rem 0; margin: 1.25rem 0; }
.summary ul { margin: 0; padding-left: 1.1rem; }
.article .columns { padding: .35rem 0; border-bottom: 1px solid var(--line); }
details { margin-top: 1.5rem; }
footer { margin-top: 2rem; }
@media print { body { font-size: 11pt; } details { display: none; } }
`;
