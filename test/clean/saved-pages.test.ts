import { describe, expect, it } from 'vitest';
import { maxUploadBytes } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { readHtml } from '../../lambda/clean/read-html.ts';

const body = [
  'The old swing bridge across the harbour opened to pedestrians on Monday, eleven years after it was closed because of rust.',
  'Hundreds of people crossed it in the first hour. The council had set aside four million pounds for the repair in 2023.',
  'Engineers replaced every cable and most of the deck. It will carry trams again from next spring, the council said.',
];
const headline = 'Swing bridge opens again after eleven years';
const markup = `<h1>${headline}</h1><p>By Ida Marsh</p>${body.map((text) => `<p>${text}</p>`).join('\n')}`;
const menus = `<nav><ul>${['Home', 'Politics', 'Sport'].map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul></nav>`;
const footer = `<footer><p>© Harbour Times. All rights reserved.</p></footer>`;
const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${headline}</title></head><body>${menus}<article>${markup}</article>${footer}</body></html>`;

const cleaned = (content: string | Uint8Array, key: string) =>
  clean({ ref: { key }, bytes: Buffer.from(content) });
const bodyOf = async (content: string | Uint8Array, key: string): Promise<readonly string[]> =>
  (await cleaned(content, key)).body.map(({ text }) => text);

describe('a page with its pictures in it', () => {
  const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(400_000)}`;
  const single = page
    .replace('<article>', `<article><img src="${picture}"><style>p{background:url(${picture})}</style>`)
    .replace(
      '</head>',
      `<link rel=icon href='data:image/svg+xml;utf8,<svg xmlns="x">${'a'.repeat(3_000_000)}</svg>'></head>`,
    );

  it('is as long as what people wrote in it', async () => {
    expect(single.length).toBeGreaterThan(1.1 * maxUploadBytes);
    expect(await bodyOf(single, 'page.html')).toEqual(body);
  });

  it('is too large where that is too large, and so is other text', async () => {
    const filler = 'word '.repeat(2_100_000);
    await expect(cleaned(`${single}<p>${filler}</p>`, 'page.html')).rejects.toMatchObject({
      reason: 'too-large',
    });
    await expect(cleaned(`${filler} "${picture}"`, 'a.txt')).rejects.toMatchObject({ reason: 'too-large' });
  });
});

describe('a page saved as MHTML', () => {
  const part = (type: string, location: string, content: string): string =>
    `------b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ${location}\r\n\r\n${Buffer.from(content).toString('base64')}\r\n`;
  const mhtml = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/swing\r\nSubject: ${headline}\r\nDate: Mon, 16 Jun 2025 17:23:00 +0530\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n${part('text/html', 'https://harbour.example/swing', page)}${part('text/html', 'cid:frame', `<p>${'An advertisement for ferries that nobody asked for. '.repeat(9)}</p>`)}${part('image/png', 'https://harbour.example/a.png', 'x')}------b--\r\n`;

  it('is the page, without its frames', async () => {
    const article = await cleaned(mhtml, 'page.mhtml');
    expect(article).toMatchObject({ headline, byline: 'Ida Marsh', url: 'https://harbour.example/swing' });
    expect(article.body.map(({ text }) => text)).toEqual(body);
    expect(article.removed.map(({ text }) => text)).toContain('Politics');
  });
});

describe('a date that counts from when the page was saved', () => {
  const [opening, rest] = [
    '<p class="posted">2 hours ago</p>',
    body.map((text) => `<p>${text}</p>`).join(''),
  ];
  const undated = `<!DOCTYPE html><html><head><title>${headline} | Harbour</title></head><body>${menus}<article><h1>${headline}</h1>${opening}${rest}</article>${footer}</body></html>`;

  it('is read where the file says when that was', async () => {
    const comment = `<!--\n Page saved with SingleFile \n url: https://harbour.example/swing \n saved date: Mon Jun 16 2025 17:23:00 GMT+0530 (India Standard Time)\n-->`;
    const article = await cleaned(undated.replace('<head>', `<head>${comment}`), 'page.html');
    expect(article.publishedAt).toBe('2025-06-16T15:23:00+05:30');
  });

  it('is read where the headers of MHTML say when that was', async () => {
    const headers = [
      ...['From: <Saved by Blink>', 'Snapshot-Content-Location: https://harbour.example/swing'],
      ...['Date: Tue, 17 Jun 2025 01:30:00 +0900', 'MIME-Version: 1.0'],
      ...['Content-Type: multipart/related; type="text/html"; boundary="----b"', '', ''],
      ...['------b', 'Content-Type: text/html', 'Content-Transfer-Encoding: base64', ''],
      ...[Buffer.from(undated).toString('base64'), '------b--', ''],
    ].join('\r\n');
    expect((await cleaned(headers, 'page.mhtml')).publishedAt).toBe('2025-06-16T23:30:00+09:00');
  });

  it('is none where nothing says', async () => {
    expect((await cleaned(undated, 'page.html')).publishedAt).toBeUndefined();
  });
});

