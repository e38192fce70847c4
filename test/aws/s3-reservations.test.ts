import { afterEach, describe, expect, it } from 'vitest';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const scope = { source: 'en', target: 'ko', origin: 'an-engine' } as const;
/** Enough for whoever is not to wait in vain, however slow the machine. */
const later = (): number => Date.now() + 60_000;
const soon = (): number => Date.now() + 600;

async function start(clock: () => number = Date.now) {
  const requests: string[] = [];
  const { s3, stub } = await startS3({
    fault: ({ action, path }) => {
      requests.push(`${action} ${path}`);
      return undefined;
    },
  });
  /** One invocation's reservations and memory. */
  const invocation = (id: string, workEnds = later()) => {
    const packs = createS3Packs(s3, bucket);
    const reservations = createS3Reservations(s3, bucket, packs, { id, endsAt: workEnds }, workEnds, clock);
    return { ...reservations, ...createS3TranslationMemory(s3, bucket, packs) };
  };
  return { run: invocation, memory: invocation('reader'), s3, stub, requests };
}

describe('reserved segments', () => {
  it('are one run’s alone', async () => {
    const { run } = await start();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) => run(`r${index}`).reserve(['a', 'b', `own ${index}`], scope)),
    );
    const mine = all.flatMap((reserved) => reserved.mine);
    expect(mine.filter((segment) => segment === 'a')).toHaveLength(1);
    expect(mine.filter((segment) => segment === 'b')).toHaveLength(1);
    expect(mine).toHaveLength(12);
  });

  it('are unknown to the memory until they are remembered, then known to whoever waits', async () => {
    const { run, memory } = await start();
    const one = run('one');
    expect((await one.reserve(['a'], scope)).mine).toEqual(['a']);
    expect(await memory.lookUp(['a'], scope)).toEqual(new Map());
    const waiting = run('two').reserve(['a'], scope);
    await one.remember(new Map([['a', '가']]), scope);
    expect(await waiting).toEqual({ mine: [], known: new Map([['a', '가']]) });
  });

  it('are this run’s at once when it asks again, and known to it once it has remembered them', async () => {
    const { run, requests } = await start();
    const one = run('one');
    await run('other').reserve(['theirs'], scope);
    await one.reserve(['a', 'b', 'theirs'], scope);
    const before = requests.length;
    expect(await one.reserve(['a', 'b', 'theirs'], scope)).toEqual({ mine: ['a', 'b'], known: new Map() });
    expect(requests).toHaveLength(before);
    await one.remember(new Map([['a', '가']]), scope);
    expect(await one.reserve(['a', 'c'], scope)).toEqual({ mine: ['c'], known: new Map([['a', '가']]) });
  });

  it('are free again when released', async () => {
    const { run } = await start();
    await run('one').reserve(['a'], scope);
    const waiting = run('two').reserve(['a'], scope);
    await run('one').release(['a'], scope);
    expect((await waiting).mine).toEqual(['a']);
  });

  it('stay as they are when released after they were remembered, or by somebody else', async () => {
    const { run, memory } = await start();
    await run('one').reserve(['a', 'b'], scope);
    await memory.remember(new Map([['a', '가']]), scope);
    await run('two').release(['b'], scope);
    await run('one').release(['a'], scope);
    expect(await memory.lookUp(['a'], scope)).toEqual(new Map([['a', '가']]));
    await expect(run('three', soon()).reserve(['b'], scope)).rejects.toMatchObject({
      name: 'ThrottledError',
    });
  });

  it('are free once whoever had them is surely stopped', async () => {
    let now = 1_000_000;
    const { run } = await start(() => now);
    await run('stopped', now).reserve(['a'], scope);
    now += 9_000;
    await expect(run('next', now - 1).reserve(['a'], scope)).rejects.toMatchObject({
      name: 'OutOfTimeError',
    });
    now += 2_000;
    expect((await run('next', now).reserve(['a'], scope)).mine).toEqual(['a']);
  });

  it('keep a run from waiting beyond its time', async () => {
    const { run } = await start();
    await run('one').reserve(['a'], scope);
    await expect(run('two', soon()).reserve(['a'], scope)).rejects.toMatchObject({ name: 'ThrottledError' });
  });

  it('are one where they differ in white space alone', async () => {
    const { run, memory } = await start();
    const { mine } = await run('one').reserve(['a  b', 'a b'], scope);
    expect(mine).toHaveLength(1);
    await memory.remember(new Map([[mine[0] ?? '', '가']]), scope);
    expect((await run('one').reserve(['a  b', 'a b'], scope)).known.size).toBeGreaterThan(0);
  });
});
