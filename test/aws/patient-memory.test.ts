import { describe, expect, it } from 'vitest';
import { createPatientMemory } from '../../lambda/aws/patient-memory.ts';
import { InvariantError, ThrottledError, UpstreamError } from '../../lambda/errors.ts';

const scope = { source: 'en', target: 'ko', origin: 'an-engine' } as const;
const pairs = new Map([['a', '가']]);
const outage = new UpstreamError('Amazon S3', 'writing an entry: ServiceUnavailable');

/** A memory that fails so, time after time, then takes what it is given; each attempt takes a second. */
function start(errors: readonly Error[], ends: number) {
  let now = 0;
  let attempts = 0;
  const memory = createPatientMemory(
    {
      lookUp: async () => new Map(),
      madeByPeople: async () => new Set(),
      remember: async () => {
        now += 1000;
        const error = errors[attempts++];
        if (error !== undefined) throw error;
      },
    },
    { ends, clock: () => now, random: () => 0 },
  );
  return { memory, attempts: () => attempts };
}

describe('what was paid for', () => {
  it('is written again until the memory takes it', async () => {
    const { memory, attempts } = start([outage, new ThrottledError('Amazon S3', 'SlowDown')], 60_000);
    await memory.remember(pairs, scope);
    expect(attempts()).toBe(3);
  });

  it('is given up only when no more attempt would end in time', async () => {
    const { memory, attempts } = start(
      Array.from({ length: 9 }, () => outage),
      3500,
    );
    await expect(memory.remember(pairs, scope)).rejects.toBe(outage);
    expect(attempts()).toBe(3);
  });

  it('is not tried again after a fault of ours', async () => {
    const { memory, attempts } = start([new InvariantError('a fault')], 60_000);
    await expect(memory.remember(pairs, scope)).rejects.toThrow('a fault');
    expect(attempts()).toBe(1);
  });
});