describe('the date of a page that states a time for the day it prints', () => {
  const dated = async (time: string, line: string) =>
    (
      await cleaned(
        page.replace('<p>By Ida', `<p>Posted on <time datetime="${time}">${line}</time></p>$&`),
        'page.html',
      )
    ).publishedAt;

  it('has the time', async () => {
    expect(await dated('2026-04-18T01:14:52Z', 'April 17, 2026')).toBe('2026-04-18T01:14:52Z');
  });

  it('has the day alone where the time is none, or that of another day', async () => {
    expect(await dated('2026-04-17T00:00:00Z', 'April 17, 2026')).toBe('2026-04-17');
    expect(await dated('2026-04-20T01:14:52Z', 'April 17, 2026')).toBe('2026-04-17');
  });
});

describe('a page that is titled otherwise than its article', () => {
  const titled = (top: string): string =>
    page.replace(/(?<=<title>)[^<]+/, 'Harbour: all about the bridge').replace(headline, top);

  it('has the headline that stands on it', async () => {
    expect((await cleaned(titled(headline), 'page.html')).headline).toBe(headline);
  });

  it.each([
    ['in a menu', `<header><a href="/">Harbour Times</a></header><article>${markup}</article>`],
    ['in a heading', `<header><h1>Harbour Times</h1></header><article>${markup}</article>`],
    [
      'nowhere on it, which has a second article',
      `<article>${markup}</article><article><h1>Ferry fares rise</h1><p>A crossing costs six pounds from May.</p></article>`,
    ],
  ])(
    'has its own headline where it is titled by the name of its site, which stands %s',
    async (_, content) => {
      const html = `<html lang="en"><head><title>Harbour Times - News</title></head><body>${content}</body></html>`;
      expect((await cleaned(html, 'page.html')).headline).toBe(headline);
    },
  );

  it.each(['Harbour Times', 'The Harbour Times: News You Can Trust'])(
    'has no name of a site for a headline: %s',
    async (top) => {
      expect((await cleaned(titled(top), 'page.html')).headline).not.toBe(top);
    },
  );
});

describe('a page that a script fills in', () => {
  const stated = (text: string): string =>
    `<!DOCTYPE html><html><head><title>${headline} | Harbour</title><script type="application/ld+json">${JSON.stringify(
      {
        '@context': 'https://schema.org',
        '@type': 'NewsArticle',
        headline,
        author: { '@type': 'Person', name: 'Ida Marsh' },
        datePublished: '2025-06-16T17:23:00+05:30',
        articleBody: text,
      },
    )}</script></head><body>${menus}<div id="root"></div>${footer}</body></html>`;

  it.each([
    ['in lines', body.join('\n\n')],
    ['in markup', body.map((text) => `<p>${text}</p>`).join('')],
  ])('is read from what it states for search engines: %s', async (_, text) => {
    const article = await cleaned(stated(text), 'page.html');
    expect(article).toMatchObject({
      headline,
      byline: 'Ida Marsh',
      publishedAt: '2025-06-16T17:23:00+05:30',
      mediaType: 'text/html',
    });
    expect(article.body.map((paragraph) => paragraph.text)).toEqual(body);
  });

  it('is read as it stands where it shows its text', async () => {
    const both = stated(`${body.join('\n\n')}\n\nOnly for machines: ${body.join(' ')}`).replace(
      '<div id="root">',
      `<div id="root"><article>${markup}</article>`,
    );
    expect(await bodyOf(both, 'page.html')).toEqual(body);
  });
});

