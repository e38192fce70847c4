import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranslationMemory, Translator } from '../../lambda/ports.ts';
import { codePointLength, utf8Length } from '../../lambda/text/utf8.ts';
import { protectedSpans } from '../../lambda/translate/protected-spans.ts';
import { packSegments, splitSegment } from '../../lambda/translate/segments.ts';
import { translate } from '../../lambda/translate/translate.ts';
import { randomNumbers } from '../quality/random-numbers.ts';
import { exampleArticle, paragraph } from '../store/example-result.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';

/** The same texts in every run. */
const repeatable = { seed: 20_260_131, numRuns: 1_000 };

/** One character to the reader each, of several code points or code units. */
const wideCharacters = [
  '👨‍👩‍👧‍👦',
  '👍🏽',
  '❤️‍🔥',
  '🇰🇷',
  '🇯🇵',
  '1️⃣',
  '𠮷',
  '葛󠄀',
  'e\u0301',
  'a\u0328\u0304',
  '\u1112\u1161\u11ab',
  '\u1100\u1161',
  'ｶﾞ',
  'が',
  'क्षि',
  'กำ',
  'g̈',
  // Of these two no engine is given any: longer than a request, and more than a line.
  `Z${'\u0335\u0361\u0489'.repeat(40)}`,
  '\r\n',
];
/** One thing to the reader each, whatever stands around them. */
const wholes = [
  '1,234,567.89',
  '3.14',
  '10:30',
  '2026/11/25',
  "1'000'000",
  '１２，３４５',
  '&quot;',
  '&#8217;',
  'https://a.example/b,c.d?e;f',
  'kim.min+x@news.example',
  '@kim_mp',
  '#기후행동',
  '$BRK.B',
  'read_file()',
  'CVE-2024-12345',
];
const quotations = ['“Yes, no. Or, maybe; who knows.”', '「はい。いいえ、多分。」', '"So. Be it, then."'];
const words = ['ferry', 'harbour.', 'and,', 'of', '배가', '돌아왔다.', '船が、', '戻った。', '—', '(a', 'b)'];

const charactersOf = (text: string): string[] =>
  [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
/** Where a character begins. */
const startsIn = (text: string): Set<number> => {
  let position = 0;
  return new Set(
    charactersOf(text).map((character) => {
      position += character.length;
      return position - character.length;
    }),
  );
};
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('a text cut for requests', () => {
  /** Anything beside anything: also what joins with its neighbours to one character. */
  const anything = fc
    .array(
      fc.oneof(
        fc.constantFrom(...wideCharacters, ...wholes, ...quotations, ...words, ' ', '\u00a0', '　', ' '),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  it('comes back joined to the letter, in pieces that fit, never cut within a character', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 8, max: 200 }), (whole, maxBytes) => {
        const pieces = splitSegment(whole, maxBytes);
        expect(pieces.join('')).toBe(whole);
        const starts = startsIn(whole);
        let position = 0;
        for (const piece of pieces) {
          expect(whole === '' || piece !== '').toBe(true);
          expect(position === 0 || starts.has(position)).toBe(true);
          position += piece.length;
          if (utf8Length(piece) > maxBytes) {
            const end = position;
            const within = [...starts].filter((start) => start > end - piece.length && start < end);
            expect(within).toEqual([]);
          }
        }
      }),
      repeatable,
    );
  });

  it('has its numbers, entities, addresses and quotations whole where they fit', () => {
    const apart = fc.array(fc.constantFrom(...wholes, ...quotations, ...words, ...words), {
      minLength: 20,
      maxLength: 80,
    });
    fc.assert(
      fc.property(apart, fc.integer({ min: 200, max: 400 }), (list, maxBytes) => {
        const whole = list.join(' ');
        const pieces = splitSegment(whole, maxBytes);
        expect(pieces.join('')).toBe(whole);
        for (const part of new Set(list))
          expect(pieces.reduce((sum, piece) => sum + count(piece, part), 0)).toBe(count(whole, part));
      }),
      repeatable,
    );
  });

  it('is cut at the end of a sentence where one is near, else at a comma, else at a space', () => {
    expect(splitSegment('One is here. Two, I say, is there', 25)).toEqual([
      'One is here. ',
      'Two, I say, is there',
    ]);
    expect(splitSegment('One is here, two is there', 20)).toEqual(['One is here, ', 'two is there']);
    expect(splitSegment('One is here two is there', 20)).toEqual(['One is here two is ', 'there']);
  });
});

