import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResultStore } from '../../lambda/ports.ts';

export interface StoreUnderTest {
  readonly results: ResultStore;
  readonly close: () => Promise<void>;
}

/** What every place for results keeps to. */
export function resultStoreContract(place: string, start: () => Promise<StoreUnderTest>): void {
  describe(`results in ${place}`, () => {
    let running: StoreUnderTest;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.close());
    const file = (key: string, content: string | Uint8Array) => ({ key, mediaType: 'text/plain', content });

    it('are read as they were written', async () => {
      const key = '기사/with space + plus/article.txt';
      await running.results.write([file(key, '본문 😀\n'), file('other.txt', '')]);
      expect(await running.results.readText(key)).toBe('본문 😀\n');
      expect(await running.results.readText('other.txt')).toBe('');
    });

    it('are undefined where nothing was written', async () => {
      expect(await running.results.readText('never/there.txt')).toBeUndefined();
    });

    it('can be replaced and removed, twice as well', async () => {
      await running.results.write([file('a/b.txt', 'old')]);
      await running.results.remove(['a/b.txt']);
      await running.results.write([file('a/b.txt', 'new')]);
      expect(await running.results.readText('a/b.txt')).toBe('new');
      await running.results.remove(['a/b.txt', 'a/never.txt']);
      await running.results.remove(['a/b.txt']);
      expect(await running.results.readText('a/b.txt')).toBeUndefined();
    });
  });
}