describe('a quotation pulled out of the text', () => {
  it.each([
    [
      'abridged',
      '<blockquote class="pullquote">‘The council had set aside … for the repair in 2023’</blockquote>',
    ],
    ['with another capital', '<aside><p>“Eleven years after it was closed because of rust”</p></aside>'],
    [
      'in a figure',
      '<figure><blockquote>“HUNDREDS of people crossed it … in the first hour”</blockquote></figure>',
    ],
  ])('is kept once, in the text: %s', async (_, quotation) => {
    const pulled = page.replace(`<p>${body[2]}`, `${quotation}<p>${body[2]}`);
    const article = await cleaned(pulled, 'page.html');
    expect(article.body.map(({ text }) => text)).toEqual(body);
    expect(article.removed.map(({ rule }) => rule)).toContain('repeated-text');
  });

  it('is kept where the text does not say it', async () => {
    const own = 'Hundreds of people will never cross … in the first hour of a Monday again.';
    const quoting = page.replace(`<p>${body[2]}`, `<blockquote>${own}</blockquote><p>${body[2]}`);
    expect(await bodyOf(quoting, 'page.html')).toContain(own);
  });
});

describe('the standfirst', () => {
  const deck = 'Trams will cross the harbour from next spring, and the town has a shortcut again';
  const pageWith = (top: string): string =>
    `<html lang="en"><head><title>${headline}</title></head><body>${menus}<article><h1>${headline}</h1>${top}${body
      .slice(1)
      .map((text) => `<p>${text}</p>`)
      .join('')}</article></body></html>`;
  const markdownWith = (top: string): string => `# ${headline}\n\n${top}\n\n${body.join('\n\n')}\n`;
  const first = `<p>${body[0]}</p>`;

  it.each([
    ['a.html', pageWith(`<p class="lead">${deck}.</p>${first}`), `${deck}.`],
    ['a.html', pageWith(`<div class="article-top lead">${deck}</div>${first}`), deck],
    ['a.html', pageWith(`<p class="byline">By Ida Marsh</p><p class="sub">${deck}</p>${first}`), deck],
    ['a.html', pageWith(`<div class="intro"><p>${deck}.</p></div>${first}`), `${deck}.`],
    ['a.md', markdownWith(`*${deck}*`), deck],
    ['a.md', markdownWith(`_${deck}, **at last**._`), `${deck}, at last.`],
  ])(
    'is what is set apart right below the headline, without byline and date: %s %s',
    async (key, page, text) => {
      const article = await cleaned(page, key);
      expect(article.standfirst).toBe(text);
      expect(article.body.map((paragraph) => paragraph.text)).toEqual(body);
    },
  );

  it.each([
    ['a.html', pageWith(`<p>${deck}.</p>${first}`)],
    ['a.html', pageWith(`<p class="lead">${deck}.</p><p class="lead">${body[0]}</p>`)],
    ['a.html', pageWith(`<p class="sub-pane">${deck}.</p>${first}`)],
    ['a.html', pageWith(`<p class="lead">HARROW BAY, May 4 (AP) — ${deck}.</p>${first}`)],
    ['a.md', markdownWith(`${deck}.`)],
    ['a.md', markdownWith(`*Trams* will cross the harbour from next spring, and the town has a *shortcut*`)],
    ['a.txt', [headline, deck, ...body].join('\n\n')],
  ])('is no line that might be any paragraph: %s %s', async (key, page) => {
    const article = await cleaned(page, key);
    expect(article.standfirst).toBeUndefined();
    expect(article.body.map((paragraph) => paragraph.text)).toHaveLength(body.length + 1);
  });

  it('is not all there is', async () => {
    const article = await cleaned(`# ${headline}\n\n*${body.slice(0, 2).join(' ')}*\n`, 'a.md');
    expect(article.body).toHaveLength(1);
  });
});

