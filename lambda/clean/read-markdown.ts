import MarkdownIt, { type Token } from 'markdown-it';
import { parse } from 'yaml';
import { documentPage, leadPath, ownSummaryPath, pageFurniturePath } from './document-page.ts';
import { type Block, checkAmount, isLink, type Page } from './page.ts';
import { readHtml } from './read-html.ts';
import { readText } from './read-text.ts';
import { joinRows } from './table-rows.ts';

/** Facts before the text, in YAML between lines of dashes or TOML between lines of plus signs, as site generators and editors write them. */
const frontMatter =
  /^(?:---[ \t]*\n([\s\S]*?\n)?(?:---|\.\.\.)|\+\+\+[ \t]*\n([\s\S]*?\n)?\+\+\+)[ \t]*(?:\n|$)/;

/** Names of facts in front matter, as Jekyll, Hugo, Pandoc and we write them, and the meta tag that says the same. */
const facts: readonly { readonly meta: string; readonly names: readonly string[] }[] = [
  { meta: 'og:title', names: ['title', 'headline'] },
  { meta: 'author', names: ['author', 'authors', 'byline', 'creator'] },
  { meta: 'date', names: ['date', 'published', 'pubdate', 'publishdate', 'created'] },
  { meta: 'og:url', names: ['url', 'source', 'canonical', 'canonical_url', 'link'] },
  { meta: 'og:site_name', names: ['site', 'site_name', 'publisher'] },
  { meta: 'og:description', names: ['description', 'standfirst', 'subtitle', 'summary'] },
];

/** Nobody writes a longer paragraph; what is longer has no marks that could keep the parser busy. In UTF-16 code units. */
const longestParagraph = 10_000;

/** Reads Markdown (CommonMark, with tables): its text without the marks, its front matter as what it says of itself. */
export function readMarkdown(markdown: string): Page {
  const [head = '', yaml = '', toml = ''] = frontMatter.exec(markdown) ?? [];
  const stated = factsIn(yaml || yamlOf(toml));
  const body = markdown.slice(head.length);
  checkAmount(body.length, 0);
  const properties = Object.fromEntries(
    facts.map(({ meta, names }) => [
      meta,
      names.map((name) => textOf(stated.get(name))).find((value) => value !== undefined),
    ]),
  );
  const title = properties['og:title'];
  const isReadable = body.split(/\n\s*\n/).every(({ length }) => length <= longestParagraph);
  const isOurs = ['upload', 'processed'].every((name) => stated.has(name));
  const blocks = isReadable ? withoutMenu(blocksOf(body, isOurs)) : readText(body).blocks;
  const isTitled = title === undefined || blocks.some(({ text, level }) => text === title || level === 1);
  const page = documentPage({
    paragraphs: isTitled ? [] : [title],
    properties,
    isStated: true,
    language: textOf(stated.get('lang') ?? stated.get('language')),
  });
  return { ...page, blocks: [...page.blocks, ...blocks], isMarkdown: isReadable };
}

/** Footnotes, which CommonMark does not know: a note is a paragraph where it stands, the mark that leads to it is no text. */
const noteStart = /^\[\^[^\]\s]{1,40}\]:[ \t]+/;
const noteMark = /\[\^[^\]\s]{1,40}\]/g;
const fence = /^ {0,3}(?:```|~~~)/;

/** Each note a paragraph of its own; code stays as it is. */
function partNotes(markdown: string): string {
  let isCode = false;
  return markdown
    .split('\n')
    .map((line) => {
      if (fence.test(line)) isCode = !isCode;
      return isCode ? line : line.replace(noteStart, '\n');
    })
    .join('\n');
}

/** Elements of HTML inside Markdown that are no part of an article. */
const aroundArticles = /^(?:nav|header|footer|aside)\b/;

/** @param isOurs the file is an `article.md` of ours: the list above its rule is the summary of what follows */
function blocksOf(markdown: string, isOurs: boolean): Block[] {
  const markdownIt = new MarkdownIt({ html: true, linkify: false });
  const { options, renderer } = markdownIt;
  const env = {};
  const tokens = markdownIt.parse(partNotes(markdown), env);
  for (const { children } of tokens)
    for (const child of children ?? [])
      if (child.type === 'text') child.content = child.content.replace(noteMark, '');
  const read = (from: number, to: number, path: readonly string[]): Block[] =>
    joinRows(readHtml(renderer.render(tokens.slice(from, to), options, env)).blocks).map((block) => ({
      ...block,
      path: block.path.some((step) => aroundArticles.test(step)) ? [pageFurniturePath] : path,
    }));
  const lead = leadOf(tokens);
  const top = [...read(0, lead.start, []), ...read(lead.start, lead.end, [leadPath])];
  const rule = tokens.findIndex(({ type }) => type === 'hr');
  const list = tokens.findIndex(({ type }) => type === 'bullet_list_open');
  if (!isOurs || list < 0 || list > rule) return [...top, ...read(lead.end, tokens.length, [])];
  return [
    ...top,
    ...read(lead.end, list, []),
    ...read(list, rule, [ownSummaryPath]),
    ...read(rule, tokens.length, []),
  ];
}

/** Where the paragraph right below the headline stands, if all of it is in italics. */
function leadOf(tokens: readonly Token[]): { readonly start: number; readonly end: number } {
  const start = tokens.findIndex(({ type }) => type === 'heading_close') + 1;
  const [opening, inline] = tokens.slice(start, start + 2);
  const marks = (inline?.children ?? []).filter(({ content, type }) => type !== 'text' || content !== '');
  const ends = marks.filter(({ type }) => /^em_/.test(type));
  const isItalic =
    opening?.type === 'paragraph_open' &&
    ends.length === 2 &&
    ends[0] === marks[0] &&
    ends[1] === marks.at(-1);
  return start > 0 && tokens[start - 1]?.tag === 'h1' && isItalic
    ? { start, end: start + 3 }
    : { start: 0, end: 0 };
}

/** Marks links above the headline, as a clipped page has them. */
function withoutMenu(blocks: readonly Block[]): readonly Block[] {
  const headline = blocks.findIndex(({ level }) => level === 1);
  const menu = blocks.slice(0, Math.max(0, headline));
  if (!menu.every(isLink)) return blocks;
  return [...menu.map((block) => ({ ...block, path: [pageFurniturePath] })), ...blocks.slice(menu.length)];
}

/** The facts of TOML that stand above its first table: a name, a value on the same line. */
function yamlOf(toml: string): string {
  const [top = ''] = toml.split(/^\[/m);
  const lines = [...top.matchAll(/^([\w-]+)\s*=\s*("[^"\n]*"|'[^'\n]*'|\[[^[\]\n]*\]|[\w:+.-]+)[ \t]*$/gm)];
  return lines.map(([, name, value]) => `${name}: ${value}`).join('\n');
}

function factsIn(yaml: string): ReadonlyMap<string, unknown> {
  try {
    // An alias may lead back to what it stands in.
    const value: unknown = parse(yaml, { maxAliasCount: 0 });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
    return new Map(Object.entries(value).map(([name, fact]) => [name.toLowerCase(), fact]));
  } catch {
    // Not YAML after all: what stands there is no article either.
    return new Map();
  }
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim() || undefined;
  if (Array.isArray(value))
    return (
      value
        .map(textOf)
        .filter((text) => text !== undefined)
        .join(', ') || undefined
    );
  if (typeof value === 'object' && value !== null && 'name' in value) return textOf(value.name);
  return undefined;
}
