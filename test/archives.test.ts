import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ArticleRef, Outcome } from '../lambda/article.ts';
import { OutOfTimeError } from '../lambda/errors.ts';
import { createPipeline } from '../lambda/pipeline.ts';
import type { ResultFile } from '../lambda/ports.ts';
import { entryOf } from '../lambda/store/front/entry.ts';

const article = (title: string): string =>
  [
    title,
    'By Ada Moss',
    `The council of Harrow Bay approved ${title} on Tuesday after a debate of six hours. The vote was 12 to 5.`,
    'Work will start in March and cost 4 million euros. The mayor said the harbour had waited long enough for it.',
  ].join('\n\n');
const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** One upload, its results in memory, and an engine that counts what it is sent. */
function bench() {
  let bytes: Uint8Array = new Uint8Array();
  let writesLeft = Number.POSITIVE_INFINITY;
  let articlesLeft = Number.POSITIVE_INFINITY;
  let sent = 0;
  const files = new Map<string, string>();
  const memory = new Map<string, string>();
  const change = (act: () => void): void => {
    if (writesLeft-- <= 0) throw new Error('stopped');
    act();
  };
  const put = async (written: readonly ResultFile[]): Promise<void> => {
    for (const { key, content } of written) change(() => files.set(key, String(content)));
  };
  const told: [string, Outcome['status']][] = [];
  const pipeline = createPipeline(
    { targets: ['ko', 'ja'] },
    {
      source: { read: async (ref) => ({ ref, bytes }) },
      translator: {
        name: 'an-engine',
        maxRequestBytes: 9_900,
        maxConcurrentRequests: 4,
        translate: async (segments) => {
          sent += segments.length;
          return { translations: segments.map((text) => `${text}…`), characters: segments.join('').length };
        },
      },
      memory: {
        madeByPeople: async () => new Set(),
        lookUp: async (segments, { target }) =>
          new Map(
            segments.flatMap((segment) => {
              const known = memory.get(`${target} ${segment}`);
              return known === undefined ? [] : [[segment, known] as const];
            }),
          ),
        remember: async (pairs, { target }) => {
          for (const [segment, translation] of pairs) memory.set(`${target} ${segment}`, translation);
        },
      },
      results: {
        readText: async (key) => files.get(key),
        remove: async (keys) => {
          for (const key of keys) change(() => files.delete(key));
        },
        write: put,
        replace: put,
      },
      log: { info: () => undefined, error: () => undefined },
      now: () => new Date(0),
      checkTime: () => {
        if (articlesLeft-- <= 0) throw new OutOfTimeError('no time');
      },
    },
  );
  return {
    files,
    told,
    upload(next: Uint8Array | string) {
      bytes = typeof next === 'string' ? strToU8(next) : next;
    },
    run: (ref: ArticleRef, options: { readonly force?: boolean } = {}) =>
      pipeline(ref, {
        ...options,
        onArticle: ({ entry = '' }, { status }) => {
          told.push([entry, status]);
        },
      }),
    manifest: (folder: string) => JSON.parse(files.get(`${folder}/article.json`) ?? 'null'),
    /** Folders that have an article or a rejection. */
    folders: () =>
      [...new Set([...files.keys()].filter((key) => /\/(?:article|rejection)\.json$/.test(key)))]
        .map((key) => key.slice(0, key.lastIndexOf('/')))
        .sort(),
    sent: () => sent,
    stopAfter: (writes: number) => {
      writesLeft = writes;
    },
    articlesPerRun: (count: number) => {
      articlesLeft = count;
    },
  };
}

const ref: ArticleRef = { bucket: 'uploads', key: 'news/day.zip' };