describe('Markdown', () => {
  it('keeps a list in a short article, and goes by its links where it was clipped with a menu', async () => {
    const text = [
      body[0],
      'What comes next',
      'Nine boats by May',
      'A new quay',
      'Tickets at half price',
      'The crew will stay.',
    ];
    const list = `${text[0]}\n\n## ${text[1]}\n\n1. ${text[2]}\n2. ${text[3]}\n3. ${text[4]}\n\n${text[5]}\n`;
    expect(await bodyOf(`# ${headline}\n\n${list}`, 'a.md')).toEqual(text);
    const menu = '[Home](/) | [News](/news)';
    const related = '**Read more:** [The old pier](/pier)';
    const article = await cleaned(`${menu}\n\n# ${headline}\n\n${list}\n${related}\n`, 'a.md');
    expect(article.body.map((paragraph) => paragraph.text)).toEqual(text);
    expect(article.removed.map((block) => block.rule)).toEqual(['page-furniture', 'read-more']);
  });

  it('is read where an alias of its front matter leads back to itself', async () => {
    const markdown = `---\na: &a [*a]\ntitle: *a\n---\n# ${headline}\n\n${body.join('\n\n')}\n`;
    expect(await bodyOf(markdown, 'a.md')).toEqual(body);
  });

  it('has date and author from the lines below its headline', async () => {
    const facts =
      'February 3, 2026 · 5:02 AM ET · Heard on [Daybreak Edition](/daybreak)\n\n[Ida Marsh](/people/ida-marsh)';
    const article = await cleaned(
      `[Home](/) · [Shows](/shows)\n\n# ${headline}\n\n${facts}\n\n${body.join('\n\n')}\n`,
      'a.md',
    );
    expect(article).toMatchObject({ headline, byline: 'Ida Marsh', publishedAt: '2026-02-03T05:02:00' });
    expect(article.body.map(({ text }) => text)).toEqual(body);
  });

  it('keeps marks of footnotes in code', async () => {
    const line =
      'The gate opens at any character that matches `[^0-9]` in the plate, the operator of the car park said.';
    const markdown = `# ${headline}\n\n${[...body, line].join('\n\n')}\n`;
    expect(await bodyOf(markdown, 'a.md')).toEqual([...body, line.replaceAll('`', '')]);
  });

  it('leaves out what its HTML sets around the article', async () => {
    const markdown = `# ${headline}\n\n<nav><p>Home</p><p>Sport</p></nav>\n\n${body.join('\n\n')}\n\n<footer><p>Bay News Ltd, 4 Quay Road</p></footer>\n`;
    expect(await bodyOf(markdown, 'a.md')).toEqual(body);
  });

  it('of ours gives its article again, with a summary of one sentence too', async () => {
    const markdown = `---\nupload: a.txt\nprocessed: 2026-05-04T09:00:00Z\n---\n\n# ${headline}\n\n- ${body[0]}\n\n---\n\n${body.join('\n\n')}\n`;
    const article = await cleaned(markdown, 'article.md');
    expect(article.standfirst).toBeUndefined();
    expect(article.body.map(({ text }) => text)).toEqual(body);
  });

  const markdown = `---
title: "Swing bridge: open again"
author: [Ida Marsh, Bo Reed]
date: 2025-06-16T17:23:00+05:30
lang: en
url: https://harbour.example/swing
---

# Swing bridge: open again

The old **swing bridge** across the [harbour](https://x.example) opened to *pedestrians* on Monday,
eleven years after it was closed because of rust.

![A picture](a.png)

${body[1]}

## What comes next

- ${body[2]}
`;

  it.each(['a.md', 'a.txt', 'a'])('has its facts before the text, called %s', async (key) => {
    const article = await cleaned(markdown, key);
    expect(article).toMatchObject({
      mediaType: 'text/markdown',
      headline: 'Swing bridge: open again',
      byline: 'Ida Marsh, Bo Reed',
      publishedAt: '2025-06-16T17:23:00+05:30',
      url: 'https://harbour.example/swing',
      warnings: [],
    });
    expect(article.body.map(({ text }) => text)).toEqual([body[0], body[1], 'What comes next', body[2]]);
  });

  const written = `# ${headline}

By Ida Marsh

${body[0]}

${body[1]}

What comes next
---------------

- Trams in spring
  - every ten minutes
- No lorries

1. Buy a ticket

> The bridge was ours.

| Year | Trips |
|------|-------|
| 2014 | 1,200 |

${body[2]}
`;
  const kept = [
    'What comes next',
    'Trams in spring',
    'every ten minutes',
    'No lorries',
    'Buy a ticket',
    'The bridge was ours.',
    'Year Trips',
    '2014 1,200',
  ];

  it('that is nothing but an article keeps its lists, quotations and tables, a row a line', async () => {
    const article = await cleaned(written, 'a.md');
    expect(article).toMatchObject({ headline, byline: 'Ida Marsh' });
    expect(article.body.map(({ text }) => text)).toEqual([body[0], body[1], ...kept, body[2]]);
  });

  it('that clips a page loses what the page links to', async () => {
    const links = ['Elsewhere', 'Ferry prices rise', 'Mayor resigns', 'Rain until Friday'].map(
      (text, place) => `- [${text}](https://x.example/${place})`,
    );
    const menu = links.join('\n');
    const texts = (
      await cleaned(`${menu}\n\n# ${headline}\n\n${body.join('\n\n')}\n\n## Related\n\n${menu}`, 'a.md')
    ).body.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(body));
    expect(texts).not.toContain('Mayor resigns');
  });

  it('of ours gives the article again, its summary among what is removed', async () => {
    const [dateline, ...paragraphs] = ['Eastholm, June 16 — ', ...body];
    const ours = `---\ntitle: "${headline}"\nauthor: "Ida Marsh"\nlang: "en"\nupload: "a.txt"\nprocessed: "2025-06-17T00:00:00Z"\n---\n\n# ${headline}\n\n- ${body[0]}\n- ${body[2]}\n\n---\n\n${dateline}${paragraphs.join('\n\n')}\n`;
    const article = await cleaned(ours, 'a.md');
    expect(article).toMatchObject({ headline, byline: 'Ida Marsh', dateline: 'Eastholm, June 16' });
    expect(article.body.map(({ text }) => text)).toEqual(body);
    expect(article.removed.map(({ text, rule }) => [text, rule])).toEqual([
      [body[0], 'repeated-text'],
      [body[2], 'repeated-text'],
    ]);
  });

  it('has its footnotes as paragraphs, and no marks of them', async () => {
    const notes = ['The rust was found by divers.', 'A pound was 1.17 euros then.'];
    const [first, ...others] = body;
    const text = `# ${headline}\n\n${first}[^1][^b]\n\n${others.join('\n\n')}\n\n[^1]: ${notes[0]}\n[^b]: ${notes[1]}\n`;
    expect(await bodyOf(text, 'a.md')).toEqual([...body, ...notes]);
  });

  it('has its facts in TOML', async () => {
    const toml = `+++\ntitle = "${headline}"\nauthor = "Ida Marsh"\n\n[params]\nauthor = "Nobody"\n+++\n\n${body.join('\n\n')}`;
    expect(await cleaned(toml, 'a.md')).toMatchObject({ headline, byline: 'Ida Marsh' });
    expect(await bodyOf(toml, 'a.md')).toEqual(body);
  });

  it('without facts is its text', async () => {
    expect(await bodyOf(`# ${headline}\n\n${body.join('\n\n')}`, 'a.md')).toEqual(body);
    expect(await bodyOf(`---\n: [}\n---\n\n# ${headline}\n\n${body.join('\n\n')}`, 'a.md')).toEqual(body);
  });
});

