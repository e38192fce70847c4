import { afterEach, describe, expect, it } from 'vitest';
import { createS3ArticleSource } from '../../lambda/aws/s3-article-source.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3ResultStore } from '../../lambda/aws/s3-result-store.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { createPipeline } from '../../lambda/pipeline.ts';
import type { Translator } from '../../lambda/ports.ts';
import { people } from '../../lambda/text/memory-entry.ts';
import { paragraphsOf } from '../bench/made-article.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const scope = { source: 'en', target: 'ko', origin: 'an-engine' } as const;
const paragraphs = paragraphsOf(30);
const sentences = paragraphs.flatMap((paragraph) => paragraph.split(/(?<=\.) /));
const story = (headline: string, body: readonly string[] = paragraphs): string =>
  `${headline}\n\n${body.join('\n\n')}\n`;

/** The pipeline with the function's adapters into one language, an engine that keeps account, and the requests below `memory/`. */
async function start() {
  let requests: string[] = [];
  const failing: { part?: string; action?: string } = {};
  const { s3, stub } = await startS3({
    fault: ({ action, path }) => {
      if (path.includes('/memory/')) requests.push(action);
      if (failing.part === undefined || !path.includes(failing.part)) return undefined;
      if (failing.action !== undefined && failing.action !== action) return undefined;
      return { when: 'before', status: 500, code: 'InternalError' };
    },
  });
  const sent: string[] = [];
  const translator: Translator = {
    name: 'an-engine',
    maxRequestBytes: 1_000,
    maxConcurrentRequests: 4,
    translate: async (segments, { target }) => {
      sent.push(...segments);
      return { translations: segments.map((segment) => pretendTranslation(segment, target)), characters: 1 };
    },
  };
  const newMemory = (packs = createS3Packs(s3, bucket)) => createS3TranslationMemory(s3, bucket, packs);
  let runs = 0;
  const newReservations = (packs = createS3Packs(s3, bucket)) => {
    const workEnds = Date.now() + 60_000;
    return createS3Reservations(
      s3,
      bucket,
      packs,
      { id: `run ${++runs}`, endsAt: workEnds },
      workEnds,
      Date.now,
    );
  };
  const newRun = () => {
    const packs = createS3Packs(s3, bucket);
    const process = createPipeline(
      { targets: ['ko'] },
      {
        source: createS3ArticleSource(s3),
        translator,
        memory: newMemory(packs),
        reservations: newReservations(packs),
        results: createS3ResultStore(s3, bucket),
        log: { info: () => undefined, error: () => undefined },
        now: () => new Date(),
      },
    );
    return async (key: string, text: string): Promise<readonly string[]> => {
      stub.put(`uploads/${key}`, text);
      const before = sent.length;
      const outcome = await process({ bucket: 'uploads', key });
      expect(outcome.status).toBe('stored');
      return sent.slice(before);
    };
  };
  return {
    sent,
    failing,
    newRun,
    newMemory,
    newReservations,
    /** How often each kind of request was made since it was last asked. */
    counted: () => {
      const counts = { GET: 0, PUT: 0 };
      for (const one of requests) counts[one as 'GET' | 'PUT']++;
      requests = [];
      return counts;
    },
  };
}

describe('an article under a name that had no result', () => {
  it('is reserved without asking before: one round of writes, and one read', async () => {
    const { newRun, counted } = await start();
    const sent = await newRun()('a.txt', story('Ferry is back'));
    // The pack is written anew with the answers that came while it was being written.
    const { GET, PUT } = counted();
    expect(GET).toBe(1);
    expect(PUT).toBeGreaterThan(sent.length);
    expect(PUT).toBeLessThanOrEqual(sent.length + 6);
  });

  it('sends what is new in it and nothing else, where the story is known', async () => {
    const { newRun, counted } = await start();
    const all = await newRun()('a.txt', story('Ferry is back'));
    counted();
    expect(await newRun()('b.txt', story('Harbour sees ferry again'))).toEqual(['Harbour sees ferry again']);
    // A refused write a sentence; then few reads bring them all.
    const { GET, PUT } = counted();
    expect(PUT).toBe(all.length + 1);
    expect(GET).toBeLessThanOrEqual(10);
  });

  it('reads first where there is a result: few requests tell what was edited', async () => {
    const { newRun, counted } = await start();
    await newRun()('a.txt', story('Ferry is back'));
    counted();
    expect(await newRun()('a.txt', story('Ferry is back again'))).toEqual(['Ferry is back again']);
    const { GET, PUT } = counted();
    expect(GET + PUT).toBeLessThanOrEqual(10);
  });

  it('takes what people translated, and sends none of it', async () => {
    const { newRun, newMemory, sent } = await start();
    const corrected = sentences[7] ?? '';
    await newMemory().remember(new Map([[corrected, '사람이 고친 문장']]), { ...scope, origin: people });
    await newRun()('a.txt', story('Ferry is back'));
    expect(sent).not.toContain(corrected);
    expect(sent).toEqual(['Ferry is back', ...sentences.filter((sentence) => sentence !== corrected)]);
  });

  it('waits for nobody and keeps nothing reserved where people translated all of it', async () => {
    const { newRun, newMemory, newReservations, counted } = await start();
    const all = ['Ferry is back', ...sentences];
    const translations = new Map(all.map((text) => [text, `사람이 옮긴 ${text}`]));
    await newMemory().remember(translations, { ...scope, origin: people });
    counted();
    expect(await newRun()('a.txt', story('Ferry is back'))).toEqual([]);
    // Each is reserved and given back.
    expect(counted().PUT).toBe(2 * all.length);
    const other = newReservations();
    expect((await other.reserveAtOnce(all, scope)).mine).toHaveLength(all.length);
    expect(await newRun()('b.txt', story('Ferry is back'))).toEqual([]);
  });

  it('is paid for once by two functions at once', async () => {
    const { newRun, sent } = await start();
    await Promise.all(['a.txt', 'b.txt', 'c.txt'].map((key) => newRun()(key, story('Ferry is back'))));
    expect(sent).toHaveLength(sentences.length + 1);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('has its sentences free again where the memory failed before anything was sent', async () => {
    const { newRun, failing, sent } = await start();
    failing.part = '/people/';
    await expect(newRun()('a.txt', story('Ferry is back'))).rejects.toMatchObject({ name: 'OutageError' });
    expect(sent).toEqual([]);
    failing.part = undefined;
    expect(await newRun()('a.txt', story('Ferry is back'))).toHaveLength(sentences.length + 1);
  });

  it('has them free again, too, where the memory failed at the pieces of a long sentence', async () => {
    const { newRun, failing, sent } = await start();
    const long = `The board said ${'that berth one would be closed, and '.repeat(30)}that was all.`;
    Object.assign(failing, { part: '/engine/', action: 'GET' });
    const run = newRun()('a.txt', story('Ferry is back', [long, ...paragraphs]));
    await expect(run).rejects.toMatchObject({ name: 'OutageError' });
    expect(sent).toEqual([]);
    failing.part = undefined;
    expect(await newRun()('b.txt', story('Ferry is back'))).toHaveLength(sentences.length + 1);
  });
});

describe('the articles of one archive', () => {
  it('pay once for a sentence that is in several of them', async () => {
    const { newRun } = await start();
    const run = newRun();
    expect(await run('a.txt', story('Ferry is back', sentences.slice(0, 15)))).toHaveLength(16);
    const others = [...sentences.slice(15, 20), sentences[7] ?? '', ...sentences.slice(20)];
    expect(await run('b.txt', story('Another day', others))).toEqual(['Another day', ...sentences.slice(15)]);
  });
});
