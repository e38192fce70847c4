import type { ProcessedArticle } from '../../../lambda/article.ts';
import { entryOf, type FrontEntry, type StoredEntry } from '../../../lambda/store/front/entry.ts';
import { renderManifest } from '../../../lambda/store/render/manifest.ts';
import { exampleResult } from '../example-result.ts';

export function storedEntry(changes: Partial<ProcessedArticle> = {}): StoredEntry {
  const entry = entryOf(renderManifest({ ...exampleResult, ...changes }));
  if (entry?.status !== 'stored') throw new Error('The example is no stored result');
  return entry;
}

export function rejectedEntry(key = 'login.html', rejectedAt = '2026-05-05T09:00:00.000Z'): FrontEntry {
  const entry = entryOf(
    JSON.stringify({
      schemaVersion: '1.0',
      upload: { key },
      reason: 'no-article',
      message: 'No article.',
      rejectedAt,
    }),
  );
  if (entry === undefined) throw new Error('The example is no rejection');
  return entry;
}

/** A list as long as wanted, an hour between each two. */
export function manyEntries(count: number): FrontEntry[] {
  const start = Date.parse('2026-05-01T00:00:00Z');
  return Array.from({ length: count }, (_, index) => ({
    ...storedEntry(),
    key: `news/${index}.txt`,
    folder: `news/${index}.txt`,
    at: new Date(start + index * 60_000).toISOString(),
    original: {
      language: 'en',
      headline: `Headline number ${index}`,
      summary: `Sentence of article ${index}.`,
    },
  }));
}
