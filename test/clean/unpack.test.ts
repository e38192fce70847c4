import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';
import { type Archive, unpack } from '../../lambda/clean/unpack.ts';

const unpacked = async (bytes: Uint8Array | string): Promise<Archive | undefined> =>
  unpack({ ref: { key: 'feed' }, bytes: Buffer.from(bytes) });
const namesIn = async (bytes: Uint8Array | string): Promise<readonly string[] | undefined> =>
  (await unpacked(bytes))?.entries.map(({ name }) => name);
const articlesIn = async (bytes: Uint8Array | string) =>
  Promise.all(((await unpacked(bytes))?.entries ?? []).map(({ read }) => clean(read())));

const sentences = [
  'The old swing bridge across the harbour opened to pedestrians on Monday, eleven years after it was closed because of rust.',
  'Hundreds of people crossed it in the first hour. The council had set aside four million pounds for the repair in 2023 & 2024.',
];
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const markup = sentences.map((text) => `<p>${escaped(text)}</p>`).join('');

/** A ZIP whose names are bytes of an encoding it does not state, as Windows writes them. */
function zipWithRawNames(names: readonly Uint8Array[]): Uint8Array {
  const placeholders = names.map((name, index) => String(index).padStart(name.length, '_'));
  const bytes = Buffer.from(
    zipSync(Object.fromEntries(placeholders.map((name) => [name, strToU8(sentences.join('\n\n'))]))),
  );
  for (const [index, name] of names.entries()) {
    const placeholder = Buffer.from(placeholders[index] ?? '');
    for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder, at + 1))
      bytes.set(name, at);
  }
  return bytes;
}

describe('names in a ZIP', () => {
  it.each([
    ['EUC-KR', 'b1e2bbe72ec5d8bdbac6ae2e747874', '기사.텍스트.txt'],
    ['Shift_JIS', '8b4c8e9682c682b582c482cc95b68f912e747874', '記事としての文書.txt'],
    ['UTF-8 without its flag', Buffer.from('기사.txt').toString('hex'), '기사.txt'],
    ['UTF-8, decomposed', Buffer.from('기사.txt'.normalize('NFD')).toString('hex'), '기사.txt'],
  ])('are read as their makers saw them: %s', async (_, hex, name) => {
    expect(await namesIn(zipWithRawNames([Buffer.from(hex, 'hex')]))).toEqual([name]);
  });

  it('that differ in capitals or tricks alone get a number', async () => {
    const files = ['a.txt', 'A.txt', './a.txt', 'b/../a.txt'];
    expect(
      await namesIn(zipSync(Object.fromEntries(files.map((name) => [name, new Uint8Array(1)])))),
    ).toEqual(['a.txt', 'A.txt (2)', 'a.txt (3)', 'b/a.txt']);
  });
});

describe('a feed', () => {
  const rss = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour &amp; Times</title><link>https://harbour.example/</link><lastBuildDate>${Math.random()}</lastBuildDate>
<image><title>Logo</title></image>${items}</channel></rss>`;
  const item = (name: string): string =>
    `<item><title>Swing bridge ${name} opens again</title><link>https://harbour.example/2025/${name}?from=rss</link><dc:creator><![CDATA[Ida Marsh]]></dc:creator><pubDate>Mon, 16 Jun 2025 17:23:00 +0530</pubDate><description>Short.</description><content:encoded><![CDATA[${markup}<p>The post <a href="x">Swing</a> appeared first on <a href="y">Harbour</a>.</p>]]></content:encoded></item>`;
  const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title><author><name>Ida Marsh</name></author>
<entry><title type="html">Swing &lt;i&gt;bridge&lt;/i&gt; opens again</title><id>urn:uuid:60a76c80</id><published>2025-06-16T17:23:00+05:30</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${markup}</div></content></entry>
<entry><title>Swing bridge: the second day</title><id>urn:uuid:60a76c81</id><link rel="enclosure" href="https://x.example/film"/><content type="html">${escaped(markup)}</content></entry></feed>`;
  const rdf = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="a"><title>Harbour</title><items><rdf:Seq><rdf:li rdf:resource="b"/></rdf:Seq></items></channel>
<item rdf:about="b"><title>Swing bridge opens again</title><link>https://harbour.example/swing</link><description>${escaped(markup)}</description></item></rdf:RDF>`;

  it.each([
    ['RSS 2.0', rss(item('one') + item('two')), ['2025-one-from-rss', '2025-two-from-rss']],
    ['Atom', atom, ['urn-uuid-60a76c80', 'urn-uuid-60a76c81']],
    ['RSS 1.0', rdf, ['swing']],
  ])('has an article of each entry: %s', async (_, feed, names) => {
    expect(await namesIn(feed)).toEqual(names);
    for (const { body } of await articlesIn(feed)) expect(body.map(({ text }) => text)).toEqual(sentences);
  });

  it('states headline, byline, date and address of each', async () => {
    expect(await articlesIn(rss(item('one')))).toMatchObject([
      {
        mediaType: 'application/rss+xml',
        headline: 'Swing bridge one opens again',
        byline: 'Ida Marsh',
        publishedAt: '2025-06-16T17:23:00+05:30',
        url: 'https://harbour.example/2025/one?from=rss',
        siteName: 'Harbour & Times',
      },
    ]);
    expect((await articlesIn(atom))[0]).toMatchObject({
      headline: 'Swing bridge opens again',
      byline: 'Ida Marsh',
      publishedAt: '2025-06-16T17:23:00+05:30',
    });
  });

  it('gives an entry the same bytes whatever else changed in it', async () => {
    const bytesOf = async (feed: string) =>
      Buffer.from((await unpacked(feed))?.entries.at(-1)?.read().bytes ?? []).toString();
    expect(await bytesOf(rss(item('two') + item('one')))).toBe(await bytesOf(rss(item('one'))));
  });

  it('without an entry is rejected', async () => {
    await expect(unpacked(rss(''))).rejects.toMatchObject({ reason: 'no-article' });
  });
});
