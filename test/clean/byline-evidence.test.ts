import { describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';

const body = [
  'The old swing bridge across the harbour opened to pedestrians on Monday, eleven years after it was closed because of rust.',
  'Hundreds of people crossed it in the first hour. The council had set aside four million pounds for the repair in 2023.',
  'Engineers replaced every cable and most of the deck. The bridge will carry trams again from next spring, the council said.',
];

async function bylineOf({ head = '', above = '', below = '' }): Promise<string | undefined> {
  const paragraphs = body.map((text) => `<p>${text}</p>`).join('');
  const html = `<html lang="en"><head><title>Swing bridge opens | Harbour Times</title>
    <meta property="og:site_name" content="Harbour Times">${head}</head>
    <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Swing bridge opens</h1>${above}${paragraphs}${below}</article></body></html>`;
  return (await clean({ ref: { key: 'page.html' }, bytes: Buffer.from(html) })).byline;
}

const jsonLd = (author: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Swing bridge opens', author })}</script>`;

describe('the byline of a saved page', () => {
  it.each([
    ['a class', { above: '<div class="post__author-name">Ida Marsh</div>' }],
    [
      'a link to the author',
      { above: '<div><a href="https://harbour.example/author/ida-marsh">Ida Marsh</a></div>' },
    ],
    ['microdata', { above: '<span itemprop="author"><span itemprop="name">Ida Marsh</span></span>' }],
    [
      'a line "By" and a line with the name',
      { above: '<div>By</div><div>Ida Marsh</div><div>5 mins read</div>' },
    ],
    ['a signature', { below: '<p class="byline">Ida Marsh</p>' }],
    [
      'a label for previews',
      {
        head: '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ida Marsh">',
      },
    ],
    ['a citation tag', { head: '<meta name="citation_author" content="Marsh, Ida">' }],
  ])('is found by %s', async (_, parts) => {
    expect(await bylineOf(parts)).toBe('Ida Marsh');
  });

  it('keeps the second author, whom the page claims nowhere', async () => {
    const head = jsonLd({ '@type': 'Person', name: 'Ida Marsh' });
    expect(await bylineOf({ head, above: '<p>By Ida Marsh and Tobias Rennard</p>' })).toBe(
      'Ida Marsh, Tobias Rennard',
    );
    expect(await bylineOf({ head, above: '<p>By Ida Marsh, Staff writer, Harbour News</p>' })).toBe(
      'Ida Marsh',
    );
  });

  it('names a person before the house, and the house where nobody else is named', async () => {
    const head = jsonLd({ '@type': 'Organization', name: 'Harbour Times' });
    expect(await bylineOf({ head, above: '<p class="author">Ida Marsh</p>' })).toBe('Ida Marsh');
    expect(await bylineOf({ head })).toBe('Harbour Times');
  });

  it.each([
    ['a paper and the portal it is read on', 'Bay Courier | Bay Portal'],
    ['an owner whom the page shows nowhere', 'Tidewater media holding'],
  ])('names who is shown before %s', async (_, author) => {
    const head = `<meta property="og:article:author" content="${author}">`;
    expect(await bylineOf({ head, above: '<p>By Ida Marsh</p>' })).toBe('Ida Marsh');
    const reporter = '<div><em class="reporter_name">홍길동 기자</em></div>';
    expect(await bylineOf({ head, above: reporter })).toBe('홍길동');
    expect(await bylineOf({ head })).toBeDefined();
  });

  it("leaves out the place beside the name that the markup calls the author's", async () => {
    const name = '<a rel="author">Ida Marsh</a>';
    expect(await bylineOf({ above: `<p>By ${name}, Lindau</p>` })).toBe('Ida Marsh');
    expect(await bylineOf({ above: `<p>By ${name}, Tobias Rennard</p>` })).toBe('Ida Marsh, Tobias Rennard');
  });

  it('takes a name in small letters where a line leads to what the markup calls an author', async () => {
    expect(await bylineOf({ above: '<p>Posted by <a rel="author">saltmarsh</a></p>' })).toBe('saltmarsh');
    expect(await bylineOf({ above: '<p>Filed: <a rel="author">saltmarsh</a></p>' })).toBeUndefined();
  });

  it.each([
    ['a button', '<div><b>By Ida Marsh</b><button>Follow</button></div>'],
    ['a label', '<div class="author"><b>Ida Marsh</b><span>Follow</span></div>'],
  ])('ends the name where %s beside it begins', async (_, above) => {
    expect(await bylineOf({ above })).toBe('Ida Marsh');
  });

  it('keeps the words that a sentence has in a button', async () => {
    const text =
      'The price of <button>freight</button> doubled within a year, which nobody in the harbour had foreseen.';
    const { body: kept } = await clean({
      ref: { key: 'page.html' },
      bytes: Buffer.from(
        `<article><h1>Swing bridge opens</h1>${[...body, text].map((line) => `<p>${line}</p>`).join('')}</article>`,
      ),
    });
    expect(kept.map((block) => block.text)).toContain(text.replace(/<.*?>/g, ''));
  });

  it('takes neither a section nor what else stands beside authors for one', async () => {
    expect(
      await bylineOf({ above: '<div class="author"><a href="/author/all">View all posts</a></div>' }),
    ).toBeUndefined();
    expect(await bylineOf({ above: '<div class="section">Business</div>' })).toBeUndefined();
    expect(await bylineOf({ head: jsonLd('imarsh42'), above: '<p>By Ida Marsh</p>' })).toBe('Ida Marsh');
  });
});