describe('segments packed into requests', () => {
  const segments = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.constantFrom(...wideCharacters, ...wholes, ...quotations),
    ),
    { maxLength: 40 },
  );

  it('are all there, in order, within the limit, in as few requests as their order allows', () => {
    fc.assert(
      fc.property(segments, fc.integer({ min: 10, max: 800 }), (list, maxBytes) => {
        const requests = packSegments(list, maxBytes);
        expect(requests.flat()).toEqual(list);
        for (const request of requests)
          expect(request.length === 1 || utf8Length(request.join('\n')) <= maxBytes).toBe(true);
        for (const [index, request] of requests.slice(1).entries())
          expect(utf8Length([...(requests[index] ?? []), request[0]].join('\n'))).toBeGreaterThan(maxBytes);
      }),
      repeatable,
    );
  });
});

describe('an article, whatever it holds and whatever the engine does to its lines', () => {
  const sentence = fc
    .array(fc.constantFrom(...words, ...words, ...wholes, ...quotations, ...wideCharacters.slice(0, -2)), {
      minLength: 2,
      maxLength: 40,
    })
    .map((parts) => parts.join(' '));
  const body = fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  const memory = (): TranslationMemory => ({
    lookUp: async () => new Map(),
    madeByPeople: async () => new Set(),
    remember: async () => undefined,
  });
  /** What no engine of these tests changes: everything but letters and spaces. */
  const marksOf = (text: string): string => text.replace(/[\p{L}\p{M}\s]/gu, '');

  it('comes back sentence for sentence, with every mark in its place and every span as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.integer({ min: 90, max: 400 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.boolean(),
        async (texts, maxRequestBytes, seed, keepsWhatItIsTold) => {
          const random = randomNumbers(seed);
          let characters = 0;
          const translator: Translator = {
            name: 'an-engine',
            maxRequestBytes,
            maxConcurrentRequests: 3,
            keepsWhatItIsTold: keepsWhatItIsTold || undefined,
            async translate(segments, { target }, { keep = [] } = {}) {
              expect(segments.length).toBeGreaterThan(0);
              expect(utf8Length(segments.join('\n'))).toBeLessThanOrEqual(maxRequestBytes);
              for (const segment of segments) expect(segment).toMatch(/^\S(?:[^\n]*\S)?$/u);
              const sent = codePointLength(segments.join('\n'));
              characters += sent;
              const terms = keep.map((part) => [part, part] as const);
              const lines = segments.map((segment) => pretendTranslation(segment, target, terms));
              const luck = random();
              // Two lines made one, one made two, one lost, one too many.
              if (luck < 0.15) lines.splice(0, 2, lines.slice(0, 2).join(' '));
              else if (luck < 0.25) lines.splice(-1, 1, ...(lines.at(-1) ?? '').split(/ (?=\S+$)/u));
              else if (luck < 0.3 && lines.length > 1) lines.pop();
              else if (luck < 0.35 && lines.length > 1) lines.unshift('덧붙인 줄');
              return { translations: lines, characters: sent };
            },
          };
          const article = {
            ...exampleArticle,
            headline: undefined,
            standfirst: undefined,
            dateline: undefined,
            body: texts.map((sentences) => paragraph(...sentences)),
          };
          const { translation, usage } = await translate(article, [], 'ko', { translator, memory: memory() });
          if (translation.status !== 'complete') throw new Error(translation.status);
          expect(translation.body.map((sentences) => sentences.length)).toEqual(
            texts.map((some) => some.length),
          );
          expect(translation.body.flat().map(marksOf)).toEqual(texts.flat().map(marksOf));
          for (const [index, text] of texts.flat().entries()) {
            const translated = translation.body.flat()[index] ?? '';
            const spans = protectedSpans(text).map((span) => span.text);
            for (const span of spans)
              expect(count(translated, span)).toBeGreaterThanOrEqual(
                spans.filter((one) => one === span).length,
              );
          }
          expect(usage.charactersTranslated).toBe(characters);
        },
      ),
      { ...repeatable, numRuns: 300 },
    );
  });
});