describe('a mail', () => {
  const mail = (text: string, type = 'text/plain'): string =>
    `From: Ada Moss <ada@desk.example>\r\nTo: desk@desk.example\r\nSubject: Fwd: ${headline}\r\nMIME-Version: 1.0\r\nDate: Mon, 16 Jun 2025 17:23:00 +0530\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${text.replaceAll('\n', '\r\n')}`;
  const text = [headline, ...body].join('\n\n');

  it.each([
    [
      'an answer',
      mail(
        `${text}\n\nOn Mon, 16 Jun 2025 at 17:00, Bo <bo@desk.example> wrote:\n> Old history of the desk.`,
      ),
    ],
    ['a signature', mail(`${text}\n\n-- \nAda Moss\nHarbour Times`)],
    [
      'a quote of Gmail',
      mail(
        `<div>${markup}</div><div class="gmail_quote"><div>On Monday Bo wrote:</div><blockquote>Old history of the desk.</blockquote></div>`,
        'text/html',
      ),
    ],
    [
      'a newsletter',
      mail(
        `<p>View this email in your browser</p>${markup}<p>You are receiving this email because you signed up.</p><p><a href="x">Unsubscribe</a> | <a href="y">Manage preferences</a></p>`,
        'text/html',
      ),
    ],
    [
      'one sent on',
      mail(
        `FYI, for tomorrow.\n\n---------- Forwarded message ---------\nFrom: Bo <bo@desk.example>\nDate: Mon, 16 Jun 2025\nSubject: ${headline}\nTo: Ada\n\n${text}`,
      ),
    ],
    [
      'one sent on by Apple',
      mail(
        `<div>FYI</div><blockquote type="cite"><div>Begin forwarded message:</div><div>From: Bo</div><div>Subject: ${headline}</div>${markup}</blockquote>`,
        'text/html',
      ),
    ],
  ])('has its article without what is around it: %s', async (_, content) => {
    const article = await cleaned(content, 'a.eml');
    expect(article.body.map((paragraph) => paragraph.text)).toEqual(body);
    expect(article.headline).toBe(headline);
  });
});

