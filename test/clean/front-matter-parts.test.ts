import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByline, reporterInDateline } from '../../lambda/clean/byline.ts';
import { splitDateline } from '../../lambda/clean/dateline.ts';
import { isDateLine, namesBeforeDate, parseDate } from '../../lambda/clean/dates.ts';
import { parseRelativeDate } from '../../lambda/clean/relative-dates.ts';

describe('parseDate', () => {
  it.each([
    ['Updated: June 16, 2025 17:23 IST', '2025-06-16T17:23:00+05:30'],
    ['16. Juni 2025, 14:05 Uhr', '2025-06-16T14:05:00'],
    ['le 16 juin 2025 à 14h05', '2025-06-16T14:05:00'],
    ['16 de junio de 2025', '2025-06-16'],
    ['16 июня 2025', '2025-06-16'],
    ['입력 2025.06.16. 오후 5:23', '2025-06-16T17:23:00'],
    ['2025년 6월 16일 17시 23분', '2025-06-16T17:23:00'],
    ['2025年6月16日 17時23分', '2025-06-16T17:23:00'],
    ['令和7年6月16日', '2025-06-16'],
    ['PublishedJun 16 2025', '2025-06-16'],
    ['UpdatedJUNE 17, 2025, 9:01 AMPublishedJune 16, 2025, 5:23 PM', '2025-06-16T17:23:00'],
    ['Mon, 16 Jun 2025 17:23:00 +0530', '2025-06-16T17:23:00+05:30'],
    ['2025-06-16T23:30:00-04:00', '2025-06-16T23:30:00-04:00'],
    ['Published 5:04 PM EDT, June 16, 2025', '2025-06-16T17:04:00-04:00'],
    ['12:30 AM GMT, 1 May 2026', '2026-05-01T00:30:00+00:00'],
    ['06/16/2025 3:04 pm', '2025-06-16T15:04:00'],
    ['June 16, 2025 23:30 KST', '2025-06-16T23:30:00+09:00'],
    ['16 June 2025, 00:10 JST', '2025-06-16T00:10:00+09:00'],
    ['Updated 17 June 2025 08:00 GMT, published 16 June 2025 21:15 GMT', '2025-06-16T21:15:00+00:00'],
    ['입력 2025.06.16 09:10 수정 2025.06.17 11:00', '2025-06-16T09:10:00'],
    ['更新：2025年6月17日 8時00分 公開：2025年6月16日 21時15分', '2025-06-16T21:15:00'],
  ])('reads %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
    expect(isDateLine(text)).toBe(true);
  });

  it.each(['31 February 2025', 'In 2025, 12 people came', 'Apollo 13', '', '99/99/9999'])(
    'finds none in %s',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it.each([
    ['The Harbour Times thetimes.example', '+05:30'],
    ['Jerusalem Herald', '+02:00'],
    ['Daily Post news.example.il', '+02:00'],
    ['The Irish Courier', '+01:00'],
  ])('reads IST as the publisher means it: %s', (publisher, offset) => {
    expect(parseDate('16 June 2025 17:23 IST', { publisher })).toBe(`2025-06-16T17:23:00${offset}`);
  });

  it.each(['2 hours ago', 'yesterday', '3시간 전', '2時間前', 'vor 2 Stunden'])(
    'takes %s, said nobody knows when, for no date',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it('never moves the day, whatever the zone', () => {
    const zones = ['Z', '+14:00', '-12:00', '+05:30', ' KST', ' EDT', ' GMT'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (time, zone) => {
          const day = time.toISOString().slice(0, 10);
          expect(parseDate(`${time.toISOString().slice(0, 16)}${zone}`)?.slice(0, 10)).toBe(day);
        },
      ),
    );
  });

  it('takes authors for no more than themselves where they are in a date line', () => {
    expect(isDateLine('Anna Berg in London and Urs Keller in Zürich | 12 March 2026')).toBe(true);
    expect(isDateLine('@harbour_news_daily | 12 March 2026')).toBe(true);
    expect(isDateLine('Anna Berg in the harbour of Lagos, 12 March 2026')).toBe(false);
    expect(isDateLine('— Ida Marsh (@idamarsh), 12 March 2026')).toBe(false);
    expect(isDateLine('— 12 March 2026')).toBe(true);
    expect(isDateLine('Queen Margarethe in Copenhagen, 12 March 2026')).toBe(false);
  });

  it('does not take a sentence with a date for a date line', () => {
    expect(isDateLine('The council decided on 16 June 2025 to build the bridge after all.')).toBe(false);
  });
});

