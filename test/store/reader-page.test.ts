import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Translation } from '../../lambda/article.ts';
import { boilerplateRules } from '../../lambda/clean/boilerplate.ts';
import { explainRemoval } from '../../lambda/store/render/explanations.ts';
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
    expect(text).toContain('button to share or keep the page');
  });

  it.each([
    [['amazon-translate'], '기계 번역(Amazon Translate)입니다.', '機械翻訳（Amazon Translate）です。'],
    [['another'], '기계 번역(another)입니다.', '機械翻訳（another）です。'],
    [['amazon-translate', 'people'], '일부 문장은 사람이 번역했습니다.', '一部の文は人が訳しました。'],
    [['people'], '사람이 번역해', '人が訳し、'],
  ])('says in the reader’s language who made the translation, wherever it was kept: %j', (madeBy, ko, ja) => {
    const complete = { ...exampleResult.translations.ko, translator: 'memory', madeBy } as Translation;
    const made = renderReaderPage({ ...exampleResult, translations: { ko: complete, ja: complete } });
    expect(parse(made).text).toContain(ko);
    expect(parse(made).text).toContain(ja);
  });

  it('loads nothing, and runs its own script alone', () => {
    const { elements, attributes } = parse(page);
    expect([...elements.keys()].filter((name) => ['img', 'iframe', 'object', 'form'].includes(name))).toEqual(
      [],
    );
    expect(elements.get('script')).toBe(1);
    expect(attributes).not.toContain('src');
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    const hashOf = (element: string): string => {
      const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '';
      return `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`;
    };
    expect(policy).toBe(
      `default-src &#39;none&#39;; style-src ${hashOf('style')}; script-src ${hashOf('script')}; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
  });

  it('marks a finding where it is, explains it in the column’s language, and counts it at the top', () => {
    expect(page).toContain('<span class="s found" data-s="1.0">표는 4파운드다.<sup class="ref ui">1</sup>');
    expect(parse(page).text).toContain('숫자를 확인하십시오. £4 is missing.');
    expect(page.indexOf('확인할 곳')).toBeLessThan(page.indexOf('<section class="summary"'));
  });

  it('weighs at most 60 KB without the text', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(60_000);
  });

  it('makes a link only of a web address', () => {
    const hostile = { ...exampleResult, article: { ...exampleResult.article, url: 'javascript:alert(1)' } };
    expect(renderReaderPage(hostile)).not.toContain('javascript:');
  });

  it('lets no text become markup', () => {
    const withText = (text: string): string =>
      renderReaderPage({
        ...exampleResult,
        ref: { key: text },
        article: {
          ...exampleResult.article,
          headline: text,
          standfirst: text,
          byline: text,
          dateline: text,
          publishedAt: text,
          siteName: text,
          body: [paragraph(text, text), paragraph(text)],
          removed: [{ text, rule: `not the article (${text})`, label: 'other' }],
          confidence: 0.5,
          warnings: [text],
        },
        translations: {
          ko: {
            status: 'complete',
            translator: text,
            madeBy: [text],
            headline: text,
            summary: [text],
            body: [[text, text], [text]],
            findings: [{ check: 'number', severity: 'error', paragraph: 0, sentence: 0, message: text }],
          },
          ja: { status: 'unavailable', reason: text },
        },
      });
    const plain = parse(withText('plain'));
    const hostileText = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onload='x",
        '</style><b>',
        '&lt;',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        const seen = parse(withText(text));
        return (
          [...seen.elements].every(([name, count]) => plain.elements.get(name) === count) &&
          seen.attributes.length === plain.attributes.length
        );
      }),
    );
  });
});

describe('the explanations', () => {
  it.each(boilerplateRules.map(({ id }) => id))('have words for the rule %s', (id) => {
    const { en, ko, ja } = explainRemoval(id);
    expect(en).not.toBe(id);
    expect(ko).toMatch(/\p{Script=Hangul}/u);
    expect(ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
  });
});
