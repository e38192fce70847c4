import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrontEntry } from '../../lambda/store/front/entry.ts';
import { renderFront } from '../../lambda/store/front/front.ts';
import { renderReaderPage } from '../../lambda/store/render/reader-page.ts';
import { manyEntries, rejectedEntry, storedEntry } from '../store/front/entries.ts';
import { accessibilityViolations, findChromium, openPage, origin, startChromium } from './chromium.ts';
import { payloads } from './hostile.ts';
import { resultFull, richResult } from './rich-result.ts';

const frontOf = (entries: readonly FrontEntry[]): string =>
  String(renderFront(entries, [], `${origin}/`).at(-1)?.content);
const koreanArticle = storedEntry({
  ...richResult,
  ref: { key: 'korea/night-bus.html' },
  article: { ...richResult.article, language: 'ko', headline: '심야 버스가 돌아온다' },
  translations: { ja: { status: 'unavailable', reason: 'No engine.' } },
});
const entries = [storedEntry(richResult), storedEntry(), koreanArticle, rejectedEntry()];
const files = {
  '/index.html': frontOf(entries),
  '/news/2026/orchard.txt/index.html': renderReaderPage(richResult),
};

/** What the performance panel of Chromium counts as scripting. */
const scripting = new Set([
  'EvaluateScript',
  'v8.compile',
  'FunctionCall',
  'EventDispatch',
  'TimerFire',
  'RunMicrotasks',
  'MinorGC',
  'MajorGC',
]);

/** Milliseconds of scripting in a trace of Chromium; what runs within something else counts once. */
function scriptingIn(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as {
    readonly traceEvents: readonly { name: string; ph: string; ts: number; dur?: number; tid: number }[];
  };
  const spans = traceEvents
    .filter(({ name, ph }) => ph === 'X' && scripting.has(name))
    .sort((a, b) => a.tid - b.tid || a.ts - b.ts);
  let total = 0;
  let end = { tid: Number.NaN, at: 0 };
  for (const { tid, ts, dur = 0 } of spans) {
    const from = end.tid === tid ? Math.max(ts, end.at) : ts;
    total += Math.max(0, ts + dur - from);
    end = { tid, at: end.tid === tid ? Math.max(end.at, ts + dur) : ts + dur };
  }
  return total / 1000;
}

/** Tells how slow a machine is: takes so long on an ordinary one, in milliseconds. */
const busyLoopMs = 60;
const busyLoop = `(() => {
  const start = performance.now();
  let value = 1;
  for (let step = 0; step < 5e7; step++) value = (Math.imul(value, 1664525) + 1013904223) | 0;
  return value === 0 ? 0 : performance.now() - start;
})()`;