describe('an archive', () => {
  const day = zip({
    'ferry.txt': article('the ferry to Sallow Isle'),
    'desk/tram.html': `<html><body><h1>The tram line</h1>${article('the tram line')
      .split('\n\n')
      .slice(1)
      .map((text) => `<p>${text}</p>`)
      .join('')}</body></html>`,
    'desk/tram_files/style.css': 'p { color: red }',
    'desk/tram_files/frame.html': article('an advertisement'),
    'photo.jpg': 'JPEG',
    '__MACOSX/ferry.txt': 'fork',
    'desk/~$ferry.docx': 'Kim has it open',
    'empty.txt': '',
  });

  it('has each of its articles stored below its own folder, and lists them', async () => {
    const { upload, run, manifest, files, told } = bench();
    upload(day);
    const outcome = await run(ref);
    expect(outcome).toMatchObject({ status: 'unpacked', keys: ['news/day.zip/article.json'] });
    expect(manifest('news/day.zip')).toMatchObject({
      schemaVersion: '1.0',
      upload: { ...ref, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
      mediaType: 'application/zip',
      articles: [
        {
          entry: 'ferry.txt',
          folder: 'news/day.zip/ferry.txt',
          status: 'stored',
          language: 'en',
          headline: 'the ferry to Sallow Isle',
          translations: { ko: { status: 'complete', translator: 'an-engine' }, ja: { status: 'complete' } },
        },
        { entry: 'desk/tram.html', folder: 'news/day.zip/desk/tram.html', status: 'stored' },
        { entry: 'empty.txt', status: 'rejected', reason: 'empty' },
      ],
      skipped: [
        'desk/tram_files/style.css',
        'desk/tram_files/frame.html',
        'photo.jpg',
        '__MACOSX/ferry.txt',
        'desk/~$ferry.docx',
      ],
    });
    expect(manifest('news/day.zip/desk/tram.html')).toMatchObject({
      upload: { key: 'news/day.zip', entry: 'desk/tram.html' },
      headline: 'The tram line',
    });
    expect(files.get('news/day.zip/ferry.txt/index.html')).toContain('<!doctype html>');
    expect(told).toEqual([
      ['ferry.txt', 'stored'],
      ['desk/tram.html', 'stored'],
      ['empty.txt', 'rejected'],
    ]);
  });

  it('stands on the front page by its articles, not itself', async () => {
    const { upload, run, files } = bench();
    upload(day);
    await run(ref);
    expect(entryOf(files.get('news/day.zip/article.json') ?? '')).toBeUndefined();
    expect(entryOf(files.get('news/day.zip/ferry.txt/article.json') ?? '')).toMatchObject({
      key: 'news/day.zip/ferry.txt',
      folder: 'news/day.zip/ferry.txt',
    });
  });

  it('is unchanged when it is dropped again, until a translation is missing or it is forced', async () => {
    const { upload, run, files, manifest } = bench();
    upload(day);
    await run(ref);
    expect(await run(ref)).toEqual({ status: 'unchanged', isArchive: true });
    expect(await run(ref, { force: true })).toMatchObject({ status: 'unpacked' });
    const listed = manifest('news/day.zip');
    listed.articles[0].translations.ja = { status: 'unavailable' };
    files.set('news/day.zip/article.json', JSON.stringify(listed));
    expect(await run(ref)).toMatchObject({ status: 'unpacked' });
  });

  it('goes on where the time ran out, and nothing is paid for twice', async () => {
    const { upload, run, articlesPerRun, told, sent, files } = bench();
    upload(zip({ 'a.txt': article('plan A'), 'b.txt': article('plan B'), 'c.txt': article('plan C') }));
    articlesPerRun(2);
    await expect(run(ref)).rejects.toThrow(OutOfTimeError);
    expect(files.has('news/day.zip/article.json')).toBe(false);
    const paid = sent();
    articlesPerRun(3);
    expect(await run(ref)).toMatchObject({ status: 'unpacked' });
    expect(told.slice(2)).toEqual([
      ['a.txt', 'unchanged'],
      ['b.txt', 'unchanged'],
      ['c.txt', 'stored'],
    ]);
    expect(sent() - paid).toBeLessThan(paid);
  });

  it('leaves nothing of an earlier version, whatever write it was stopped at', async () => {
    const first = zip({ 'a.txt': article('plan A'), 'b.txt': article('plan B'), 'c.txt': article('plan C') });
    const second = zip({ 'b.txt': article('plan B'), 'd.txt': article('plan D') });
    const expected = ['news/day.zip', 'news/day.zip/b.txt', 'news/day.zip/d.txt'];
    let stops = 0;
    for (let isDone = false; !isDone; stops++) {
      const { upload, run, stopAfter, folders, files } = bench();
      upload(first);
      await run(ref);
      upload(second);
      stopAfter(stops);
      isDone = await run(ref).then(
        () => true,
        () => false,
      );
      stopAfter(Number.POSITIVE_INFINITY);
      // As it was, or as it will be: what says that it is whole is.
      const whole = files.get('news/day.zip/article.json');
      if (!isDone && whole !== undefined) expect(folders()).toHaveLength(4);
      await run(ref);
      expect(folders(), `stopped after ${stops} writes`).toEqual(expected);
      expect([...files.keys()].filter((key) => /\/[ac]\.txt\//.test(key))).toEqual([]);
    }
    expect(stops).toBeGreaterThan(50);
  });

  it('is taken away with all its articles when an article takes its place', async () => {
    const { upload, run, folders, files } = bench();
    upload(day);
    await run(ref);
    upload(article('the ferry to Sallow Isle'));
    expect(await run(ref)).toMatchObject({ status: 'stored' });
    expect(folders()).toEqual(['news/day.zip']);
    expect([...files.keys()].filter((key) => key.startsWith('news/day.zip/ferry.txt'))).toEqual([]);
    expect(files.has('news/day.zip/entries.json')).toBe(false);
  });

  it('of files that are no articles is rejected', async () => {
    const { upload, run } = bench();
    upload(zip({ 'a.css': 'p {}' }));
    expect(await run(ref)).toMatchObject({
      status: 'rejected',
      reason: 'no-article',
      message: expect.stringContaining('a.css'),
    });
  });
});
