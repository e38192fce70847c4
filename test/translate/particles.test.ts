import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitParticles } from '../../lambda/translate/particles.ts';

describe('fitParticles', () => {
  it.each([
    ['이재명는 말했다.', '이재명', '이재명은 말했다.'],
    ['연합뉴스은 연합뉴스이 연합뉴스을', '연합뉴스', '연합뉴스는 연합뉴스가 연합뉴스를'],
    ['한국은행와 협의했다.', '한국은행', '한국은행과 협의했다.'],
    ['서울으로, 부산로 갔다.', '서울', '서울로, 부산로 갔다.'],
    ['부산로 갔다.', '부산', '부산으로 갔다.'],
    ['서울으로부터, 서울과의', '서울', '서울로부터, 서울과의'],
    ['이재명라고 밝혔다.', '이재명', '이재명이라고 밝혔다.'],
    ['재명야, 오너라.', '재명', '재명아, 오너라.'],
    ['이재명(Lee Jae-myung)는 갔다.', '이재명', '이재명(Lee Jae-myung)은 갔다.'],
    ['‘한국은행’는', '한국은행', '‘한국은행’은'],
    ['NATO은 KBS은 ILO을 IMF을', 'NATO', 'NATO는 KBS은 ILO을 IMF을'],
    ['KBS은 갔다.', 'KBS', 'KBS는 갔다.'],
    ['2021는', '2021', '2021은'],
  ])('fits the particle to the last sound: %s', (text, term, expected) => {
    expect(fitParticles(text, [term])).toBe(expected);
  });

  it.each([
    ['한국은행이 한국은 아니다.', '한국'],
    ['이재명은 갔고 이재명이 왔다.', '이재명'],
    ['도쿄가스는 회사다.', '도쿄'],
    ['연합뉴스라고, 연합뉴스이라고 했다.', '연합뉴스'],
    ['“이재명”라고 썼다.', '이재명'],
    ['H5N1이 H5N1가', 'H5N1'],
    ['Truly는 Truly은', 'Truly'],
    ['김정은이 왔다.', '김정'],
  ])('leaves what is right, or not surely wrong: %s', (text, term) => {
    expect(fitParticles(text, [term])).toBe(text);
  });

  it('settles what an engine leaves open', () => {
    expect(fitParticles('정부은(는) 서울(으)로 사람을(를) 보냈다.', [])).toBe('정부는 서울로 사람을 보냈다.');
  });

  it('is done after once, and changes particles alone', () => {
    const particle = fc.constantFrom(
      '은',
      '는',
      '이',
      '가',
      '을',
      '를',
      '과',
      '와',
      '으로',
      '로',
      '라고',
      '도',
    );
    const term = fc.constantFrom('이재명', '연합뉴스', '서울', 'NATO', '국립국어원');
    fc.assert(
      fc.property(fc.array(fc.tuple(term, particle)), (words) => {
        const text = words.map((pair) => pair.join('')).join(' ');
        const terms = words.map(([name]) => name);
        const fitted = fitParticles(text, terms);
        expect(fitParticles(fitted, terms)).toBe(fitted);
        expect(fitted.split(' ').every((word, index) => word.startsWith(terms[index] ?? ''))).toBe(true);
      }),
    );
  });
});
