import { cleanName, sectionNames } from './byline.ts';
import { parseDate } from './dates.ts';
import type { PageEvidence } from './page.ts';

/** What a page claims about its article, the most trusted claim first. */
export interface PageClaims {
  readonly headlines: readonly string[];
  readonly authors: readonly (readonly string[])[];
  /** Names given as authors that are the site's own, or a user's: the byline only where nobody else is named. */
  readonly houseAuthors: readonly string[];
  /** ISO 8601. */
  readonly published: readonly string[];
  /** What the page says the article is about, in a sentence. */
  readonly descriptions: readonly string[];
  readonly siteName?: string;
  readonly url?: string;
}

interface JsonLdArticle {
  readonly headline?: string;
  readonly description?: string;
  readonly body?: string;
  readonly authors: readonly string[];
  readonly sections: readonly string[];
  readonly published?: string;
  readonly publisher?: string;
}

const articleTypes = /(?:Article|Posting|Report|Review|Recipe|LiveBlogPosting|WebPage)$/;
/** Of a WebPage, only the headline and the dates are the article's. */
const mostNestedJsonLd = 6;

/** Reads the metadata of a page: schema.org JSON-LD, Open Graph and the meta tags news sites use. */
export function claimsOf({ title, canonicalUrl, metas, jsonLd }: PageEvidence): PageClaims {
  const ofKey = new Map<string, string[]>();
  for (const { key, content } of metas) ofKey.set(key, [...(ofKey.get(key) ?? []), content]);
  const contents = (...keys: readonly string[]): string[] => keys.flatMap((key) => ofKey.get(key) ?? []);
  const articles = jsonLd.flatMap(articlesIn);
  const siteName =
    contents('og:site_name', 'application-name')[0] ??
    articles.find(({ publisher }) => publisher !== undefined)?.publisher;
  const titles = [
    ...articles.map(({ headline }) => headline),
    ...contents('og:title', 'twitter:title', 'headline', 'title', 'dc.title', 'sailthru.title'),
    title,
  ];
  const authorLists = [
    ...articles.map(({ authors }) => authors),
    ...authorKeys.map((keys) =>
      [...new Set(contents(...keys))].flatMap((content) => content.split(/\s*(?:[,;|&]|\s(?:and|und)\s)\s*/)),
    ),
    // Each holds one name, in places the family name first, with a comma.
    contents('citation_author').map((name) => name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')),
    labelledAuthors(metas),
  ];
  const dates = [
    ...articles.map(({ published }) => published),
    ...contents(
      'article:published_time',
      'og:published_time',
      'og:article:published_time',
      'datepublished',
      'parsely-pub-date',
      'sailthru.date',
      'publishdate',
      'publish-date',
      'pubdate',
      'date',
      'dc.date.issued',
      'dc.date',
      'dcterms.created',
      'article.published',
      'cxenseparse:recs:publishtime',
    ),
  ];
  // A section, where a template has no author to put.
  const sections = [
    ...contents('article:section', 'section', 'parsely-section', 'cxenseparse:section'),
    ...articles.flatMap((article) => article.sections),
  ];
  const isSection = (name: string): boolean =>
    sectionNames.test(name) || sections.some((section) => section.toLowerCase() === name.toLowerCase());
  const lists = authorLists
    .map((names) => names.map((name) => cleanName(decodeEntities(name))))
    .map((names) => names.filter((name) => name !== undefined))
    .map((names) => names.filter((name) => !isSection(name)));
  const house = [
    siteName,
    hostOf(canonicalUrl ?? contents('og:url')[0]),
    ...articles.map(({ publisher }) => publisher),
  ];
  // "Harbour Times | Bay Portal": a paper and where it is read.
  const withSites = authorKeys.flatMap((keys) => contents(...keys)).filter((content) => / \| /.test(content));
  const isHouse = (name: string): boolean =>
    isUserName.test(name) ||
    withSites.some((content) => content.includes(name)) ||
    house.some((own) => isSameName(name, own));
  return {
    headlines: unique(
      titles.map((text) =>
        text === undefined ? undefined : withoutSiteName(decodeEntities(text), siteName),
      ),
    ),
    authors: lists.map((names) => names.filter((name) => !isHouse(name))).filter((names) => names.length > 0),
    houseAuthors: unique(lists.flat().filter(isHouse)),
    published: unique(dates.map((date) => (date === undefined ? undefined : parseDate(date)))),
    descriptions: unique(
      [
        ...articles.map(({ description }) => description),
        ...contents('og:description', 'description', 'twitter:description'),
      ].map((text) => (text === undefined ? undefined : decodeEntities(text))),
    ),
    siteName,
    url: [canonicalUrl, ...contents('og:url')].find((url) => url !== undefined && /^https?:\/\//i.test(url)),
  };
}

/** Meta tags that name authors, most trusted first. */
const authorKeys = [
  ['author'],
  ['article:author', 'og:article:author'],
  ['twitter:misc:written by'],
  ['parsely-author', 'sailthru.author', 'dc.creator', 'byl', 'cxenseparse:author'],
];

/** The texts that the page states as its articles', markup as they have it. */
export function statedBodies({ jsonLd }: PageEvidence): string[] {
  const stating = jsonLd.filter((script) => script.includes('articleBody'));
  return stating.flatMap(articlesIn).flatMap(({ body }) => (body === undefined ? [] : [body]));
}

/** `jdoe42`: how somebody logs in. */
const isUserName = /^[\p{Ll}\d_.-]+$/u;

/** Are both the same but for capitals, marks and a domain's ending: "Harbour Times", harbourtimes.com, "Harbour Times Online"? */
function isSameName(name: string, own: string | undefined): boolean {
  const letters = (text: string): string =>
    text
      .toLowerCase()
      .replace(/\.(?:com|org|net|de|ch|at|jp|kr|uk|fr|it|es|no|is|vn|info)$/, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
  const [a, b] = [letters(name), letters(own ?? '')];
  return (
    a !== '' &&
    b !== '' &&
    (a === b || (Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a))))
  );
}

export function hostOf(url: string | undefined): string | undefined {
  return /^https?:\/\/(?:www\.|m\.)?([^/]+)/i.exec(url ?? '')?.[1];
}

/** `twitter:label1` "Written by", `twitter:data1` the name: what WordPress writes for previews. */
function labelledAuthors(metas: PageEvidence['metas']): string[] {
  return metas
    .filter(
      ({ key, content }) =>
        /^twitter:label\d$/.test(key) &&
        /^(?:written by|verfasst von|escrito por|écrit par|autor|author|作者|글쓴이|執筆者)$/i.test(content),
    )
    .flatMap(({ key }) => metas.filter((meta) => meta.key === key.replace('label', 'data')))
    .flatMap(({ content }) => content.split(/\s*,\s*/));
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];
}

