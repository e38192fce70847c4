import { describe, expect, it } from 'vitest';
import type { Block } from '../../lambda/clean/page.ts';
import { wordFeatures } from '../../lambda/clean/word-features.ts';
import { learnWords } from '../quality/learn-words.ts';

const blocksOf = (texts: readonly string[]): Block[] =>
  texts.map((text) => ({ kind: 'line', text, level: 0, path: [], linkedLength: 0 }));

describe('what words say of a block', () => {
  const weights = { '-20': 'cookies subscribe', '15': 'said' };

  it('is the sum of their weights, for the length of the text, how many have one, and the same of the blocks around', () => {
    const texts = ['the mayor said so', 'said the mayor', 'subscribe', 'we use cookies'];
    const rows = wordFeatures(blocksOf(texts), weights);
    const [mayor, said, subscribe, cookies] = [1.5 / 2, 1.5 / Math.sqrt(3), -2, -2 / Math.sqrt(3)];
    expect(rows[1]).toEqual([said, 1, mayor, subscribe, mayor + subscribe + cookies]);
    expect(rows[3]).toEqual([cookies, 1, subscribe, 0, said + subscribe]);
  });

  it('is nothing where hardly a word of the page has a weight', () => {
    const rows = wordFeatures(blocksOf(['Die Fähre fährt wieder in der Nacht', 'cookies']), weights);
    expect(rows).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });
});

describe('learning words', () => {
  const sites = Array.from({ length: 12 }, (_, index) => `site${index}.example`);
  const examples = sites.flatMap((site) => [
    { text: 'the council said it would vote', site, isBody: true, weight: 1 },
    { text: 'the site wants you to subscribe', site, isBody: false, weight: 1 },
  ]);
  const oneSite = { text: 'the goat of the week wins', site: 'site0.example', isBody: false, weight: 9 };

  it('gives words of articles a weight above 0, words of furniture one below, and others none', () => {
    const learned = Object.entries(learnWords([...examples, oneSite])).flatMap(([tenths, words]) =>
      words.split(' ').map((word) => [word, Math.sign(Number(tenths))] as const),
    );
    const signs = new Map(learned);
    expect(signs.get('said')).toBe(1);
    expect(signs.get('subscribe')).toBe(-1);
    expect(signs.has('the')).toBe(false);
    expect(signs.has('goat')).toBe(false);
  });

  it('gives the same again', () => {
    expect(learnWords(examples)).toEqual(learnWords(examples));
  });
});
