import MarkdownIt from 'markdown-it';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderFeeds } from '../../lambda/store/front/feeds.ts';
import { renderManifest } from '../../lambda/store/render/manifest.ts';
import { renderMarkdown } from '../../lambda/store/render/markdown.ts';
import { sourceTexts } from '../../lambda/store/render/text.ts';
import { findChromium, openPage, origin, startChromium } from './chromium.ts';
import { payloads } from './hostile.ts';
import { resultFull } from './rich-result.ts';

/** A page as a careless feed reader or preview would make it: what it was given, without any policy. */
const carelessPage = (content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Preview</title><body>${content}</body></html>`;

/** A preview may make a link of an address in the text; of no other kind of address. */
const dangerous = 'script, img, iframe, svg, style, form, a:not([href^="https://" i])';

describe.skipIf(findChromium() === undefined && process.env.CI !== 'true')(
  'other formats in Chromium',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    async function runsNothing(contents: readonly string[]): Promise<void> {
      const files = Object.fromEntries(
        contents.map((content, index) => [`/${index}.html`, carelessPage(content)]),
      );
      const { page, requests, complaints, close } = await openPage(browser, files, '/0.html');
      for (const address of Object.keys(files)) {
        await page.goto(origin + address);
        expect(await page.evaluate('window.hit')).toBeUndefined();
        expect(await page.locator(dangerous).count()).toBe(0);
      }
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    }

    it('would notice if something ran', async () => {
      await expect(runsNothing(['<script>window.hit=1</script>'])).rejects.toThrow();
    });

    it('run nothing as a feed', () =>
      runsNothing(
        payloads.flatMap((payload) => {
          const feeds = renderFeeds([renderManifest(resultFull(payload))], `${origin}/`);
          const json = JSON.parse(feeds.find(({ name }) => name === 'feed.ko.json')?.text ?? '');
          const atom = feeds.find(({ name }) => name === 'feed.ko.xml')?.text ?? '';
          const sections = [...atom.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>(?!<!\[CDATA)/g)].map(
            ([, text = '']) => text,
          );
          expect(sections).toHaveLength(3);
          return [json.items[0].content_html, sections.join('')];
        }),
      ));

    it('run nothing as Markdown', () =>
      runsNothing(
        payloads.map((payload) => {
          const result = resultFull(payload);
          const markdown = renderMarkdown(result, sourceTexts(result.article, result.summary));
          return new MarkdownIt({ html: true, linkify: true }).render(
            markdown.replace(/^---\n[\s\S]*?\n---\n/, ''),
          );
        }),
      ));
  },
);
