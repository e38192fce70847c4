import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { renderArticleText, sourceTexts } from '../../lambda/store/render/text.ts';

const headline = 'Night ferries fill up again after a quiet winter';
const before = [
  'Night ferries to the outer islands carried more people in April than in any month of the past ten years, the harbour council said on Monday.',
  'The council had doubled the number of sailings in March, when the new pier at Port Linden was opened to the public.',
];
const after = [
  'Most passengers came from the mainland and stayed for two days, according to a survey that the council paid for.',
  'The old boats will be sold in autumn. Two of them are bound for a museum, said the head of the harbour, Ida Marsh.',
];
const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n');

/** A saved page with that markup in the middle of its article. */
const pageWith = (markup: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>${headline}</title></head><body>
  <nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
  <article><h1>${headline}</h1><p class="byline">By Lena Kroll</p><div class="article-body">
  ${paragraphs(before)}${markup}${paragraphs(after)}
  </div></article><footer><p>© Harbour Times. All rights reserved.</p></footer></body></html>`;

const cleaned = (content: string, key = 'page.html'): Promise<CleanArticle> =>
  clean({ ref: { key }, bytes: Buffer.from(content) });
const textsOf = ({ body }: CleanArticle): string[] => body.map(({ text }) => text);
/** What is kept between the paragraphs that stand around the markup. */
const between = async (markup: string): Promise<string[]> => {
  const texts = textsOf(await cleaned(pageWith(markup)));
  expect(texts.slice(0, 2)).toEqual(before);
  expect(texts.slice(-2)).toEqual(after);
  return texts.slice(2, -2);
};

describe('a table in a saved page', () => {
  const table = `<table><thead><tr><th></th><th>Sailings</th><th>Passengers</th></tr></thead>
    <tr><td>Port Linden</td><td>112</td><td><p>41,300</p></td></tr>
    <tr><td>Skerry Point</td><td>60</td><td><p>12,950</p></td></tr></table>`;
  const rows = ['Sailings Passengers', 'Port Linden 112 41,300', 'Skerry Point 60 12,950'];

  it('has a row a line', async () => {
    expect(await between(table)).toEqual(rows);
  });

  it('reads the same when what was cleaned is cleaned again', async () => {
    const article = await cleaned(pageWith(table));
    const again = await cleaned(renderArticleText(sourceTexts(article, [])), 'article.txt');
    expect(textsOf(again)).toEqual(textsOf(article));
  });

  it('does not part the last paragraph from the others', async () => {
    const [last = '', ...others] = after;
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
    const long = `<table>${days.map((day) => `<tr><td>${day}</td><td>at nine</td><td>at noon</td></tr>`).join('')}</table>`;
    const page = `<html lang="en"><head><title>${headline}</title></head><body><article><h1>${headline}</h1>
      ${paragraphs([...before, ...others])}${long}<p>${last}</p></article></body></html>`;
    const texts = textsOf(await cleaned(page));
    expect(texts.at(-1)).toBe(last);
    expect(texts).toContain('Monday at nine at noon');
  });

  it('that only sets paragraphs side by side keeps them apart', async () => {
    const [first = '', second = '', third = ''] = [...before, ...after];
    const layout = `<html><head><title>${headline}</title></head><body><table><tr><td><a href="/">Home</a></td>
      <td><h1>${headline}</h1>${paragraphs([first, second])}</td><td>${third}</td></tr></table></body></html>`;
    expect(textsOf(await cleaned(layout)).slice(0, 2)).toEqual([first, second]);
  });
});

describe('a page that tables set in columns', () => {
  const lines = (texts: readonly string[]): string => texts.join('<br><br>');
  const page = (column: string, box: string): string =>
    `<html><head><title>${headline}</title></head><body><table><tr><td>${column}</td><td><b>${headline}</b><br><br>
    By Lena Kroll<br><br>${lines(before)}<br><br>${box}${lines(after)}</td></tr></table></body></html>`;
  const column =
    '<b>Headlines</b><br><a href="/1">Council picks chief</a><br><a href="/2">Bear seen</a><br><br>Weather<br>High 54, low 38';

  it('is read without the labels beside its text and in boxes', async () => {
    const box = '<table><tr><td><b>On the web</b><br>More at harbour.example</td></tr></table>';
    const texts = textsOf(await cleaned(page(column, box)));
    expect(texts).toEqual(expect.arrayContaining([...before, ...after]));
    expect(texts.join(' ')).not.toMatch(/Weather|Bear|web/);
  });

  it('keeps a table of figures', async () => {
    const figures =
      '<table><tr><td>Port Linden</td><td>112</td></tr><tr><td>Skerry Point</td><td>60</td></tr></table>';
    expect(textsOf(await cleaned(page(column, figures)))).toEqual(
      expect.arrayContaining([before[1], 'Port Linden 112', 'Skerry Point 60', after[0]]),
    );
  });
});

describe('what is set apart between two paragraphs of a saved page', () => {
  const islands = ['Skerry Point', 'Great Holm', 'Little Holm', 'St Brannoc'];
  const list = (entries: readonly string[]): string =>
    `<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;
  const linked = islands.map((island) => `<a href="/${island}">${island}</a>`);
  const lead = 'These islands have a night boat now:';

  it('is kept: a list', async () => {
    expect(await between(`<p>${lead}</p>${list(islands)}`)).toEqual([lead, ...islands]);
  });

  it('is kept with its heading: terms and what is said of them', async () => {
    const terms = ['Fares', '18 pounds', 'Dogs', 'free on deck', 'Bicycles', 'ask the crew'];
    const definitions = `<dl>${terms.map((text, index) => (index % 2 === 0 ? `<dt>${text}</dt>` : `<dd>${text}</dd>`)).join('')}</dl>`;
    expect(await between(`<h2>What changes</h2>${definitions}`)).toEqual(['What changes', ...terms]);
  });

  it('is not kept where it only links to other pages', async () => {
    expect(await between(list(linked))).toEqual([]);
  });

  it('is not kept where its heading or its markup says that it leads elsewhere', async () => {
    expect(await between(`<h3>Read more:</h3>${list(islands)}`)).toEqual([]);
    expect(await between(`<div class="related-box">${list(linked)}</div>`)).toEqual([]);
  });
});