describe('namesBeforeDate', () => {
  it.each([
    ['Ida Marsh16 June 2025', 'Ida Marsh'],
    ['Ida MarshJun 16 2025', 'Ida Marsh'],
    ['ByIda MarshJun 16 2025', 'Ida Marsh'],
    ['Ida Marsh | Published: Monday, June 16, 2025', 'Ida Marsh'],
    ['港太郎　2025年6月16日', '港太郎'],
    ['PublishedJun 16 2025', undefined],
    ['Kofi Mensah in Lagos | 12 March 2026', 'Kofi Mensah'],
    ['Anna Berg in London and Urs Keller in Zürich · 12 March 2026', 'Anna Berg and Urs Keller'],
    ['Kofi Mensah (@kmensah) | 12 March 2026', 'Kofi Mensah'],
    ['@harbour_news_daily | 12 March 2026', undefined],
    ['聞き手・三宅遥　2026年3月12日', '三宅遥'],
    ['聞き手＝三宅遥 2026/03/12', '三宅遥'],
  ])('reads %s', (line, names) => {
    expect(namesBeforeDate(line)).toBe(names);
  });

  it.each([' ', '| '])('takes a line of nothing but "%s" in one pass', (mark) => {
    expect(namesBeforeDate(`${mark.repeat(200_000)}Marsh 2025-06-16`)).toBeUndefined();
  });
});

describe('parseByline', () => {
  it.each([
    ['By Ida Marsh', 'Ida Marsh'],
    ['By IANS | Updated: June 16, 2025 17:23 IST', 'IANS'],
    ['By Peter Oduya and Hanna Strand, Transport correspondents', 'Peter Oduya, Hanna Strand'],
    ['By Ida Marsh Follow', 'Ida Marsh'],
    ['홍길동 기자구독', '홍길동'],
    ['By Ida Marsh Weather reporter', 'Ida Marsh'],
    ['By Ida Marsh Local Democracy Reporter', 'Ida Marsh'],
    ['Words by Tobias Rennard23 April 2026', 'Tobias Rennard'],
    ['Von Anna-Lena Groß', 'Anna-Lena Groß'],
    ['홍길동 기자 gildong@news.example', '홍길동'],
    ['홍길동·김철수 기자', '홍길동, 김철수'],
    ['홍길동 기자 · 김철수 기자', '홍길동, 김철수'],
    ['홍길동 기자, 김철수 특파원', '홍길동, 김철수'],
    ['山田太郎記者、港花子記者', '山田太郎, 港花子'],
    ['Interview: Ida Marsh', 'Ida Marsh'],
    ['Words: Ida Marsh and Li Na', 'Ida Marsh, Li Na'],
    [
      'By Ida Marsh, Tobias Rennard in London and Agence France-Presse',
      'Ida Marsh, Tobias Rennard, Agence France-Presse',
    ],
    ['By Ida Marsh in New York and Li Na in Beijing', 'Ida Marsh, Li Na'],
    ['By Ida Marsh of the Harbour Times', 'Ida Marsh'],
    ['By Maria van der Berg and Luis de la Cruz', 'Maria van der Berg, Luis de la Cruz'],
    ['【山田太郎記者】', '山田太郎'],
    ['Interview by Ida Marsh; photographs by Lena Kroll', 'Ida Marsh'],
    ['Words and photographs by Ida Marsh', 'Ida Marsh'],
    ['By Ida Marsh and Tobias Rennard, photos by Lena Kroll', 'Ida Marsh, Tobias Rennard'],
    ['By Ida Marsh and Tobias Rennard. Photos by Lena Kroll', 'Ida Marsh, Tobias Rennard'],
    ['As told to Ida Marsh', 'Ida Marsh'],
    ['Text: Ida Marsh, Fotos: Lena Kroll', 'Ida Marsh'],
    ['聞き手・港太郎', '港太郎'],
    ['（聞き手・港太郎、海野花）', '港太郎, 海野花'],
    ['取材・文＝港太郎　写真＝海野花', '港太郎'],
    ['聞き手・構成　港太郎', '港太郎'],
    ['인터뷰 = 홍길동 기자', '홍길동'],
    ['인터뷰=홍길동', '홍길동'],
    ['글·사진 홍길동 기자', '홍길동'],
    ['글 = 홍길동 사진 = 김철수', '홍길동'],
  ])('reads %s', (line, names) => {
    expect(parseByline(line)).toBe(names);
  });

  it.each([
    'By the end of the year, the bridge will stand.',
    'The reporter left.',
    'By Monday it was gone.',
    'Photographs by A. Hand',
    'By 2030',
    'Interviewed by police, he said nothing.',
    'Photos by Lena Kroll',
    'Interview: Ida Marsh on fear and the sea',
    'Story: how the bridge came back',
    '聞き手がいない時代の話し方',
    '取材・構成',
    '정리 해고',
    '이 사건을 처음 알린 서지우 기자는 이날 시청 앞에서 열린 주민 집회에 참석해 그동안의 취재 과정을 자세히 설명했다.',
  ])('finds none in %s', (line) => {
    expect(parseByline(line)).toBeUndefined();
  });
});

