import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemoryScope, TranslationMemory } from '../../lambda/ports.ts';
import { entryName, people, writeEntry } from '../../lambda/text/memory-entry.ts';

export interface MemoryUnderTest {
  readonly memory: TranslationMemory;
  /** Puts any text where an entry of this name stands. */
  readonly overwrite: (entry: string, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What every translation memory keeps to. */
export function translationMemoryContract(place: string, start: () => Promise<MemoryUnderTest>): void {
  describe(`the translation memory in ${place}`, () => {
    let running: MemoryUnderTest;
    let count = 0;
    let scope: MemoryScope;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.close());
    beforeEach(() => {
      // Each test has an engine of its own, and so entries of its own.
      scope = { source: 'en', target: 'ko', origin: `engine-${++count}` };
    });
    const lookUp = async (segment: string, where: MemoryScope): Promise<string | undefined> =>
      (await running.memory.lookUp([segment], where)).get(segment);

    it('gives back what it was given, and only that', async () => {
      await running.memory.remember(new Map([['Ferry “A” — 배 😀', '여객선']]), scope);
      const found = await running.memory.lookUp(['Ferry “A” — 배 😀', 'unknown'], scope);
      expect([...found]).toEqual([['Ferry “A” — 배 😀', '여객선']]);
    });

    it('takes texts that differ in white space and composition for the same', async () => {
      await running.memory.remember(new Map([['Café  on\tthe quay', '카페']]), scope);
      expect(await lookUp('Cafe\u0301 on the quay', scope)).toBe('카페');
    });

    it('keeps languages, engines and terminologies apart', async () => {
      await running.memory.remember(new Map([['apart', '따로']]), scope);
      expect(await lookUp('apart', { ...scope, target: 'ja' })).toBeUndefined();
      expect(await lookUp('apart', { ...scope, source: 'de' })).toBeUndefined();
      expect(await lookUp('apart', { ...scope, origin: 'another' })).toBeUndefined();
      expect(await lookUp('apart', { ...scope, terminology: () => 'digest' })).toBeUndefined();
      expect(await lookUp('apart', scope)).toBe('따로');
    });

    it('lets what people made win over any engine and terminology', async () => {
      const segment = `won by people ${count}`;
      await running.memory.remember(new Map([[segment, '기계']]), scope);
      await running.memory.remember(new Map([[segment, '사람']]), { ...scope, origin: people });
      expect(await lookUp(segment, scope)).toBe('사람');
      expect(await lookUp(segment, { ...scope, terminology: () => 'digest' })).toBe('사람');
    });

    it('tells what people made from what an engine made', async () => {
      await running.memory.remember(new Map([['by an engine', '기계']]), scope);
      await running.memory.remember(new Map([['by people', '사람']]), { ...scope, origin: people });
      const found = await running.memory.madeByPeople(['by an engine', 'by people', 'unknown'], scope);
      expect([...found]).toEqual(['by people']);
    });

    it.each(['', '{"segment":"x"', '{}', 'null', '{"segment":"damaged","translation":"틀린","digest":"0"}'])(
      'takes a damaged entry (%j) for none',
      async (text) => {
        await running.memory.remember(new Map([['damaged', '맞는']]), scope);
        await running.overwrite(entryName('damaged', scope), text);
        expect(await lookUp('damaged', scope)).toBeUndefined();
        await running.memory.remember(new Map([['damaged', '맞는']]), scope);
        expect(await lookUp('damaged', scope)).toBe('맞는');
      },
    );

    it.each([
      ['of another language', { target: 'ja' }],
      ['of another engine', { origin: 'another' }],
      ['of other terms', { terminology: () => 'digest' }],
    ] as const)('takes an entry %s that stands in its place for none', async (_, other) => {
      await running.memory.remember(new Map([['misplaced', '맞는']]), scope);
      await running.overwrite(
        entryName('misplaced', scope),
        writeEntry('misplaced', '다른', { ...scope, ...other }),
      );
      expect(await lookUp('misplaced', scope)).toBeUndefined();
    });

    it('is whole after two have written the same at once', async () => {
      const pairs = new Map(Array.from({ length: 20 }, (_, index) => [`sentence ${index}`, `문장 ${index}`]));
      await Promise.all([running.memory.remember(pairs, scope), running.memory.remember(pairs, scope)]);
      expect(await running.memory.lookUp([...pairs.keys()], scope)).toEqual(pairs);
    });
  });
}
