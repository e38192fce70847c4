import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { splitGluedSection } from '../../lambda/clean/glued-section.ts';
import { english, japanese, korean } from './night-ferry.ts';

// Text somebody copied from a page, as it stands in the clipboard.

const cleaned = (...lines: readonly string[]): Promise<CleanArticle> =>
  clean({ ref: { key: 'a.txt' }, bytes: Buffer.from(lines.join('\n')) });
const bodyOf = ({ body }: CleanArticle): string[] => body.map(({ text }) => text);

describe('copied text', () => {
  it('keeps the text once where a teaser of it stands above', async () => {
    const teaser = `${english[0]?.slice(0, 95)}...`;
    const article = await cleaned('Night ferry returns to the islands', teaser, 'By Ida Marsh', ...english);
    expect(article).toMatchObject({ headline: 'Night ferry returns to the islands', byline: 'Ida Marsh' });
    expect(bodyOf(article)).toEqual(english);
  });

  it.each([
    {
      facts: ['Anna Berg in London and Urs Keller in Zürich', '12 March 2026'],
      names: 'Anna Berg, Urs Keller',
    },
    { facts: ['Kofi Mensah in Lagos | 12 March 2026'], names: 'Kofi Mensah' },
    { facts: ['@harbournews | 12 March 2026'], names: undefined },
    { facts: ['聞き手＝三宅遥　2026年3月12日'], names: '三宅遥' },
    { facts: ['聞き手・三宅遥', '2026年3月12日 10時00分'], names: '三宅遥' },
  ])('has its authors without their whereabouts, and no line of them: $facts', async ({ facts, names }) => {
    const article = await cleaned('Night ferry returns to the islands', ...facts, ...english);
    expect(article.byline).toBe(names);
    expect(article.publishedAt).toMatch(/^2026-03-12/);
    expect(bodyOf(article)).toEqual(english);
    expect(article.removed.map(({ text }) => text)).toEqual(facts);
  });

  const asked = [
    english[0] ?? '',
    'Its first guest was Nora Quill, who sang on deck. She had asked for no fee, Quill said.',
    ...english.slice(2),
  ];
  it.each([
    { lines: ['Harbour Times', 'Interview: Nora Quill', 'By Ida Marsh'], headline: 'Interview: Nora Quill' },
    {
      lines: ['A night at sea, and no fee for the songs', 'Interview: Nora Quill', 'By Ida Marsh'],
      headline: 'A night at sea, and no fee for the songs',
    },
  ])('has who was asked for no author: $lines', async ({ lines, headline }) => {
    const article = await cleaned('Home', 'Culture', ...lines, '12 March 2026', ...asked);
    expect(article).toMatchObject({ headline, byline: 'Ida Marsh', publishedAt: '2026-03-12' });
    expect(bodyOf(article)).toEqual(asked);
  });

  it.each([
    '<h1>Interview: Nora Quill</h1><p>By Ida Marsh</p>',
    '<h1>Interview: Nora Quill</h1><p>12 March 2026</p>',
    '<p>Interview: Nora Quill</p><h1>A night at sea</h1><p>12 March 2026</p>',
  ])('of an interview, saved as a page, has none either: %s', async (top) => {
    const page = `<body><main>${top}${asked.map((text) => `<p>${text}</p>`).join('')}</main></body>`;
    const { byline, headline } = await clean({ ref: { key: 'a.html' }, bytes: Buffer.from(page) });
    expect(headline).toBe(/<h1>(.*?)</.exec(top)?.[1]);
    expect(byline).toBe(top.includes('By') ? 'Ida Marsh' : undefined);
  });

  it('has who asked, where nobody else is named below the headline', async () => {
    const lines = ['A night at sea, and no fee for the songs', 'Interview: Ida Marsh', '12 March 2026'];
    expect(await cleaned(...lines, ...asked)).toMatchObject({ headline: lines[0], byline: 'Ida Marsh' });
  });

  it.each([
    ['정선=한빛일보', '정선=한빛일보', undefined],
    ['정선=홍길동 기자', undefined, '홍길동'],
  ])('has what opens a Korean report without brackets: %s', async (opening, dateline, byline) => {
    const [first, ...rest] = korean;
    const article = await cleaned('섬 잇는 야간 여객선, 다음 달 다시 뜬다', `${opening} ${first}`, ...rest);
    expect(article).toMatchObject({ dateline, byline });
    expect(bodyOf(article)).toEqual(korean);
  });

  it.each([
    {
      headline: 'Night ferry returns to the islands',
      facts: ['By Ida Marsh', 'June 16, 2025'],
      byline: 'Ida Marsh',
      lines: [
        ...english.slice(0, 2),
        '“We could not wait any longer,” said its engineer, Ada Rowe.',
        'Islanders fear for their summer trade.',
        '“Nine weeks without a ship is the end of me,” said Tom Rae, who keeps an inn above the quay.',
        'The council has offered a fund of £90,000.',
        'Mr Rae has not asked yet.',
        '“I want a ship, not forms,” he said.',
      ],
    },
    {
      headline: '섬 잇는 야간 여객선, 다음 달 다시 뜬다',
      facts: ['김하나 기자 hana@harbour.example', '입력 2025.06.16. 오후 5:23'],
      byline: '김하나',
      lines: [
        ...korean.slice(0, 2),
        '주민들은 여름 장사를 걱정한다.',
        '이준호 시의원은 “말은 배가 아니다”라고 했다.',
      ],
    },
  ])('with nothing but its article is kept to its last line: $headline', async (copy) => {
    const article = await cleaned(copy.headline, ...copy.facts, ...copy.lines);
    expect(article).toMatchObject({ headline: copy.headline, byline: copy.byline, warnings: [] });
    expect(article.publishedAt).toMatch(/^2025-06-16/);
    expect(bodyOf(article)).toEqual(copy.lines);
  });

  it('of a Korean portal is the article alone', async () => {
    const [first, ...rest] = korean;
    const article = await cleaned(
      ...['본문 바로가기', '항구일보', '사회', '야간 여객선, 3년 만에 다시 운항', '김하나 기자'],
      ...[
        '입력2025.06.16. 오후 5:23',
        '수정2025.06.17. 오전 9:01',
        '기사원문',
        '추천',
        '좋아요',
        '12',
        '댓글 3',
      ],
      ...['본문 요약봇', '텍스트 음성 변환 서비스 사용하기', '글자 크기 변경하기', 'SNS 보내기'],
      '시험 운항을 마친 야간 여객선. /항만공사 제공',
      `(항구=연합뉴스) 김하나 박둘이 기자 = ${first}`,
      ...rest,
      '김하나 기자(hana@harbor.example)',
      'Copyright ⓒ 항구일보. All rights reserved. 무단 전재 및 재배포 금지.',
      ...['이 기사는 언론사에서 사회 섹션으로 분류했습니다.', '구독', '응원 12', '좋아요', '후속기사 원해요'],
    );
    expect(article).toMatchObject({
      headline: '야간 여객선, 3년 만에 다시 운항',
      byline: '김하나, 박둘이',
      dateline: '항구=연합뉴스',
      publishedAt: '2025-06-16T17:23:00',
    });
    expect(bodyOf(article)).toEqual(korean);
  });

  it.each(['김하나 기자 = ', '[항구일보 김하나 기자] '])(
    'loses no paragraph that opens with its reporter: %s',
    async (opening) => {
      const [first, ...rest] = korean;
      const article = await cleaned('야간 여객선, 3년 만에 다시 운항', `${opening}${first}`, ...rest);
      expect(article.byline).toBe('김하나');
      expect(bodyOf(article)).toEqual(korean);
    },
  );

  it('of a Japanese paper is without its offers, captions and related articles', async () => {
    const article = await cleaned(
      ...['有料記事', '夜行フェリー、３年ぶり再開へ　島と本土結ぶ', '港太郎　2025年6月16日 17時23分', '[PR]'],
      ...japanese.slice(0, 3),
      '試運転を終えた夜行フェリー＝2025年6月15日午後、港市、港花子撮影',
      ...japanese.slice(3),
      ...['この記事は有料記事です。残り1234文字', '有料会員になると続きをお読みいただけます。', '続きを読む'],
      ...['関連記事', '島の学校、嵐のあと再開', '港湾税を値上げへ', 'この記事を書いた人', 'フォロー'],
    );
    expect(article).toMatchObject({
      headline: '夜行フェリー、３年ぶり再開へ　島と本土結ぶ',
      byline: '港太郎',
      publishedAt: '2025-06-16T17:23:00',
    });
    expect(bodyOf(article)).toEqual(japanese);
  });

  it.each([
    [['Ida Marsh', '16 June 2025'], 'Ida Marsh'],
    [['Ida Marsh and Li Na', 'Political correspondents', '16 June 2025'], 'Ida Marsh, Li Na'],
    [['Ida Marsh', 'Harbour and ferries correspondent', '16 June 2025'], 'Ida Marsh'],
    [['Ida Marsh16 June 2025 5:23pm'], 'Ida Marsh'],
    [['Ida Marsh | Monday 16 June 2025 17:23 BST'], 'Ida Marsh'],
    [['Ida Marsh and Li Na, Mon. 16 June 2025'], 'Ida Marsh, Li Na'],
    [['Ida Marsh, Shipping Correspondent | 16 June 2025'], 'Ida Marsh'],
    [['Konstantina Marsh-Rowe / Published: 16 June 2025'], 'Konstantina Marsh-Rowe'],
    [['Ida Marsh (16 June 2025)'], 'Ida Marsh'],
    [['Last Updated 16 June 2025'], undefined],
    [['By Ida Marsh in London and Li Na in Beijing', '16 June 2025'], 'Ida Marsh, Li Na'],
    [['Special Correspondent', 'NEW DELHI, June 16, 2025 11:30 IST'], 'Special Correspondent'],
    [['By Special Correspondent', '16 June 2025'], 'Special Correspondent'],
    [['Reuters', '16 June 2025'], 'Reuters'],
    [['Harbour Echo', '16 June 2025'], undefined],
    [['World', '16 June 2025'], undefined],
  ])('has the byline that stands below its headline: %j', async (lines, byline) => {
    const article = await cleaned('Night ferry returns to the islands', ...lines, ...english);
    expect(article).toMatchObject({ byline, publishedAt: expect.stringContaining('2025-06-16') });
    expect(bodyOf(article)).toEqual(english);
  });

  it.each([
    [['Ferries', 'By Ida Marsh', 'June 16, 2025', ...english], 'Ferries'],
    [['부고', '김하나 기자', '2025.06.16 17:23', ...korean], '부고'],
    [['社説', '夜行船の再開', '2025年6月16日 5時00分', ...japanese], '夜行船の再開'],
    [['Home', 'News', 'Sport', ...english], undefined],
  ])('has a short headline only above its byline or date', async (lines, headline) => {
    expect((await cleaned(...lines)).headline).toBe(headline);
  });

  it('has no highlight for a headline', async () => {
    const article = await cleaned(
      'Night ferry returns to the islands',
      ...['• First crossing on June 12', '• Tickets cost 18 pounds', '• Islanders pay half'],
      ...['By Ida Marsh', 'June 16, 2025', ...english],
    );
    expect(article.headline).toBe('Night ferry returns to the islands');
  });
});

