import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageStore, ResultFile, ResultStore } from '../../../lambda/ports.ts';
import { entryOf, type FrontEntry, newestFirst } from '../../../lambda/store/front/entry.ts';
import { entriesOnAPage } from '../../../lambda/store/front/front.ts';
import { updateFront } from '../../../lambda/store/front/ledger.ts';
import { renderManifest } from '../../../lambda/store/render/manifest.ts';
import { resultFolder } from '../../../lambda/store/result-keys.ts';
import { store, storeRejection } from '../../../lambda/store/store.ts';
import { exampleResult } from '../example-result.ts';

const base = 'https://results.test/';

/** A place in memory that fails at the given operation, counted from now on. */
function memoryStore() {
  const files = new Map<string, string>();
  let failAfter = Number.POSITIVE_INFINITY;
  const step = (): void => {
    failAfter -= 1;
    if (failAfter < 0) {
      failAfter = Number.POSITIVE_INFINITY;
      throw new Error('interrupted');
    }
  };
  const write = async (written: readonly ResultFile[]): Promise<void> => {
    for (const { key, content } of written) {
      step();
      files.set(key, String(content));
    }
  };
  const place: ResultStore & PageStore = {
    readText: async (key) => {
      step();
      return files.get(key);
    },
    remove: async (keys) => {
      for (const key of keys) {
        step();
        files.delete(key);
      }
    },
    write,
    replace: write,
  };
  const interruptAfter = (operations: number): void => {
    failAfter = operations;
  };
  return { files, place, interruptAfter };
}

function bucket() {
  const results = memoryStore();
  const ledger = memoryStore();
  const ports = { results: results.place, ledger: ledger.place, base };
  const page = (name: string): string => results.files.get(name) ?? '';
  return { results, ledger, ports, page };
}

const keysOn = (page: string): string[] =>
  [...page.matchAll(/data-key="([^"]*)"/g)].map(([, key = '']) => key);
const at = (minute: number): string =>
  new Date(Date.parse('2026-05-01T00:00:00Z') + minute * 60_000).toISOString();

function manifest(key: string, minute: number): string {
  return renderManifest({ ...exampleResult, ref: { key }, processedAt: at(minute) });
}

