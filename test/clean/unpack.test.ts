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

it('says that there is nothing in an empty ZIP', async () => {
  await expect(unpack({ ref: { key: 'day.zip' }, bytes: zipSync({}) })).rejects.toThrow(
    'The file holds no article: there is nothing in it.',
  );
});

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

describe('a NewsML-G2 message', () => {
  const item = (guid: string, headline: string, content: string, meta = ''): string =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="2"><itemMeta><itemClass qcode="ninat:text"/><provider literal="HT"/><versionCreated>2025-06-16T18:00:00+05:30</versionCreated><pubStatus qcode="stat:usable"/>${meta}<title>Slug: ${headline}</title></itemMeta><contentMeta><contentCreated>2025-06-16T17:23:00+05:30</contentCreated><creator qcode="x:1"><name>Ida Marsh</name></creator><headline>${headline}</headline></contentMeta><contentSet>${content}</contentSet></newsItem>`;
  const nitf = `<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Swing bridge opens again</hl1></hedline><dateline><location>HARBOUR</location>, June 16</dateline></body.head><body.content><block>${markup}</block><media><media-caption><p>A picture of it.</p></media-caption></media></body.content><body.end><tagline>Desk</tagline></body.end></body></nitf></inlineXML>`;
  const xhtml = `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>Swing bridge opens again</h1>${markup}</body></html></inlineXML>`;
  const plain = `<inlineData contenttype="text/plain">${sentences.map(escaped).join('\n\n')}</inlineData>`;
  const picture = item('tag:p', 'A picture', '<remoteContent href="p.jpg"/>');
  const message = (...items: readonly string[]): string =>
    `<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>${items.join('')}</itemSet></newsMessage>`;
  const packageItem =
    '<packageItem guid="tag:pack"><groupSet root="r"><group id="r"><itemRef residref="tag:b"/><itemRef residref="tag:a"/></group></groupSet></packageItem>';

  it.each([
    ['NITF', nitf],
    ['XHTML', xhtml],
    ['text', plain],
    ['HTML as text', `<inlineData contenttype="text/html">${escaped(markup)}</inlineData>`],
  ])('of one item is an article, its text in %s', async (_, content) => {
    const bytes = Buffer.from(message(picture, item('tag:a', 'Swing bridge opens again', content)));
    expect(await unpacked(bytes)).toBeUndefined();
    const article = await clean({ ref: { key: 'a.xml' }, bytes });
    expect(article).toMatchObject({
      mediaType: 'application/vnd.iptc.g2.newsitem+xml',
      headline: 'Swing bridge opens again',
      byline: 'Ida Marsh',
      publishedAt: '2025-06-16T17:23:00+05:30',
    });
    expect(article.body.map(({ text }) => text)).toEqual(sentences);
    expect(article.dateline).toBe(content === nitf ? 'HARBOUR, June 16' : undefined);
  });

  it('of several has an article of each, in the order of their package', async () => {
    const both = message(
      item('tag:a', 'Swing bridge opens again', nitf),
      packageItem,
      picture,
      item('tag:b', 'Tram line closes for a week', xhtml),
    );
    expect(await namesIn(both)).toEqual(['tag-b', 'tag-a']);
    expect((await articlesIn(both)).map(({ headline }) => headline)).toEqual([
      'Tram line closes for a week',
      'Swing bridge opens again',
    ]);
  });

  it('that only names its articles is rejected', async () => {
    await expect(unpacked(packageItem)).rejects.toMatchObject({ reason: 'no-article' });
  });

  it.each([
    ['<embargoed>2025-06-17T06:00:00Z</embargoed>', 'embargo on this item until 2025-06-17T06:00:00Z'],
    ['<pubStatus qcode="stat:canceled"/>', 'withdrawn'],
  ])('warns of what the agency says of its use: %s', async (meta, warning) => {
    const one = item('tag:a', 'Swing bridge opens again', xhtml, meta).replace(
      meta.startsWith('<pubStatus') ? '<pubStatus qcode="stat:usable"/>' : '\0',
      '',
    );
    const { warnings } = await clean({ ref: { key: 'a.xml' }, bytes: Buffer.from(one) });
    expect(warnings.join()).toContain(warning);
  });

  it.each(['utf16le', 'utf-8'] as const)('is read in its encoding: %s', async (encoding) => {
    const bytes = Buffer.from(`\ufeff${message(item('tag:a', 'Swing bridge opens again', xhtml))}`, encoding);
    expect((await clean({ ref: { key: 'a' }, bytes })).headline).toBe('Swing bridge opens again');
  });
});