describe.skipIf(findChromium() === undefined && process.env.CI !== 'true')(
  'the front page in Chromium',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    async function withPage<T>(use: (page: Page) => Promise<T>, options?: BrowserContextOptions): Promise<T> {
      const { page, requests, complaints, close } = await openPage(browser, files, '/index.html', options);
      const result = await use(page);
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
      return result;
    }
    /** Headlines of the originals, and names of rejected files. */
    const shown = (page: Page): Promise<string[]> =>
      page.locator('.item:visible .c[data-c=original] h3, .item:visible > h3').allTextContents();

    it('finds by words of any language, in any case and width', () =>
      withPage(async (page) => {
        expect(await shown(page)).toHaveLength(4);
        const search = page.locator('#search');
        for (const [words, headlines] of [
          ['ORCHARD spring', ['Old orchard wins a second spring']],
          ['果樹園', ['Old orchard wins a second spring']],
          ['해로 베이', ['Ferry returns to Harrow Bay']],
          ['ｆｅｒｒｙ', ['Ferry returns to Harrow Bay']],
          ['login.html', ['login.html']],
        ] as const) {
          await search.fill(words);
          expect(await shown(page)).toEqual(headlines);
          expect(await page.locator('#found').innerText()).toBe('1');
        }
        await search.fill('nowhere to be found');
        expect(await page.locator('.day:visible').count()).toBe(0);
      }));

    it('filters by language, findings, missing translations and rejection', () =>
      withPage(async (page) => {
        const state = page.locator('#state');
        await state.selectOption('rejected');
        expect(await shown(page)).toEqual(['login.html']);
        await state.selectOption('findings');
        expect(await shown(page)).toEqual([
          'Old orchard wins a second spring',
          'Ferry returns to Harrow Bay',
        ]);
        await state.selectOption('missing');
        expect(await shown(page)).toEqual(['심야 버스가 돌아온다', 'Ferry returns to Harrow Bay']);
        await page.locator('#language').selectOption('ko');
        expect(await shown(page)).toEqual(['심야 버스가 돌아온다']);
        await state.selectOption('');
        await page.locator('#language').selectOption('');
        expect(await shown(page)).toHaveLength(4);
      }));

    it.each([true, false])(
      'leads to an article in the language it is read in (script: %s)',
      (javaScriptEnabled) =>
        withPage(
          async (page) => {
            await page.locator('.tabs a', { hasText: '日本語' }).click();
            expect(await page.locator('.item:visible').count()).toBe(4);
            await page.getByText('古い果樹園に二度目の春').click();
            expect(page.url()).toBe(`${origin}/news/2026/orchard.txt/index.html#ja`);
            expect(await page.locator('h1:visible').allInnerTexts()).toEqual(['古い果樹園に二度目の春']);
          },
          { javaScriptEnabled },
        ),
    );

    it('shows in the view of its own language an article that is in it', () =>
      withPage(async (page) => {
        await page.locator('.tabs a', { hasText: '한국어' }).click();
        const [link] = await page.locator('a:visible', { hasText: '심야 버스가 돌아온다' }).all();
        expect(await link?.getAttribute('href')).toBe('./korea/night-bus.html/index.html#original');
        await page.locator('.tabs a').first().click();
        expect(await page.locator('a:visible', { hasText: '심야 버스가 돌아온다' }).count()).toBe(1);
      }));

    it('speaks the language of its view, in its filters as well', () =>
      withPage(async (page) => {
        const options = (): Promise<string[]> => page.locator('#state option').allInnerTexts();
        expect(await options()).toEqual(['All', 'Articles', 'To check', 'Not translated', 'Rejected']);
        await page.locator('.tabs a', { hasText: '日本語' }).click();
        expect(await options()).toEqual(['すべて', '記事', '要確認', '訳なし', '処理できず']);
        expect(await page.locator('.rejected .c:visible').allTextContents()).toEqual([
          expect.stringContaining('記事が見つかりません'),
        ]);
      }));

    it('shows no filters without a script', () =>
      withPage(async (page) => expect(await page.locator('#filters').isVisible()).toBe(false), {
        javaScriptEnabled: false,
      }));

    it.each([320, 390, 768, 1440])('fits into %i pixels', (width) =>
      withPage(
        async (page) => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width),
        {
          viewport: { width, height: 800 },
        },
      ),
    );

    it.each([
      ['', 'light', 1440],
      ['', 'dark', 390],
      ['#ko', 'light', 390],
      ['#ja', 'dark', 1440],
    ] as const)('has nothing that axe-core objects to (%s, %s, %i pixels)', (fragment, colorScheme, width) =>
      withPage(
        async (page) => {
          await page.goto(`${origin}/index.html${fragment}`);
          expect(await accessibilityViolations(page)).toEqual([]);
        },
        { colorScheme, viewport: { width, height: 900 } },
      ),
    );

    it('shows and searches 1,000 articles without a pause', async () => {
      const { page, close } = await openPage(
        browser,
        { '/index.html': frontOf(manyEntries(1000)) },
        '/index.html',
      );
      await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'v8.execute'] });
      await page.reload();
      const interactiveMs = (await page.evaluate(
        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
      )) as number;
      await page.locator('#search').fill('number 777');
      expect(await page.locator('.item:visible').count()).toBe(1);
      const scriptMs = scriptingIn(await browser.stopTracing());
      const slowness = Math.max(1, ((await page.evaluate(busyLoop)) as number) / busyLoopMs);
      process.stdout.write(
        `1,000 articles: interactive after ${Math.round(interactiveMs)} ms, ${Math.round(scriptMs)} ms of scripting in the trace, on a machine ${slowness.toFixed(1)} times slower than a desk’s\n`,
      );
      expect(interactiveMs).toBeLessThan(1000 * slowness);
      expect(scriptMs).toBeGreaterThan(0);
      expect(scriptMs).toBeLessThan(200 * slowness);
      await close();
    });

    it('runs nothing that an article brings along', async () => {
      const hostile = payloads.flatMap((payload, index): FrontEntry[] => [
        { ...storedEntry(resultFull(payload)), key: `${index}${payload}` },
        { ...rejectedEntry(`rejected ${index} ${payload}`), message: payload } as FrontEntry,
      ]);
      const { page, requests, complaints, close } = await openPage(
        browser,
        { '/index.html': frontOf(hostile) },
        '/index.html',
      );
      await page.locator('#search').fill('<script>');
      await page.locator('#search').fill('');
      for (const item of await page.locator('.item').all()) await item.hover({ force: true });
      expect(await page.evaluate('window.hit')).toBeUndefined();
      expect(await page.locator('.item a:not([href^="./"])').count()).toBe(0);
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    });
  },
);
