import { describe, expect, it } from 'vitest';
import { koreanLineJoiner } from '../../lambda/clean/join-korean-lines.ts';

/** Lines as they end on the page; one that a space is written before begins with it. */
function joined(...texts: readonly string[]): string {
  const lines = texts.map((text) => ({ text: text.trim(), isApart: text.startsWith(' ') }));
  const join = koreanLineJoiner(lines);
  return lines.reduce(
    (above, line) => (above === '' ? line.text : above + join(above, line) + line.text),
    '',
  );
}

describe('lines of Korean', () => {
  it.each([
    ['that end at words', ['버려지던 굴 껍데기로 만든', '인공 어초'], '버려지던 굴 껍데기로 만든 인공 어초'],
    [
      'that end before a particle',
      ['안전띠를 두 번 확인했다. 급정거', '를 한 번 했다'],
      '안전띠를 두 번 확인했다. 급정거를 한 번 했다',
    ],
    [
      'that end between a number and its unit',
      ['30분 동안 블록 4천200', '개를 넣었다'],
      '30분 동안 블록 4천200개를 넣었다',
    ],
    [
      'that end between a number and a word, as numbers stand apart',
      ['30 분 동안 블록 200', '개를 넣었다'],
      '30 분 동안 블록 200 개를 넣었다',
    ],
    [
      'that end before the particle of a sign',
      ['한별씨(23)', '는 6.4㏊', '로 늘었다'],
      '한별씨(23)는 6.4㏊로 늘었다',
    ],
    ['that end after an opening mark', ['그는 “', '나였다면”이라고 했다'], '그는 “나였다면”이라고 했다'],
    [
      'that end anywhere, with the spaces at their ends written',
      ['처음에', '는 안전띠를 운전', '석에 두고', ' 앉아 있', '었다'],
      '처음에는 안전띠를 운전석에 두고 앉아 있었다',
    ],
  ])('are joined as their words were: %s', (_, lines, text) => {
    expect(joined(...lines)).toBe(text);
  });
});
