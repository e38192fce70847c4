import { describe, expect, it } from 'vitest';
import type { ResultFile, ResultStore } from '../../lambda/ports.ts';
import { readStored, store, storedState, storeRejection } from '../../lambda/store/store.ts';
import { exampleResult } from './example-result.ts';

/** Keeps what is written, in order. */
function recordingStore() {
  const files = new Map<string, string>();
  const steps: string[] = [];
  const results: ResultStore = {
    readText: async (key) => files.get(key),
    remove: async (keys) => {
      for (const key of keys) {
        steps.push(`remove ${key}`);
        files.delete(key);
      }
    },
    write: async (written: readonly ResultFile[]) => {
      for (const { key, content } of written) {
        steps.push(`write ${key}`);
        files.set(key, String(content));
      }
    },
    replace: async (written: readonly ResultFile[]) => {
      for (const { key, content } of written) {
        steps.push(`replace ${key}`);
        files.set(key, String(content));
      }
    },
  };
  const read = (name: string): string => files.get(`news/ferry.txt/${name}`) ?? `(no ${name})`;
  return { results, files, steps, read };
}

const wanted = { sha256: exampleResult.sha256, settings: exampleResult.settings };

describe('store', () => {
  it('withdraws the commit mark before anything else, and writes it last', async () => {
    const { results, steps } = recordingStore();
    await store(exampleResult, results);
    expect(steps[0]).toBe('remove news/ferry.txt/article.json');
    expect(steps.at(-1)).toBe('write news/ferry.txt/article.json');
  });

  it('prints the article with empty lines between, the dateline opening the first paragraph', async () => {
    const { results, read } = recordingStore();
    await store(exampleResult, results);
    expect(read('article.txt')).toBe(
      'Ferry returns to Harrow Bay\n\nHARROW BAY, May 4 — The ferry is back. It carries 120 people.\n\nTickets cost £4.\n',
    );
    expect(read('summary.ko.txt')).toBe('해로 베이에 여객선 돌아오다\n\n120명이 탄다.\n');
  });

  it('writes no text files for a translation that is not there', async () => {
    const { results, files } = recordingStore();
    await store(exampleResult, results);
    expect([...files.keys()].filter((key) => key.includes('.ja.'))).toEqual([]);
    expect(JSON.parse(files.get('news/ferry.txt/article.json') ?? '').translations.ja).toEqual({
      status: 'unavailable',
      reason: 'No engine is set up.',
    });
  });

  it('states everything of the contract in article.json and leaves out what the article lacks', async () => {
    const { results, read } = recordingStore();
    await store(exampleResult, results);
    const manifest = JSON.parse(read('article.json'));
    expect(manifest).toMatchObject({
      schemaVersion: '1.0',
      upload: { key: 'news/ferry.txt', sha256: exampleResult.sha256 },
      language: 'en',
      body: [['The ferry is back.', 'It carries 120 people.'], ['Tickets cost £4.']],
      summary: [{ paragraph: 0, sentence: 1, text: 'It carries 120 people.' }],
    });
    expect(manifest).not.toHaveProperty('standfirst');
    expect(manifest.upload).not.toHaveProperty('bucket');
  });

  it('leaves nothing of an earlier version beside the new one', async () => {
    const { results, files } = recordingStore();
    await store(exampleResult, results);
    const keys = await storeRejection(
      exampleResult.ref,
      { reason: 'empty', message: 'The file is empty.', rejectedAt: new Date('2026-05-05T08:00:00Z') },
      results,
    );
    expect([...files.keys()]).toEqual(keys);
    expect(JSON.parse(files.get('news/ferry.txt/rejection.json') ?? '')).toEqual({
      schemaVersion: '1.0',
      upload: { key: 'news/ferry.txt' },
      reason: 'empty',
      message: 'The file is empty.',
      rejectedAt: '2026-05-05T08:00:00.000Z',
    });
    await store(exampleResult, results);
    expect(files.has('news/ferry.txt/rejection.json')).toBe(false);
  });
});

describe('storedState', () => {
  const complete = { ...exampleResult, translations: { ko: exampleResult.translations.ko } };
  const onlyKorean = { ...complete, settings: { targets: ['ko'] as const } };

  async function storedThenAsked(result: typeof exampleResult, asked: Parameters<typeof storedState>[1]) {
    const { results } = recordingStore();
    await store(result, results);
    return storedState(await readStored(result.ref, results), asked);
  }

  it('knows a whole result of the same bytes and settings', async () => {
    expect(await storedThenAsked(onlyKorean, { ...wanted, settings: onlyKorean.settings })).toBe('article');
  });

  it('takes a result up again whose translation was unavailable', async () => {
    expect(await storedThenAsked(exampleResult, wanted)).toBe('missing');
  });

  it.each([
    ['other bytes', { sha256: 'b'.repeat(64), settings: onlyKorean.settings }],
    ['another target', { sha256: wanted.sha256, settings: exampleResult.settings }],
    [
      'another summary length',
      { sha256: wanted.sha256, settings: { targets: ['ko'] as const, summarySentences: 5 } },
    ],
    ['a terminology', { sha256: wanted.sha256, settings: { targets: ['ko'] as const, terminology: 'd1' } }],
  ])('does not take a result for %s', async (_, asked) => {
    expect(await storedThenAsked(onlyKorean, asked)).toBe('missing');
  });

  it('asks again when an engine is named that did not translate it', async () => {
    const byEngine = {
      ...onlyKorean,
      translations: { ko: { ...exampleResult.translations.ko, translator: 'engine-a' } },
    } as typeof exampleResult;
    const asked = { sha256: wanted.sha256, settings: onlyKorean.settings };
    expect(await storedThenAsked(byEngine, asked)).toBe('article');
    expect(await storedThenAsked(byEngine, { ...asked, translator: 'engine-a' })).toBe('article');
    expect(await storedThenAsked(byEngine, { ...asked, translator: 'engine-b' })).toBe('missing');
  });

  it.each(['', '{', 'null', '{"schemaVersion":"1.0"}', '{"schemaVersion":"0.9"}'])(
    'takes a damaged article.json (%j) for no result',
    async (text) => {
      const { results, files } = recordingStore();
      files.set('news/ferry.txt/article.json', text);
      expect(storedState(await readStored(exampleResult.ref, results), wanted)).toBe('missing');
    },
  );
});
