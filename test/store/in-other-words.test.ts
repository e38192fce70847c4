import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inOtherWords } from '../../lambda/store/render/in-other-words.ts';

/** Every message of a check, as it stands in the source, with something in its slots. */
function messagesOfChecks(): string[] {
  const source = ['checks', 'translate']
    .map((name) => readFileSync(new URL(`../../lambda/translate/${name}.ts`, import.meta.url), 'utf8'))
    .join('\n');
  const calls = source.matchAll(/\b(?:error|warning)\(\s*'[a-z-]+',\s*(['`])(.+?)\1,?\s*\)/gs);
  const message = source.matchAll(/\bmessage = (`)(.+?)`/gs);
  // A slot after a full stop is a further sentence, or none.
  return [...calls, ...message].map(([, , text = '']) =>
    text.replaceAll(/\$\{[^}]*\}/g, 'X1').replace(/\.X1$/, '.'),
  );
}

describe('sentences of results in the languages of the pages', () => {
  it('knows every finding', () => {
    const messages = messagesOfChecks();
    expect(messages.length).toBeGreaterThan(20);
    expect(messages.filter((message) => inOtherWords(message) === undefined)).toEqual([]);
  });

  it('says what was seen, whatever it is', () => {
    expect(inOtherWords('Not found in the translation: $1, a {} b. It says 12.')).toEqual({
      en: 'Not found in the translation: $1, a {} b. It says 12.',
      ko: '번역에 없음: $1, a {} b. 대신 있는 것: 12',
      ja: '訳に見当たらない: $1, a {} b。代わりにあるもの: 12',
    });
  });

  it('says nothing of a sentence it does not know', () => {
    expect(inOtherWords('The moon is full.')).toBeUndefined();
  });
});
