import { afterEach, describe, expect, it } from 'vitest';
import { createPatientMemory } from '../../lambda/aws/patient-memory.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import type { Translator } from '../../lambda/ports.ts';
import { entryName } from '../../lambda/text/memory-entry.ts';
import { sendSegments } from '../../lambda/translate/send-segments.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const scope = { source: 'en', target: 'ko', origin: 'an-engine' } as const;

const translator: Translator = {
  name: 'an-engine',
  maxRequestBytes: 1_000,
  maxConcurrentRequests: 4,
  translate: async (segments) => ({
    translations: segments.map((segment) => `${segment} 가`),
    characters: 1,
  }),
};

/** Runs that share a bucket, in which writing what has `failing.part` in its name fails. */
async function start() {
  const failing: { part?: string } = {};
  const { s3 } = await startS3({
    fault: ({ action, path }) =>
      action === 'PUT' && failing.part !== undefined && path.includes(failing.part)
        ? { when: 'before', status: 503, code: 'SlowDown' }
        : undefined,
  });
  const newRun = (id: string, workMs: number) => {
    const packs = createS3Packs(s3, bucket);
    const workEnds = Date.now() + workMs;
    const endsAt = workEnds + 30_000;
    const persistence = { ends: endsAt, clock: Date.now, random: Math.random };
    return {
      translator,
      memory: createPatientMemory(createS3TranslationMemory(s3, bucket, packs), persistence),
      reservations: createS3Reservations(s3, bucket, packs, { id, endsAt }, workEnds, Date.now),
    };
  };
  return { failing, newRun };
}

describe('a run that fails', () => {
  it('has written down what it paid for', { timeout: 30_000 }, async () => {
    const { failing, newRun } = await start();
    await newRun('another', 60_000).reservations.reserve(['shared'], scope);
    failing.part = '/packs/';
    setTimeout(() => {
      failing.part = undefined;
    }, 3_000);
    await expect(sendSegments(['own', 'shared'], scope, newRun('one', 500))).rejects.toMatchObject({
      name: 'ThrottledError',
    });
    const { memory } = newRun('reader', 60_000);
    expect(await memory.lookUp(['own', 'shared'], scope)).toEqual(new Map([['own', 'own 가']]));
  });

  it('keeps nothing reserved that it had reserved before', async () => {
    const { failing, newRun } = await start();
    const one = newRun('one', 60_000);
    await one.reservations.reserve(['a'], scope);
    failing.part = entryName('b', scope);
    await expect(sendSegments(['a', 'b'], scope, one)).rejects.toMatchObject({ name: 'ThrottledError' });
    expect(await newRun('next', 60_000).reservations.reserveAtOnce(['a'], scope)).toMatchObject({
      mine: ['a'],
    });
  });
});
