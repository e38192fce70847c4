import { describe, expect, it } from 'vitest';
import { boilerplateRules, ruleAgainst } from '../../lambda/clean/boilerplate.ts';

describe('the boilerplate rules', () => {
  it.each([
    ['Open in App', 'app-prompt'],
    ['ADVERTISEMENT', 'advertisement'],
    ['3 min read', 'reading-time'],
    ['Comments (12)', 'counter'],
    ['READ ALSO: Wind farm gets green light', 'read-more'],
    ['Related Stories', 'related-heading'],
    ['Disclaimer: This post has been auto-published from an agency feed', 'auto-published-disclaimer'],
    ['© 2026 Coastline Courier', 'copyright'],
    ['<저작권자 ⓒ 한결뉴스, 무단 전재-재배포 금지>', 'copyright'],
    ['無断転載を禁じます', 'copyright'],
    ['좋아요 35', 'counter'],
    ['홍길동 기자 gildong@news.example', 'korean-reporter-line'],
    ['この記事は有料会員限定です', 'japanese-tail'],
    ['続きを読む', 'read-more'],
    ['We use cookies to improve your visit.', 'cookie-notice'],
    ['The ship at the quay. Photo: Coastline Courier', 'caption-with-credit'],
    ['Photograph by A. Hand, Harbour Trust', 'picture-credit'],
    ['시험 운항을 마친 야간 여객선. /항만공사 제공', 'asian-caption'],
    ['부두에 선 여객선 =연합뉴스', 'asian-caption'],
    ['試運転を終えた夜行フェリー＝2025年6月15日午後、港市、港花子撮影', 'asian-caption'],
    ['試運転を終えた夜行フェリー。乗客は40人だった＝2025年6月15日、港市', 'asian-caption'],
    ['(Reporting by Ida Marsh and Lena Kroll; Editing by Tom Reed)', 'agency-tail'],
    ['関連記事はこちら。', 'read-more'],
    ['To continue reading, subscribe or log in.', 'paywall'],
    ['Already a subscriber? Sign in', 'paywall'],
    ['To continue reading this article, please subscribe.', 'paywall'],
    ['Log in to keep reading', 'paywall'],
    ['Already have an account? Log in', 'paywall'],
    ['This article is for subscribers only.', 'paywall'],
    ['有料会員になると続きをお読みいただけます。', 'paywall'],
    ['会員登録すると続きが読めます', 'paywall'],
    ['구독자 전용 기사입니다.', 'paywall'],
    ['로그인하시면 전문을 볼 수 있습니다.', 'paywall'],
    ['The views expressed are those of the author.', 'author-note'],
    ['Opinions expressed here do not necessarily reflect those of the paper.', 'author-note'],
    [
      'The views expressed in this article are the author’s own and do not reflect those of this paper.',
      'author-note',
    ],
    ['(Reporting by Mira Tolan; Editing by Jon Abel)', 'agency-tail'],
    ['Register for free to read the rest of this story.', 'newsletter'],
    ['Sign up for our newsletter.', 'newsletter'],
    ['Your email address will not be published.', 'newsletter'],
    ['Follow him on X at @tolan.', 'author-note'],
    ['Mira Tolan covers ports for the Courier. You can reach her at mira@courier.example.', 'author-note'],
    ['This interview has been edited and condensed for clarity.', 'author-note'],
    [
      'This story has not been edited by our staff and is published from a syndicated feed.',
      'auto-published-disclaimer',
    ],
    ['この記事は有料会員限定です。', 'japanese-tail'],
    ['무단 전재 및 재배포를 금합니다.', 'copyright'],
    ['By using this website you accept that Bay News Ltd is not liable for any loss.', 'legal-notice'],
    ['We have no control over third-party websites to which we link.', 'legal-notice'],
    [
      'The Bay News is published weekly by Bay Media Ltd, registered in Quayshire under 4021.',
      'legal-notice',
    ],
    ['Letters to the editor should be no longer than 250 words.', 'legal-notice'],
    ['本サイトの情報によって生じた損害について、当社は一切の責任を負いません。', 'legal-notice'],
    ['본 사이트는 이용자가 입은 손해에 대하여 책임을 지지 않습니다.', 'legal-notice'],
  ])('know %s', (line, rule) => {
    expect(ruleAgainst(line)?.id).toBe(rule);
  });

  it.each([
    'The new copyright law passed by 31 votes to 12.',
    'She writes a newsletter about birds, and 4,000 people read it.',
    'He told fans to sign up for the trial before June.',
    'Readers of the page fell by a third, the report said.',
    'The photo showed the minister at the quay.',
    'He tweeted a single word on Monday.',
    'Shares rose 3 percent on the news.',
    'More than 40 people were hurt.',
    'Subscribers to the paper can read the report on Monday.',
    'Already a member of NATO, Finland signed the treaty on Monday.',
    'The story is available to members of the public at the town library.',
    'This article is available to members of the public at the town library.',
    'To continue reading the minutes aloud would take all night, the chair said.',
    'To read more than the first page, the judge put on his glasses.',
    'The views expressed by residents at the hearing ranged from anger to quiet relief.',
    'The views expressed in the report do not bind the ministry, she said.',
    'Opinions expressed by the authors of the study differ on the cause.',
    'The opinions expressed are those of a small group, the mayor said.',
    'Photographs by the late artist hang in the hall of the old harbour office.',
    '시는 지원책도 내놓았다. 섬 주민에게 무료 점심 제공',
    '시는 청년에게 교통비/주거비 제공',
    '[서울=뉴시스] 김하나 기자 = 시, 섬 주민에게 무료 점심 제공',
    '회원 전용 골프장이 문을 닫았다.',
    '구독하면 광고 없이 영상을 볼 수 있다.',
    '有料会員登録が10万件を超えた。',
    '有料会員限定のサービスを始める。',
    '会員登録すると割引を受けられる仕組みだ。',
    '청년에게 월세 2.5만원 제공',
    '정부는 이재민에게 임시 주택을 제공',
    '市は水を提供した。',
    'ログインできない障害が発生した。',
    '著作権法の改正案が可決された。',
    '구독 경제가 빠르게 커지고 있다.',
    '그는 페이스북에 글을 올려 사과했다.',
    '댓글 수천 개가 달렸다고 회사는 밝혔다.',
    'Register to vote by Monday, the council told residents.',
    'Subscribe to that view and you must give up the rest, he wrote.',
    'By signing up 400 drivers in a week, the union passed its goal.',
    'Your e-mail may be read by your employer, a court ruled on Monday.',
    'Join us, they called down from the roof of the mill.',
    'Get the ballots delivered by Friday, the clerk told the post office.',
    'Anyone who saw the fire should contact them at the station.',
    'Fans follow her on Instagram in their millions.',
    'The story was edited by his widow, who burned the rest.',
    'The story is taken from a novel of 1912.',
    'The report was not reviewed by the board, the judge found.',
    'The diary has not been edited by anyone since 1850.',
    'Reporting by victims has risen by a third, the police said.',
    'Edited by hand in a shed, the film took nine months.',
    'Stay tuned to local radio, the sheriff told people on the coast.',
    'Click here to win, said the message that cost her 9,000 pounds.',
    'The results may not be reproduced in other laboratories, she warned.',
    'The regulator fined the firm over its cookie consent banner.',
    'Nobody is liable for the fuel that leaked into this site, the court ruled, he said.',
    'The firm that owns this site of the old gasworks must clean the soil by 2030.',
    'The magazine was published by two sisters from a registered boat.',
    'Letters to the editor filled four pages after the vote.',
    'Third-party websites took a fifth of the tickets.',
    'The judges held that third-party sites are liable for the goods sold on them.',
    'The ship is owned by a family of fishermen and registered in Liberia, like half of the fleet.',
    'Letters to the editor must be kept for ten years under the new law.',
    'Dieser Seite der Stadt droht eine Haftung in Millionenhöhe.',
    '본 사이트의 발굴은 내년에 끝난다.',
    'Follow us, the guides said, and do not look down.',
    'Share with your neighbour, the water board asks.',
    'See more of a city from its roofs, the architect used to say.',
    'Recommended doses were cut by half in March.',
    '관련 기사를 쓴 기자 두 명이 상을 받았다.',
    '주요 뉴스를 점자로 옮기는 모임이 생겼다.',
    '제보는 경찰 수사로 이어졌다.',
    '로그인 없이 쓰는 앱에서 열기 오류가 났다.',
    '글자 크기를 키운 교과서가 나왔다.',
    '무단 복제한 영화를 판 혐의로 세 명이 붙잡혔다.',
    '저작권자에게 먼저 물어야 한다고 법원은 봤다.',
    '쿠키를 사용한 추적을 막는 법이 국회를 통과했다.',
    '有料記事の売り上げが初めて紙を上回った。',
    'ニュースレターの読者は3年で倍になった。',
    '公式Xで会社は謝罪した。',
    'アプリで読む人が紙の読者を超えた。',
    '関連記事を書いた記者は取材に応じた。',
    '無断転載した男が書類送検された。',
    'クッキーの使用を制限する法案が可決された。',
  ])('leave a sentence of an article alone: %s', (line) => {
    expect(ruleAgainst(line)?.id).toBeUndefined();
  });

  it('each have a name of their own and a reason', () => {
    expect(new Set(boilerplateRules.map(({ id }) => id)).size).toBe(boilerplateRules.length);
    expect(boilerplateRules.every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it.each(['a', ' ', '(', '기', '.', 'photo '])('are not slowed down by a long line of %j', (piece) => {
    const timeOf = (count: number): number => {
      const line = piece.repeat(count).slice(0, 500);
      const started = performance.now();
      for (let run = 0; run < 50; run++) ruleAgainst(line);
      return performance.now() - started;
    };
    timeOf(50);
    // Ten times the line: in proportion 10, by the square 100, by the cube 1,000.
    expect(timeOf(500)).toBeLessThan(400 * Math.max(timeOf(50), 0.5));
  });
});
