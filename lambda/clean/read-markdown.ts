import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { documentPage } from './document-page.ts';
import { checkAmount, type Page } from './page.ts';
import { readHtml } from './read-html.ts';
import { readText } from './read-text.ts';

/** Facts before the text, in YAML between two lines of dashes, as static site generators and editors write them. */
const frontMatter = /^---[ \t]*\n([\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/;

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
  const [head = '', yaml = ''] = frontMatter.exec(markdown) ?? [];
  const stated = factsIn(yaml);
  const body = markdown.slice(head.length);
  checkAmount(body.length, 0);
  const isReadable = body.split(/\n\s*\n/).every(({ length }) => length <= longestParagraph);
  const html = isReadable ? new MarkdownIt({ html: true, linkify: false }).render(body) : undefined;
  const { blocks } = html === undefined ? readText(body) : readHtml(html);
  const text = blocks.map((block) => block.text);
  const properties = Object.fromEntries(
    facts.map(({ meta, names }) => [
      meta,
      names.map((name) => textOf(stated.get(name))).find((value) => value !== undefined),
    ]),
  );
  const title = properties['og:title'];
  const paragraphs = title === undefined || text.includes(title) ? text : [title, ...text];
  return documentPage({
    paragraphs,
    properties,
    isStated: true,
    language: textOf(stated.get('lang') ?? stated.get('language')),
  });
}

function factsIn(yaml: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = parse(yaml);
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