describe('copied text with a section glued to its headline', () => {
  const obituary = [
    'Veteran politician Dr. Asha Patil, who served as a minister in two state governments, died on Monday, her family said.',
    'She was 94 and had been ill for some weeks. The last rites will be held in her village on Tuesday morning.',
    '"She was a mother to all of us," said the chief minister in a statement.',
    'Patil first entered the assembly in 1972, and left her party twice to return to it.',
  ];

  it('has it parted, and among what was removed', async () => {
    const article = await cleaned(
      ...[
        'Home',
        'India',
        'MaharashtraDr. Asha Patil, veteran politician, dies at 94',
        'By PTI',
        '1 min read',
      ],
      ...['Advertisement', ...obituary.slice(0, 1), 'Advertisement', ...obituary.slice(1), 'Comments (12)'],
    );
    expect(article.headline).toBe('Dr. Asha Patil, veteran politician, dies at 94');
    expect(bodyOf(article)).toEqual(obituary);
    expect(article.removed).toContainEqual({
      text: 'Maharashtra',
      rule: 'glued-section',
      label: 'navigation',
    });
  });

  it.each([
    ['PoliticsNight ferry returns', ['Night fell.'], 'Night ferry returns'],
    ['PoliticsNight ferry returns', ['The ferry is back.'], undefined],
    ['MaharashtraAsha Patil dies', ['The family of Asha Patil said so.'], 'Asha Patil dies'],
    ['TechRadar survey finds new screens', ['The board wants new radar screens.'], undefined],
    ['HealthTech firms race to the harbour', ['The harbour is closed.'], undefined],
    [
      'WorldPride comes to the harbour',
      ['Pride marches began in 1970. At Worldpride, more came.'],
      undefined,
    ],
    ['HealthCare site closes', ['The site was slow.'], undefined],
    ['SoundCloud lays off a fifth', ['The company runs its service from the Cloud.'], undefined],
    ['Middle EastIran says it will talk', ['Middle East'], 'Iran says it will talk'],
    ['McDonald sues the council', ['The council said that Donald Olds had known.'], undefined],
    ['YouTube takes down the video', ['The video was seen on YouTube.'], undefined],
    ['OpenAI opens an office', ['Use of AI has grown.'], undefined],
    ['Night ferry returns', ['Night fell.'], undefined],
  ])('%s', (headline, others, parted) => {
    expect(splitGluedSection(headline, others)?.headline).toBe(parted);
  });
});

