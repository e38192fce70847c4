import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';
import { pageLanguages } from './languages.ts';

/** A style sheet or a script that stands in a page, and its hash for the page's Content-Security-Policy. */
export interface Inline {
  readonly text: string;
  readonly hash: string;
}

export function inline(text: string): Inline {
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

/**
 * The head of a page that loads nothing and runs nothing but `script`: whatever got into the text by mistake, the browser
 * would neither run it nor send a byte anywhere.
 */
export function pageHead(title: string, style: Inline, script: Inline): Html {
  const policy = [
    "default-src 'none'",
    `style-src ${style.hash}`,
    `script-src ${script.hash}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="Tribrief">
<link rel="icon" href="${icon}">
<title>${title}</title>
`;
}

/** In the page, or a browser would ask the server for one. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23225c8a'/%3E%3Cpath d='M3 4.5h10M3 8h10M3 11.5h6' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

/**
 * Chooses the language that the page itself speaks: the class `ui-…` of `main`, or the fragment of the address where it
 * names a language. For the latter, elements with these ids stand before `main`.
 */
const languageRules = pageLanguages
  .map(
    (language) => `.ui-${language} .t > [lang=${language}] { display: inline; }
#${language}:target ~ main .t > * { display: none; }
#${language}:target ~ main .t > [lang=${language}] { display: inline; }`,
  )
  .join('\n');

/** Colours, type and controls of all pages. Contrasts are 4.5 to 1 and more in both schemes. */
export const sharedStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1d21, #e8e8ea); --soft: light-dark(#595e67, #a3a8b1); --line: light-dark(#dcdfe4, #34383f);
  --paper: light-dark(#fff, #15171a); --panel: light-dark(#f5f6f8, #1e2125); --accent: light-dark(#1f5a8c, #86bdec);
  --mark: light-dark(#ffe9a8, #574710); --key: light-dark(#c9a227, #a3851f);
  --warn: light-dark(#7a4b00, #f0c070); --warn-paper: light-dark(#fff6e4, #2c2413); --bad: light-dark(#a01c1c, #ff9f94); --bad-paper: light-dark(#fdeeee, #321a19);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --serif: Charter, "Iowan Old Style", Georgia, "Noto Serif", "DejaVu Serif", serif;
  --korean: "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif;
  --japanese: "Hiragino Sans", "Yu Gothic", "Noto Sans JP", "Noto Sans CJK JP", sans-serif;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1.0625rem/1.65 var(--serif); overflow-wrap: break-word; }
:lang(ko) { font-family: var(--korean); word-break: keep-all; }
:lang(ja) { font-family: var(--japanese); line-break: strict; word-break: normal; text-spacing-trim: trim-start; hanging-punctuation: allow-end; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
a { color: var(--accent); }
.ui, .ui :lang(en) { font-family: var(--sans); }
.ui { font-size: .875rem; line-height: 1.55; }
.soft { color: var(--soft); }
button, input, select { font: inherit; color: inherit; }
button, .button { border: 1px solid var(--line); border-radius: 999px; background: var(--paper); padding: .2rem .8rem; cursor: pointer; color: var(--accent); }
button:hover, .button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.view { position: fixed; top: 0; }
.t > * { display: none; }
${languageRules}
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; }
.tabs a { padding: .3rem .85rem; border-radius: 999px; text-decoration: none; color: var(--soft); border: 1px solid transparent; }
.tabs a:hover { color: var(--ink); border-color: var(--line); }
@page { margin: 18mm 16mm; }
@media print { :root { color-scheme: light; } .screen { display: none !important; } }
`;
