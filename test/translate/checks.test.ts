import { describe, expect, it } from 'vitest';
import { checkTranslation } from '../../lambda/translate/checks.ts';

const found = (
  source: string,
  translation: string,
  target: 'ko' | 'ja' = 'ko',
  terms?: { source: string; target: string }[],
): string[] =>
  checkTranslation({ source, translation, sourceLanguage: 'en', target, terms }).map(({ check }) => check);

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
    ['number', 'It carried 120,000 passengers.', '승객 1만 2000명을 태웠다.'],
    [
      'length',
      'The port authority said on Monday that the ferry would sail again after three years in dock.',
      '배가 뜬다.',
    ],
    ['untranslated', 'The harbour was closed for weeks.', '항구는 몇 주 동안 closed 상태였다.'],
    ['untranslated', 'The harbour was closed for weeks.', 'The harbour was closed for weeks.'],
    ['wrong-language', 'The harbour was closed.', '港は閉まっていた。'],
    ['repetition', 'The ferry is late today.', '배가 늦다 배가 늦다 배가 늦다 배가 늦다.'],
    ['quote', 'He said (again) no.', '그는 (다시 아니라고 했다.'],
    ['encoding', 'It is "late".', '&quot;늦다&quot;.'],
  ])('finds a fault of kind %s', (check, source, translation) => {
    expect(found(source, translation)).toContain(check);
  });

  it('finds a term that is missing, as a whole word only', () => {
    const terms = [{ source: 'Lee', target: '이' }];
    expect(found('Lee spoke.', '그가 말했다.', 'ko', terms)).toEqual(['terminology']);
    expect(found('Leeds won.', '리즈가 이겼다.', 'ko', terms)).toEqual([]);
  });
});
