import { decode } from './decode.ts';
import type { DocumentText } from './document-page.ts';
import { unsupported } from './media-type.ts';
import { readHtml } from './read-html.ts';
import type { Part } from './unpack.ts';
import { type XmlElement, xmlChildren, xmlText } from './xml-paragraphs.ts';

interface Feed {
  /** The start tag of the outermost element, with the namespaces. */
  readonly root: { readonly name: string; readonly tag: string };
  /** What the feed says of itself. */
  readonly head: readonly XmlElement[];
  readonly items: readonly (XmlElement & { readonly parts: readonly XmlElement[] })[];
}

/** Takes an RSS (0.9x, 1.0, 2.0) or Atom feed apart: each item as a feed of that item alone, whatever else is in the feed. */
export function feedItems(bytes: Uint8Array): Part[] {
  const { root, head, items } = parseFeed(bytes);
  const kept = head.filter(({ name }) => ['title', 'language', 'link', 'author'].includes(name));
  const around = kept.map(({ xml }) => xml).join('');
  return items.map((item) => ({
    name: nameOfItem(item.parts),
    text: `${root.tag}<channel>${around}${item.xml}</channel></${root.name}>`,
  }));
}

/** Reads a feed of one item as its article. */
export function readFeed(bytes: Uint8Array): DocumentText {
  const { head, items } = parseFeed(bytes);
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw unsupported('a feed inside an archive', 'Take it out');
  const { parts } = item;
  const of = (...names: readonly string[]): string | undefined =>
    names
      .flatMap((name) => parts.filter((part) => part.name === name).map(contentOf))
      .find((text) => text.trim() !== '');
  const content = of('encoded', 'content', 'description', 'summary') ?? '';
  const headline = plain(of('title'));
  const paragraphs = readHtml(content)
    .blocks.map(({ text }) => text)
    .filter((text) => !appearedFirst.test(text));
  return {
    paragraphs: [...(headline === undefined ? [] : [headline]), ...paragraphs],
    properties: {
      'og:title': headline,
      author: authorOf(parts) ?? authorOf(head),
      date: of('pubdate', 'published', 'date', 'issued', 'updated')?.trim(),
      'og:url': addressOf(parts),
      'og:site_name': plain(head.filter(({ name }) => name === 'title').map(contentOf)[0]),
    },
    isStated: true,
  };
}

/** What WordPress adds to each item. */
const appearedFirst = /^The post .{1,300} (?:first )?appeared (?:first )?on .{1,120}$/;

/** Title and author are text, escaped once more where they hold markup. */
function plain(text: string | undefined): string | undefined {
  const line =
    text &&
    readHtml(text)
      .blocks.map((block) => block.text)
      .join(' ');
  return line === '' ? undefined : line;
}

function authorOf(parts: readonly XmlElement[]): string | undefined {
  const creators = parts.filter(({ name }) => name === 'creator').map(({ text }) => text.trim());
  if (creators.length > 0) return creators.join(', ');
  const authors = parts
    .filter(({ name }) => name === 'author')
    // Atom has elements in it; RSS an address, with the name in brackets.
    .map(({ xml, text }) => xmlText(xml, 'name') ?? /\(([^()]{2,80})\)/.exec(text)?.[1] ?? text.trim())
    .filter((name) => name !== '' && !name.includes('@'));
  return authors.length === 0 ? undefined : authors.join(', ');
}

function addressOf(parts: readonly XmlElement[]): string | undefined {
  const link = parts.find(
    ({ name, attributes: { rel = 'alternate' } }) => name === 'link' && rel === 'alternate',
  );
  return link?.attributes.href ?? link?.text.trim();
}

/** What stays the same while the feed changes: the path of its address, or its identifier. */
function nameOfItem(parts: readonly XmlElement[]): string {
  const identifier = parts.find(({ name }) => name === 'guid' || name === 'id')?.text.trim();
  const title = parts.find(({ name }) => name === 'title')?.text.trim();
  const path = [addressOf(parts), identifier, title]
    .map((text = '') => text.replace(/^https?:\/\/[^/?#]*\/?/i, ''))
    .find((text) => text !== '');
  return unescaped(path ?? '')
    .replace(/[^\p{L}\p{M}\p{N}._~-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What tells a feed stands at its start; in UTF-16 code units. */
const longestStart = 8192;

function parseFeed(bytes: Uint8Array): Feed {
  const { text } = decode(bytes);
  const start = text.slice(0, longestStart).replace(/<!--[\s\S]*?-->/g, '');
  const [tag = '<rss>', name = 'rss'] = /<(?![?!])([^\s/>]+)[^>]*>/.exec(start) ?? [];
  // The items of RSS 1.0 and Atom stand beside what the feed says of itself, those of RSS 2.0 among it.
  const all = xmlChildren(text).flatMap((child) =>
    child.name === 'channel' ? xmlChildren(child.xml) : [child],
  );
  const isItem = (element: XmlElement): boolean => element.name === 'item' || element.name === 'entry';
  return {
    root: { name, tag },
    head: all.filter((element) => !isItem(element)),
    items: all.filter(isItem).map((item) => ({ ...item, parts: xmlChildren(item.xml) })),
  };
}

/** What an element says, markup and white space as they stand; of `<content type="xhtml">` its elements. */
function contentOf({ attributes, inner, text }: XmlElement): string {
  return attributes.type === 'xhtml' ? inner : text;
}