describe('a list at the end of a saved page', () => {
  it('is kept where a colon leads to it', async () => {
    const list = [
      'These islands have a night boat now:',
      'Skerry Point',
      'Great Holm',
      'Little Holm',
      'St Brannoc',
    ];
    const [lead, ...islands] = list;
    const end = `<p>${lead}</p><ul>${islands.map((island) => `<li>${island}</li>`).join('')}</ul></div></article>`;
    const texts = textsOf(await cleaned(pageWith('').replace('</div></article>', end)));
    expect(texts).toEqual([...before, ...after, ...list]);
  });

  it('is kept whole where the most of it is', async () => {
    const questions = [
      'Why do people take the boat at night?',
      'It is cheap, and you wake up on an island. Nobody needs a hotel.',
      'Will there be more boats?',
      'We have ordered two. They should be here by the spring of next year, if the yard keeps its word.',
    ];
    const [first, second, third, fourth] = questions;
    const end = `<dl><dt>${first}</dt><dd>${second}</dd><dt>${third}</dt><dd>${fourth}</dd></dl></div></article>`;
    const texts = textsOf(await cleaned(pageWith('').replace('</div></article>', end)));
    expect(texts).toEqual([...before, ...after, ...questions]);
  });
});

describe('the markup of a saved page', () => {
  it.each([
    [
      'The museum<sup>[1]</sup> wants both boats<sup><a href="#n2">2</a></sup>.',
      'The museum wants both boats.',
    ],
    [
      'It has a hall<a href="page.html#n3"><sup>†</sup></a> of 900 m<sup>2</sup>.',
      'It has a hall of 900 m2.',
    ],
    [
      'It opened<a href="#n4">[4]</a> in [the] spring<sup>[citation needed]</sup>.',
      'It opened in [the] spring.',
    ],
    ['Write to <a href="/mail#x">[the museum]</a>.', 'Write to [the museum].'],
  ])('has no marks of footnotes in its text: %s', async (markup, text) => {
    expect(await between(`<p>${markup}</p>`)).toEqual([text]);
  });

  it.each([
    ['She called it <q>“a dream”</q> at last.', 'She called it “a dream” at last.'],
    ['She called it "<q>a dream</q>" at last.', 'She called it "a dream" at last.'],
    ['She said: <q><q>No</q> is no word</q>.', 'She said: “‘No’ is no word”.'],
    ['„<q>Nein</q>“, sagte sie.', '„Nein“, sagte sie.'],
    // Marks that do not go around all of what is quoted are others.
    ['She said: <q>They called it “a dream”</q>.', 'She said: “They called it “a dream””.'],
    ['She said: <q>“Yes” and “no” are words</q>.', 'She said: ““Yes” and “no” are words”.'],
  ])('has quotation marks once: %s', async (markup, text) => {
    expect(await between(`<p>${markup}</p>`)).toEqual([text]);
  });

  it.each(['sr-only', 'link__hint screen-reader-text', 'visuallyhidden', 'u-visually-hidden'])(
    'is not read aloud in its text: %s',
    async (name) => {
      const hint = `<span class="${name}"> (opens in a new window)</span>`;
      const markup = `<h2 class="${name}">In short</h2><p>The report is <a href="/r">on the site of the council${hint}</a>.</p>`;
      expect(await between(markup)).toEqual(['The report is on the site of the council.']);
    },
  );

  it.each(['style="display: none"', 'class="sr-only"', 'hidden'])(
    'is read where all of the page is hidden until its scripts run: %s',
    async (attribute) => {
      const page = pageWith('').replace('<body>', `<body ${attribute}>`);
      const { body } = await clean({ ref: { key: 'page.html' }, bytes: Buffer.from(page) });
      expect(body.map(({ text }) => text)).toEqual([...before, ...after]);
    },
  );

  it('has no captions in it that stand in a line of their own element', async () => {
    const caption =
      '<span class="photo"><img src="a.jpg"><em class="img_desc">The new pier on Monday. Lena Kroll</em></span>';
    const [first = '', second = ''] = after;
    const page = pageWith('').replace(paragraphs(after), `${first}<br>${caption}${second}<br>`);
    const texts = textsOf(await cleaned(page));
    expect(texts).toEqual([...before, first, second]);
    const quoted = 'The banner read <span class="caption">No wall without us</span>, and the crowd sang it.';
    expect(await between(`<p>${quoted}</p>`)).toEqual([
      'The banner read No wall without us, and the crowd sang it.',
    ]);
  });

  it('has the words of elements side by side apart', async () => {
    const markup =
      '<p><span class="place">Port Linden</span><span class="text">Most of them stayed.</span></p>';
    expect(await between(markup)).toEqual(['Port Linden Most of them stayed.']);
    // A style of its own for a part of a name or a word is no other element beside it.
    expect(await between('<p>The <b>Bay</b><i>Link</i> and the <b>i</b><i>Ferry</i> stayed.</p>')).toEqual([
      'The BayLink and the iFerry stayed.',
    ]);
  });

  it('goes on around a drawing and a formula', async () => {
    const icon = '<svg viewBox="0 0 9 9"><title>Link</title><g><path d="M0 0"></path></g></svg>';
    const formula = '<math><mrow><mi>x</mi><mo>+</mo><mn>2</mn></mrow></math>';
    const markup = `<p>The <a href="/r">report${icon}</a> counts people ${formula} by the hour.</p>`;
    expect(await between(markup)).toEqual(['The report counts people by the hour.']);
  });

  it('has who is quoted apart from the words', async () => {
    const words = 'We have never seen so many people on the pier at midnight.';
    expect(await between(`<blockquote>${words} <cite>Ida Marsh</cite></blockquote>`)).toEqual([
      words,
      'Ida Marsh',
    ]);
    const title = 'Nobody who has read The Night Boat will be surprised.';
    expect(
      await between(`<blockquote>${title.replace('The Night Boat', '<cite>$&</cite>')}</blockquote>`),
    ).toEqual([title]);
  });
});