describe('reporterInDateline', () => {
  it.each([
    ['(서울=연합뉴스) 홍길동 기자 = ', '홍길동'],
    ['(서울=뉴스1) 홍길동 김철수 기자 = ', '홍길동, 김철수'],
    ['[서울=뉴시스]홍길동·김철수 특파원 = ', '홍길동, 김철수'],
    ['[항구일보 홍길동 기자] ', '홍길동'],
    ['[항구=홍길동 기자] ', '홍길동'],
    ['홍길동 기자 = ', '홍길동'],
    ['【ソウル 山田太郎記者】', '山田太郎'],
    ['【ソウル＝山田太郎】', '山田太郎'],
    ['【ソウル＝共同】', undefined],
  ])('reads %s', (opening, names) => {
    expect(reporterInDateline(opening)).toBe(names);
  });
});

describe('parseRelativeDate', () => {
  it.each([
    ['2 hours ago', '2025-06-16T15:23:00+05:30'],
    ['Updated an hour ago', '2025-06-16T16:23:00+05:30'],
    ['45 mins ago', '2025-06-16T16:38:00+05:30'],
    ['3 days ago', '2025-06-13'],
    ['18시간 전', '2025-06-15T23:23:00+05:30'],
    ['3時間前', '2025-06-16T14:23:00+05:30'],
    ['2日前', '2025-06-14'],
    ['vor 2 Stunden', '2025-06-16T15:23:00+05:30'],
    ['il y a 10 minutes', '2025-06-16T17:13:00+05:30'],
    ['1 week ago', '2025-06-09'],
  ])('counts %s from when the page was saved', (text, date) => {
    expect(parseRelativeDate(text, 'Mon, 16 Jun 2025 17:23:00 +0530')).toBe(date);
    expect(parseRelativeDate(text, '2025-06-16T17:23:00+05:30')).toBe(date);
  });

  it.each([
    'Two hours ago, the ferry that had left the harbour at dawn came back without its captain.',
    'Long ago',
    '3 ships ago',
    '2025-06-16',
    '오는 12일 전남 통영서 개막식',
    '3일 전주=연합뉴스',
    '11月3日前首相',
    '3日前往北京',
  ])('reads none in: %s', (text) => {
    expect(parseRelativeDate(text, '2025-06-16T17:23:00Z')).toBeUndefined();
  });
});

