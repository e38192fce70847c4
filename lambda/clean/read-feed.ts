import { Parser } from 'htmlparser2';
import { decode } from './decode.ts';
import type { DocumentText } from './document-page.ts';
import { unsupported } from './media-type.ts';
import { checkDepth } from './page.ts';
import { readHtml } from './read-html.ts';
import type { Part } from './unpack.ts';
import { localName, xmlText } from './xml-paragraphs.ts';

/** An element of a feed, or of an item of it. */
interface Element {
  /** Local name. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** As it stands in the file, its own tags included. */
  readonly xml: string;
  /** What it says, markup and white space as they stand; of `<content type="xhtml">` its elements. */
  readonly content: string;
}

interface Feed {
  /** The start tag of the outermost element, with the namespaces. */
  readonly root: { readonly name: string; readonly tag: string };
  /** What the feed says of itself. */
  readonly head: readonly Element[];
  readonly items: readonly (Element & { readonly parts: readonly Element[] })[];
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
      .map((name) => parts.find((part) => part.name === name && part.content.trim() !== '')?.content)
      .find((text) => text !== undefined);
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
      date: of('pubDate', 'published', 'date', 'issued', 'updated')?.trim(),
      'og:url': addressOf(parts),
      'og:site_name': plain(head.find(({ name }) => name === 'title')?.content),
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

function authorOf(parts: readonly Element[]): string | undefined {
  const creators = parts.filter(({ name }) => name === 'creator').map(({ content }) => content.trim());
  if (creators.length > 0) return creators.join(', ');
  const authors = parts
    .filter(({ name }) => name === 'author')
    // Atom has elements in it; RSS an address, with the name in brackets.
    .map(
      ({ xml, content }) => xmlText(xml, 'name') ?? /\(([^()]{2,80})\)/.exec(content)?.[1] ?? content.trim(),
    )
    .filter((name) => name !== '' && !name.includes('@'));
  return authors.length === 0 ? undefined : authors.join(', ');
}

function addressOf(parts: readonly Element[]): string | undefined {
  const link = parts.find(
    ({ name, attributes: { rel = 'alternate' } }) => name === 'link' && rel === 'alternate',
  );
  return link?.attributes.href ?? link?.content.trim();
}

/** What stays the same while the feed changes: the path of its address, or its identifier. */
function nameOfItem(parts: readonly Element[]): string {
  const identifier = parts.find(({ name }) => name === 'guid' || name === 'id')?.content.trim();
  const title = parts.find(({ name }) => name === 'title')?.content.trim();
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

/** Deeper than this there is nothing of a feed's own; markup in it is kept as it stands. */
const depths = { root: 1, channel: 2 };

function parseFeed(bytes: Uint8Array): Feed {
  const { text } = decode(bytes);
  let root: Feed['root'] = { name: 'rss', tag: '<rss>' };
  const head: Element[] = [];
  const items: (Element & { readonly parts: readonly Element[] })[] = [];
  /** An element whose end is waited for, with the parts of an item. */
  interface Open {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly start: number;
    readonly contentStart: number;
    readonly depth: number;
    text: string;
    readonly parts: Element[];
  }
  let item: Open | undefined;
  let part: Open | undefined;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        checkDepth(++depth);
        const name = localName(tag);
        // The parser's own start index is off after a processing instruction.
        const start = text.lastIndexOf(`<${tag}`, parser.endIndex);
        const opened = (): Open => ({
          name: nameAsWritten(tag),
          attributes,
          start,
          contentStart: parser.endIndex + 1,
          depth,
          text: '',
          parts: [],
        });
        if (depth === depths.root) root = { name: tag, tag: text.slice(start, parser.endIndex + 1) };
        else if (item === undefined && (name === 'item' || name === 'entry')) item = opened();
        else if (part === undefined && name !== 'channel' && name !== 'items') part = opened();
      },
      ontext(data) {
        if (part !== undefined) part.text += data;
      },
      onclosetag() {
        if (part?.depth === depth) {
          const closed = elementOf(part, text, parser.startIndex, parser.endIndex);
          if (item === undefined) head.push(closed);
          else item.parts.push(closed);
          part = undefined;
        } else if (item?.depth === depth) {
          items.push({ ...elementOf(item, text, parser.startIndex, parser.endIndex), parts: item.parts });
          item = undefined;
        }
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  return { root, head, items };
}

function nameAsWritten(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

function elementOf(
  open: {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly start: number;
    readonly contentStart: number;
    readonly text: string;
  },
  text: string,
  closeStart: number,
  closeEnd: number,
): Element {
  const { name, attributes, start, contentStart } = open;
  const isMarkup = attributes.type === 'xhtml';
  return {
    name,
    attributes,
    xml: text.slice(start, closeEnd + 1),
    content: isMarkup ? text.slice(contentStart, closeStart) : open.text,
  };
}