const separators = /\s+[|–—·•«»:-]+\s+|\s*[|｜»]\s*/u;

/** "Ferry returns | Harbour Times": the headline alone. */
function withoutSiteName(title: string, siteName: string | undefined): string {
  const text = title.replace(/\s+/g, ' ').trim();
  const parts = text.split(separators).filter((part) => part !== '');
  if (parts.length < 2) return text;
  const last = parts.at(-1) ?? '';
  const first = parts[0] ?? '';
  const site = siteName?.toLowerCase();
  const cutEnd = (): string => text.slice(0, text.lastIndexOf(last)).replace(/[\s|｜–—·•«»:-]+$/u, '');
  if (site !== undefined && last.toLowerCase() === site) return withoutSiteName(cutEnd(), undefined);
  if (site !== undefined && first.toLowerCase() === site)
    return text.slice(first.length).replace(/^[\s|–—·•«»:-]+/u, '');
  // Without a name to compare, a short piece after a bar is the site's.
  const bar = /[|｜»]/u.test(text.slice(text.length - last.length - 4));
  const dash = /\s[–—-]\s/.test(text.slice(text.length - last.length - 3, text.length - last.length + 1));
  if ((bar || (dash && last.split(' ').length <= 4)) && last.length < 0.5 * text.length) return cutEnd();
  return text;
}

function articlesIn(script: string): JsonLdArticle[] {
  let data: unknown;
  try {
    data = JSON.parse(
      script.replace(/\p{Cc}+/gu, ' ').replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, ''),
    );
  } catch {
    return [];
  }
  const found: JsonLdArticle[] = [];
  const people = new Map<string, string>();
  const visit = (value: unknown, depth: number, use: (node: Record<string, unknown>) => void): void => {
    if (depth > mostNestedJsonLd || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 200)) visit(item, depth + 1, use);
      return;
    }
    const node = value as Record<string, unknown>;
    use(node);
    for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'author'])
      visit(node[key], depth + 1, use);
  };
  visit(data, 0, (node) => {
    const id = textOf(node['@id']);
    const name = textOf(node.name);
    if (id !== undefined && name !== undefined) people.set(id, name);
  });
  visit(data, 0, (node) => {
    const type = [node['@type']].flat().find((name) => typeof name === 'string' && articleTypes.test(name));
    if (type === undefined) return;
    found.push({
      headline: textOf(node.headline) ?? (type === 'WebPage' ? undefined : textOf(node.name)),
      description: textOf(node.description),
      body: textOf(node.articleBody),
      authors: [node.author ?? node.creator].flat().flatMap((author) => namesOf(author, people)),
      sections: [node.articleSection]
        .flat()
        .map(textOf)
        .filter((section) => section !== undefined),
      published: textOf(node.datePublished) ?? textOf(node.dateCreated),
      publisher: textOf((node.publisher as Record<string, unknown> | undefined)?.name),
    });
  });
  // An article before a page, a full entry before a reference to one.
  return found.sort((a, b) => Number(b.headline !== undefined) - Number(a.headline !== undefined));
}

function namesOf(author: unknown, people: ReadonlyMap<string, string>): string[] {
  if (typeof author === 'string') return author.split(/\s*(?:[,;|&]|\s(?:and|und)\s)\s*/);
  if (typeof author !== 'object' || author === null) return [];
  const { name, '@id': id } = author as Record<string, unknown>;
  return [name]
    .flat()
    .map(textOf)
    .concat(people.get(textOf(id) ?? ''))
    .filter((text) => text !== undefined)
    .slice(0, name === undefined ? 1 : 20);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().toWellFormed() : undefined;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** JSON-LD and twice-escaped meta tags keep entities that a reader never sees. */
function decodeEntities(text: string): string {
  return text
    .replace(/&#(x[\da-f]{1,6}|\d{1,7});/gi, (whole, code: string) => {
      const value =
        code.startsWith('x') || code.startsWith('X') ? Number.parseInt(code.slice(1), 16) : Number(code);
      return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : whole;
    })
    .replace(/&([a-z]{2,6});/gi, (whole, name: string) => named[name.toLowerCase()] ?? whole)
    .replace(/<[^>]{1,60}>/g, '')
    .toWellFormed()
    .trim();
}
