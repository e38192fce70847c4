import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Translation } from '../../lambda/article.ts';
import { renderReaderPage } from '../../lambda/store/render/reader-page.ts';
import { exampleResult, paragraph } from './example-result.ts';

interface Seen {
  readonly elements: ReadonlyMap<string, number>;
  readonly attributes: readonly string[];
  readonly text: string;
}

function parse(page: string): Seen {
  const elements = new Map<string, number>();
  const attributes: string[] = [];
  let text = '';
  const parser = new Parser({
    onopentag(name, attrs) {
      elements.set(name, (elements.get(name) ?? 0) + 1);
      attributes.push(...Object.keys(attrs));
    },
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.end(page);
  return { elements, attributes, text };
}

describe('the reader page', () => {
  const page = renderReaderPage(exampleResult);

  it('shows the article, its translation and what is missing', () => {
    const { text } = parse(page);
    expect(text).toContain('HARROW BAY, May 4 — The ferry is back.');
    expect(text).toContain('해로 베이, 5월 4일 — 여객선이 돌아왔다. 120명이 탄다.');
    expect(text).toContain('No engine is set up.');
    expect(text).toContain('£4 is missing.');
    expect(text).toContain('share-bar');
  });

  it('says in the reader’s language where the translation is from', () => {
    expect(parse(page).text).toContain('번역 메모리에 있던 번역입니다.');
    const byEngine = { ...exampleResult.translations.ko, translator: 'an-engine' } as Translation;
    const machine = renderReaderPage({ ...exampleResult, translations: { ko: byEngine } });
    expect(parse(machine).text).toContain('기계 번역입니다.');
  });

  it('loads nothing and runs nothing', () => {
    const { elements, attributes } = parse(page);
    expect(
      [...elements.keys()].filter((name) => ['script', 'link', 'img', 'iframe', 'object'].includes(name)),
    ).toEqual([]);
    expect(attributes).not.toContain('src');
    expect(page).toContain("default-src 'none'");
  });

  it('makes a link only of a web address', () => {
    const hostile = { ...exampleResult, article: { ...exampleResult.article, url: 'javascript:alert(1)' } };
    expect(renderReaderPage(hostile)).not.toContain('javascript:');
  });

  it('lets no text become markup', () => {
    const plain = parse(page);
    const hostileText = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onload='x",
        '</style><b>',
        '&lt;',
      ),
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = renderReaderPage({
          ...exampleResult,
          ref: { key: text },
          article: {
            ...exampleResult.article,
            headline: text,
            byline: text,
            publishedAt: text,
            body: [paragraph(text, text), paragraph(text)],
            removed: [{ text, rule: text }],
          },
        });
        const seen = parse(hostile);
        return (
          [...seen.elements].every(([name, count]) => plain.elements.get(name) === count) &&
          seen.attributes.length === plain.attributes.length
        );
      }),
    );
  });
});
