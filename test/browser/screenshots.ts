import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { startChromium } from './chromium.ts';

/**
 * Makes the pictures of the README from the bundled sample, as a reader's Chromium shows it.
 *
 *     npm run screenshots
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const images = join(root, 'docs/images');
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'tribrief-screenshots-'));
const out = join(folder, 'results');
const run = (...args: readonly string[]): void => {
  execFileSync(process.execPath, [join(root, 'bin/tribrief.mjs'), '--out', out, ...args], {
    stdio: 'ignore',
  });
};

run();
writeFileSync(join(folder, 'empty.txt'), '');
try {
  run(join(folder, 'empty.txt'));
} catch {
  // It is rejected, as it should be for the picture.
}

const browser = await startChromium();
const wide: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 800 }, deviceScaleFactor: 2 };
for (const [name, file, options] of [
  ['reader-page', 'night-ferry.txt/index.html', wide],
  ['reader-page-phone', 'night-ferry.txt/index.html#ko', { ...phone, colorScheme: 'dark' }],
  ['front-page', 'index.html', wide],
] as const) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(out).href}/${file}`);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await context.close();
}
await browser.close();
rmSync(folder, { recursive: true });
