import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium on the path. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

export const chromiumHint = 'Chromium is missing. On Debian and Ubuntu: apt-get install chromium';

/** @throws Error saying what to install */
export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(chromiumHint);
  return chromium.launch({ executablePath });
}

export interface OpenPage {
  readonly page: Page;
  /** What the page asked for beside itself. */
  readonly requests: readonly string[];
  /** Errors, and what was written to the console. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export const origin = 'https://results.test';

/** Shows files as a web server would; nothing reaches a network. */
export async function openPage(
  browser: Browser,
  files: Readonly<Record<string, string>>,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  const requests: string[] = [];
  const complaints: string[] = [];
  await context.route('**', (route) => {
    const { pathname } = new URL(route.request().url());
    const body = files[decodeURIComponent(pathname)];
    if (!route.request().isNavigationRequest() || body === undefined) {
      requests.push(route.request().url());
      return route.abort();
    }
    return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
  });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(origin + address);
  return { page, requests, complaints, close: () => context.close() };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 A and AA and its best practices, each with the places. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )) as {
    readonly id: string;
    readonly nodes: readonly { readonly target: unknown; readonly html: string }[];
  }[];
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
