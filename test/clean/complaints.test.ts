import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean, dissect } from '../../lambda/clean/clean.ts';
import { korean } from './night-ferry.ts';

// What users of other extractors complain of.

const paragraphs = [
  'The night ferry to the outer islands will sail again next month after three years in dock, the port authority said on Monday.',
  'Its first crossing is planned for June 12. The ship passed its last sea trial on Sunday and carried 40 guests.',
  'A single ticket will cost 18 pounds, or 9 pounds for people who live on the islands and show a card.',
  'The council had paid for the repair with a loan that runs until 2041, its treasurer told reporters at the quay.',
];
const menu =
  '<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/w">Weather</a></li></ul></nav>';

interface PageParts {
  readonly head?: string;
  readonly above?: string;
  readonly body?: string;
  readonly below?: string;
}

const texts = (list: readonly string[]): string => list.map((text) => `<p>${text}</p>`).join('');

function pageOf({ head = '', above = '', body = texts(paragraphs), below = '' }: PageParts): Buffer {
  return Buffer.from(`<html lang="en"><head><title>Night ferry returns | Harbour Times</title>
    <meta property="og:site_name" content="Harbour Times">${head}</head><body>${menu}
    <main><article><h1>Night ferry returns</h1>${above}<div class="article-body">${body}</div></article>${below}</main>
    <footer><a href="/about">About us</a> <a href="/contact">Contact</a></footer></body></html>`);
}

const cleaned = (parts: PageParts): Promise<CleanArticle> =>
  clean({ ref: { key: 'page.html' }, bytes: pageOf(parts) });
const bodyOf = ({ body }: CleanArticle): string[] => body.map(({ text }) => text);