describe('a list at the end of a saved article', () => {
  const questions = [
    'Can I bring a dog?',
    'Yes. Dogs on a lead may come in.',
    'Who pays for it?',
    'The council, until the end of May.',
  ];
  const pageEndingWith = (list: string): string =>
    `<html lang="en"><head><title>${headline}</title></head><body><article><h1>${headline}</h1><p>By Lena Kroll</p>
    ${paragraphs([...before, ...after])}<h3>Good to know</h3>${list}</article></body></html>`;

  it('is kept with its heading where it answers questions', async () => {
    const [dog, leash, who, council] = questions;
    const list = `<dl><dt>${dog}</dt><dd>${leash}</dd><dt>${who}</dt><dd>${council}</dd></dl>`;
    expect(textsOf(await cleaned(pageEndingWith(list))).slice(4)).toEqual(['Good to know', ...questions]);
  });

  it('is not kept where it is no more than labels', async () => {
    const list = '<ul><li>Harbour</li><li>Night boats</li><li>Great Holm</li></ul>';
    expect(textsOf(await cleaned(pageEndingWith(list))).slice(4)).toEqual([]);
  });
});

describe('what was taken out of a saved page', () => {
  it('is no text, and what was put in its place is', async () => {
    const markup =
      '<p>The boat carries <del>300</del><ins>400</ins> people, once for <s>nine</s> eight pounds.</p>';
    expect(await between(markup)).toEqual(['The boat carries 400 people, once for nine eight pounds.']);
    const { removed } = await cleaned(pageWith(`${markup}<del><p>The board had refused.</p></del>`));
    for (const text of ['300', 'The board had refused.'])
      expect(removed).toContainEqual({ text, rule: 'struck-out', label: 'other' });
  });
});

