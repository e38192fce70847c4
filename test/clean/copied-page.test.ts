import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';

// A whole page copied: its menu, share bar, other stories and footer stand around the article.

const frames = {
  en: {
    menu: ['Harbour Courier', 'Home', 'News', 'Sport', 'Culture', 'Opinion', 'Subscribe', 'Sign in'],
    share: ['Share', 'Facebook', 'X', 'Copy link'],
    below: [
      ...[
        'Related stories',
        'Ferry fares to rise by six per cent in spring',
        'School choir wins national prize',
      ],
      ...[
        'Most read',
        'Bakery on Quay Street closes after 90 years',
        'About us',
        'Contact',
        'Privacy policy',
      ],
      '© 2026 Harbour Courier. All rights reserved.',
    ],
  },
  ko: {
    menu: ['항구일보', '로그인', '회원가입', '정치', '경제', '사회', '문화', '스포츠'],
    share: ['공유', '페이스북', '카카오톡', '글자크기'],
    below: [
      ...['관련기사', '여객선 요금 봄부터 6% 인상', '많이 본 뉴스', '부두길 빵집 90년 만에 폐업'],
      ...['회사소개', '개인정보처리방침', 'ⓒ 항구일보, 무단 전재 및 재배포 금지'],
    ],
  },
  ja: {
    menu: ['港新聞デジタル', 'ログイン', '会員登録', '政治', '経済', '社会', '文化', 'スポーツ'],
    share: ['シェア', 'ツイート', '印刷'],
    below: [
      ...['関連記事', 'フェリー運賃、春から6％値上げ', 'ランキング', '桟橋通りのパン屋、90年で閉店'],
      ...['会社案内', 'プライバシーポリシー', 'Copyright 港新聞社 無断転載を禁じます'],
    ],
  },
};

const hall = {
  en: [
    'The town orchestra of Harrow Bay will play in its own hall again on Saturday, four years after rain came through the roof and ruined the organ.',
    'Builders finished the last of the oak beams in September, the council said. The work cost 4.2 million pounds, about a third more than planned.',
    'The council had wanted to sell the building in 2023, but 9,000 people signed a petition and a brewery gave half a million pounds.',
  ],
  ko: [
    '항구시 음악당이 지붕 붕괴 4년 만에 다시 문을 열었다. 시는 30일 재개관식을 열고 첫 공연에 수리를 맡은 목수와 가족을 초대했다.',
    '이번 공사에는 52억 원이 들었다. 애초 계획보다 3분의 1가량 늘어난 액수로, 참나무 들보를 구하는 데 시간이 걸렸기 때문이라고 시는 설명했다.',
    '시는 2023년 건물을 매각하려 했지만 시민 9천 명이 반대 서명에 참여했다. 지역 양조장도 6억 원을 보탰다.',
  ],
  ja: [
    '東京都は来春から、運河を使った通勤用の水上バスの試験運航を始める。料金は片道300円で、朝夕に10分おきに走る。',
    '都によると、湾岸部の人口は10年で4割増え、朝の電車は混雑が限界に近い。船は電池で動き、音も静かだという。',
    '運河沿いに住む会社員の女性は「海を見て出勤できるなら早起きする」と話す。',
  ],
};

type Language = keyof typeof frames;

function copied(
  language: Language,
  above: readonly string[],
  text: readonly string[],
): Promise<CleanArticle> {
  const { menu, share, below } = frames[language];
  const lines = [...menu, ...above, ...share, ...text, ...below];
  return clean({ ref: { key: 'page.txt' }, bytes: Buffer.from(lines.join('\n')) });
}
const bodyOf = ({ body }: CleanArticle): string[] => body.map(({ text }) => text);

