import { createHash } from 'node:crypto';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../lambda/article.ts';
import { createS3ResultStore } from '../lambda/aws/s3-result-store.ts';
import { createPipeline } from '../lambda/pipeline.ts';
import type { PipelinePorts } from '../lambda/ports.ts';
import { bucket, s3Of } from './aws/aws-stub.ts';
import { startAwsStub } from './stubs/aws-server.ts';

/** What a hostile upload can try; the page for people is docs/threat-model.md. */

interface Run {
  readonly outcome: Outcome;
  readonly files: ReadonlyMap<string, string>;
  readonly ms: number;
}

async function run(
  upload: string | Uint8Array,
  { key = 'upload.txt', translate = (text: string) => text } = {},
): Promise<Run> {
  const files = new Map<string, string>();
  const ports: PipelinePorts = {
    source: { read: async (ref) => ({ ref, bytes: Buffer.from(upload) }) },
    translator: {
      name: 'an-engine',
      maxRequestBytes: 9_900,
      maxConcurrentRequests: 4,
      translate: async (segments) => ({ translations: segments.map(translate), characters: 0 }),
    },
    memory: {
      lookUp: async () => new Map(),
      madeByPeople: async () => new Set(),
      remember: async () => undefined,
    },
    results: {
      readText: async (name) => files.get(name),
      remove: async () => undefined,
      replace: async () => undefined,
      write: async (written) => {
        for (const file of written) files.set(file.key, String(file.content));
      },
    },
    log: { info: () => undefined, error: () => undefined },
    now: () => new Date(0),
  };
  const started = performance.now();
  const outcome = await createPipeline({ targets: ['ko', 'ja'] }, ports)({ key });
  return { outcome, files, ms: performance.now() - started };
}

const sentences = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `The council of Harrow Bay approved plan number ${index} on Tuesday.`,
  ).join(' ');
const article = `Council approves plans\n\nBy Ada Moss\n\n${sentences(6)}\n\n${sentences(5)}`;

describe('an archive', () => {
  const bomb = (bytes: number): Uint8Array => zipSync({ 'a.txt': new Uint8Array(bytes) });

  it.each([
    ['a ZIP bomb', bomb(70_000_000), 'too-large'],
    ['a GZIP bomb', gzipSync(new Uint8Array(20_000_000)), 'too-large'],
    [
      'a ZIP of a thousand files',
      zipSync(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`${n}.txt`, new Uint8Array(1)]))),
      'too-large',
    ],
  ])('is not opened: %s', async (_, bytes, reason) => {
    expect((await run(bytes)).outcome).toMatchObject({ status: 'rejected', reason });
  });

  it('has the one file rejected that is larger than a file may be', async () => {
    const { outcome } = await run(bomb(20_000_000), { key: 'a.zip' });
    expect(outcome).toMatchObject({
      status: 'unpacked',
      articles: [{ entry: 'a.txt', status: 'rejected', reason: 'too-large' }],
    });
  });

  it('has an archive inside it rejected, not opened', async () => {
    const { outcome } = await run(zipSync({ 'b.zip': bomb(1000), 'a.txt': strToU8(article) }), {
      key: 'a.zip',
    });
    expect(outcome).toMatchObject({
      articles: [
        { entry: 'b.zip', status: 'rejected', reason: 'unsupported-type' },
        { entry: 'a.txt', status: 'stored' },
      ],
    });
  });

  it('can name no place outside its own folder', async () => {
    const names = [
      '../../memory/x',
      '/etc/passwd',
      'a/../../b',
      '..\\..\\c',
      'C:\\d',
      './..',
      'article.json/g',
      'e\0f',
    ];
    const archive = zipSync(Object.fromEntries(names.map((name) => [name, strToU8(article)])));
    const { files, outcome } = await run(archive, { key: 'news/a.zip' });
    expect(outcome).toMatchObject({ status: 'unpacked' });
    const folders = [...files.keys()].map((key) => key.slice(0, key.lastIndexOf('/')));
    expect(new Set(folders)).toEqual(
      new Set([
        'news/a.zip',
        ...['memory/x', 'etc/passwd', 'a/b', 'c', 'd', 'article', 'article.json~/g', 'ef'].map(
          (name) => `news/a.zip/${name}`,
        ),
      ]),
    );
  });
});

