import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { rejectionReasons } from '../../../lambda/article.ts';
import { entryOf, newestFirst, totalsOf } from '../../../lambda/store/front/entry.ts';
import { feedLength, renderFeeds } from '../../../lambda/store/front/feeds.ts';
import { entriesOnAPage, renderFront } from '../../../lambda/store/front/front.ts';
import { rejectionAdvice } from '../../../lambda/store/render/explanations.ts';
import { renderManifest } from '../../../lambda/store/render/manifest.ts';
import { payloads } from '../../browser/hostile.ts';
import { resultFull, richResult } from '../../browser/rich-result.ts';
import { exampleResult } from '../example-result.ts';
import { manyEntries, rejectedEntry, storedEntry } from './entries.ts';

const base = 'https://results.test/';

describe('an entry of the front page', () => {
  it('has the headlines, the first sentences and what is to be checked', () => {
    expect(storedEntry()).toEqual({
      status: 'stored',
      key: 'news/ferry.txt',
      folder: 'news/ferry.txt',
      at: '2026-05-05T08:00:00.000Z',
      original: {
        language: 'en',
        headline: 'Ferry returns to Harrow Bay',
        summary: 'It carries 120 people.',
      },
      translations: {
        ko: { language: 'ko', headline: '해로 베이에 여객선 돌아오다', summary: '120명이 탄다.' },
      },
      unavailable: ['ja'],
      findings: 1,
      charactersTranslated: 0,
      charactersReused: 87,
      cost: 0,
    });
  });

  it('is made of a rejection as well', () => {
    expect(rejectedEntry()).toMatchObject({ status: 'rejected', reason: 'no-article', key: 'login.html' });
  });

  it.each(['', 'null', '[]', '{', '{"upload":{"key":"a"}}', '{"upload":{"key":"a"},"reason":"unheard-of"}'])(
    'is not made of %j',
    (json) => {
      expect(entryOf(json)).toBeUndefined();
    },
  );

  it('costs what an engine was sent, at list price', () => {
    const { cost } = storedEntry({
      ...richResult,
      usage: { charactersTranslated: 10_000, charactersReused: 5, requests: 1, secondTries: 0 },
    });
    expect(cost).toBeCloseTo(0.15);
  });
});

describe('the front page', () => {
  const index = (entries: Parameters<typeof renderFront>[0]): string =>
    String(renderFront(entries, [], base).find(({ key }) => key === 'index.html')?.content);

  it('lists the newest first and sums up', () => {
    const entries = [storedEntry(), rejectedEntry()];
    expect(newestFirst(entries).map(({ key }) => key)).toEqual(['login.html', 'news/ferry.txt']);
    expect(totalsOf(entries)).toEqual({
      articles: 1,
      rejected: 1,
      charactersTranslated: 0,
      charactersReused: 87,
      cost: 0,
    });
    const page = index(entries);
    expect(page.indexOf('login.html')).toBeLessThan(page.indexOf('Ferry returns'));
  });

  it.each(rejectionReasons)('says for "%s" what to do, in three languages', (reason) => {
    const page = index([{ ...rejectedEntry(), reason } as ReturnType<typeof rejectedEntry>]);
    const { en, ko, ja } = rejectionAdvice[reason];
    for (const advice of [en, ko, ja]) expect(page).toContain(advice);
    expect(ko).toMatch(/\p{Script=Hangul}/u);
    expect(ja).toMatch(/\p{Script=Hiragana}/u);
  });

  it('says what was wrong with this very upload where that is known, once in each language', () => {
    const message = 'The article has 612,000 characters; at most 500,000 can be processed. Drop it in parts.';
    const page = index([
      { ...rejectedEntry(), reason: 'too-large', message } as ReturnType<typeof rejectedEntry>,
    ]);
    expect(page).toContain('기사가 612,000자입니다. 최대 500,000자까지 처리합니다. 나누어 올리십시오.');
    expect(page).toContain(
      '記事が612,000文字あります。処理できるのは500,000文字までです。分けて置いてください。',
    );
    expect(page.split(message)).toHaveLength(2);
    expect(page).not.toContain(rejectionAdvice['too-large'].ko);
  });

  it('shows a name from a Mac, whose letters are decomposed, as it reads', () => {
    const name = '뉴스 기사.txt';
    const page = index([rejectedEntry(name.normalize('NFD'))]);
    expect(page).toContain(`<h3>${name}</h3>`);
  });

  it('leads to each result, whatever its key', () => {
    const page = index([storedEntry({ ref: { key: 'news/a b#c?%/기사 "1".txt' } })]);
    expect(page).toContain('href="./news/a%20b%23c%3F%25/%EA%B8%B0%EC%82%AC%20%221%22.txt/index.html#ko"');
  });

  it('hands over to pages by day when one page can’t take it all', () => {
    const entries = manyEntries(entriesOnAPage + 1500);
    const files = new Map(renderFront(entries, [], base).map(({ key, content }) => [key, String(content)]));
    expect([...files.keys()].filter((key) => key.endsWith('.html'))).toEqual([
      'index.2026-05-02.html',
      'index.2026-05-02.2.html',
      'index.2026-05-01.html',
      'index.2026-05-01.2.html',
      'index.html',
    ]);
    const items = (page = ''): number => page.split('<article class="item"').length - 1;
    const byDay = [...files].filter(([key]) => key.startsWith('index.2026')).map(([, page]) => items(page));
    expect(byDay.reduce((sum, count) => sum + count)).toBe(entries.length);
    expect(items(files.get('index.html'))).toBe(entriesOnAPage);
    expect(files.get('index.html')).toContain('href="index.2026-05-01.2.html"');
    expect(files.get('index.html')).toContain('<b>2,500</b>');
  });
});

