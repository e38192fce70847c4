import type { Page, PageEvidence } from './page.ts';
import { readText } from './read-text.ts';

/** What a reader of documents finds: running text, as if it had been copied out of the program that shows it. */
export interface DocumentText {
  /** In reading order. */
  readonly paragraphs: readonly string[];
  /** What the file says of itself, by the names of meta tags; believed only where the text says it as well, unless `isStated`. */
  readonly properties?: Readonly<Record<string, string | undefined>>;
  /** The properties are the article's own, as a publisher's system wrote them. */
  readonly isStated?: boolean;
  /** When the text was sent or saved at the latest, with its offset: what "2 hours ago" counts from. */
  readonly savedAt?: string;
  /** BCP 47, as the file states it. */
  readonly language?: string;
  /** Lines that stand on every page; they are no part of the text. */
  readonly pageFurniture?: readonly string[];
  readonly warnings?: readonly string[];
}

/** Marks the blocks that are a page's header, footer or number. */
export const pageFurniturePath = 'page header or footer';

/** Marks the blocks of an article of ours that are its summary: each is a sentence of the text as well. */
export const ownSummaryPath = 'summary of the article';

/** Marks the block right below the headline that a document sets apart from its text, as a standfirst is. */
export const leadPath = 'lead';

/** A document as the model that copied text has, so that it gives the same article as its text pasted. */
export function documentPage({
  paragraphs,
  properties = {},
  isStated = false,
  language,
  savedAt,
  pageFurniture = [],
}: DocumentText): Page {
  const { blocks } = readText(paragraphs.join('\n\n'));
  const text = paragraphs.join('\n');
  const metas = Object.entries(properties).flatMap(([key, content]) =>
    content !== undefined && content.trim() !== '' && (isStated || text.includes(content))
      ? [{ key, content: content.toWellFormed() }]
      : [],
  );
  const furniture = pageFurniture.map((line) => ({
    kind: 'line' as const,
    text: line,
    level: 0,
    path: [pageFurniturePath],
    linkedLength: 0,
  }));
  const evidence: PageEvidence = { language, savedAt, metas, jsonLd: [], authorMarks: [] };
  return { mediaType: 'text/plain', blocks: [...blocks, ...furniture], evidence };
}