describe('splitDateline', () => {
  it.each([
    ['Seoul, June 16 South Korean officials met.', 'Seoul, June 16', 'South Korean officials met.'],
    ['WASHINGTON (AP) — Lawmakers voted.', 'WASHINGTON', 'Lawmakers voted.', '(AP)'],
    ['TOKYO, March 3 (Reuters) - Shares fell.', 'TOKYO, March 3', 'Shares fell.', '(Reuters)'],
    ['LE POINT SUR LA SITUATION - Tout va.', undefined, 'LE POINT SUR LA SITUATION - Tout va.'],
    ['NEW DELHI: India won.', undefined, 'NEW DELHI: India won.'],
    ['GENEVA — Talks ended.', 'GENEVA', 'Talks ended.'],
    ['(서울=연합뉴스) 홍길동 기자 = 정부는 발표했다.', '서울=연합뉴스', '정부는 발표했다.', '홍길동 기자'],
    ['[항구일보 홍길동 기자] 정부는 발표했다.', undefined, '정부는 발표했다.', '[항구일보 홍길동 기자]'],
    ['홍길동 기자 = 정부는 발표했다.', undefined, '정부는 발표했다.', '홍길동 기자'],
    ['정선=한빛일보 정부는 발표했다.', '정선=한빛일보', '정부는 발표했다.'],
    ['정선=한빛일보 — 정부는 발표했다.', '정선=한빛일보', '정부는 발표했다.'],
    ['서울=뉴시스 홍길동 기자 = 정부는 발표했다.', '서울=뉴시스', '정부는 발표했다.', '홍길동 기자'],
    ['정선=홍길동 기자 정부는 발표했다.', undefined, '정부는 발표했다.', '정선=홍길동 기자'],
    ['Seoul (dpa) - Officials met.', 'Seoul', 'Officials met.', '(dpa)'],
    ['【東京共同】政府は発表した。', '東京共同', '政府は発表した。'],
    ['【6月16日 AFP】政府は発表した。', '6月16日 AFP', '政府は発表した。'],
    ['【独自】政府は発表した。', undefined, '【独自】政府は発表した。'],
    ['［ソウル　１６日　ロイター］ - 政府は発表した。', 'ソウル　１６日　ロイター', '政府は発表した。'],
  ])('takes %s apart', (text, dateline, rest, besides?: string) => {
    expect(splitDateline(text)).toEqual({ dateline, besides, rest });
  });

  it.each([
    'In June 16 people met.',
    'Paris, he said, was worth it.',
    'May 4 was a Monday.',
    'Kim said on June 16 that he would go.',
    '물=생명이라는 말이 있다.',
    '서울=연합뉴스가 보도했다.',
    '정선=한빛일보 홍길동 기자 hong@news.example',
  ])('leaves a sentence whole: %s', (text) => {
    expect(splitDateline(text)).toEqual({ rest: text });
  });

  it('loses no letter', () => {
    const openings = [
      '',
      'WASHINGTON (AP) — ',
      'TOKYO, March 3 (Reuters) - ',
      '(서울=연합뉴스) 홍길동 기자 = ',
      '【東京共同】',
      '정선=한빛일보 홍길동 기자 = ',
    ];
    const letters = (text: string): string => (text.match(/[\p{L}\p{N}]/gu) ?? []).sort().join('');
    fc.assert(
      fc.property(
        fc.constantFrom(...openings),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        (opening, text) => {
          const { dateline = '', besides = '', rest } = splitDateline(`${opening}${text}`);
          expect(letters(`${dateline}${besides}${rest}`)).toBe(letters(`${opening}${text}`));
        },
      ),
    );
  });
});
