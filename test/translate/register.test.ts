import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inRegister, mixedRegister, registerOf } from '../../lambda/translate/register.ts';

const one = (text: string, register: 'plain' | 'polite', target: 'ko' | 'ja'): string =>
  inRegister([text], register, target)[0] ?? '';

describe('the register of a text', () => {
  /** Each polite form beside its plain one. */
  const korean = [
    ['배가 왔습니다.', '배가 왔다.'],
    ['표가 있습니다.', '표가 있다.'],
    ['표가 없습니다.', '표가 없다.'],
    ['배가 갑니다.', '배가 간다.'],
    ['표가 필요합니다.', '표가 필요하다.'],
    ['표를 제공합니다.', '표를 제공한다.'],
    ['배가 큽니다.', '배가 크다.'],
    ['배가 빠릅니다.', '배가 빠르다.'],
    ['길을 모릅니다.', '길을 모른다.'],
    ['배를 만듭니다.', '배를 만든다.'],
    ['길이 멉니다.', '길이 멀다.'],
    ['밥을 먹습니다.', '밥을 먹는다.'],
    ['날이 좋습니다.', '날이 좋다.'],
    ['뱃사람을 돕습니다.', '뱃사람을 돕는다.'],
    ['가지 않습니다.', '가지 않는다.'],
    ['크지 않습니다.', '크지 않다.'],
    ['배가 아닙니다.', '배가 아니다.'],
    ['여객선입니다.', '여객선이다.'],
    ['항구가 보입니다.', '항구가 보인다.'],
  ] as const;
  const japanese = [
    ['船が着きました。', '船が着いた。'],
    ['船は港にあります。', '船は港にある。'],
    ['船員がいます。', '船員がいる。'],
    ['船を待っています。', '船を待っている。'],
    ['切符は要りません。', '切符は要らない。'],
    ['そう言います。', 'そう言う。'],
    ['話を聞きます。', '話を聞く。'],
    ['結果を示します。', '結果を示す。'],
    ['結果を提示します。', '結果を提示する。'],
    ['魚を食べませんでした。', '魚を食べなかった。'],
    ['もう来ません。', 'もう来ない。'],
    ['上がることができます。', '上がることができる。'],
    ['港は広いです。', '港は広い。'],
    ['大きな船です。', '大きな船である。'],
    ['船でした。', '船だった。'],
    ['晴れるでしょう。', '晴れるだろう。'],
    ['船に行きました。', '船に行った。'],
    ['船ではありません。', '船ではない。'],
  ] as const;

  it.each([
    ...korean.map((pair) => ['ko', ...pair] as const),
    ...japanese.map((pair) => ['ja', ...pair] as const),
  ])('becomes plain: %s %s', (target, polite, plain) => {
    expect(one(polite, 'plain', target)).toBe(plain);
    expect(one(plain, 'plain', target)).toBe(plain);
  });

  it.each([
    ...korean.map((pair) => ['ko', ...pair] as const),
    ['ja', '船はここにいます。', '船はここにいる。'],
    ['ja', '船を待っていました。', '船を待っていた。'],
    ['ja', 'そう述べました。', 'そう述べた。'],
    ['ja', '大きな船です。', '大きな船である。'],
    ['ja', '結果を示します。', '結果を示す。'],
    ['ja', '必要があります。', '必要がある。'],
  ] as const)('becomes polite: %s %s', (target, polite, plain) => {
    const made = one(plain, 'polite', target);
    // What is not sure stays plain.
    expect([polite, plain]).toContain(made);
    expect(one(polite, 'polite', target)).toBe(polite);
    if (target === 'ja' && !polite.startsWith('船はここに')) expect(made).toBe(polite);
  });

  it.each([
    ['ko', '언제 옵니까?'],
    ['ko', '어서 오십시오.'],
    ['ko', '배가 온답니다.'],
    ['ko', '“배가 옵니다.”'],
    ['ko', '배가 와요.'],
    ['ko', '물이 가득 찹니다.'],
    ['ja', '船に乗ってください。'],
    ['ja', '「船が来ます。」'],
    ['ja', '船は来ますか。'],
    ['ja', '行きましょう。'],
    ['ja', '訳します。'],
  ] as const)('stays where its ending is not sure: %s %s', (target, text) => {
    expect(one(text, 'plain', target)).toBe(text);
  });

  it('is changed at the end of a sentence alone, and not the second time', () => {
    const words = fc.constantFrom(
      ...'배가|왔습니다|갑니다|이다|좋다|필요합니다|船が|着きました|です|ある|行く|"|「|」|。|.|여객선입니다'.split(
        '|',
      ),
    );
    const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('plain', 'polite'),
        fc.constantFrom('ko', 'ja'),
        (sentence, register, target) => {
          const made = one(sentence, register, target);
          expect(one(made, register, target)).toBe(made);
          expect(made.split(' ').slice(0, -2)).toEqual(
            sentence.split(' ').slice(0, made.split(' ').length - 2),
          );
        },
      ),
    );
  });

  it('is no longer mixed', () => {
    const texts = ['배가 왔습니다.', '배가 갔다.', '표가 있습니다.', '표가 없다.', '날이 좋습니다.'];
    expect(mixedRegister(texts, 'ko')).toBeDefined();
    const made = inRegister(texts, 'plain', 'ko');
    expect(mixedRegister(made, 'ko')).toBeUndefined();
    expect(made.every((text) => registerOf(text, 'ko') === 'plain')).toBe(true);
  });
});
