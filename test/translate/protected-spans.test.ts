import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtSpans, protectedSpans, withSpansKept } from '../../lambda/translate/protected-spans.ts';

const found = (text: string): string[] => protectedSpans(text).map((span) => span.text);

describe('protected spans', () => {
  it.each([
    ['See https://a.example/b_(c)?d=1&e=2, then www.b.example.', ['https://a.example/b_', 'www.b.example']],
    ['It is at a.example/times.html.', ['a.example/times.html']],
    ['Write to kim.min+x@news.example or @kim_mp.', ['kim.min+x@news.example', '@kim_mp']],
    ['@kim@social.example said so', ['@kim@social.example']],
    ['#ClimateAction and #기후행동, but #1', ['#ClimateAction', '#기후행동']],
    ['$AAPL and $BRK.B rose, US$5 and $US 5 did not', ['$AAPL', '$BRK.B']],
    ['Samsung (KRX: 005930, 005930.KS) and Apple (NASDAQ: AAPL)', ['005930', '005930.KS', 'AAPL']],
    ['Run `npm start`, then call read_file() or max_size.', ['`npm start`', 'read_file()', 'max_size']],
    ['CVE-2024-12345 was closed', ['CVE-2024-12345']],
    ['AC/DC played 24/7 at 3:2, and/or J.K. Rowling of Amazon.com Inc. at a U.S. firm', []],
    ['The KOSPI: 2,500 points at noon @ 5', []],
  ])('of %j', (text, spans) => {
    expect(found(text)).toEqual(spans);
  });

  it('are put right where an engine spaced them, or wrote them in full width or other capitals', () => {
    const segment = 'Follow @kim_mp at https://a.example/B.';
    expect(withSpansKept(segment, '＠ kim_mp를 HTTPS: //a.example/b에서')).toBe(
      '@kim_mp를 https://a.example/B에서',
    );
  });

  it('are looked for whatever marks they have', () => {
    const segment = 'See https://a-b.example/c-d?e=(f)&g=[h]#i, CVE-2024-12345 and x-y+z@a-b.example.';
    const spans = found(segment);
    expect(spans).toHaveLength(3);
    expect(withSpansKept(segment, spans.join('와 ').replaceAll('-', ' - '))).toBe(spans.join('와 '));
    expect(withSpansKept(segment, '아무것도 없다.')).toBeUndefined();
  });

  it.each(['김을 https://a.example/B에서', '@kim_mp를', '@ kim_mp와 @ kim_mp를 https://a.example/B에서'])(
    'are missed in %j',
    (translation) => {
      expect(withSpansKept('Follow @kim_mp at https://a.example/B.', translation)).toBeUndefined();
    },
  );

  const text = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        fc.constantFrom('@a_b', '#tag', 'https://a.example/b', '$AB', 'x@y.example', '`c d`', ' ', '(', '.'),
      ),
    )
    .map((parts) => parts.join(''));

  it('stay as they are in a text that stays as it is', () => {
    fc.assert(fc.property(text, (segment) => withSpansKept(segment, segment) === segment));
  });

  it('cut a text without loss', () => {
    fc.assert(
      fc.property(text, (segment) => {
        const pieces = cutAtSpans(segment);
        expect(pieces.map((piece) => piece.text).join('')).toBe(segment);
        expect(pieces.filter(({ isProtected }) => isProtected).map((piece) => piece.text)).toEqual(
          found(segment),
        );
      }),
    );
  });

  it('are found in time proportional to the text, whatever it is', () => {
    const texts = ['a', 'aB_', '@a', '#a', '1.', 'http://', 'a/', 'a(', '`', '$A', 'a.b'].map(
      (part) => `${part.repeat(30_000)}@#/`,
    );
    const cpu = (work: () => unknown): number => {
      const started = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(started);
      return user + system;
    };
    const plain = 'the ferry sails, and returns. '.repeat(texts.join('').length / 30);
    const ofPlain = Math.min(
      cpu(() => found(`${plain}@`)),
      cpu(() => found(`${plain}@`)),
    );
    const ofHostile = Math.min(
      cpu(() => texts.map(found)),
      cpu(() => texts.map(found)),
    );
    expect(ofHostile).toBeLessThan(60 * ofPlain);
  });
});