describe('a short article copied with its page', () => {
  it.each([
    {
      of: 'English',
      above: ['Skip to content', 'News', 'Sport', 'Log in', 'Ferry fares to rise in June'],
      byline: ['By Ida Marsh and Jonas Holt', 'Published: 4 May 2026, 09:15 BST', 'Share', 'Facebook'],
      text: [
        'The fare for the night ferry will rise by two pounds on June 1, the county said on Monday, the first rise in six years.',
        'A single ticket will cost 18 pounds. Islanders with a card pay nine, as now.',
        '“We waited as long as we could,” said Rena Olds, who runs the line. “Steel costs twice what it did.”',
        'What changes on June 1:',
        '• Single ticket: 18 pounds, was 16',
        '• Bicycle: 3 pounds, was 2',
        '• Dogs travel free',
        'Islanders were not surprised.',
        '“It had to come,” said Tom Dunne, a fisherman.',
        '“But it hurts.”',
        'Correction: An earlier version of this article gave the wrong date for the last rise.',
      ],
      pointer: ['Read more: How the night ferry came back'],
      below: [
        'Related stories',
        'Harbour bridge closes for two nights',
        'Comments (12)',
        'About us',
        'Contact',
      ],
    },
    {
      of: 'Korean',
      above: ['본문 바로가기', '정치', '경제', '사회', '로그인', '야간 여객선 요금 6월부터 오른다'],
      byline: ['홍길동 기자', '입력 2026.05.04 09:15', '공유', '글자크기'],
      text: [
        '밤마다 섬을 오가는 여객선 요금이 6월 1일부터 2천원 오른다고 군이 4일 밝혔다. 6년 만의 첫 인상이다.',
        '편도 요금은 1만8천원이 된다. 카드를 가진 섬 주민은 지금처럼 9천원을 낸다.',
        '“버틸 만큼 버텼다”고 선사를 운영하는 김나래 씨가 말했다. “철값이 두 배가 됐다.”',
        '주민들은 놀라지 않았다.',
        '“올 것이 왔다.”',
        '어부 박도윤 씨의 말이다.',
      ],
      pointer: ['관련기사', '돌아온 야간 여객선'],
      below: [
        '홍길동 기자 gildong@hankyeol.example',
        '무단전재 및 재배포 금지',
        '많이 본 뉴스',
        '항구 다리 이틀 밤 통제',
      ],
    },
    {
      of: 'Japanese',
      above: ['ホーム', '社会', '経済', 'ログイン', '夜行フェリー、6月から値上げ　6年ぶり'],
      byline: ['2026年5月4日 9時15分', 'シェア', '印刷'],
      text: [
        '夜ごと島へ渡るフェリーの運賃が6月1日から2ポンド上がると、郡が4日発表した。値上げは6年ぶり。',
        '片道は18ポンドになる。カードを持つ島民はこれまで通り9ポンドを払う。',
        '「待てるだけ待った」と、航路を運営するレナ・オールズさんは話す。「鉄の値段が2倍になった」',
        '島民に驚きはない。',
        '「来るべきものが来た」。漁師の男性はそう言って笑った。',
      ],
      pointer: ['関連記事', '帰ってきた夜行フェリー'],
      below: ['この記事は有料記事です。', '続きを読む', 'アクセスランキング', '港の橋、二晩通行止め'],
    },
  ])('is kept to its end: $of', async ({ above, byline, text, pointer, below }) => {
    const lines = [...text.slice(0, 2), ...pointer, ...text.slice(2)];
    const article = await cleaned(...above, ...byline, ...lines, ...below);
    expect(bodyOf(article)).toEqual(text);
    expect(article.headline).toBe(above.at(-1));
  });
});