describe('the front page of a bucket', () => {
  it('shows a result as soon as it is there, and its rejection instead', async () => {
    const { results, ports, page } = bucket();
    await store(exampleResult, results.place);
    await updateFront(['news/ferry.txt'], ports);
    expect(keysOn(page('index.html'))).toEqual(['news/ferry.txt']);
    expect(keysOn(page('index.2026-05-05.html'))).toEqual(['news/ferry.txt']);
    expect(page('feed.ko.xml')).toContain('해로 베이에 여객선 돌아오다');
    const rejection = {
      reason: 'empty',
      message: 'Empty.',
      rejectedAt: new Date('2026-05-06T00:00:00Z'),
    } as const;
    await storeRejection(exampleResult.ref, rejection, results.place);
    await updateFront(['news/ferry.txt', 'news/ferry.txt'], ports);
    expect(page('index.html')).toContain('빈 파일입니다.');
    expect(keysOn(page('index.2026-05-05.html'))).toEqual([]);
    expect(keysOn(page('index.2026-05-06.html'))).toEqual(['news/ferry.txt']);
    expect(page('feed.ko.xml')).not.toContain('해로 베이에');
  });

  it('forgets what is gone, and what is damaged', async () => {
    const { results, ports, page } = bucket();
    results.files.set('a.txt/article.json', manifest('a.txt', 1));
    results.files.set('b.txt/article.json', manifest('b.txt', 2));
    await updateFront(['a.txt', 'b.txt', 'never-there.txt'], ports);
    expect(keysOn(page('index.html'))).toEqual(['b.txt', 'a.txt']);
    results.files.delete('a.txt/article.json');
    results.files.set('b.txt/article.json', '{');
    await updateFront(['a.txt', 'b.txt'], ports);
    expect(keysOn(page('index.html'))).toEqual([]);
  });

  it('goes on past one page, and adds up all of them', async () => {
    const { results, ports, page } = bucket();
    const keys = Array.from({ length: entriesOnAPage + 100 }, (_, index) => `${index}.txt`);
    for (const [index, key] of keys.entries())
      results.files.set(`${key}/article.json`, manifest(key, index % 1440));
    for (let start = 0; start < keys.length; start += 100)
      await updateFront(keys.slice(start, start + 100), ports);
    expect(keysOn(page('index.html'))).toHaveLength(entriesOnAPage);
    expect(keysOn(page('index.2026-05-01.html'))).toHaveLength(entriesOnAPage);
    expect(keysOn(page('index.2026-05-01.2.html'))).toHaveLength(100);
    expect(page('index.html')).toContain('<b>1,100</b>');
    expect(page('index.html')).toContain('href="index.2026-05-01.2.html"');
  });

  it('ends up right in whatever order, in whatever batches, wherever it was interrupted', async () => {
    const keys = ['a', 'b/c', 'd', '기사'].map((name) => `${name}.txt`);
    const change = fc.record({
      key: fc.constantFrom(...keys),
      minute: fc.integer({ min: 0, max: 4000 }),
      kind: fc.constantFrom('store', 'reject', 'delete'),
      interruptedAt: fc.option(fc.integer({ min: 0, max: 30 })),
      isResult: fc.boolean(),
      isBatched: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
        const { results, ledger, ports, page } = bucket();
        let waiting: string[] = [];
        const update = async (): Promise<void> => {
          await updateFront(waiting, ports).catch(async () => {
            for (const place of [results, ledger]) place.interruptAfter(Number.POSITIVE_INFINITY);
            await updateFront(waiting, ports);
          });
          for (const place of [results, ledger]) place.interruptAfter(Number.POSITIVE_INFINITY);
          waiting = [];
        };
        for (const { key, minute, kind, interruptedAt, isResult, isBatched } of changes) {
          const folder = resultFolder(key);
          results.files.delete(`${folder}/article.json`);
          results.files.delete(`${folder}/rejection.json`);
          if (kind === 'store') results.files.set(`${folder}/article.json`, manifest(key, minute));
          if (kind === 'reject') {
            const rejection = { upload: { key }, reason: 'empty', message: '', rejectedAt: at(minute) };
            results.files.set(`${folder}/rejection.json`, JSON.stringify(rejection));
          }
          waiting.push(folder);
          if (isBatched) continue;
          if (interruptedAt !== null) (isResult ? results : ledger).interruptAfter(interruptedAt);
          await update();
        }
        await update();
        const there = [...results.files]
          .filter(([key]) => /\/(?:article|rejection)\.json$/.test(key))
          .map(([, json]) => entryOf(json))
          .filter((entry): entry is FrontEntry => entry !== undefined);
        const wanted = newestFirst(there).map(({ key }) => key);
        expect(keysOn(page('index.html'))).toEqual(wanted);
        const days = [...results.files.keys()].filter((key) => /^index\.\d/.test(key));
        expect(days.flatMap((name) => keysOn(page(name))).sort()).toEqual([...wanted].sort());
      }),
      { numRuns: 40 },
    );
  });

  it('writes no more for the two-thousandth article than for the hundredth', async () => {
    const { results, ledger, ports } = bucket();
    let operations = 0;
    const counted = (place: PageStore): PageStore => ({
      readText: (key) => {
        operations += 1;
        return place.readText(key);
      },
      replace: (files) => {
        operations += files.length;
        return place.replace(files);
      },
    });
    const countedPorts = { ...ports, results: counted(results.place), ledger: counted(ledger.place) };
    const keys = Array.from({ length: 2000 }, (_, index) => `${index}.txt`);
    for (const [index, key] of keys.entries()) results.files.set(`${key}/article.json`, manifest(key, index));
    await updateFront(keys.slice(0, 100), ports);
    await updateFront([keys[100] ?? ''], countedPorts);
    const early = operations;
    await updateFront(keys.slice(101, -1), ports);
    operations = 0;
    await updateFront(keys.slice(-1), countedPorts);
    expect(operations).toBeLessThanOrEqual(early + 2);
  });
});
