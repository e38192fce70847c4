import { damaged, zipTexts } from './archive.ts';
import type { DocumentText } from './document-page.ts';
import { readHtml } from './read-html.ts';
import type { Part } from './unpack.ts';
import { type XmlElement, xmlElements, xmlText } from './xml-paragraphs.ts';

/** A book with less text than this is one article that a program cut into pages. In UTF-16 code units. */
const shortestBook = 8_000;
/** Shorter chapters are covers, title pages and tables of contents. */
const shortestChapter = 300;

/**
 * Takes an e-book apart: each chapter of its table of contents.
 *
 * @returns fewer than two where the book is one article
 */
export function epubChapters(bytes: Uint8Array): Part[] {
  const { pages, titles } = openBook(bytes);
  const chapters: { readonly title: string; readonly paragraphs: string[] }[] = [];
  for (const { path, paragraphs } of pages) {
    const title = titles.get(path);
    const last = chapters.at(-1);
    if (title !== undefined || last === undefined)
      chapters.push({ title: title ?? paragraphs[0] ?? '', paragraphs: [...paragraphs] });
    else last.paragraphs.push(...paragraphs);
  }
  const texts = chapters.map(({ title, paragraphs }) => ({ title, text: paragraphs.join('\n\n') }));
  if (texts.reduce((sum, { text }) => sum + text.length, 0) < shortestBook) return [];
  return texts
    .filter(({ text }) => text.length >= shortestChapter)
    .map(({ title, text }, index) => ({
      name: `${String(index + 1).padStart(2, '0')} ${title.replace(/[\\/]/g, ' ').slice(0, 60)}`.trim(),
      text,
    }));
}

/** Reads an e-book: its chapters in the order of its spine, as one text. */
export function readEpub(bytes: Uint8Array): DocumentText {
  const { opf, pages } = openBook(bytes);
  return {
    paragraphs: pages.flatMap(({ paragraphs }) => paragraphs),
    properties: { 'og:title': xmlText(opf, 'title'), author: xmlText(opf, 'creator') },
  };
}

interface Book {
  readonly opf: string;
  /** In the order of reading, without the table of contents. */
  readonly pages: readonly { readonly path: string; readonly paragraphs: readonly string[] }[];
  /** What the table of contents calls the pages, by their path. */
  readonly titles: ReadonlyMap<string, string>;
}

function openBook(bytes: Uint8Array): Book {
  const parts = zipTexts(bytes, (name) => /\.(?:xml|opf|ncx|x?html?)$/i.test(name));
  const [rootFile] = xmlElements(parts.get('META-INF/container.xml') ?? '', ['rootfile']);
  const opfPath = rootFile?.attributes['full-path'] ?? '';
  const opf = parts.get(opfPath);
  if (opf === undefined) throw damaged('The e-book', undefined);
  const items = new Map(
    xmlElements(opf, ['item']).map((item) => [item.attributes.id ?? '', item.attributes]),
  );
  const pathOf = (id: string | undefined): string => resolved(opfPath, items.get(id ?? '')?.href ?? '');
  const [navigation] = [...items.values()].filter(({ properties = '' }) =>
    properties.split(' ').includes('nav'),
  );
  const [ncx] = [...items.values()].filter((item) => item['media-type'] === 'application/x-dtbncx+xml');
  const contentsPath = resolved(opfPath, (navigation ?? ncx)?.href ?? '');
  const contents = parts.get(contentsPath) ?? '';
  const titles = new Map<string, string>();
  const note = (href: string | undefined, title: string): void => {
    const path = resolved(contentsPath, href ?? '');
    if (!titles.has(path)) titles.set(path, title.replace(/\s+/g, ' ').trim());
  };
  for (const { attributes, text } of tocLinks(contents)) note(attributes.href, text);
  for (const { xml } of xmlElements(contents, ['navpoint'])) {
    const [target] = xmlElements(xml, ['content']);
    note(target?.attributes.src, xmlText(xml, 'text') ?? '');
  }
  const pages = xmlElements(opf, ['itemref'])
    .map(({ attributes }) => pathOf(attributes.idref))
    .filter((path) => path !== contentsPath)
    .map((path) => ({ path, paragraphs: readHtml(parts.get(path) ?? '').blocks.map(({ text }) => text) }));
  return { opf, pages, titles };
}

/** Of the lists in a navigation document, the table of contents: not the landmarks, not the pages of the printed book. */
function tocLinks(contents: string): XmlElement[] {
  const lists = xmlElements(contents, ['nav']);
  const toc = lists.find(({ attributes }) => attributes['epub:type'] === 'toc') ?? lists[0];
  return toc === undefined ? [] : xmlElements(toc.xml, ['a']);
}

/** The path of what a file of the book refers to, without the place in it. */
function resolved(from: string, href: string): string {
  const path = href.replace(/#.*$/s, '');
  const folders = from.split('/').slice(0, -1);
  for (const step of unescaped(path).split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '.') folders.push(step);
  }
  return folders.join('/');
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
