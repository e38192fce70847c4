import { createHash } from 'node:crypto';
import { Feed } from 'feed';
import type { TranslatedTexts, Translation } from '../../article.ts';
import { joinSentences } from '../../text/join-sentences.ts';
import { type Html, html } from '../render/html.ts';
import { type PageLanguage, type Phrase, pageLanguages } from '../render/languages.ts';
import { makerNotice } from '../render/notices.ts';
import { isWebAddress } from '../render/reader-page.ts';
import { withoutForbiddenCharacters } from '../render/xml.ts';
import { entryOf } from './entry.ts';
import { addressOf, feedName } from './front-page.ts';

/** How many articles a feed has: readers keep what they have seen. */
export const feedLength = 30;

const title: Phrase = { en: 'Tribrief: articles', ko: 'Tribrief: 기사', ja: 'Tribrief: 記事' };
const description: Phrase = {
  en: 'Articles cleaned and summarized',
  ko: '정리하고 요약해 번역한 기사',
  ja: '整理・要約し、翻訳した記事',
};

/** An article as a feed in one language has it. */
interface Item {
  readonly id: string;
  readonly address: string;
  readonly original?: string;
  readonly headline: string;
  /** Plain text. */
  readonly summary: string;
  /** HTML. */
  readonly content: string;
  readonly byline?: string;
  readonly processedAt: string;
  readonly publishedAt?: string;
}

export interface FeedFile {
  readonly name: string;
  readonly mediaType: 'application/atom+xml' | 'application/feed+json';
  readonly text: string;
}

/**
 * An Atom feed and a JSON Feed 1.1 for each language, with the summary as description and the full text as content.
 *
 * @param manifests `article.json` of the newest articles, newest first; what is none is left out
 * @param base where the front page is: an absolute address that ends with a slash
 */
export function renderFeeds(manifests: readonly string[], base: string): FeedFile[] {
  return pageLanguages.flatMap((language) => {
    const items = manifests.flatMap((json) => itemOf(json, language, base) ?? []).slice(0, feedLength);
    return [
      {
        name: feedName(language, 'xml'),
        mediaType: 'application/atom+xml',
        text: atomFeed(items, language, base),
      },
      {
        name: feedName(language, 'json'),
        mediaType: 'application/feed+json',
        text: jsonFeed(items, language, base),
      },
    ] as const;
  });
}

interface Manifest {
  readonly language: string;
  readonly headline?: string;
  readonly standfirst?: string;
  readonly dateline?: string;
  readonly byline?: string;
  readonly publishedAt?: string;
  readonly url?: string;
  readonly body: readonly (readonly string[])[];
  readonly summary: readonly { readonly text: string }[];
  readonly translations?: Readonly<Record<string, Translation | undefined>>;
}

function itemOf(json: string, language: PageLanguage, base: string): Item | undefined {
  const entry = entryOf(json);
  if (entry?.status !== 'stored') return undefined;
  const manifest = JSON.parse(json) as Manifest;
  const texts = textsIn(manifest, language);
  if (texts === undefined) return undefined;
  const digest = createHash('sha256').update(entry.key).digest('hex');
  const paragraphs = texts.body.map((sentences) => joinSentences(sentences, language));
  if (texts.dateline !== undefined) paragraphs[0] = `${texts.dateline} — ${paragraphs[0]}`;
  return {
    // A version 8 UUID: the bits that say so, and a digest.
    id: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    address: new URL(addressOf(entry, language === manifest.language ? '' : `#${language}`), base).href,
    original: isWebAddress(manifest.url) ? manifest.url : undefined,
    headline: texts.headline ?? paragraphs[0] ?? entry.key,
    summary: joinSentences(texts.summary, language),
    content:
      html`<div lang="${language}">${texts.standfirst === undefined ? undefined : html`<p><em>${texts.standfirst}</em></p>`}${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}${noticeIn(manifest, language)}</div>`
        .markup,
    byline: manifest.byline,
    processedAt: entry.at,
    publishedAt: instantOf(manifest.publishedAt),
  };
}

/** A day, or a time with its offset: a local time without one is no instant. */
const instant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function instantOf(date: string | undefined): string | undefined {
  if (date === undefined || !instant.test(date) || Number.isNaN(Date.parse(date))) return undefined;
  return new Date(date).toISOString();
}

function textsIn(manifest: Manifest, language: PageLanguage): TranslatedTexts | undefined {
  if (manifest.language === language)
    return { ...manifest, summary: manifest.summary.map(({ text }) => text) };
  const translation = manifest.translations?.[language];
  return translation?.status === 'complete' ? translation : undefined;
}

/** Who made the translation; a result of an earlier version names the engine alone. */
function noticeIn({ translations }: Manifest, language: PageLanguage): Html | undefined {
  const translation = translations?.[language];
  if (language === 'en' || translation?.status !== 'complete') return undefined;
  const { translator, madeBy = [translator] } = translation;
  return html`<p><em>${makerNotice(madeBy, language)}</em></p>`;
}

function atomFeed(items: readonly Item[], language: PageLanguage, base: string): string {
  const feed = new Feed({
    id: new URL(feedName(language, 'xml'), base).href,
    title: title[language],
    description: description[language],
    link: base,
    feedLinks: { atom: new URL(feedName(language, 'xml'), base).href },
    updated: new Date(items[0]?.processedAt ?? 0),
    generator: 'Tribrief',
    // Atom asks for an author where an entry has none.
    author: { name: 'Tribrief' },
  });
  for (const item of items) {
    feed.addItem({
      // The library declares title, summary and content to be HTML.
      title: html`${item.headline}`.markup,
      id: item.id,
      link: item.address,
      description: html`${item.summary}`.markup,
      content: item.content,
      author: item.byline === undefined ? undefined : [{ name: item.byline }],
      date: new Date(item.processedAt),
      published: item.publishedAt === undefined ? undefined : new Date(item.publishedAt),
    });
  }
  return `${withoutForbiddenCharacters(feed.atom1())}\n`;
}

/** JSON Feed 1.1, jsonfeed.org/version/1.1. The library knows version 1 only. */
function jsonFeed(items: readonly Item[], language: PageLanguage, base: string): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: title[language],
    description: description[language],
    home_page_url: base,
    feed_url: new URL(feedName(language, 'json'), base).href,
    language,
    items: items.map((item) => ({
      id: item.id,
      url: item.address,
      external_url: item.original,
      title: item.headline,
      summary: item.summary,
      content_html: item.content,
      authors: item.byline === undefined ? undefined : [{ name: item.byline }],
      language,
      date_published: item.publishedAt,
      date_modified: item.processedAt,
    })),
  };
  return `${JSON.stringify(feed, undefined, 2)}\n`;
}