describe('an XML document', () => {
  it('has none of its own entities expanded, and none fetched', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
    ).join('');
    const page = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">${levels}<!ENTITY file SYSTEM "file:///etc/passwd">]>
<html><body><article><h1>Council approves plans</h1><p>${sentences(5)} &l9; &file;</p><p>${sentences(5)}</p></article></body></html>`;
    const { files, ms } = await run(page, { key: 'page.xhtml' });
    const all = [...files.values()].join('');
    expect(all.length).toBeLessThan(400_000);
    expect(all).not.toMatch(/lollol|root:/);
    expect(ms).toBeLessThan(10_000);
  });
});

/** The page without its one script and its icon: the policy names the script by its hash. */
function withoutOwnCode(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  expect(scripts).toHaveLength(1);
  const hash = createHash('sha256')
    .update(scripts[0]?.[1] ?? '')
    .digest('base64');
  expect(page).toContain(`script-src &#39;sha256-${hash}&#39;`);
  return page.replace(scripts[0]?.[0] ?? '', '').replace(/<link rel="icon"[^>]*>/, '');
}

describe('text that could run wherever it is shown', () => {
  const script = '<script>alert(1)</script>';
  const attack = `<img src=x onerror=alert(1)>`;

  it.each([
    [
      'in an article',
      article.replace('plans', `plans ${script}`).replace('Tuesday', `Tuesday ${attack}`),
      undefined,
    ],
    ['in a translation', article, (text: string) => `${text} ${script} ${attack} "onload="alert(1)`],
    [
      'in a page',
      `<html><head><title>${script}</title></head><body><article><h1>A ${attack}</h1><p>${sentences(6)} &lt;script&gt;alert(1)&lt;/script&gt;</p><p>${sentences(4)}</p></article></body></html>`,
      undefined,
    ],
  ])('is shown as text, %s', async (_, upload, translate) => {
    const { files } = await run(upload, { translate });
    const page = withoutOwnCode(files.get('upload.txt/index.html') ?? '');
    expect(page).toContain('<!doctype html>');
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<script|<img|<iframe|<svg|<object/i);
    // Within a tag of the page's own there is no attribute but those it has.
    expect(page).not.toMatch(/<[a-z][^<>]*\son\w+\s*=/i);
  });

  it.each(['"><script>alert(1)</script>', "'/onmouseover='alert(1)", 'javascript:alert(1)'])(
    'is shown as text as a key: %s',
    async (key) => {
      const { files } = await run(article, { key });
      const page = withoutOwnCode([...files].find(([name]) => name.endsWith('index.html'))?.[1] ?? '');
      expect(page).toContain('<!doctype html>');
      expect(page).not.toMatch(/<script|<[a-z][^<>]*\son\w+\s*=|href="javascript:/i);
    },
  );
});

describe('a key with path tricks', () => {
  it.each([
    '../../memory/people/en-ko/3f/x.json',
    '/etc/passwd',
    'a/../../state/uploads/x',
    './../.',
    '..%2f..%2fmemory%2fx',
    'a\\..\\b',
  ])('writes below its own folder: %s', async (key) => {
    const stub = await startAwsStub();
    const results = createS3ResultStore(s3Of(stub), bucket);
    await results.write([{ key: `${key}/article.json`, mediaType: 'application/json', content: '{}' }]);
    expect([...stub.objects.keys()]).toEqual([`${bucket}/results/${key}/article.json`]);
    await stub.close();
  });
});

describe('a page made to keep the function busy', () => {
  const size = 150_000;
  const filled = (piece: string): string => piece.repeat(Math.ceil(size / piece.length));
  const page = (body: string): string =>
    `<html><body><article><h1>Council approves plans</h1><p>${sentences(6)}</p>${body}</article></body></html>`;

  it.each([
    ['tags that are never closed', page(filled('<div><span><b>'))],
    ['open angle brackets', page(filled('<'))],
    ['attributes without end', page(`<p ${filled('a="b" ')}>x</p>`)],
    ['comments that are never closed', page(filled('<!--'))],
    ['entities without end', page(`<p>${filled('&amp;&#x41;&notanentity')}</p>`)],
    ['one word', `${article}\n\n${filled('x')}`],
    ['white space alone', `${article}\n\n${filled(' \t')}x`],
    ['empty lines', `${article}${filled('\n')}x`],
    ['full stops', `${article}\n\n${filled('. ')}`],
    ['quotation marks', `${article}\n\n${filled('“"‘\'')}`],
    ['brackets', `${article}\n\n${filled('(')}${filled(')')}`],
    ['initials', `${article}\n\n${filled('A. ')}`],
    ['numbers', `${article}\n\n${filled('1,')}`],
    ['bylines', `${article}\n\n${filled('By By ')}`],
    ['months', `${article}\n\n${filled('May 1 ')}`],
    ['capitals and dashes', `${filled('HARROW BAY, ')}— ${article}`],
    ['combining marks', `${article}\n\ne${filled('\u0301')}`],
    ['joined emoji', `${article}\n\n${filled('👨‍👩‍👧‍👦\u200d')}`],
    [
      'JSON-LD without end',
      `<html><head><script type="application/ld+json">${filled('[')}</script></head><body><article><h1>A</h1><p>${sentences(9)}</p></article></body></html>`,
    ],
    ['addresses', `${article}\n\n${filled('http://a.b/?c=d&')}`],
  ])(
    'is done with in bounded time: %s',
    async (_, upload) => {
      // As long, and an article: what a machine needs for that is the measure.
      const { ms: ordinary } = await run(`${article}\n\n${sentences(size / 58)}`);
      const { outcome, ms } = await run(upload);
      expect(['stored', 'rejected']).toContain(outcome.status);
      expect(ms).toBeLessThan(10 * ordinary);
    },
    60_000,
  );
});
