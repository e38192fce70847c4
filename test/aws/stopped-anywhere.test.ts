import { describe, expect, it } from 'vitest';
import { createS3ArticleSource } from '../../lambda/aws/s3-article-source.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3ResultStore } from '../../lambda/aws/s3-result-store.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { createPipeline, type ProcessArticle } from '../../lambda/pipeline.ts';
import type { Translator } from '../../lambda/ports.ts';
import { type AwsStub, startAwsStub } from '../stubs/aws-server.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';
import { bucket, s3Of } from './aws-stub.ts';

const text = (title: string): string =>
  [
    title,
    'By Ada Moss',
    `The council of Harrow Bay approved the plan on Tuesday after a debate of six hours. The vote on "${title}" was 12 to 5.`,
    'Work will start in March and cost 4 million euros. The mayor said the harbour had waited long enough for it.',
  ].join('\n\n');

/** An S3 that can be cut off after so many writes, and an engine that counts how often each segment is sent. */
async function start() {
  let writesLeft = Number.POSITIVE_INFINITY;
  let writes = 0;
  const stub = await startAwsStub({
    fault: ({ action }) => {
      if (action === 'PUT' || action === 'DELETE') {
        writes++;
        writesLeft--;
      }
      return writesLeft < 0 ? { when: 'before', status: 400, code: 'InvalidRequest' } : undefined;
    },
  });
  const sent = new Map<string, number>();
  const translator: Translator = {
    name: 'an-engine',
    maxRequestBytes: 300,
    maxConcurrentRequests: 1,
    translate: async (segments, { target }) => {
      if (writesLeft <= 0) throw new Error('stopped');
      for (const segment of segments)
        sent.set(`${target} ${segment}`, (sent.get(`${target} ${segment}`) ?? 0) + 1);
      return { translations: segments.map((segment) => pretendTranslation(segment, target)), characters: 1 };
    },
  };
  const s3 = s3Of(stub);
  let runs = 0;
  let now = Date.now();
  const run: ProcessArticle = (ref) => {
    now += 60_000;
    const invocation = { id: `run ${++runs}`, endsAt: now + 1000 };
    const packs = createS3Packs(s3, bucket);
    const ports = {
      source: createS3ArticleSource(s3),
      translator,
      memory: createS3TranslationMemory(s3, bucket, packs),
      reservations: createS3Reservations(s3, bucket, packs, invocation, now + 1000, () => now),
      results: createS3ResultStore(s3, bucket),
      log: { info: () => undefined, error: () => undefined },
      now: () => new Date(now),
    };
    return createPipeline({ targets: ['ko', 'ja'] }, ports)(ref);
  };
  return {
    stub,
    sent,
    run,
    writes: () => writes,
    cutAfter: (count: number) => {
      writesLeft = count;
    },
  };
}

const ref = { bucket: 'uploads', key: 'news/a.txt' };
const resultsOf = ({ objects }: AwsStub): Map<string, string> =>
  new Map(
    [...objects]
      .filter(([path]) => path.startsWith(`${bucket}/results/`))
      .map(([path, { bytes }]) => [path.split('/').at(-1) ?? '', bytes.toString()]),
  );

/** All files but what tells how the run went: that differs from one that was stopped. */
function contentOf(files: Map<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    [...files].map(([name, content]) => {
      // Pages, and files for translators, name the hour; the Word files are archives.
      if (/\.(?:html|docx|xlf|tmx)$/.test(name)) return [name, content.length > 0];
      if (!name.endsWith('.json')) return [name, content.replace(/^(?:processed|translator): .+$/gm, '')];
      const { usage: _, processedAt: __, translations, ...manifest } = JSON.parse(content);
      const texts = Object.values(translations).map((translation) => (translation as { body: unknown }).body);
      return [name, { ...manifest, texts }];
    }),
  );
}

describe('a function that is stopped between any two writes', () => {
  it('leaves nothing that looks whole, and the next run reuses what was translated', async () => {
    const calm = await start();
    calm.stub.put('uploads/news/a.txt', text('First plan'));
    await calm.run(ref);
    const firstWrites = calm.writes();
    const afterFirst = [...calm.stub.objects];
    calm.stub.put('uploads/news/a.txt', text('Second plan'));
    await calm.run(ref);
    const allWrites = calm.writes();
    const expected = contentOf(resultsOf(calm.stub));
    await calm.stub.close();
    expect(allWrites - firstWrites).toBeGreaterThan(12);

    for (let count = 0; count < allWrites - firstWrites; count++) {
      const torn = await start();
      for (const [path, { bytes }] of afterFirst) torn.stub.put(path, bytes);
      const firstResult = resultsOf(torn.stub).get('article.json');
      torn.stub.put('uploads/news/a.txt', text('Second plan'));
      torn.cutAfter(count);
      await expect(torn.run(ref), `stopped after ${count} writes`).rejects.toThrow();
      const left = resultsOf(torn.stub);
      if (left.has('article.json')) {
        // The first result stands as it was.
        expect(left.get('article.json')).toBe(firstResult);
        expect(left.get('article.txt')).toContain('First plan');
        expect(left.get('article.ko.txt')).toBeDefined();
      }
      torn.cutAfter(Number.POSITIVE_INFINITY);
      expect(await torn.run(ref)).toMatchObject({ status: 'stored' });
      expect(contentOf(resultsOf(torn.stub))).toEqual(expected);
      const twice = [...torn.sent].filter(([, times]) => times > 1);
      // What was answered and could not be remembered any more is asked for again: one request in each language.
      expect(twice.length, `stopped after ${count} writes`).toBeLessThanOrEqual(8);
      await torn.stub.close();
    }
  });
});
