import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TranslationUnavailableError } from '../../lambda/errors.ts';
import { createCountedTranslator } from '../../lambda/local/counted-translator.ts';
import type { TranslationMemory, Translator } from '../../lambda/ports.ts';
import { billedCharacters } from '../../lambda/text/billed-characters.ts';
import { translate } from '../../lambda/translate/translate.ts';
import { paragraphsOf } from '../bench/made-article.ts';
import { exampleArticle, paragraph } from '../store/example-result.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';

const article = {
  ...exampleArticle,
  body: paragraphsOf(24).map((text, index) =>
    paragraph(...text.split(/(?<=\.) /), `See https://ferry.example/a-${index} or ask @ferry_desk.`),
  ),
};

function start() {
  const known = new Map<string, string>();
  const memory: TranslationMemory = {
    lookUp: async (segments) =>
      new Map(segments.flatMap((text) => (known.has(text) ? [[text, known.get(text) ?? '']] : []))),
    madeByPeople: async () => new Set(),
    remember: async (pairs) => {
      for (const [text, translation] of pairs) known.set(text, translation);
    },
  };
  const requests: number[] = [];
  /** Bills as Amazon Translate does, and changes addresses unless it is told to keep them. */
  const engine: Translator = {
    name: 'an-engine',
    maxRequestBytes: 700,
    maxConcurrentRequests: 3,
    keepsWhatItIsTold: true,
    async translate(segments, { target }, { keep = [] } = {}) {
      await new Promise(setImmediate);
      const characters = billedCharacters(segments, keep);
      requests.push(characters);
      const terms = keep.map((part) => [part, part] as const);
      return { translations: segments.map((text) => pretendTranslation(text, target, terms)), characters };
    },
  };
  return { memory, engine, billed: () => requests.reduce((sum, characters) => sum + characters, 0) };
}

describe('a limit of characters', () => {
  it('is never exceeded, whatever it is; what is over it follows in another run', async () => {
    const whole = start();
    await translate(article, [], 'ko', { translator: whole.engine, memory: whole.memory });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 * whole.billed() }), async (limit) => {
        const { memory, engine, billed } = start();
        let isRefused = false;
        const { translator, sent } = createCountedTranslator(engine, limit, () => {
          isRefused = true;
        });
        const first = await translate(article, [], 'ko', { translator, memory }).catch((error: unknown) => {
          expect(error).toBeInstanceOf(TranslationUnavailableError);
          return undefined;
        });
        expect(billed()).toBeLessThanOrEqual(limit);
        expect(sent()).toBe(billed());
        expect(isRefused || first !== undefined).toBe(true);
        const { translation } = await translate(article, [], 'ko', { translator: engine, memory });
        expect(translation.status).toBe('complete');
        const all = billed();
        await translate(article, [], 'ko', { translator: engine, memory });
        expect(billed()).toBe(all);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe('billed characters', () => {
  it.each([
    [['One 😀.'], [], 6],
    [['One.', 'Two.'], [], 9],
    [['a @b c', '@b @b'], ['@b'], 12 + 3 * ('<span translate="no">'.length + '</span>'.length)],
  ])('of %j with %j kept', (segments, keep, expected) => {
    expect(billedCharacters(segments, keep)).toBe(expected);
  });
});
