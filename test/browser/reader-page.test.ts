import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReaderPage } from '../../lambda/store/render/reader-page.ts';
import { renderArticleText, renderSummaryText, type Texts } from '../../lambda/store/render/text.ts';
import {
  accessibilityViolations,
  findChromium,
  type OpenPage,
  openPage,
  origin,
  startChromium,
} from './chromium.ts';
import { payloads } from './hostile.ts';
import { resultFull, richResult } from './rich-result.ts';

const markup = renderReaderPage(richResult);
const isInView = (page: Page, selector: string): Promise<unknown> =>
  page.evaluate(
    `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector('${selector}').getBoundingClientRect())`,
  );
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };

describe.skipIf(findChromium() === undefined && process.env.CI !== 'true')(
  'the reader page in Chromium',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    const open = (fragment = '', options: BrowserContextOptions = {}): Promise<OpenPage> =>
      openPage(browser, { '/index.html': markup }, `/index.html${fragment}`, options);
    async function withPage<T>(
      use: (page: Page) => Promise<T>,
      fragment?: string,
      options?: BrowserContextOptions,
    ): Promise<T> {
      const { page, requests, complaints, close } = await open(fragment, options);
      const result = await use(page);
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
      return result;
    }
    const shown = async (page: Page): Promise<string[]> => {
      const cells = await page.locator('.text .c:visible').all();
      const columns = await Promise.all(cells.map((cell) => cell.getAttribute('data-c')));
      return [...new Set(columns.filter((column) => column !== null))];
    };

    it.each([true, false])(
      'shows one language or all, as its address says (script: %s)',
      (javaScriptEnabled) =>
        withPage(
          async (page) => {
            expect(await shown(page)).toEqual(['original', 'ko', 'ja']);
            for (const [name, view] of [
              ['한국어', 'ko'],
              ['日本語', 'ja'],
              ['English', 'original'],
            ] as const) {
              await page.locator('.tabs a', { hasText: name }).click();
              expect(page.url()).toBe(`${origin}/index.html#${view}`);
              expect(await shown(page)).toEqual([view]);
              await page.reload();
              expect(await shown(page)).toEqual([view]);
            }
            await page.locator('.tabs a').first().click();
            expect(await shown(page)).toEqual(['original', 'ko', 'ja']);
          },
          '',
          { javaScriptEnabled },
        ),
    );

    it('speaks the language of its view', () =>
      withPage(async (page) => {
        const heading = page.locator('#summary');
        expect(await heading.innerText()).toBe('Summary');
        await page.goto(`${origin}/index.html#ko`);
        expect(await heading.innerText()).toBe('요약');
        await page.goto(`${origin}/index.html#ja`);
        expect(await heading.innerText()).toBe('要約');
        expect(await page.locator('.tabs [aria-current]').innerText()).toBe('日本語');
      }));

    it('lights up a sentence with its counterparts, and its place in the summary', () =>
      withPage(async (page) => {
        await page.locator('.text .c[data-c=ko] .s', { hasText: '7대 4' }).hover();
        expect(await page.locator('.on').allInnerTexts()).toEqual([
          'The council voted 7 to 4 on Thursday.',
          '시의회는 목요일 7대 4로 의결했다.',
          '議会は木曜日、7対4で可決した。',
          'The council voted 7 to 4 on Thursday.',
          '시의회는 목요일 7대 4로 의결했다.',
          '議会は木曜日、7対4で可決した。',
        ]);
        await page.mouse.move(5, 5);
        expect(await page.locator('.on').count()).toBe(0);
      }));

    it('lights up what is tapped, until it is tapped again', () =>
      withPage(
        async (page) => {
          const sentence = page.locator('.text .c[data-c=ja] .s', { hasText: '学校も手伝う' });
          await sentence.tap();
          expect(await page.locator('.on').allInnerTexts()).toContain('The school will help.');
          await sentence.tap();
          expect(await page.locator('.on').count()).toBe(0);
        },
        '',
        phone,
      ));

    it('leads from a summary sentence to its place in the article', () =>
      withPage(
        async (page) => {
          await page.locator('.summary .c[data-c=ko] .go').nth(1).click();
          const place = page.locator('.text .c[data-c=ko] .on');
          expect(await place.innerText()).toContain('비용은 1만 7천 파운드다.');
          await expect
            .poll(async () => {
              const box = await place.boundingBox();
              return box !== null && box.y > 0 && box.y + box.height <= 500;
            })
            .toBe(true);
          await page.keyboard.press('Escape');
          expect(await page.locator('.on').count()).toBe(0);
        },
        '#ko',
        { viewport: { width: 390, height: 500 }, reducedMotion: 'reduce' },
      ));

    it('copies summary and article as the text files have them', () =>
      withPage(
        async (page) => {
          const texts = { ...richResult.translations.ko, language: 'ko' } as Texts;
          const clipboard = () => page.evaluate('navigator.clipboard.readText()');
          await page.locator('[data-copy=ko][data-kind=summary]').click();
          await expect.poll(clipboard).toBe(renderSummaryText(texts));
          expect(await page.locator('#status').innerText()).toBe('복사했습니다');
          await page.locator('[data-copy=ko][data-kind=article]').click();
          await expect.poll(clipboard).toBe(renderArticleText(texts));
        },
        '',
        { permissions: ['clipboard-read', 'clipboard-write'] },
      ));

    it('offers no button that would do nothing without a script', () =>
      withPage(
        async (page) => {
          expect(await page.locator('button:enabled:visible').count()).toBe(0);
          await page.locator('details summary').click();
          expect(await page.getByText('place of an advertisement').isVisible()).toBe(true);
        },
        '',
        { javaScriptEnabled: false },
      ));

    it('shows what to check at the top and in place', () =>
      withPage(async (page) => {
        expect(await page.locator('.checks').innerText()).toMatch(/^To check: 2 · Korean 2\s/);
        expect(await page.locator('.text .note').innerText()).toBe(
          '2 숫자를 확인하십시오. 번역에 없음: 18,000',
        );
        expect(await page.locator('.text .found').innerText()).toContain('비용은 1만 7천 파운드다.');
      }));

    it('leads from the count to each finding', () =>
      withPage(
        async (page) => {
          await page.getByRole('button', { name: '확인할 곳 보기, 번호 2' }).click();
          await expect.poll(() => isInView(page, '#note-2')).toBe(true);
          expect(await page.locator('.text .c[data-c=ko] .on').innerText()).toContain('비용은 1만 7천');
          await page.getByRole('button', { name: '확인할 곳 보기, 번호 1' }).click();
          await expect.poll(() => isInView(page, '#note-1')).toBe(true);
          expect(await page.locator('.on').count()).toBe(0);
        },
        '#ko',
        { viewport: { width: 390, height: 400 }, reducedMotion: 'reduce' },
      ));

    it('offers in a view the findings of its language alone', () =>
      withPage(async (page) => {
        expect(await page.locator('.checks button:visible').count()).toBe(0);
      }, '#ja'));

    it.each([320, 390, 768, 1440])('fits into %i pixels', (width) =>
      withPage(
        async (page) => {
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        },
        '',
        { viewport: { width, height: 800 } },
      ),
    );

    it('is dark where the reader’s system is', () =>
      withPage(
        async (page) => {
          const brightness = (await page.evaluate(
            'getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number).reduce((a, b) => a + b)',
          )) as number;
          expect(brightness).toBeLessThan(150);
        },
        '',
        { colorScheme: 'dark' },
      ));

    it('prints the article without its controls', () =>
      withPage(async (page) => {
        expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('.tabs, button').filter({ visible: true }).count()).toBe(0);
        expect(await page.locator('.text .note').isVisible()).toBe(true);
        expect(await page.getByText('기계 번역(Amazon Translate)입니다').isVisible()).toBe(true);
      }));

    it.each([
      ['', 'light', 1440],
      ['', 'dark', 390],
      ['#ko', 'light', 390],
      ['#ja', 'dark', 1440],
      ['#original', 'light', 1440],
    ] as const)('has nothing that axe-core objects to (%s, %s, %i pixels)', (fragment, colorScheme, width) =>
      withPage(
        async (page) => {
          await page.locator('details summary').click();
          expect(await accessibilityViolations(page)).toEqual([]);
        },
        fragment,
        { colorScheme, viewport: { width, height: 900 } },
      ),
    );

    it('runs nothing that an article brings along', async () => {
      const files = Object.fromEntries(
        payloads.map((payload, index) => [`/${index}.html`, renderReaderPage(resultFull(payload))]),
      );
      const { page, requests, complaints, close } = await openPage(browser, files, '/0.html');
      for (const address of Object.keys(files)) {
        await page.goto(origin + address);
        await page.locator('details summary').click();
        for (const sentence of await page.locator('.s').all()) await sentence.hover({ force: true });
        expect(await page.evaluate('window.hit')).toBeUndefined();
        expect(await page.locator('a[href^="javascript:" i], a[href^="data:" i]').count()).toBe(0);
        expect(page.url()).toBe(origin + address);
      }
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    });
  },
);
