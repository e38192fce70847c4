import { afterEach, describe, expect, it } from 'vitest';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { entryName, people, writeEntry } from '../../lambda/text/memory-entry.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const scope = { source: 'en', target: 'ko', origin: 'an-engine' } as const;
const story = Array.from({ length: 30 }, (_, index) => `Sentence ${index} of a story.`);
const translated = (segments: readonly string[]) =>
  new Map(segments.map((segment) => [segment, `번역 ${segment}`]));

/** A bucket whose requests are counted, and runs as the function has them. */
async function start() {
  let requests: string[] = [];
  let now = 1_000_000;
  const { s3, stub } = await startS3({
    fault: ({ action, path }) => {
      requests.push(`${action} ${path}`);
      return undefined;
    },
  });
  let runs = 0;
  const newRun = () => {
    const packs = createS3Packs(s3, bucket);
    const invocation = { id: `run ${++runs}`, endsAt: now + 1000 };
    const reservations = createS3Reservations(s3, bucket, packs, invocation, now + 1000, () => now);
    const memory = createS3TranslationMemory(s3, bucket, packs);
    return { ...reservations, ...memory };
  };
  return {
    s3,
    stub,
    newRun,
    passes: (ms: number) => {
      now += ms;
    },
    /** What the stage asks of the memory for an article; gives the segments it would have translated. */
    async translate(segments: readonly string[], requestsOf = 1): Promise<readonly string[]> {
      const run = newRun();
      const known = await run.lookUp(segments, scope);
      const unknown = segments.filter((segment) => !known.has(segment));
      if (unknown.length === 0) return [];
      const { mine } = await run.reserve(unknown, scope);
      const size = Math.ceil(mine.length / requestsOf);
      for (let at = 0; at < mine.length; at += size)
        await run.remember(translated(mine.slice(at, at + size)), scope);
      return mine;
    },
    counted: () => {
      const count = (action: string): number => requests.filter((one) => one.startsWith(action)).length;
      const counts = { reads: count('GET'), writes: count('PUT') };
      requests = [];
      return counts;
    },
  };
}

describe('requests to S3 for an article of 30 segments, in one language', () => {
  it('are a write a segment and six others where it is new', async () => {
    const { translate, counted } = await start();
    expect(await translate(story)).toHaveLength(30);
    expect(counted()).toEqual({ reads: 5, writes: 31 });
  });

  it('are six where it is known', async () => {
    const { translate, counted } = await start();
    await translate(story);
    counted();
    expect(await translate(story)).toEqual([]);
    expect(counted()).toEqual({ reads: 6, writes: 0 });
  });

  it('are nine at most where one sentence was edited, and that one alone is translated', async () => {
    // The first and the last of those that are asked for, and others.
    for (const edited of [0, 3, 23, 29]) {
      const { translate, counted, stub } = await start();
      await translate(story);
      counted();
      const again = story.map((segment, index) => (index === edited ? 'Edited.' : segment));
      expect(await translate(again)).toEqual(['Edited.']);
      const { reads, writes } = counted();
      expect(reads + writes).toBeLessThanOrEqual(9);
      await stub.close();
    }
  });
});

