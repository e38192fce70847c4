import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';

// Text somebody copied from a page, as it stands in the clipboard.

const english = [
  'The night ferry to the outer islands will sail again next month after three years in dock, the port authority said on Monday.',
  'Its first crossing is planned for June 12. The ship passed its last sea trial on Sunday and carried 40 guests.',
  'A single ticket will cost 18 pounds, or 9 pounds for people who live on the islands and show a card.',
  'The council had paid for the repair with a loan that runs until 2041, its treasurer told reporters at the quay.',
  'Islanders had asked for the ship to sail in winter as well. The authority said that it would look into that next year.',
];
const korean = [
  '섬을 오가는 야간 여객선이 3년 만에 다음 달 다시 운항한다고 항만공사가 월요일 밝혔다.',
  '첫 운항은 6월 12일로 예정돼 있다. 배는 일요일 마지막 시험 운항을 마쳤고 손님 40명을 태웠다.',
  '편도 요금은 1만8천원이며 섬 주민은 주민증을 보이면 9천원에 탈 수 있다고 공사는 설명했다.',
  '시의회는 2041년까지 갚는 대출로 수리비를 마련했다고 재무 담당자가 부두에서 기자들에게 말했다.',
  '주민들은 겨울에도 배가 다닐 수 있게 해 달라고 요구해 왔다. 공사는 내년에 검토하겠다고 했다.',
];
const japanese = [
  '３年ぶりに島を結ぶ夜行フェリーが来月、運航を再開すると港湾公社が16日発表した。',
  '初便は6月12日を予定している。船は15日に最後の試運転を終え、招待客40人を乗せた。',
  '片道の運賃は1800円で、島民は島民証を示せば900円で乗れるという。',
  '市議会は2041年まで返済が続く借入金で修理費をまかなった、と財務担当者が岸壁で記者団に語った。',
  '島民は冬の運航も求めており、公社は来年検討するとしている。',
];

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
    [['Ida Marsh16 June 2025 5:23pm'], 'Ida Marsh'],
    [['By Ida Marsh in London and Li Na in Beijing', '16 June 2025'], 'Ida Marsh, Li Na'],
    [['Special Correspondent', 'NEW DELHI, June 16, 2025 11:30 IST'], 'Special Correspondent'],
    [['By Special Correspondent', '16 June 2025'], 'Special Correspondent'],
    [['Reuters', '16 June 2025'], 'Reuters'],
    [['Harbour Echo', '16 June 2025'], undefined],
    [['World', '16 June 2025'], undefined],
  ])('has the byline that stands below its headline: %j', async (lines, byline) => {
    const article = await cleaned('Night ferry returns to the islands', ...lines, ...english);
    expect(article.byline).toBe(byline);
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

describe('a saved page', () => {
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
