import { RejectedArticleError } from '../errors.ts';
import { decode } from './decode.ts';
import type { DocumentText } from './document-page.ts';
import { unsupported } from './media-type.ts';
import { readHtml } from './read-html.ts';
import type { Part } from './unpack.ts';
import { type XmlElement, xmlElements, xmlParagraphs, xmlText } from './xml-paragraphs.ts';

/** ISO 8601 without separators, as NITF norms dates. */
const basicDate = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?/;

/**
 * Takes a NewsML-G2 message apart: each news item that has text, in the order of its package where it has one.
 *
 * @throws {RejectedArticleError} for a package that only refers to its articles
 */
export function newsItems(bytes: Uint8Array): Part[] {
  const { text } = decode(bytes);
  const all = xmlElements(text, ['newsitem', 'packageitem']);
  const items = all.filter(({ name, xml }) => name === 'newsitem' && hasText(xml));
  const packages = all.filter(({ name }) => name === 'packageitem');
  if (items.length === 0 && packages.length > 0) {
    throw new RejectedArticleError(
      'no-article',
      'The package names its articles and holds none of them. Drop the news items themselves, together as a ZIP archive if you like.',
    );
  }
  const order = packages.flatMap(({ xml }) =>
    xmlElements(xml, ['itemref']).map(({ attributes }) => attributes.residref),
  );
  const placeOf = ({ attributes }: XmlElement): number => {
    const place = order.indexOf(attributes.guid);
    return place < 0 ? order.length : place;
  };
  return items
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ xml, attributes }) => ({
      name: (attributes.guid ?? 'item').replace(/[^\p{L}\p{M}\p{N}._~-]+/gu, '-'),
      text: xml,
    }));
}

function hasText(item: string): boolean {
  return /<(?:\w+:)?inline(?:XML|Data)\b/.test(item);
}

/** Reads what agencies send: NITF, and a NewsML-G2 item with NITF, XHTML or text in it. */
export function readNewsXml(bytes: Uint8Array): DocumentText {
  const { text } = decode(bytes);
  const all = xmlElements(text, ['newsitem']);
  const items = all.length > 1 ? all.filter(({ xml }) => hasText(xml)) : all;
  if (items.length > 1) throw unsupported('a news message inside an archive', 'Take it out');
  const [item] = items;
  return item === undefined ? readNitf(text) : readNewsItem(item.xml);
}

function readNitf(xml: string): DocumentText {
  const [body] = xmlElements(xml, ['body.content']);
  const headline = xmlText(xml, 'hl1') ?? xmlText(xml, 'title');
  const [issued] = xmlElements(xml, ['date.issue', 'date.release']);
  const paragraphs = xmlParagraphs(body?.xml ?? xml, {
    paragraphs: ['p', 'hl2', 'li', 'tr'],
    skipped: ['media', 'byline', 'figure', 'body.head', 'head', 'body.end'],
    spaces: ['br', 'td', 'th'],
  });
  return {
    paragraphs: opened(headline, xmlText(xml, 'dateline'), paragraphs),
    properties: {
      'og:title': headline,
      author: withoutBy(xmlText(xml, 'byline')),
      date: issued?.attributes.norm?.replace(basicDate, '$1-$2-$3T$4:$5:$6'),
    },
    isStated: true,
  };
}

function readNewsItem(xml: string): DocumentText {
  const [itemMeta] = xmlElements(xml, ['itemmeta']);
  const [contentMeta] = xmlElements(xml, ['contentmeta']);
  const about = contentMeta?.xml ?? '';
  const administrative = itemMeta?.xml ?? '';
  const content = contentOf(xml);
  const headline = xmlText(about, 'headline') ?? content.headline ?? xmlText(administrative, 'title');
  const [creator] = xmlElements(about, ['creator']);
  const [status] = xmlElements(administrative, ['pubstatus']);
  const embargo = xmlText(administrative, 'embargoed');
  return {
    paragraphs: opened(headline, content.dateline ?? xmlText(about, 'dateline'), content.paragraphs),
    properties: {
      'og:title': headline,
      author: withoutBy(xmlText(about, 'by') ?? content.author ?? xmlText(creator?.xml ?? '', 'name')),
      date:
        xmlText(about, 'contentcreated') ??
        content.date ??
        xmlText(administrative, 'firstcreated') ??
        xmlText(administrative, 'versioncreated'),
    },
    isStated: true,
    warnings: [
      ...(/:(?:canceled|withheld)$/.test(status?.attributes.qcode ?? '')
        ? ['The agency has withdrawn this item.']
        : []),
      ...(embargo === undefined ? [] : [`The agency has put an embargo on this item until ${embargo}.`]),
    ],
  };
}

interface ItemContent {
  readonly paragraphs: readonly string[];
  readonly headline?: string;
  readonly dateline?: string;
  readonly author?: string;
  readonly date?: string;
}

/** The text of a news item, in the first of its renditions that has one. */
function contentOf(item: string): ItemContent {
  for (const { name, attributes, inner, text } of xmlElements(item, ['inlinexml', 'inlinedata'])) {
    const type = attributes.contenttype ?? '';
    if (/<(?:\w+:)?nitf[\s>]/.test(inner)) {
      const { paragraphs, properties } = readNitf(inner);
      const headline = properties?.['og:title'];
      return {
        paragraphs: headline === undefined ? paragraphs : paragraphs.slice(1),
        headline,
        author: properties?.author,
        date: properties?.date,
      };
    }
    const isMarkup = name === 'inlinexml' || /html/i.test(type);
    const markup = name === 'inlinexml' ? inner : text;
    const blocks = isMarkup ? readHtml(markup).blocks : [];
    const paragraphs = isMarkup
      ? blocks.map((block) => block.text)
      : text.split(/\n+/).map((line) => line.trim());
    const kept = paragraphs.filter((line) => line !== '');
    if (kept.length === 0) continue;
    const top = blocks[0]?.level === 1 ? blocks[0].text : undefined;
    return { paragraphs: top === undefined ? kept : kept.slice(1), headline: top };
  }
  return { paragraphs: [] };
}

/** Headline first; the dateline opens the first paragraph, as in print, where it does not stand there already. */
function opened(
  headline: string | undefined,
  dateline: string | undefined,
  paragraphs: readonly string[],
): string[] {
  const [first, ...rest] = paragraphs.filter((text) => text !== headline);
  const place = dateline?.replace(/[\s,–—-]+$/, '');
  const opening =
    first === undefined || place === undefined || first.startsWith(place.slice(0, 12))
      ? first
      : `${place} — ${first}`;
  return [headline, opening, ...rest].filter((text) => text !== undefined);
}

function withoutBy(byline: string | undefined): string | undefined {
  return byline?.replace(/^by\s+/i, '');
}