describe('several articles on one saved page', () => {
  const briefs = [
    [
      'Pier opens at night',
      'The pier at Port Linden stays open until midnight from May on, the harbour council said on Monday. Its lamps burn all night.',
    ],
    [
      'Boat sold to museum',
      'A museum on the mainland has bought the ferry Star of Holm, built in 1931. It is to be shown to the public from next spring.',
    ],
    [
      'Storm closes school',
      'The school of Great Holm was closed on Tuesday after a storm took part of its roof. Nobody was hurt, the head of the school said.',
    ],
  ] as const;
  const pageOf = (articles: readonly string[]): string =>
    `<html lang="en"><head><title>Harbour briefs for 4 May | Harbour Times</title></head><body><nav><a href="/">Home</a></nav><main>
    <h1>Harbour briefs for 4 May</h1><p class="byline">Staff reports</p>${articles.join('\n')}</main>
    <footer><p>© Harbour Times. All rights reserved.</p></footer></body></html>`;
  const told = briefs.map(([head, text]) => `<article><h2>${head}</h2><p>${text}</p></article>`);

  it('are kept whole where they are short reports below one headline', async () => {
    expect(textsOf(await cleaned(pageOf(told)))).toEqual(briefs.flat());
  });

  it('are no article where they lead to others', async () => {
    const linked = briefs.map(
      ([head, text], index) => `<article><h2><a href="/${index}">${head}</a></h2><p>${text}</p></article>`,
    );
    const more = told.map((article) =>
      article.replace('</article>', '<p><a href="/more">Go on reading</a></p></article>'),
    );
    for (const teasers of [linked, more]) {
      const texts = await cleaned(pageOf(teasers)).then(textsOf, () => []);
      expect(texts).not.toContain(briefs[2][1]);
    }
  });
});

