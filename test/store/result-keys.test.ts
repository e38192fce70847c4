import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultFolder, resultKey } from '../../lambda/store/result-keys.ts';

/** Keys as S3 takes them: 1 to 1,024 bytes of UTF-8. */
const uploadKeys = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'grapheme', minLength: 200, maxLength: 1024 }),
    fc.string({ unit: fc.constantFrom('기', '사', '😀', 'a', '/'), minLength: 300, maxLength: 341 }),
  )
  .filter((key) => Buffer.byteLength(key) <= 1024 && key.isWellFormed());

describe('result keys', () => {
  it('start with the upload key', () => {
    expect(resultKey('news/2025/김.txt', 'article.json')).toBe('news/2025/김.txt/article.json');
  });

  it('stay within what S3 allows, whatever the upload key', () => {
    fc.assert(
      fc.property(uploadKeys, (key) => {
        const result = `results/${resultKey(key, 'translations.tmx')}`;
        return Buffer.byteLength(result) <= 1024 && result.isWellFormed();
      }),
    );
  });

  it.each([
    ['index.html', 'index.html~'],
    ['index.html~', 'index.html~~'],
    ['index.2026-11-24.html', 'index.2026-11-24.html~'],
    ['feed.ko.xml/a.txt', 'feed.ko.xml~/a.txt'],
    ['feed.ja.json', 'feed.ja.json~'],
    ['news/index.html', 'news/index.html'],
    ['index.html.txt', 'index.html.txt'],
    ['myindex.html', 'myindex.html'],
  ])('leave the names of the front page free: %s is stored in %s', (key, folder) => {
    expect(resultFolder(key)).toBe(folder);
  });

  it('differ where upload keys differ', () => {
    fc.assert(
      fc.property(uploadKeys, uploadKeys, (a, b) => a === b || resultKey(a, 'x') !== resultKey(b, 'x')),
    );
    const long = '기'.repeat(341);
    expect(resultKey(`${long}a`, 'x')).not.toBe(resultKey(`${long}b`, 'x'));
  });

  it.each([
    [['news.zip', 'a.txt'], 'news.zip/a.txt'],
    [['news.zip/a.txt'], 'news.zip~/a.txt'],
    [['news.ZIP~/a.txt'], 'news.ZIP~~/a.txt'],
    // Without the name of an archive, its articles are in a folder that no upload has.
    [['news', 'a.txt'], 'news.unpacked/a.txt'],
    [['news.unpacked/a.txt'], 'news.unpacked~/a.txt'],
    [['news.unpacked', 'a.txt'], 'news.unpacked.unpacked/a.txt'],
    [['news.zip', 'article.json'], 'news.zip/article.json~'],
    [['news.zip', 'entries.json~/a.txt'], 'news.zip/entries.json~~/a.txt'],
  ] as const)(
    'keep the articles of archives apart from uploads: %j is stored in %s',
    ([key, entry], folder) => {
      expect(resultFolder(key, entry)).toBe(folder);
    },
  );

  it('differ where uploads or their articles differ', () => {
    const part = fc.constantFrom(
      'a',
      'a.zip',
      'a.zip~',
      '.unpacked',
      'b.unpacked',
      'b.xml',
      '~',
      'index.html',
      'article.json',
    );
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const place = fc.tuple(path, fc.option(path, { nil: undefined }));
    fc.assert(
      fc.property(place, place, ([key, entry], [otherKey, otherEntry]) => {
        fc.pre(key !== otherKey || entry !== otherEntry);
        return resultFolder(key, entry) !== resultFolder(otherKey, otherEntry);
      }),
      { numRuns: 2_000 },
    );
  });
});
