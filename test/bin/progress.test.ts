import { describe, expect, it } from 'vitest';
import { createProgress, inWords } from '../../bin/progress.ts';

describe('progress', () => {
  it('says how long the rest may take, as soon as that can be told, and by what took time', () => {
    let time = 0;
    const progress = createProgress(10, () => time);
    const said: string[] = [];
    for (let index = 0; index < 6; index++) {
      said.push(progress.before(index));
      const isUnchanged = index === 0;
      time += isUnchanged ? 1 : 4000;
      progress.finished(isUnchanged);
    }
    expect(said).toEqual([
      '[1/10] ',
      '[2/10] ',
      '[3/10] ',
      '[4/10] ',
      '[5/10] about 24 s left: ',
      '[6/10] about 20 s left: ',
    ]);
  });

  it.each([
    [1, 'about 1 s'],
    [89_000, 'about 89 s'],
    [150_000, 'about 3 min'],
    [7_200_000, 'about 2 h'],
  ])('speaks of %i ms as %s', (milliseconds, words) => {
    expect(inWords(milliseconds)).toBe(words);
  });
});
