import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleRef } from '../../lambda/article.ts';
import { maxFileBytes } from '../../lambda/article.ts';
import type { ArticleSource } from '../../lambda/ports.ts';

export interface SourceUnderTest {
  /** Puts an upload there. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<ArticleRef>;
  readonly source: ArticleSource;
  /** An upload that was never there. */
  readonly missing: ArticleRef;
  readonly close: () => Promise<void>;
}

/** What every place of uploads keeps to. */
export function articleSourceContract(place: string, start: () => Promise<SourceUnderTest>): void {
  describe(`uploads in ${place}`, () => {
    let running: SourceUnderTest;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.close());

    it.each([
      ['text', Buffer.from('여객선 😀')],
      ['no bytes', Buffer.alloc(0)],
      ['any bytes', Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index))],
    ])('are read as they are: %s', async (name, bytes) => {
      const ref = await running.put(`news/${name} + 한.txt`, bytes);
      const upload = await running.source.read(ref);
      expect(Buffer.from(upload?.bytes ?? [])).toEqual(bytes);
      expect(upload?.ref).toMatchObject(ref);
    });

    it('are undefined where they are gone', async () => {
      expect(await running.source.read(running.missing)).toBeUndefined();
    });

    it('are refused where they are too large', async () => {
      const ref = await running.put('huge.txt', Buffer.alloc(maxFileBytes + 1, 'x'));
      await expect(running.source.read(ref)).rejects.toMatchObject({ reason: 'too-large' });
    });
  });
}