describe('a short text with subheadings', () => {
  it.each([
    ['What changes now', 'Why it took so long'],
    ['[What changes]', '[Why so late]'],
    ['WHAT CHANGES', 'WHY'],
  ])('goes on below them to its end: %s, %s', async (first, second) => {
    const text = [
      'The night ferry to the outer islands sailed again on Friday after three years in dock, the port authority said.',
      'It carried 40 guests and the mail.',
      ...[first, 'A single ticket costs 18 pounds. Islanders pay half.'],
      ...[
        second,
        'The money ran out twice, the treasurer told the council.',
        'The dock was full of fishing boats.',
      ],
    ];
    const article = await cleaned(
      ...[
        'Harbour Courier',
        'Home',
        'News',
        'Sport',
        'Ferry to the outer isles sails again after three years',
      ],
      ...['By Ida Marsh', '14 March 2026', ...text, '© 2026 Harbour Courier'],
    );
    expect(bodyOf(article)).toEqual(text);
  });
});

describe('lists', () => {
  it('of copied text are kept whole between paragraphs', async () => {
    const list = ['- one boat a day until the end of the summer', '- two in winter', '- none at Christmas'];
    const text = [...english.slice(0, 3), ...list, ...english.slice(3)];
    const article = await cleaned('Night ferry returns to the islands', 'By Ida Marsh', ...text);
    expect(bodyOf(article)).toEqual(text);
  });

  it('with numbers are kept from the first to the last', async () => {
    const items = ['It is old', 'It is slow', 'It is cheap', 'It is loved', 'It may not last'];
    const list = items.flatMap((item, index) => [`${index + 1}. ${item}`, english[index] ?? '']);
    const article = await cleaned('Five things to know', 'By Ida Marsh', 'June 16, 2025', ...list, 'Sign up');
    expect(bodyOf(article)).toEqual(list);
  });

  it('of questions and answers are kept', async () => {
    const talk = [
      'Captain Rena Olds has sailed the night ferry for 22 years. We spoke on the bridge.',
      'Q: Why did it take three years?',
      'A: Because the money ran out twice. And then the dock was full of fishing boats that the storm had damaged.',
      'Q: And now?',
      'A: Now we sail.',
      'Q: Will it last?',
      'A: I hope so. The engine is new, the hull is sound, and the crew came back, all but one of them.',
    ];
    const article = await cleaned(
      ...['Captain Rena Olds talks about the ferry', 'By Ida Marsh | June 16, 2025', ...talk],
      ...[
        'This interview has been edited for length and clarity.',
        'Related articles',
        'Follow us on Facebook',
      ],
    );
    expect(bodyOf(article)).toEqual(talk);
  });
});

