import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { JSDOM } from 'jsdom';
import { parseHTML } from 'linkedom';

/** What other packages take for the article of a page. */
export interface Extracted {
  /** HTML; empty where none was found. */
  readonly content: string;
  readonly title?: string | null;
  readonly byline?: string | null;
  readonly published?: string | null;
}

type ReadabilityDocument = ConstructorParameters<typeof Readability>[0];

function readability(document: unknown): Extracted {
  const article = new Readability(document as ReadabilityDocument).parse();
  return {
    content: article?.content ?? '',
    title: article?.title,
    byline: article?.byline,
    published: article?.publishedTime,
  };
}

const defaultUrl = 'https://example.org/';

/** Each reads a page from its HTML on; where one fails, it rejects with its own error. */
export const extractors = {
  'Readability on linkedom': async (html: string): Promise<Extracted> =>
    readability(parseHTML(html).document),
  'Readability on jsdom': async (html: string, url = defaultUrl): Promise<Extracted> => {
    const { window } = new JSDOM(html, { url });
    try {
      return readability(window.document);
    } finally {
      window.close();
    }
  },
  'Defuddle on linkedom': async (html: string, url = defaultUrl): Promise<Extracted> => {
    const { document } = parseHTML(html);
    const article = await Defuddle(document as unknown as Parameters<typeof Defuddle>[0], url);
    return {
      content: article.content,
      title: article.title,
      byline: article.author,
      published: article.published,
    };
  },
} as const;

/** Blocks end a line, as they do in what a browser shows. */
const blocks =
  'p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre, br, td, tr, section, article, figcaption, dt, dd';

/** The text of extracted HTML, a line a block. */
export function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const element of document.querySelectorAll(blocks)) element.after('\n');
  return (document.body.textContent ?? '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