describe('cleaning', () => {
  describe('what stands twice, word for word', () => {
    const caption = 'The night ferry in the dock at the northern quay, where it lay for three years.';
    const [first = '', second = '', third = '', ...rest] = paragraphs;
    const figure = `<figure><img src="a.jpg"><figcaption>${caption}</figcaption></figure>`;

    it.each([
      [
        'a caption',
        texts([first, caption, second]) + figure + texts([third, ...rest]),
        [first, caption, second, third, ...rest],
        caption,
        'caption',
      ],
      [
        'a lead',
        texts([first, first, second, third, ...rest]),
        [first, second, third, ...rest],
        first,
        'paragraph',
      ],
      [
        'a text laid out three times',
        texts([...paragraphs, ...paragraphs, ...paragraphs]),
        paragraphs,
        third,
        'paragraph',
      ],
      ['a text laid out twice', texts([...paragraphs, ...paragraphs]), paragraphs, third, 'paragraph'],
    ])('is kept once: %s', async (_, body, kept, text, label) => {
      const article = await cleaned({ body });
      expect(bodyOf(article)).toEqual(kept);
      expect(article.removed).toContainEqual({ text, rule: 'repeated-text', label });
    });

    it.each<[string, string, number?]>([
      ['a refrain', 'And the night ferry sails, and the night ferry sails on'],
      ['a refrain in sentences', 'And the night ferry sails, and the night ferry sails on.'],
      ['a refrain in a row', 'And the night ferry sails, and the night ferry sails on.', 4],
      ['a question', 'What would you say to those who miss the ferry?'],
      ['a quotation', '「夜のフェリーは必ず戻る」と島の人たちは港で何度も繰り返し語り合った。'],
      ['a result', 'Northern Quay 2, Southern Quay 1 after extra time'],
    ])('is kept as often as the article says it: %s', async (_, line, inRow = 1) => {
      const said = [first, second, line, third, ...Array<string>(inRow).fill(line), ...rest];
      expect(bodyOf(await cleaned({ body: texts(said) }))).toEqual(said);
    });
  });

  it('rejects a consent wall and says what to do', async () => {
    const wall = [
      'We and our 842 partners use cookies to process your personal data, with your consent, on your device.',
      'You can withdraw your consent at any time in the privacy settings, or object where partners claim a legitimate interest.',
      'Our partners process data to show personalised advertising, to measure it and to learn about their audience.',
    ];
    await expect(
      clean({
        ref: { key: 'a.html' },
        bytes: Buffer.from(`<html><body>${texts(wall)}<button>Accept all</button></body></html>`),
      }),
    ).rejects.toMatchObject({
      reason: 'no-article',
      message: expect.stringContaining('Open the article itself'),
    });
  });

  it.each([
    [
      'a login',
      'Sign in to go on',
      'Please give the e-mail address and the password of your account to go on reading. If the password is lost, a link to set another can be sent to you.',
      'By going on you accept our terms of service, which say what an account may be used for and when we may close it.',
    ],
    [
      'a page that is not there',
      'Nothing here',
      'The page you asked for does not exist, or the article was moved when the archive was put in order last year. Go back to the front page, or look for its headline in the search above.',
    ],
    [
      'a question whether a person reads',
      'One moment',
      'Our systems have seen unusual traffic from the network that you use. To show that you are not a robot, please enable JavaScript and cookies in the browser, then load the page once more.',
    ],
    [
      'a server that lets nobody in',
      'Access denied',
      'You have no permission to access this address on our server. Should you think that this is an error, write to the people who run it, tell them what you were doing when it came up, and give them the number below.',
    ],
    [
      'a page that is not shown abroad',
      'Not here',
      'You are reading from a country where the law on data holds us to more than we can give, so access cannot be granted today. For all questions please write to our readers’ desk, which answers on weekdays between nine and five.',
    ],
    [
      'a Korean login',
      '로그인',
      '이 기사는 회원 전용입니다. 아이디와 비밀번호를 넣고 로그인하시면 이어서 읽으실 수 있습니다. 아직 회원이 아니시면 회원가입을 먼저 해 주시기 바랍니다. 가입하시면 한 달 동안 모든 기사를 무료로 읽으실 수 있습니다.',
    ],
    [
      'a Japanese page that is not there',
      'お探しのページ',
      'お探しのページは見つかりませんでした。記事は公開が終わったか、別の場所へ移されたか、削除された可能性があります。アドレスをもう一度お確かめになるか、上の検索欄から見出しの言葉でお探しください。',
    ],
  ])('rejects %s', async (_, heading, ...wall) => {
    await expect(
      clean({
        ref: { key: 'a.html' },
        bytes: Buffer.from(`<html><body><h1>${heading}</h1>${texts(wall)}</body></html>`),
      }),
    ).rejects.toMatchObject({ reason: 'no-article' });
  });

  it.each([
    [
      'A harbour pilot who wrote his password on the window of the wheelhouse must take a course on safe passwords, the port said on Friday.',
      'Nobody had used the password, but tourists had taken pictures of it for weeks. The course on passwords ends with a test.',
    ],
    [
      'A web page that listed the wrecks of the bay was removed by mistake, and 400 divers asked where the page had been moved, the museum said.',
      'The page did not exist for nine days. Nobody had a copy, until a diver found the page on an old disc.',
    ],
    [
      'Voters on the islands have until Monday to register for the election of the mayor, the council said, and 4,100 people have not done so.',
    ],
  ])('keeps a short report of what walls speak of, signed or not: %s', async (...report) => {
    expect(bodyOf(await cleaned({ body: texts(report) }))).toEqual(report);
    const bytes = Buffer.from(
      `<html><body><h1>What the harbour knows now</h1>${texts(report)}</body></html>`,
    );
    expect(bodyOf(await clean({ ref: { key: 'a.html' }, bytes }))).toEqual(report);
  });

  it('keeps paragraphs with a link to another article below each', async () => {
    const links = paragraphs.map(
      (_, index) => `<p><a href="/${index}">Why the islands want another boat</a></p>`,
    );
    const body = paragraphs.map((text, index) => `<p>${text}</p>${links[index]}`).join('');
    expect(bodyOf(await cleaned({ body }))).toEqual(expect.arrayContaining([...paragraphs]));
  });

  it('rejects the lines below the links of a front page', async () => {
    const teasers = [
      [
        'Bridge stays closed until autumn',
        'Engineers found rust in eleven of its forty cables in the week before.',
      ],
      [
        'School wins the garden prize',
        'Its pupils have grown forty kinds of beans on the roof of the gymnasium.',
      ],
      [
        'Ferry fares stay as they are',
        'The council pays the difference until the end of March, it said on Monday.',
      ],
    ];
    const items = teasers.map(([title, line]) => `<li><a href="/a">${title}</a><p>${line}</p></li>`).join('');
    await expect(
      clean({
        ref: { key: 'a.html' },
        bytes: Buffer.from(`<html><body><h1>Bay News</h1><ul>${items}</ul></body></html>`),
      }),
    ).rejects.toMatchObject({ reason: 'no-article' });
  });

  it('warns where the text begins far below the headline', async () => {
    const gap = Array.from({ length: 40 }, (_, index) => `<p><a href="/${index}">Item ${index}</a></p>`).join(
      '',
    );
    const article = await cleaned({ above: gap });
    expect(article.warnings.join()).toContain('its beginning may be missing');
    expect((await cleaned({})).warnings).toEqual([]);
  });

  it.each([
    '<p>To continue reading, subscribe now.</p>',
    '<div>Most read</div><p>You have reached your limit of free articles.</p>',
    '<p>残り1,024文字（全文：1,690文字）</p>',
  ])('warns where the page asks to pay for the rest: %s', async (below) => {
    expect((await cleaned({ below })).warnings.join()).toContain('its end may be missing');
    // Below the menu of its foot a site asks everybody, and anywhere whoever pays already.
    expect((await cleaned({ below: '<p>Already a subscriber? Log in</p>' })).warnings).toEqual([]);
    const links = texts(
      ['Sport', 'Culture', 'Science', 'Weather', 'Books', 'Food', 'Travel', 'Cars'].map(
        (name) => `<a href="/">${name}</a>`,
      ),
    );
    expect((await cleaned({ below: links + below })).warnings).toEqual([]);
  });

  it('keeps a paragraph that is one link', async () => {
    const linked = `<a href="/report">${paragraphs[1]}</a>`;
    const article = await cleaned({ body: texts([paragraphs[0] ?? '', linked, ...paragraphs.slice(2)]) });
    expect(bodyOf(article)).toEqual(paragraphs);
  });

  it('takes a dateline for no byline', async () => {
    const first = `HARBOUR BAY, June 16 (IANS) — ${paragraphs[0]}`;
    const article = await cleaned({ body: texts([first, ...paragraphs.slice(1)]) });
    expect(article).toMatchObject({ dateline: 'HARBOUR BAY, June 16' });
    expect(article.byline).toBeUndefined();
    expect(bodyOf(article)).toEqual(paragraphs);
  });

  it('loses nothing: each block of a page is kept or named among the removed, with a label', async () => {
    const part = fc.constantFrom(
      ...paragraphs.map((text) => `<p>${text}</p>`),
      '<p>By Ida Marsh</p>',
      '<p>4 May 2026</p>',
      '<h2>The council pays</h2>',
      '<ul><li>One boat</li><li>Two piers</li></ul>',
      '<figure><img src="a.jpg"><figcaption>The ferry in dock. Photo: A. Hand</figcaption></figure>',
      '<div class="share">Share</div>',
      '<aside class="related"><a href="/x">Island school opens after the storm</a></aside>',
      '<blockquote>“We will be back,” the captain said on Monday.</blockquote>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 4, maxLength: 12 }), async (parts) => {
        const bytes = pageOf({ body: texts(paragraphs) + parts.join('') });
        const source = { ref: { key: 'page.html' }, bytes };
        const [article, { page, front }] = [await clean(source), await dissect(source)];
        const dateline = article.dateline === undefined ? [] : [article.dateline];
        const found = [...bodyOf(article), ...article.removed.map(({ text }) => text), ...dateline];
        const standing = page.blocks.filter(
          (_, index) => !['headline', 'standfirst'].includes(front.roles.get(index) ?? ''),
        );
        expect(found.length).toBe(standing.length);
        expect(article.removed.every(({ label, rule }) => label.length > 0 && rule.length > 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps all authors', async () => {
    const people = [{ name: 'Ida Marsh' }, { name: 'Tobias Rennard' }].map((one) => ({
      '@type': 'Person',
      ...one,
    }));
    const head = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Night ferry returns', author: people })}</script>`;
    expect(await cleaned({ head })).toMatchObject({ byline: 'Ida Marsh, Tobias Rennard' });
    expect(
      await cleaned({ above: '<p>By Ida Marsh, Tobias Rennard and Press Association</p>' }),
    ).toMatchObject({
      byline: 'Ida Marsh, Tobias Rennard, Press Association',
    });
  });

  it('takes no section for an author', async () => {
    const above =
      '<div class="kicker"><a href="/world">World</a></div><p class="byline">By <a href="/author/ida-marsh">Ida Marsh</a></p>';
    expect(await cleaned({ above })).toMatchObject({ byline: 'Ida Marsh' });
    expect(
      (await cleaned({ above: '<div class="kicker"><a href="/world">World</a></div>' })).byline,
    ).toBeUndefined();
  });

  it('gives the day the page states, not that of another zone', async () => {
    const head = '<meta property="article:published_time" content="2025-06-16T23:45:00-07:00">';
    expect((await cleaned({ head })).publishedAt).toBe('2025-06-16T23:45:00-07:00');
    const modified = '<meta property="article:modified_time" content="2025-06-18T01:00:00Z">';
    const above = '<p>Updated: June 17, 2025</p><p>Published: June 16, 2025</p>';
    expect((await cleaned({ head: modified, above })).publishedAt).toBe('2025-06-16');
  });

  it.each([
    { head: '', day: '2026-02-11' },
    { head: '<meta property="og:locale" content="en_GB">', day: '2026-11-02' },
    { head: '<meta property="og:locale" content="en_US">', day: '2026-02-11' },
    { head: '', below: '<p>Saved on 13/11/2026</p>', day: '2026-11-02' },
    {
      head: '<meta property="og:locale" content="en_GB">',
      below: '<p>Saved on 11/13/2026</p>',
      day: '2026-02-11',
    },
    { head: '', below: '<p>Greta P. 3 November 2026, 08:12</p>', day: '2026-11-02' },
    { head: '', below: '<p>Today: 20 November 2026</p>', day: '2026-02-11' },
    { head: '', below: '<p><time datetime="2026-11-02T09:12:00Z">2 Nov</time></p>', day: '2026-11-02' },
  ])('reads 02/11/2026 as the page writes dates: %j', async ({ day, ...parts }) => {
    const article = await cleaned({ above: '<p>by Ruth Amsel, 02/11/2026</p>', ...parts });
    expect(article).toMatchObject({ byline: 'Ruth Amsel', publishedAt: day });
  });

  it('reads 02/11/2026 as the language of the text writes dates', async () => {
    const text = [
      'Le bac de nuit vers les îles reprendra son service le mois prochain, après trois ans de réparations, a annoncé lundi le port.',
      'La première traversée est prévue pour le 12 juin. Le navire a terminé dimanche ses essais en mer avec quarante invités.',
      'Le billet coûtera dix-huit euros, neuf pour les habitants des îles qui présentent leur carte.',
    ];
    const lines = ['Le bac de nuit reprend la mer', 'Par Ida Marsh', '02/11/2026', ...text];
    const article = await clean({ ref: { key: 'a.txt' }, bytes: Buffer.from(lines.join('\n')) });
    expect(article).toMatchObject({ language: 'fr', publishedAt: '2026-11-02' });
  });

  it('gives the zone that the page states for the time it shows', async () => {
    const timeOf = async (claim: string) =>
      (
        await cleaned({
          above: `<p class="meta"><time datetime="${claim}">2026년 6월 11일 5:00</time></p>`,
        })
      ).publishedAt;
    expect(await timeOf('2026-06-11T05:00:23+09:00')).toBe('2026-06-11T05:00:00+09:00');
    expect(await timeOf('2026-06-10T20:00:00Z')).toBe('2026-06-11T05:00:00');
    const head = `<script type="application/ld+json">${JSON.stringify({
      '@type': 'NewsArticle',
      datePublished: '2026-06-11T05:00:00+09:00',
    })}</script><meta property="article:published_time" content="2026-06-11T05:00:00">`;
    expect((await cleaned({ head })).publishedAt).toBe('2026-06-11T05:00:00+09:00');
  });

  it('keeps what to read next and what is trending out of the text', async () => {
    const next = `<div class="read-next"><h3>Read next</h3><p><a href="/a">Island school opens after the storm</a></p></div>`;
    const trending = `<section class="trending"><h3>Trending topics</h3><ul>${[
      'Storm',
      'Harbour tax',
      'World cup',
    ]
      .map((topic) => `<li><a href="/t">${topic}</a></li>`)
      .join('')}</ul></section>`;
    const body = `${texts(paragraphs.slice(0, 2))}${next}${texts(paragraphs.slice(2))}`;
    const article = await cleaned({ body, below: trending });
    expect(bodyOf(article)).toEqual(paragraphs);
    const labels = article.removed
      .filter(({ text }) => text.startsWith('Island school'))
      .map(({ label }) => label);
    expect(labels).toEqual(['related']);
  });

  it.each(['7 responses', '7 comments', '7 thoughts on “Night ferry returns”', '2 Replies'])(
    'keeps the comments of readers out of the text, without a class that says what they are: %s',
    async (head) => {
      const comment = (name: string, text: string): string =>
        `<div><b>${name}</b> <span>3 Nov 2026, 08:12</span><p>${text}</p><a href="#">Reply</a></div>`;
      const below = `<div><h3>${head}</h3>${comment(
        'Greta P.',
        'I sailed on her as a child, and my mother did too. What a lovely thing for the whole island, and thank you all for these years!',
      )}${comment('oldmiller', 'I believe it when I see it. The committee has never run so much as a raffle.')}</div>`;
      const article = await cleaned({ body: texts(paragraphs.slice(0, 2)), below });
      expect(bodyOf(article)).toEqual(paragraphs.slice(0, 2));
      const labels = article.removed.filter(({ text }) => text.startsWith('I ')).map(({ label }) => label);
      expect(labels).toEqual(['comment', 'comment']);
    },
  );

  it('keeps out of the text what an agency closes a report with', async () => {
    const tail = [
      '___',
      'Marsh reported from Harrow Bay and Li Na from Beijing.',
      'Writer Jonas Holt in Port Linden contributed to this report.',
      '___',
      'Follow our coverage at https://harbour.example/ferries',
    ];
    const article = await cleaned({ body: texts([...paragraphs, ...tail]) });
    expect(bodyOf(article)).toEqual(paragraphs);
    const other = 'Harbour Radio reported from the quay that the crew was in good spirits.';
    expect(bodyOf(await cleaned({ body: texts([...paragraphs, other]) }))).toEqual([...paragraphs, other]);
  });

  it('reads an article that stands in several containers, as on Korean pages', async () => {
    const html = `<html lang="ko"><head><title>야간 여객선 다시 운항 - 항구일보</title></head><body>
      <ul class="gnb"><li><a href="/">홈</a></li><li><a href="/s">사회</a></li></ul>
      <h3 class="title">야간 여객선 다시 운항</h3>
      <div class="article_body first"><p>${korean[0]}</p><p>${korean[1]}</p></div>
      <div class="ad">광고</div>
      <div class="article_body second"><p>${korean[2]}</p><p>${korean[3]}</p></div>
      <div class="article_body third">${korean[4]}<br><br>김하나 기자 hana@news.example</div>
      <div class="copyright">무단전재 및 재배포 금지</div></body></html>`;
    const article = await clean({ ref: { key: 'ko.html' }, bytes: Buffer.from(html) });
    expect(bodyOf(article)).toEqual(korean);
    expect(article.byline).toBe('김하나');
  });

  it('reads no furigana into the sentence', async () => {
    const article = await cleaned({
      body: texts([
        '<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の橋が開通した、と市が20日に発表した。',
        ...paragraphs,
      ]),
    });
    expect(bodyOf(article)[0]).toBe('港の橋が開通した、と市が20日に発表した。');
  });

  it('leaves out the next article that an endless page loads below', async () => {
    const next = [
      'Farmers on the north shore began to cut hay two weeks early, as the spring was the driest in forty years.',
      'The island cooperative said that it would buy fodder from the mainland, and asked the council for a grant.',
      'Rain is forecast for the end of the month, though meteorologists warned that it may come too late for barley.',
    ];
    const endless = [paragraphs, next]
      .map(
        (list, index) =>
          `<div class="story"><header><h1 class="title">${index === 0 ? 'Night ferry returns' : 'Hay is cut early on the north shore'}</h1></header><div class="text">${texts(list)}</div></div>`,
      )
      .join('');
    const html = `<html lang="en"><head><title>Night ferry returns | Harbour Times</title></head><body>${menu}${endless}</body></html>`;
    const article = await clean({ ref: { key: 'page.html' }, bytes: Buffer.from(html) });
    expect(bodyOf(article)).toEqual(paragraphs);
  });

  it('keeps a first paragraph with its dateline in the text, though the page describes itself by it', async () => {
    const [first = '', ...rest] = paragraphs;
    const opening = `HARBOUR CITY (AP) — ${first}`;
    const article = await cleaned({
      head: `<meta property="og:description" content="${opening}">`,
      body: texts([opening, ...rest]),
    });
    expect(article.standfirst).toBeUndefined();
    expect(article.dateline).toBe('HARBOUR CITY');
    expect(bodyOf(article)).toEqual(paragraphs);
    expect(article.removed).toContainEqual({ text: '(AP)', rule: 'read as the byline', label: 'byline' });
  });

  it('reads words without the soft hyphens that the markup sets in them', async () => {
    const article = await cleaned({
      body: texts([...paragraphs, 'The treas&shy;urer&#8203; resigned on Friday.']),
    });
    expect(bodyOf(article).at(-1)).toBe('The treasurer resigned on Friday.');
  });

  it('finds a headline of a word', async () => {
    const html = pageOf({})
      .toString()
      .replace(/<title>.*<\/title>/, '')
      .replace('Night ferry returns', 'Ferries');
    const article = await clean({ ref: { key: 'page.html' }, bytes: Buffer.from(html) });
    expect(article.headline).toBe('Ferries');
    expect(bodyOf(article)).toEqual(paragraphs);
  });
});
