import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoppedError } from '../../lambda/errors.ts';
import type { Translator } from '../../lambda/ports.ts';
import { engineNames } from '../../lambda/text/memory-entry.ts';
import { utf8Length } from '../../lambda/text/utf8.ts';

export interface TranslatorUnderTest {
  readonly translator: Translator;
  readonly close: () => Promise<void>;
}

/** What every engine behind the port keeps to. */
export function translatorContract(engine: string, start: () => Promise<TranslatorUnderTest>): void {
  describe(`${engine} as a translator`, () => {
    let running: TranslatorUnderTest;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.close());
    const pair = { source: 'en', target: 'ko' } as const;

    it('names itself and its limits', () => {
      const { name, maxRequestBytes, maxConcurrentRequests } = running.translator;
      expect(engineNames).toContain(name);
      expect(maxRequestBytes).toBeGreaterThan(100);
      expect(maxConcurrentRequests).toBeGreaterThan(0);
    });

    it('gives one translation a segment, the same each time', async () => {
      const segments = ['The ferry is back.', 'It carries 120 people.', 'Tickets cost £4.'];
      const first = await running.translator.translate(segments, pair);
      expect(first.translations).toHaveLength(3);
      expect(first.translations.every((translation) => translation.trim() !== '')).toBe(true);
      expect(await running.translator.translate(segments, pair)).toEqual(first);
    });

    it('keeps the order of the segments', async () => {
      const { translations: one } = await running.translator.translate(['alpha beta', 'gamma delta'], pair);
      const { translations: other } = await running.translator.translate(['gamma delta', 'alpha beta'], pair);
      expect(other).toEqual([...one].reverse());
      expect(one[0]).not.toBe(one[1]);
    });

    it('counts at least the code points of the segments', async () => {
      const { characters } = await running.translator.translate(['a😀b', 'cd'], pair);
      expect(characters).toBeGreaterThanOrEqual(5);
      expect(characters).toBeLessThanOrEqual(6);
    });

    it('takes a request as long as it says', async () => {
      const { maxRequestBytes } = running.translator;
      const word = 'ferry ';
      const text = word.repeat(Math.floor(maxRequestBytes / word.length)).trim();
      expect(utf8Length(text)).toBeLessThanOrEqual(maxRequestBytes);
      expect((await running.translator.translate([text], pair)).translations).toHaveLength(1);
    });

    it('sends nothing once it is told to stop', async () => {
      const reason = new StoppedError('Enough');
      const stopped = running.translator.translate(['ferry'], pair, { signal: AbortSignal.abort(reason) });
      await expect(stopped).rejects.toBe(reason);
    });

    it('gives up what is under way when it is told to, and goes on with the next request', async () => {
      const expected = await running.translator.translate(['gamma delta'], pair);
      const controller = new AbortController();
      const reason = new StoppedError('Enough');
      const stopped = running.translator.translate(['alpha', 'beta', 'ferry '.repeat(200).trim()], pair, {
        signal: controller.signal,
      });
      const beside = running.translator.translate(['gamma delta'], pair);
      controller.abort(reason);
      await expect(stopped).rejects.toBe(reason);
      expect(await beside).toEqual(expected);
      expect(await running.translator.translate(['gamma delta'], pair)).toEqual(expected);
    });

    it('says that it cannot translate a language it does not know', async () => {
      const unknown = running.translator.translate(['qapla'], { source: 'tlh', target: 'ko' });
      await expect(unknown).rejects.toMatchObject({ name: 'TranslationUnavailableError' });
    });
  });
}