describe('a text out of a mail', () => {
  const wrapped = [
    'The night ferry to the outer islands will sail again next month after',
    'three years in dock, the port authority said on Monday.',
    '',
    'Its first crossing is planned for June 12. The ship passed its last',
    'sea trial on Sunday and carried 40 guests, among them the treasurer of',
    'the council, who had paid for the repair.',
    '',
    'A single ticket will cost 18 pounds, or 9 pounds for people who live',
    'on the islands and show a card. The card is free, but it takes a week',
    'until it comes, and nobody can travel without it.',
    '',
    'The council had paid for the repair with a loan that runs until 2041,',
    'its treasurer told reporters at the quay.',
  ];
  const joined = wrapped.join(' ').split('  ');

  it.each([
    ['as it was wrapped', ''],
    ['as it was quoted', '> '],
    ['as it was quoted twice', '>> '],
  ])('has its paragraphs whole: %s', async (_, mark) => {
    const article = await cleaned('Night ferry returns', '', ...wrapped.map((line) => `${mark}${line}`));
    expect(bodyOf(article)).toEqual(joined);
  });

  it('counts "2 hours ago" from when it was sent, in the zone of the sender', async () => {
    const mail = [
      ...['From: Ida <ida@x.example>', 'To: desk@x.example', 'Subject: Night ferry returns to the islands'],
      ...['Date: Tue, 17 Jun 2025 01:30:00 +0900', 'Message-ID: <a@x.example>', 'MIME-Version: 1.0', ''],
      ...['Night ferry returns to the islands', '', '2 hours ago', '', english.join('\n\n'), ''],
    ].join('\r\n');
    const article = await clean({ ref: { key: 'a.eml' }, bytes: Buffer.from(mail) });
    expect(article.publishedAt).toBe('2025-06-16T23:30:00+09:00');
    expect(article.removed).toContainEqual({ text: '2 hours ago', rule: 'read as the date', label: 'date' });
  });
});