describe('verse in a saved page', () => {
  const stanzas = [
    ['The night is long, the deck is cold,', 'The lamps along the harbour burn.'],
    ['The bell rings once, the ropes are free', 'And all we see of land grows small.'],
  ];
  const printed = stanzas.map((lines) => lines.join(' / '));
  const lead = 'A song was heard on deck:';

  it('keeps its lines, set as it was typed', async () => {
    const typed = stanzas.map((lines) => lines.join('\n   ')).join('\n\n');
    expect(await between(`<p>${lead}</p><pre>\n${typed}\n</pre>`)).toEqual([lead, ...printed]);
  });

  it('keeps its lines, broken in a paragraph', async () => {
    const broken = stanzas.map((lines) => `<p>${lines.join('<br>\n')}</p>`).join('');
    expect(await between(`<p>${lead}</p>${broken}`)).toEqual([lead, ...printed]);
  });

  it('may go on in small letters', async () => {
    const lines = [
      'We came to the pier at the end of the day',
      'and the boat had gone',
      'and the light on the water',
      'went after it.',
    ];
    expect(await between(`<p>${lead}</p><p>${lines.join('<br>')}</p>`)).toEqual([lead, lines.join(' / ')]);
  });

  it('is neither a list of names nor prose that was broken at a width', async () => {
    const names = [
      'Ida Marsh, head of the harbour',
      'Tom Reed, master of the boat',
      'Lena Kroll, who kept the log',
    ];
    const prose = [
      'The pier was opened in March, after',
      'eleven years of work in the mud, by',
      'the mayor and his two little sons',
    ];
    for (const lines of [names, prose])
      expect(await between(`<p>${lead}</p><p>${lines.join('<br>')}</p>`)).toEqual([lead, lines.join(' ')]);
  });

  it('is not what a page only breaks into lines', async () => {
    expect(
      await between('<p>The pier was opened in March,<br>after eleven years, by the mayor.</p>'),
    ).toEqual(['The pier was opened in March, after eleven years, by the mayor.']);
  });

  it('is not a report that was wrapped as it was typed', async () => {
    const report = [before.join(' '), after.join(' ')];
    const wide = report.map((text) => text.replace(/(.{50,65}) /g, '$1\n')).join('\n\n');
    const page = `<html><head><title>${headline}</title></head><body><h1>${headline}</h1><pre>${wide}</pre></body></html>`;
    expect(textsOf(await cleaned(page))).toEqual(report);
  });
});

describe('a live page', () => {
  const lead = 'Storm Edda reached the coast shortly before noon with gusts of 38 metres a second.';
  const updates = [
    [
      '14:32',
      'Bridge at Vik closed',
      'Police have closed the bridge to all traffic. A lorry was blown onto its side; the driver was not hurt.',
    ],
    [
      '1.55 pm',
      'Power out in 12,000 homes',
      'The operator says 12,000 homes are without electricity. Crews will start when the wind drops.',
    ],
    [
      '12:10 CET',
      'Schools close early',
      'All schools in the district will close at one, the council says. Buses run as planned.',
    ],
  ];
  const title = 'Live: Storm Edda reaches the coast of Norrland';

  it('keeps each update with its time: a saved page', async () => {
    const posts = updates.map(
      ([time, head, text]) =>
        `<div class="post"><time>${time}</time><h2>${head}</h2><p>${text}</p><button>Share this post</button></div>`,
    );
    const page = `<html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article>
      <h1>${title}</h1><p>By Jan Holm</p><p>${lead}</p>${posts.join('\n')}<a href="#">Load more</a></article></body></html>`;
    expect(textsOf(await cleaned(page))).toEqual([lead, ...updates.flat()]);
  });

  it('keeps each update with its time: copied text', async () => {
    const posts = updates.map((lines) => [...lines, 'Share this post'].join('\n'));
    const copied = [
      'Home',
      'World',
      'Live',
      title,
      'By Jan Holm',
      'Key events',
      lead,
      ...posts,
      'Load more',
      'Most viewed',
    ];
    expect(textsOf(await cleaned(copied.join('\n'), 'page.txt'))).toEqual([lead, ...updates.flat()]);
  });

  it('is not a list of times below an article', async () => {
    const news = updates.map(([time, head]) => `${time}\n${head}`);
    const copied = [headline, 'By Lena Kroll', ...before, ...after, 'Latest news', ...news];
    expect(textsOf(await cleaned(copied.join('\n'), 'page.txt'))).toEqual([...before, ...after]);
  });
});

describe('a list without marks in copied text', () => {
  const furniture = ['', 'Share this article', 'Most read', 'Storm closes school', 'Boat sold to museum'];
  const top = ['Home', 'News', headline, 'By Lena Kroll', '4 May 2026', ''];
  const copied = (lines: readonly string[]): Promise<string[]> =>
    cleaned([...top, ...lines, ...furniture].join('\n'), 'page.txt').then(textsOf);

  it('is kept below a line with a colon, as far as it stands together', async () => {
    const lead = 'From June these islands will have a boat of their own every night:';
    const islands = ['Skerry Point', 'Great Holm', 'Little Holm', 'St Brannoc'];
    const text = [...before, ...after, lead];
    expect(await copied([...text, '', ...islands, '', 'Harbour', 'Weather'])).toEqual([...text, ...islands]);
  });

  it('is kept where it states the amounts of a recipe', async () => {
    const opening =
      'The cook of the night boat makes this soup when the sea is rough and nobody wants more than a bowl.';
    const needed = [
      'Serves 4',
      'Ingredients',
      '3 large leeks',
      '150g barley',
      '½ tsp salt',
      'Pepper',
      'Method',
    ];
    const steps = [
      '1. Char the leeks in a dry pan for eight minutes, turning them often.',
      '2. Simmer the barley in a litre of water for 35 minutes, and put the leeks in.',
    ];
    expect(await copied([opening, ...needed, ...steps])).toEqual([opening, ...needed, ...steps]);
  });
});

