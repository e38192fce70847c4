import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';
import { explainPage } from '../../lambda/clean/explain.ts';

const cleaned = (text: string, key = 'page.txt') => clean({ ref: { key }, bytes: Buffer.from(text) });
const paragraphs = [
  'The night ferry to the outer islands will sail again next month after three years in dock, the port authority said on Monday.',
  'Its first crossing is planned for June 12. The ship passed its last sea trial on Sunday and carried 40 guests.',
  'A single ticket will cost 18 pounds, or 9 pounds for people who live on the islands and show a card.',
];

describe('clean', () => {
  it.each([
    ['no byte', '', 'empty'],
    ['white space', ' \n\t\u3000\n', 'empty'],
    ['a few words', 'Log in', 'no-article'],
    ['a broken PDF', '%PDF-1.7 …', 'damaged'],
    ['a broken Word document', 'PK\u0003\u0004…', 'damaged'],
  ])('rejects %s with its reason', async (_, text, reason) => {
    await expect(cleaned(text)).rejects.toMatchObject({ name: 'RejectedArticleError', reason });
  });

  it.each([
    [
      'text',
      'Fire at mill\n\nA fire broke out at the old mill on Monday. No one was hurt.',
      /too short.* 25 words/,
    ],
    [
      'a page',
      '<html><body><article><h1>방앗간에 불</h1><p>월요일 오래된 방앗간에 불이 났다. 다친 사람은 없다.</p></article></body></html>',
      /too short.* 60 characters/,
    ],
    [
      'a page with much beside',
      '<html><body><form><p>Log in to read on.</p></form><nav><a href="/a">Sport</a> <a href="/b">Weather and traffic</a></nav></body></html>',
      /may be a list, a login/,
    ],
  ])('says of what is too short whether it is an article: %s', async (_, text, message) => {
    await expect(cleaned(text)).rejects.toMatchObject({
      reason: 'no-article',
      message: expect.stringMatching(message),
    });
  });

  it('counts the digits of a short Korean report as well', async () => {
    const text =
      '3일 오전 5시 12분 동해시 북동쪽 48km 해역에서 규모 4.1의 지진이 났다. 신고 119건이 들어왔지만 다친 사람은 없다고 소방청이 4일 밝혔다.';
    expect(text.match(/[가-힣]/g)?.length).toBeLessThan(60);
    const article = await cleaned(`동해 해역 규모 4.1 지진\n${text}`);
    expect(article.body.map((paragraph) => paragraph.text)).toEqual([text]);
  });

  it('tells HTML by its tags, whatever the file is called', async () => {
    const html = `<html><body><h1>Ferry returns</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</body></html>`;
    const article = await cleaned(html, 'saved.txt');
    expect(article.mediaType).toBe('text/html');
    expect(article.body.map(({ text }) => text)).toEqual(paragraphs);
  });

  it('puts every line into exactly one place', async () => {
    const lines = [
      'Home',
      'Sport',
      'Ferry returns to the bay',
      'By Ida Marsh',
      '4 May 2026',
      ...paragraphs,
      'Share',
      'Comments (3)',
    ];
    const article = await cleaned(lines.join('\n\n'));
    const kept = [
      article.headline,
      ...article.body.map(({ text }) => text),
      ...article.removed.map(({ text }) => text),
    ];
    expect(kept.sort()).toEqual([...lines].sort());
    expect(article).toMatchObject({ byline: 'Ida Marsh', publishedAt: '2026-05-04' });
  });

  it('leaves the reading of ruby out of the sentence', async () => {
    const text =
      '<ruby>港<rt>みなと</rt></ruby>の旧橋が、６年ぶりに歩行者専用の橋としてよみがえる。市が20日、5月の連休前に開通すると発表した。';
    const more =
      '橋は1931年に完成し、長さは214メートル。かつては路面電車が走っていたが、通行止めとなっていた。';
    const article = await cleaned(
      `<html lang="ja"><body><article><h1>旧橋が復活へ</h1><p>${text}</p><p>${more}</p></article></body></html>`,
      'a.html',
    );
    expect(article.body[0]?.text).toMatch(/^港の旧橋が、/);
    expect(article.language).toBe('ja');
  });

  it('says how each block was judged', async () => {
    const page = await explainPage({
      ref: { key: 'a.txt' },
      bytes: Buffer.from(['Home', 'Share', ...paragraphs].join('\n\n')),
    });
    expect(page).toContain('share-bar');
    expect(page.split('\n').length).toBeGreaterThan(5);
  });

  it('survives any text: an article or a rejection', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(
        ...paragraphs,
        '<p>',
        '</div>',
        '<br>',
        '<table><tr><td>',
        '<!--',
        '<script>',
        '&#x110000;',
        '\n',
        '<a href="x">',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('a.txt', 'a.html'),
        async (pieces, key) => {
          const error = await cleaned(pieces.join(''), key).then(
            () => undefined,
            (thrown: Error) => thrown,
          );
          expect(error === undefined || error.name === 'RejectedArticleError').toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['100,000 nested tags', '<div>'.repeat(100_000) + paragraphs.join('</div>')],
    ['one line of 2 MB', 'word '.repeat(400_000)],
    ['50,000 links', '<a href="x">link</a><br>'.repeat(50_000)],
    ['unclosed marks', '<p>"(['.repeat(50_000)],
  ])('is not held up by %s', async (_, text) => {
    const timeOf = async (page: string): Promise<number> => {
      const started = performance.now();
      await cleaned(page, 'a.html').catch(() => undefined);
      return performance.now() - started;
    };
    const plain = `<p>${paragraphs[0]}</p>`;
    await timeOf(plain.repeat(200));
    const ordinary = await timeOf(plain.repeat(Math.ceil(text.length / plain.length)));
    // 3 to 11 times an ordinary page of that size was seen; what grows by the square takes hundreds.
    expect(await timeOf(text)).toBeLessThan(60 * ordinary);
  });
});