describe('the feeds', () => {
  const manifest = renderManifest(richResult);
  const file = (manifests: readonly string[], name: string): string =>
    renderFeeds(manifests, base).find((feed) => feed.name === name)?.text ?? '';
  const parseXml = (text: string) =>
    new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' || name === 'link' }).parse(
      text,
    );

  it('are there in three languages and two formats', () => {
    expect(renderFeeds([manifest], base).map(({ name }) => name)).toEqual([
      'feed.en.xml',
      'feed.en.json',
      'feed.ko.xml',
      'feed.ko.json',
      'feed.ja.xml',
      'feed.ja.json',
    ]);
  });

  /** RFC 4287, sections 4.1.1 and 4.1.2. */
  it.each(['feed.en.xml', 'feed.ko.xml', 'feed.ja.xml'])('keep to Atom’s rules: %s', (name) => {
    const text = file([manifest, renderManifest(exampleResult)], name);
    expect(XMLValidator.validate(text)).toBe(true);
    const { feed } = parseXml(text);
    const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
    expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom');
    expect(feed.id).toBe(`${base}${name}`);
    expect(feed.title).not.toBe('');
    expect(feed.updated).toMatch(date);
    expect(feed.author.name).toBe('Tribrief');
    expect(feed.link).toContainEqual({ '@_rel': 'self', '@_href': `${base}${name}` });
    expect(feed.entry.length).toBeGreaterThan(0);
    for (const entry of feed.entry) {
      expect(entry.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(entry.title['@_type']).toBe('html');
      expect(entry.updated).toMatch(date);
      expect(entry.link[0]['@_href']).toMatch(/^https:\/\/results\.test\/news\//);
      expect(entry.content['#text']).toMatch(/^<div lang="/);
    }
    const ids = feed.entry.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  /** jsonfeed.org/version/1.1 */
  it.each(['feed.en.json', 'feed.ko.json', 'feed.ja.json'])('keep to JSON Feed’s rules: %s', (name) => {
    const feed = JSON.parse(file([manifest], name));
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: base,
      feed_url: `${base}${name}`,
    });
    expect(typeof feed.title).toBe('string');
    for (const item of feed.items) {
      expect(typeof item.id).toBe('string');
      expect(typeof item.content_html).toBe('string');
      expect(new Date(item.date_published).toISOString()).toBe(item.date_published);
      expect(item.authors).toEqual([{ name: 'Noor Adler, Tom Pike' }]);
      expect(item.external_url).toBe('https://news.example/orchard?a=1&b=2');
    }
    expect(feed.items).toHaveLength(1);
  });

  it('have the texts of their language, and leave out what has none', () => {
    const korean = JSON.parse(file([manifest, renderManifest(exampleResult)], 'feed.ko.json'));
    expect(korean.items[0]).toMatchObject({
      title: '오래된 과수원, 두 번째 봄을 맞다',
      summary: '시의회는 목요일 7대 4로 의결했다. 비용은 1만 7천 파운드다.',
      url: `${base}news/2026/orchard.txt/index.html#ko`,
    });
    expect(korean.items).toHaveLength(2);
    expect(korean.items[0].content_html).toContain('기계 번역(Amazon Translate)입니다.');
    expect(korean.items[1].content_html).toContain('사람이 번역해');
    const japanese = JSON.parse(file([manifest, renderManifest(exampleResult)], 'feed.ja.json'));
    expect(JSON.parse(file([manifest], 'feed.en.json')).items[0].content_html).not.toContain('Amazon');
    expect(japanese.items).toHaveLength(1);
  });

  it('hold so many articles and no more', () => {
    const manifests = Array.from({ length: feedLength + 5 }, (_, index) =>
      renderManifest({ ...richResult, ref: { key: `${index}.txt` } }),
    );
    expect(JSON.parse(file(manifests, 'feed.en.json')).items).toHaveLength(feedLength);
  });

  it('are whole and say the same, whatever the article’s text', () => {
    for (const payload of payloads) {
      const full = renderManifest(resultFull(payload));
      const text = file([full], 'feed.ko.xml');
      expect(XMLValidator.validate(text)).toBe(true);
      const [entry] = parseXml(text).feed.entry;
      expect(Object.keys(entry).sort()).toEqual([
        'author',
        'content',
        'id',
        'link',
        'summary',
        'title',
        'updated',
      ]);
      expect(entry.title['#text']).not.toMatch(/<\w/);
      expect(JSON.parse(file([full], 'feed.ko.json')).items[0].content_html).not.toMatch(
        /<(?!\/?(?:div|p|em)\b)/,
      );
    }
  });
});