describe('translations in packs', () => {
  it('are found wherever they are: in several packs, in entries of their own, in other articles', async () => {
    const { translate, newRun } = await start();
    await translate(story.slice(0, 10));
    await translate([...story.slice(5, 20), 'Only here.']);
    const alone = newRun();
    await alone.remember(translated(story.slice(20, 25)), scope);
    expect(await translate(story)).toEqual(story.slice(25));
    expect(await translate(story.toReversed())).toEqual([]);
    expect(await newRun().lookUp(story, scope)).toEqual(translated(story));
  });

  it('are one pack for an article, and several for a long one', async () => {
    const { translate, stub } = await start();
    const packs = (): number => [...stub.objects.keys()].filter((path) => path.includes('/packs/')).length;
    await translate(story, 4);
    expect(packs()).toBe(1);
    const long = Array.from({ length: 300 }, (_, index) => `Sentence ${index} of a long one.`);
    await translate(long, 7);
    expect(packs()).toBe(1 + Math.ceil(300 / 64));
    expect(await translate(long)).toEqual([]);
  });

  it('are found where each has an entry of its own', async () => {
    const { translate, stub } = await start();
    for (const segment of story) {
      const path = `${bucket}/memory/${entryName(segment, scope)}.json`;
      stub.put(path, writeEntry(segment, `번역 ${segment}`, scope));
    }
    expect(await translate(story)).toEqual([]);
  });

  it('are known to whoever comes after a run that was stopped, as far as it had them', async () => {
    const { newRun, translate, passes } = await start();
    const stopped = newRun();
    await stopped.reserve(story, scope);
    await stopped.remember(translated(story.slice(0, 12)), scope);
    passes(20_000);
    expect(await translate(story)).toEqual(story.slice(12));
    expect(await translate(story)).toEqual([]);
  });

  it('stay reserved as long as their run may live, whatever else is in the pack', async () => {
    const { newRun } = await start();
    const [one, two] = [newRun(), newRun()];
    await one.reserve(['a', 'b'], scope);
    await one.remember(translated(['a']), scope);
    expect(await two.reserve(['a', 'b'], scope)).toEqual({ mine: [], known: translated(['a']) });
  });

  it('are written side by side without loss', async () => {
    const { newRun, translate } = await start();
    const run = newRun();
    await run.reserve(story, scope);
    await Promise.all(story.map((segment) => run.remember(translated([segment]), scope)));
    expect(await translate(story)).toEqual([]);
  });

  it('are not undone by a late repetition of an earlier write', async () => {
    const { newRun, translate, stub } = await start();
    const run = newRun();
    await run.reserve(story, scope);
    await run.remember(translated(story.slice(0, 10)), scope);
    const path = [...stub.objects.keys()].find((key) => key.includes('/packs/')) ?? '';
    const early = stub.objects.get(path)?.bytes ?? '';
    await run.remember(translated(story.slice(10, 20)), scope);
    stub.put(path, early);
    await run.remember(translated(story.slice(20)), scope);
    expect(await translate(story)).toEqual([]);
  });

  it.each([
    '',
    '{"entries":"none"}',
    '{"source":"en","target":"ko","origin":"an-engine","entries":[{"segment":"a","translation":"틀린","digest":"0"}]}',
    '{"source":"en","target":"ja","origin":"an-engine","entries":[]}',
  ])('that are damaged (%j) count as unknown', async (damage) => {
    const { translate, stub, passes } = await start();
    await translate(['a', 'b']);
    for (const path of stub.objects.keys()) if (path.includes('/packs/')) stub.put(path, damage);
    passes(20_000);
    expect(await translate(['a', 'b'])).toEqual(['a', 'b']);
    expect(await translate(['a', 'b'])).toEqual([]);
  });
});

describe('what people translated', () => {
  it('is found among thousands by one more request, and wins over a pack', async () => {
    const { newRun, translate, counted } = await start();
    await translate(story);
    const corrections = new Map([[story[7] ?? '', '사람이 고친 문장']]);
    await newRun().remember(corrections, { ...scope, origin: people });
    counted();
    const found = await newRun().lookUp(story, scope);
    expect(counted()).toEqual({ reads: 7, writes: 0 });
    expect(found).toEqual(new Map([...translated(story), ...corrections]));
  });

  it('is all there after several have added to it at once', async () => {
    const { newRun } = await start();
    await Promise.all(
      story.map((segment) => newRun().remember(translated([segment]), { ...scope, origin: people })),
    );
    expect(await newRun().lookUp(story, { ...scope, origin: 'another' })).toEqual(translated(story));
  });
});