describe('a copied page', () => {
  const head = {
    en: ['Town orchestra reopens hall after four-year repair', 'By Ida Marsh', '30 October 2026'],
    ko: ['4년 만에 다시 문 연 항구시 음악당', '홍길동 기자', '입력 2026.10.30 09:12'],
    ja: ['東京の運河に水上バス、通勤の足に', '2026年10月30日 9時12分'],
  } as const;

  it.each([
    {
      language: 'en',
      headline: 'Town orchestra reopens hall after four-year repair',
      standfirst: 'The players return on Saturday with a concert for the builders who saved the hall',
      facts: ['By Ida Marsh', '30 October 2026'],
    },
    {
      language: 'ko',
      headline: '4년 만에 다시 문 연 항구시 음악당, 첫 공연은 목수들에게',
      standfirst: '지붕 수리에 52억 원, 시민 9천 명 서명이 철거 막아',
      facts: ['홍길동 기자', '입력 2026.10.30 09:12'],
    },
    {
      language: 'ko',
      headline: '"음악당은 마을의 거실이었다"',
      standfirst: '첼로를 우산으로 감쌌던 밤의 이야기',
      facts: ['인터뷰 = 홍길동 기자', '2026.10.30 09:12'],
    },
    {
      language: 'en',
      headline: 'Town orchestra reopens hall after four-year repair',
      standfirst: 'Queues formed at dawn for tickets to the first night',
      facts: ['By Ida Marsh', '30 October 2026'],
    },
    {
      language: 'en',
      headline: 'Town orchestra reopens hall after four-year repair',
      standfirst: 'It took four years and a petition to put back the oak beams of the hall.',
      facts: ['Music', '30 October 2026'],
    },
    {
      language: 'en',
      headline: '“We slept under the beams”',
      standfirst: 'How the builders of the town orchestra’s hall spent four years with the roof off',
      facts: ['Interview: Ida Marsh', 'Fri 30 October 2026 09.12 GMT'],
    },
    {
      language: 'ja',
      headline: '東京の運河に水上バス、通勤の足に',
      standfirst: '都が来春から試験運航、片道300円',
      facts: ['2026年10月30日 9時12分'],
    },
  ] as const)(
    'has its first line for a headline and the deck below it for a standfirst: $language',
    async (page) => {
      const { language, headline, standfirst, facts } = page;
      const article = await copied(language, [headline, standfirst, ...facts], hall[language]);
      expect(article).toMatchObject({
        headline,
        standfirst,
        publishedAt: expect.stringContaining('2026-10-30'),
      });
      expect(bodyOf(article)).toEqual(hall[language]);
    },
  );

  it('has a dateline that stands with the date alone on its line', async () => {
    const above = ['東京の運河に水上バス、通勤の足に', '【東京＝港太郎】2026年10月30日'];
    const article = await copied('ja', above, hall.ja);
    expect(article).toMatchObject({ dateline: '東京＝港太郎', byline: '港太郎', publishedAt: '2026-10-30' });
    expect(bodyOf(article)).toEqual(hall.ja);
  });

  it('has no house for a standfirst', async () => {
    const [headline, ...facts] = head.en;
    const article = await copied('en', [headline, 'Harbour Courier wire services', ...facts], hall.en);
    expect(article.headline).toBe(headline);
    expect(article.standfirst).toBeUndefined();
  });

  it.each([
    { names: '港太郎', byline: '港太郎' },
    { names: '港太郎、海野花子', byline: '港太郎, 海野花子' },
    { names: '生活文化面', byline: undefined },
  ])('has the byline of names alone above its date, below a deck too: $names', async ({ names, byline }) => {
    const above = ['東京の運河に水上バス、通勤の足に', '都が来春から試験運航、片道300円'];
    const article = await copied('ja', [...above, names, '2026年10月30日 9時12分'], hall.ja);
    expect(article).toMatchObject({ headline: above[0], byline, publishedAt: '2026-10-30T09:12:00' });
    if (byline !== undefined) expect(article.standfirst).toBe(above[1]);
    expect(bodyOf(article)).toEqual(hall.ja);
  });

  it('keeps the last paragraph that is signed in brackets', async () => {
    const above = ['東京の運河に水上バス、通勤の足に', '2026年10月30日 9時12分'];
    const text = [...hall.ja, '都は夏に夜の便も試すという。（港太郎）'];
    const article = await copied('ja', above, [...text, '残り512文字']);
    expect(bodyOf(article)).toEqual(text);
  });

  it.each([
    { last: '（港太郎）', byline: '港太郎' },
    { last: '【港太郎、海野花子】', byline: '港太郎, 海野花子' },
    { last: '（敬称略）', byline: undefined },
    { last: '【関連記事】', byline: undefined },
    { last: '（共同）', byline: undefined },
  ])('is signed by who stands in brackets below its text: $last', async ({ last, byline }) => {
    const above = ['東京の運河に水上バス、通勤の足に', '2026年10月30日 9時12分'];
    const article = await copied('ja', above, [...hall.ja, last]);
    expect(article.byline).toBe(byline);
    if (byline !== undefined) expect(bodyOf(article)).toEqual(hall.ja);
  });

  it.each([
    {
      language: 'en',
      pointer: ['Related stories', 'Ferry fares to rise by six per cent in spring'],
      after: ['Bookings open on Friday at noon, and the first week is expected to sell out within hours.'],
    },
    {
      language: 'en',
      pointer: ['Related: Ferry fares to rise by six per cent in spring'],
      after: ['Bookings open on Friday at noon, and the first week is expected to sell out within hours.'],
    },
    {
      language: 'ko',
      pointer: ['관련기사', '여객선 요금 봄부터 6% 인상'],
      after: [
        '예약은 금요일 정오에 시작되며 첫 주는 몇 시간 안에 매진될 것으로 보인다.',
        '위층 카페에서는 밤새 국과 빵을 판다고 시는 덧붙였다.',
      ],
    },
    {
      language: 'ko',
      pointer: ['▶ 관련기사: 여객선 요금 봄부터 6% 인상'],
      after: ['예약은 금요일 정오에 시작되며 첫 주는 몇 시간 안에 매진될 것으로 보인다.'],
    },
    {
      language: 'ja',
      pointer: ['関連記事', 'フェリー運賃、春から6％値上げ'],
      after: [
        '予約は金曜日の正午に始まり、最初の週は数時間で売り切れる見込みだ。',
        '上の甲板では夜通しスープとパンを出すという。',
      ],
    },
    {
      language: 'ja',
      pointer: ['【関連記事】フェリー運賃、春から6％値上げ'],
      after: ['予約は金曜日の正午に始まり、最初の週は数時間で売り切れる見込みだ。'],
    },
  ] as const)('goes on below a line that leads to another article: $pointer', async (page) => {
    const { language, pointer, after } = page;
    const article = await copied(language, head[language], [...hall[language], ...pointer, ...after]);
    expect(bodyOf(article)).toEqual([...hall[language], ...after]);
  });

  it.each([
    {
      language: 'en',
      box: [
        'Sign up for our newsletter',
        'Get the harbour’s news in your inbox every weekday.',
        'Enter your email',
      ],
      after: ['The bakery next door will open late, its owner said.'],
    },
    {
      language: 'en',
      box: ['Subscribe to our newsletter', 'The oak beams. Photo: Ida Marsh', 'Advertisement'],
      after: ['The bakery next door will open late, its owner said.'],
    },
    {
      language: 'ja',
      box: ['[PR]', '就航を待つ水上バス＝2026年10月29日、東京都港区、港太郎撮影'],
      after: ['■冬にも運航', '都は来年の冬にも運航を広げる考えだ。'],
    },
  ] as const)('goes on below a box between its paragraphs: $box', async ({ language, box, after }) => {
    const article = await copied(language, head[language], [...hall[language], ...box, ...after]);
    expect(bodyOf(article)).toEqual([...hall[language], ...after]);
  });

  it('goes on below a subheading that carries a mark', async () => {
    const after = [
      '◆ 빵집은 어떻게',
      '옆 빵집은 밤 열 시까지 문을 연다. 주인은 제빵사 셋을 더 뽑았다.',
      '시는 5월까지 버스 노선도 정할 계획이다.',
    ];
    const article = await copied('ko', head.ko, [...hall.ko, ...after]);
    expect(bodyOf(article)).toEqual([...hall.ko, ...after]);
  });

  it('keeps short answers and questions above the last answer', async () => {
    const talk = [
      ...['Tom Dunne, 58, led the builders for four years. We met on the scaffold.', 'Was it hard?'],
      ...[
        'Because of the beams, yes. They had to come from another county, one at a time.',
        'Did you sleep?',
      ],
      ...[
        'Hardly.',
        'And now?',
        'Now I sleep.',
        'Will you come on Saturday?',
        'No. I can hear it from my garden.',
      ],
    ];
    const article = await copied('en', head.en, talk);
    expect(bodyOf(article)).toEqual(talk);
  });

  it.each([
    { language: 'en', last: ['“We waited four years,” he said.', '“I would have waited ten.”'] },
    { language: 'ko', last: ['"4년을 기다렸다"고 그는 말했다.', '"이제 잠을 잘 수 있겠어요."'] },
    { language: 'ja', last: ['「３年待った」と彼は言う。', '「これで眠れる」'] },
    {
      language: 'en',
      last: ['Correction: An earlier version of this article gave the cost as 3.2 million pounds.'],
    },
    {
      language: 'ko',
      last: ['정정: 처음 올린 기사에서 공사비를 42억 원으로 적었으나 52억 원이 맞아 바로잡습니다.'],
    },
    { language: 'ja', last: ['【訂正】料金は200円ではなく300円でした。'] },
    { language: 'en', last: ['Results', 'Ashcombe 12-10 Millford', 'Eastgate 31-8 Stow'] },
    { language: 'en', last: ['Ashcombe 2, Millford 1', 'Eastgate 0, Stow 0'] },
    {
      language: 'en',
      last: ['Men’s final: A. Berg 6-4 6-3 L. Kern', 'Women’s final: M. Holt 7-5 6-2 T. Rae'],
    },
    {
      language: 'en',
      last: ['1. Ida Marsh (NOR) 24:31.2', '2. Mia Holt (GBR) 24:35.9', '3. Lea Kern (GER) 24:40.0'],
    },
    { language: 'en', last: ['Harrow Bay: Tries: Okoro 2, Lamb; Cons: Pryce 3', 'Attendance: 1,204'] },
    { language: 'ko', last: ['경기 결과', '항구 3-1 동촌', '서해 0-0 남포'] },
    { language: 'ja', last: ['▽1回戦 港 3―1 東町', '▽2回戦 港 2―0 西海'] },
  ] as const)('is kept to its last line: $last', async ({ language, last }) => {
    const article = await copied(language, head[language], [...hall[language], ...last]);
    expect(bodyOf(article)).toEqual([...hall[language], ...last]);
  });

  it('takes no figures of the site for results', async () => {
    const last = ['Phone: 0123 456', 'Print edition: 2 pounds'];
    const article = await copied('en', head.en, [...hall.en, ...last]);
    expect(bodyOf(article)).toEqual(hall.en);
  });
});