describe('a saved page', () => {
  it('keeps a table that stands in the text, and no box of facts beside it', async () => {
    const [first = '', second = '', ...rest] = english;
    const html = `<html><head><title>Night ferry returns</title></head><body><main><h1>Night ferry returns</h1><div class="content">
      <aside class="infobox"><h3>The ferry in figures</h3><ul><li>Length: 88 m</li><li>Built: 1998</li></ul></aside>
      <p>${first}</p><p>${second}</p><table><tr><th>Who</th><th>Fare</th></tr><tr><td>Visitors</td><td>18 pounds</td></tr></table>
      ${rest.map((text) => `<p>${text}</p>`).join('')}</div></main></body></html>`;
    const article = await clean({ ref: { key: 'a.html' }, bytes: Buffer.from(html) });
    expect(bodyOf(article)).toEqual([first, second, 'Who Fare', 'Visitors 18 pounds', ...rest]);
  });

  it('has the authors of a Japanese paper without their offices, and without its signature', async () => {
    const html = `<html lang="ja"><head><title>夜行フェリー、３年ぶり再開へ</title></head><body><main><h1>夜行フェリー、３年ぶり再開へ</h1>
      <p>港太郎、編集委員・海野二郎　2025年6月16日 17時23分</p><div class="article-body">${japanese.map((text) => `<p>${text}</p>`).join('')}<p>（港太郎）</p></div></main></body></html>`;
    const article = await clean({ ref: { key: 'a.html' }, bytes: Buffer.from(html) });
    expect(article).toMatchObject({ byline: '港太郎, 海野二郎', publishedAt: '2025-06-16T17:23:00' });
    expect(bodyOf(article)).toEqual(japanese);
  });

  it.each([
    ['<meta name="author" content="World"><meta property="article:section" content="World">'],
    ['<meta name="author" content="Island life"><meta property="article:section" content="Island life">'],
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Night ferry returns","articleSection":"Isles","author":{"name":"Isles"}}</script>',
    ],
  ])('has no section for an author: %s', async (head) => {
    const html = `<html><head><title>Night ferry returns</title>${head}</head><body><article><h1>Night ferry returns</h1>
      <p class="author"><a rel="author" href="/world">World</a></p>${english.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
    const article = await clean({ ref: { key: 'a.html' }, bytes: Buffer.from(html) });
    expect(article.byline).toBeUndefined();
  });
});