describe('a list without marks in copied Korean text', () => {
  const report = [
    '린덴항에서 바깥 섬으로 가는 밤배가 4월에 지난 10년 가운데 가장 많은 손님을 태웠다고 항만위원회가 월요일에 밝혔다.',
    '위원회는 새 부두가 문을 연 3월에 배편을 두 배로 늘렸다.',
    '손님은 대부분 뭍에서 와서 이틀을 묵었다고 위원회가 돈을 댄 조사에서 나타났다.',
  ];
  const copied = (lines: readonly string[]): Promise<string[]> => {
    const top = ['홈', '뉴스', '밤배 손님이 10년 만에 가장 많았다', '김민지 기자', '2026.05.04', ''];
    return cleaned([...top, ...lines, '', '공유하기', '많이 본 뉴스'].join('\n'), 'page.txt').then(textsOf);
  };

  it('is kept with the line that leads to it', async () => {
    const list = ['6월부터 밤배가 다니는 섬은 다음과 같다:', '큰섬', '작은섬', '돌섬'];
    expect(await copied([...report, ...list])).toEqual([...report, ...list]);
  });

  it('is kept with the steps of a recipe below it', async () => {
    const needed = ['4인분', '재료', '대파 3대', '보리 150g', '식용유 2큰술', '소금 약간', '만드는 법'];
    const steps = ['1. 팬을 뜨겁게 달궈 대파를 8분 동안 태운다.', '2. 보리를 육수에 넣고 35분 동안 끓인다.'];
    expect(await copied([...report, '', ...needed, ...steps])).toEqual([...report, ...needed, ...steps]);
  });
});

describe('the points that sum up a copied article', () => {
  const points = [
    '- More people than in ten years',
    '- New pier at Port Linden in use',
    '- Old boats to be sold',
  ];

  it('are kept above its text', async () => {
    const lines = [
      headline,
      'By Lena Kroll',
      'Key points',
      ...points,
      ...before,
      ...after,
      'Share this article',
    ];
    const texts = textsOf(await cleaned(lines.join('\n'), 'page.txt'));
    expect(texts).toEqual(['Key points', ...points, ...before, ...after]);
  });

  it('are no menu above its headline', async () => {
    const menu = ['- News', '- Sport', '- Weather'];
    const lines = [
      'Harbour Times',
      ...menu,
      headline,
      'By Lena Kroll',
      ...before,
      ...after,
      'Share this article',
    ];
    expect(textsOf(await cleaned(lines.join('\n'), 'page.txt'))).toEqual([...before, ...after]);
  });
});

describe('the figures of a match below its copied report', () => {
  it('are kept: who scored, and in which minutes', async () => {
    const report = [
      'Lina Mbeki headed a winner in the third minute of stoppage time, and Harbour Rovers climbed off the bottom of the table.',
      'Jo Quill had put them ahead with a low shot before Stina Holm levelled from 20 yards for Skerry Point.',
      'A penalty restored the lead, but Holm struck again after the keeper had slipped on the wet grass.',
    ];
    const figures = [
      'Harbour Rovers 3',
      'Quill 12, Dunne 55 (pen), Mbeki 90+3',
      'Skerry Point 2',
      'Holm 31, 77',
      'Att: 812',
    ];
    const site = ['Share this article', 'Most read', 'Boat sold to museum'];
    const lines = ['Rovers climb off the bottom', 'By Lena Kroll', ...report, ...figures, ...site];
    expect(textsOf(await cleaned(lines.join('\n'), 'page.txt'))).toEqual([...report, ...figures]);
  });
});
