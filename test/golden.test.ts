import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../lambda/article.ts';
import { clean } from '../lambda/clean/clean.ts';
import { RejectedArticleError } from '../lambda/errors.ts';
import { renderArticleText, renderSummaryText, sourceTexts } from '../lambda/store/render/text.ts';
import { summarize } from '../lambda/summarize/summarize.ts';

const corpus = fileURLToPath(new URL('corpus', import.meta.url));
const slugs = readdirSync(corpus).sort();

function readSource(slug: string): { readonly key: string; readonly bytes: Buffer } {
  const key = existsSync(join(corpus, slug, 'source.html')) ? 'source.html' : 'source.txt';
  return { key, bytes: readFileSync(join(corpus, slug, key)) };
}

const isRejected = (slug: string): boolean => existsSync(join(corpus, slug, 'expected.rejection.txt'));

async function cleanSource(slug: string): Promise<CleanArticle> {
  const { key, bytes } = readSource(slug);
  return clean({ ref: { key }, bytes });
}

/** Letters and digits alone: what may not get lost between source and result. */
const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

it('the corpus holds articles in three languages, pages and pages to reject', () => {
  expect(slugs.length).toBeGreaterThanOrEqual(8);
  expect(slugs.filter(isRejected).length).toBeGreaterThanOrEqual(1);
});

describe.each(slugs.filter((slug) => !isRejected(slug)))('golden article %s', (slug) => {
  it('is cleaned as reviewed', async () => {
    const article = await cleanSource(slug);
    const removed = article.removed.map(({ text, rule, label }) => ({
      text,
      rule: rule.replace(/ \(.*\)$/, ''),
      label,
    }));
    const shown = {
      ...article,
      confidence: undefined,
      body: article.body.map(({ kind, text }) => ({ kind, text })),
      removed,
    };
    await expect(`${JSON.stringify(shown, undefined, 2)}\n`).toMatchFileSnapshot(
      `corpus/${slug}/expected.clean.json`,
    );
  });

  it('is summarized as reviewed', async () => {
    const article = await cleanSource(slug);
    const text = renderSummaryText(sourceTexts(article, summarize(article)));
    await expect(text).toMatchFileSnapshot(`corpus/${slug}/expected.summary.md`);
  });

  it('loses no sentence of the source and adds none', async () => {
    const article = await cleanSource(slug);
    const { key, bytes } = readSource(slug);
    const source = letters(
      bytes
        .toString('utf8')
        .replace(/<rt>.*?<\/rt>|<rp>.*?<\/rp>/g, '')
        .replace(/<[^>]*>/g, ''),
    );
    for (const { text } of article.body) {
      if (key === 'source.txt') expect(source).toContain(letters(text));
    }
  });

  it('is changed by no second cleaning', async () => {
    const article = await cleanSource(slug);
    const text = renderArticleText(sourceTexts(article, []));
    const again = await clean({ ref: { key: 'again.txt' }, bytes: Buffer.from(text) });
    expect(renderArticleText(sourceTexts(again, []))).toBe(text);
  });
});

describe.each(slugs.filter(isRejected))('page %s', (slug) => {
  it('is rejected as reviewed', async () => {
    const error = await cleanSource(slug).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RejectedArticleError);
    const { reason, message } = error as RejectedArticleError;
    await expect(`${reason}\n${message}\n`).toMatchFileSnapshot(`corpus/${slug}/expected.rejection.txt`);
  });
});
