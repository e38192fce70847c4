import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTranslation } from '../../lambda/translate/checks.ts';
import { mixedRegister } from '../../lambda/translate/register.ts';
import { findsTerms } from '../../lambda/translate/terminology.ts';

const found = (
  source: string,
  translation: string,
  target: 'ko' | 'ja' = 'ko',
  terms: { source: string; target: string }[] = [],
): string[] =>
  checkTranslation({
    source,
    translation,
    sourceLanguage: 'en',
    target,
    terms: findsTerms(terms)(source),
  }).map(({ check }) => check);

describe('checkTranslation', () => {
  it.each([
    ['The ferry carried 120,000 passengers.', '여객선은 승객 12만 명을 태웠다.', 'ko'],
    ['It cost 46 million pounds.', '4600만 파운드가 들었다.', 'ko'],
    ['It cost $1.5 billion.', '15億ドルかかった。', 'ja'],
    ['It grew by 3.5 percent to 2,345.', '3.5％増の2345となった。', 'ja'],
    ['He came at 17:30.', '그는 오후 5시 30분에 왔다.', 'ko'],
    ['Two of 12 crews left.', '12組のうち2組が去った。', 'ja'],
  ] as const)('is silent on a good translation: %s', (source, translation, target) => {
    expect(found(source, translation, target)).toEqual([]);
  });

  it.each([
    ['The council met in May; it has been a decade.', '시의회는 5월에 열렸다. 10년 만이다.', 'ko'],
    ['Three teenage boys left on Monday.', '10代の少年3人が月曜日に去った。', 'ja'],
    ['It closed for a month on March 3.', '3월 3일부터 한 달 동안 문을 닫았다.', 'ko'],
    ['The trail is 10 miles long.', '길은 16킬로미터다.', 'ko'],
    ['Nobody could not have seen it.', '보지 못한 사람은 아무도 없다.', 'ko'],
    ['Marta Quill opened the bakery in Harrow.', 'マルタ・クイルはハローにパン屋を開いた。', 'ja'],
    ['Marta Quill met Tobias Rennard.', '마르타 퀼은 토비아스 레너드를 만났다.', 'ko'],
    ['He came eleventh, she came twenty-fourth.', '그는 11위, 그녀는 24위였다.', 'ko'],
    ['Twentieth century research filled one-third of it.', '20世紀の研究が3分の1を占めた。', 'ja'],
    ['They swim the 100m and 200m.', '100m와 200m를 헤엄친다.', 'ko'],
    ['It drew 11m people.', '1100만 명을 모았다.', 'ko'],
    ['It is half an hour by ferry.', '여객선으로 30분이다.', 'ko'],
    ['Her time was 4:41.30.', '彼女のタイムは4分41秒30だった。', 'ja'],
    ['It left at 1200 GMT.', '12:00 GMT에 떠났다.', 'ko'],
    ['The sheet measures 29¾ inches over 3,850 km².', '종이는 29¾인치, 면적은 3,850km²다.', 'ko'],
    ['Eighty percent of the goods arrived.', '品物の8割が届いた。', 'ja'],
    ['It is not well kept for both.', 'どちらも手入れが不十分だ。', 'ja'],
    [
      "They are not to be fed; don't write to the hotel.",
      '먹이를 주어서는 안됩니다. 호텔에 쓰지 말고.',
      'ko',
    ],
    ['Some 9,400 homes are without water.', '約9400戸が断水した。', 'ja'],
    ['Not only Greece but Germany voted.', 'ギリシャだけでなくドイツも投票した。', 'ja'],
    ['We just do not know.', '그저 모릅니다.', 'ko'],
    ['They are not like the others here.', '彼らはここの他の者とは違う。', 'ja'],
    ['He sold 15 pigs.', '그는 돼지 열 다섯 마리를 팔았다.', 'ko'],
    ['The office ran from 1981-87.', '事務所は1981年から1987年まであった。', 'ja'],
    ['It builds one home a year.', '해마다 1주택을 짓는다.', 'ko'],
    ['It sails at 9 a.m. London time.', '런던 시각 오전 9시(한국 시각 오후 5시)에 떠난다.', 'ko'],
    ['He liked the Johnsons’ "O’Hara".', '그는 존슨 가족의 ‘O’Hara’를 좋아했다.', 'ko'],
    ['They won 2-1 on Friday.', '금요일에 2대 1로 이겼다.', 'ko'],
    ['"NOOOOOOOOOOO," she wrote.', '“안돼 OOOOOOOOOO”라고 그는 남편에게 문자를 보냈다.', 'ko'],
    ['They are looted." He said: "We race.', '약탈당하고 있다.” 그는 “우리는 달린다”고 말했다.', 'ko'],
    [
      'Thom Browne also revealed a selection of odd masks, in time for the feast.',
      'トム・ブラウンはまた祭りに間に合うように奇妙なマスクの一群を公開した',
      'ja',
    ],
    ['Midsomer Norton attack: four arrests', 'ミッドサマーノートンアタック:4人を逮捕', 'ja'],
    [
      'The Board of Immigrant Appeals let immigrants apply.',
      '移民アピール委員会はドメスティックバイオレンスでの申請を移民に認めた。',
      'ja',
    ],
    ['The deal cost 60 (GBP) and 70 (USD).', '계약은 60파운드(GBP)와 70달러(USD)가 들었다.', 'ko'],
    [
      'The Trades Union Congress at long last agreed to this plan.',
      '무역 연합 의회(Trades Union Congress)가 오랜 논의 끝에 마침내 이 방안에 동의했다.',
      'ko',
    ],
    ['He leaves Dragons Den and left it again.', '드래곤스 덴을 떠난다는 그는 떠났다.', 'ko'],
  ] as const)('knows other ways to say the same: %s', (source, translation, target) => {
    expect(found(source, translation, target)).toEqual([]);
  });

  it.each([
    ['number', 'Eighty percent arrived on time.', '8 %가 제때 왔다.', 'ko'],
    ['number', 'He came eleventh and she came sixteenth.', '그는 열 번째, 그녀는 여섯 번째였다.', 'ko'],
    ['number', 'The sheet measures 29¾ by 24½ inches.', '紙は293/4インチ×241/2インチだ。', 'ja'],
    ['number', 'It carried 120,000 passengers.', '승객 1만 2000명을 태웠다.', 'ko'],
    ['number', 'Two ferries left.', '배 다섯 척이 떠났다. 다섯 명이 탔다.', 'ko'],
    ['number', 'The leaders of the two countries met.', '四つの国の首脳が会談した。', 'ja'],
    ['date', 'It opened on Sunday.', '화요일에 문을 열었다.', 'ko'],
    ['date', 'It opened at 9 a.m. on Sunday.', '일요일 오후 9시에 문을 열었다.', 'ko'],
    ['date', 'It left at 17:30.', '午前5時30分に出た。', 'ja'],
    ['date', 'It opened in September.', '3月に開業した。', 'ja'],
    ['unit', 'It closed for a month.', '1週間閉鎖した。', 'ja'],
    ['unit', 'It cost £11 million.', '1100만 유로가 들었다.', 'ko'],
    ['unit', 'About 80 percent agreed.', '약 80이 동의했다.', 'ko'],
    ['negation', 'The name has not been revealed.', '名前は明らかにされている。', 'ja'],
    ['negation', 'We do not know what they will find.', '무엇을 찾을지 알 수 있다.', 'ko'],
    ['name', 'Marta Quill met Tobias Rennard.', 'Marta 퀼은 토비아스 레너드를 만났다.', 'ko'],
    [
      'name',
      'Marta Quill met Tobias Rennard in town.',
      'マルタ・クイルは町でカリマンタン・ブレットに会った。',
      'ja',
    ],
    ['number', 'They drew 2-2 in June.', '6월에 8-2로 비겼다.', 'ko'],
    ['number', 'A protein called HER2 drives it.', 'HER8というタンパク質がそれを促す。', 'ja'],
    ['number', 'It was a third defeat in Belfast.', '벨파스트에서 9번째 패배였다.', 'ko'],
    ['name', 'Aguero then scored.', '그리고 Aguero는 득점했다.', 'ko'],
    ['name', 'He passed Nick Faldo.', '그는 닉 미켈슨(Nick Faldo)을 넘어섰다.', 'ko'],
    ['name', 'It is Jason Volta, as he is called.', 'ヴォルタ・ジェイソンと呼ばれている。', 'ja'],
    ['name', 'Deptford met Hoffenheim.', '호펜하임(Deptford)은 호펜하임(Hoffenheim)과 만났다.', 'ko'],
    [
      'name',
      'Saipov spoke. Lawyers of Saipov agreed.',
      '사이포프가 말했다. 사이퍼프의 변호인도 동의했다.',
      'ko',
    ],
    [
      'omission',
      'The port authority said on a windy morning that the ferry would sail again after years in dock.',
      '배가 뜬다.',
      'ko',
    ],
    [
      'omission',
      'The port authority said that the ferry would sail again in the summer.',
      '항만청은 여객선이 여름에 다시',
      'ko',
    ],
    [
      'addition',
      'The port authority said that the old ferry would sail again.',
      '항만청은 낡은 여객선이 다시 뜰 것이라고 밝혔다. 그는 좌측면을 따라 황홀한 패스를 동료에게 보냈고 관중은 환호했다.',
      'ko',
    ],
    ['untranslated', 'The harbour was closed for weeks.', '항구는 몇 주 동안 closed가 되었다.', 'ko'],
    ['untranslated', 'The harbour was closed for weeks.', 'The harbour was closed for weeks.', 'ko'],
    ['wrong-language', 'The harbour was closed.', '港は閉まっていた。', 'ko'],
    ['wrong-language', 'The officials said so.', '他还说，官方这样表示。', 'ja'],
    ['repetition', 'The ferry is late today.', '배가 늦다 배가 늦다 배가 늦다 배가 늦다.', 'ko'],
    ['repetition', 'It sails again in June.', '6月に運航を再開する。6月に運航を再開する。', 'ja'],
    ['quote', 'He called it "the Crown".', '그는 ‘왕관이라고 불렀다.', 'ko'],
    ['quote', 'He said (again) no.', '그는 (다시 아니라고 했다.', 'ko'],
    ['encoding', 'It is "late".', '&quot;늦다&quot;.', 'ko'],
  ] as const)('finds a fault of kind %s in %s', (check, source, translation, target) => {
    expect(found(source, translation, target)).toContain(check);
  });

  it('ends in time on any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        '가나다라 ',
        'アアアア',
        '12만 3천',
        '(',
        '「',
        'Marta Quill ',
        'not ',
        '3월 ',
        'ab ab ab ',
      ),
    );
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, fc.constantFrom('ko', 'ja'), (source, translation, target) => {
        const started = performance.now();
        checkTranslation({ source, translation, sourceLanguage: 'en', target });
        expect(performance.now() - started).toBeLessThan(1_000);
      }),
    );
  });

  it('finds a term that is missing, as a whole word only', () => {
    const terms = [{ source: 'Lee', target: '이' }];
    expect(found('Lee spoke.', '그가 말했다.', 'ko', terms)).toEqual(['terminology']);
    expect(found('Leeds won.', '리즈가 이겼다.', 'ko', terms)).toEqual([]);
  });
});

describe('mixedRegister', () => {
  it('finds a text that changes between plain and polite', () => {
    const sentences = [
      '배가 떴다.',
      '사람이 많았습니다.',
      '날은 맑았다.',
      '표는 매진됐습니다.',
      '배는 다시 온다.',
    ];
    expect(mixedRegister(sentences, 'ko')).toEqual({ usual: 'plain', others: 2, total: 5, first: 1 });
    expect(
      mixedRegister(['船が出た。', '人が多かったです。', '晴れだ。', '完売しました。'], 'ja')?.first,
    ).toBe(1);
  });

  it('lets one polite sentence pass, and quotations', () => {
    expect(mixedRegister(['배가 떴다.', '사람이 많았습니다.', '날은 맑았다.'], 'ko')).toBeUndefined();
    expect(mixedRegister(['배가 떴다.', '“좋습니다.”', '“갑니다.”', '그는 웃었다.'], 'ko')).toBeUndefined();
  });
});