describe('a name that says something else than the content', () => {
  it.each([
    [page, 'page.txt', ['The name ends in .txt, but the file is a web page: it was read as that.']],
    [
      [headline, ...body].join('\n\n'),
      'a.docx',
      ['The name ends in .docx, but the file is plain text: it was read as that.'],
    ],
    [page, 'page.html', []],
    [page, 'page.asp', []],
    [[headline, ...body].join('\n\n'), 'a.md', []],
    [[headline, ...body].join('\n\n'), 'kim', []],
  ])('is a warning', async (content, key, warnings) => {
    expect((await cleaned(content, key)).warnings).toEqual(warnings);
  });
});

describe('what a page marks up as quoted', () => {
  it.each([
    ['en', '<q>Nobody said <q>wait</q> to us</q>', '“Nobody said ‘wait’ to us”'],
    ['ko', '<q>다리가 다시 열렸다</q>', '“다리가 다시 열렸다”'],
    ['ja', '<q>橋は<q>新品</q>だ</q>', '「橋は『新品』だ」'],
  ])('stands between the marks a browser prints around it: %s', (language, quoted, printed) => {
    const { blocks } = readHtml(`<html lang="${language}"><p>${quoted}, 1.</p></html>`);
    expect(blocks.map(({ text }) => text)).toEqual([`${printed}, 1.`]);
  });
});
