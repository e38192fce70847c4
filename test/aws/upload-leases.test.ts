import { afterEach, describe, expect, it } from 'vitest';
import { createS3Records } from '../../lambda/aws/s3-record.ts';
import { createUploadLeases } from '../../lambda/aws/upload-leases.ts';
import type { AwsFault, AwsRequest } from '../stubs/aws-server.ts';
import { bucket, closeStubs, signal, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const ref = { bucket: 'uploads', key: 'news/a.txt' };
const longFromNow = 8_000_000_000_000;
const first = { id: 'one', endsAt: longFromNow };
const second = { id: 'two', endsAt: longFromNow };

async function start(clock: () => number = Date.now) {
  const { stub, s3 } = await startS3();
  return { stub, leases: createUploadLeases(createS3Records(s3, bucket), clock) };
}

describe('the lease of an upload', () => {
  it('lets the work be done, one after the other', async () => {
    const { leases } = await start();
    const run = () => leases.run(ref, 'm', first, async (isTakenOver) => isTakenOver);
    expect(await run()).toEqual({ status: 'done', result: false });
    expect(await run()).toEqual({ status: 'done', result: false });
  });

  it('has whoever holds it look again where another message of the upload came meanwhile', async () => {
    const { leases } = await start();
    const started = signal();
    const ended = signal();
    let looks = 0;
    const running = leases.run(ref, 'm1', first, async () => {
      looks++;
      started.give();
      await ended.promise;
      return looks;
    });
    await started.promise;
    const work = async (): Promise<never> => {
      throw new Error('must not run');
    };
    expect(await leases.run(ref, 'm2', second, work)).toEqual({ status: 'handed over' });
    expect(await leases.run(ref, 'm3', second, work)).toEqual({ status: 'handed over' });
    ended.give();
    expect(await running).toEqual({ status: 'done', result: 2 });
  });

  it('is not handed over to the message itself, whose earlier receive may have been stopped', async () => {
    const { leases } = await start();
    const started = signal();
    const ended = signal();
    const running = leases.run(ref, 'm1', first, async () => {
      started.give();
      await ended.promise;
    });
    await started.promise;
    const again = await leases.run(ref, 'm1', second, async () => undefined);
    expect(again).toMatchObject({ status: 'busy' });
    ended.give();
    await running;
  });

  it('is taken over once its holder is surely stopped, and the work knows of it', async () => {
    let now = 1_000_000;
    const { leases } = await start(() => now);
    const stopped = leases.run(
      ref,
      'm1',
      { id: 'one', endsAt: now + 1000 },
      () => new Promise(() => undefined),
    );
    stopped.catch(() => undefined);
    await new Promise((later) => setTimeout(later, 50));
    const run = () => leases.run(ref, 'm2', second, async (isTakenOver) => isTakenOver);
    now += 10_900;
    expect(await run()).toEqual({ status: 'handed over' });
    now += 200;
    expect(await run()).toEqual({ status: 'done', result: true });
  });

  it('is given back by work that failed, and the next work knows of it', async () => {
    const { leases } = await start();
    const failing = leases.run(ref, 'm1', first, async () => {
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await leases.run(ref, 'm1', second, async (isTakenOver) => isTakenOver)).toEqual({
      status: 'done',
      result: true,
    });
  });

  it('is no success where another run took it', async () => {
    let now = 1_000_000;
    const { leases } = await start(() => now);
    const started = signal();
    const ended = signal();
    const slow = leases.run(ref, 'm1', { id: 'one', endsAt: now }, async () => {
      started.give();
      await ended.promise;
    });
    await started.promise;
    now += 20_000;
    await leases.run(ref, 'm2', second, async () => undefined);
    ended.give();
    await expect(slow).rejects.toMatchObject({ name: 'UpstreamError' });
  });

  it('is held by one of many that ask at once; none is forgotten', async () => {
    const { leases } = await start();
    let atOnce = 0;
    let most = 0;
    let version = 0;
    let seen = 0;
    const ask = (index: number) => {
      version = index;
      return leases.run(ref, `m${index}`, { id: `i${index}`, endsAt: longFromNow }, async () => {
        most = Math.max(most, ++atOnce);
        const found = version;
        await new Promise((later) => setTimeout(later, 20));
        seen = found;
        atOnce--;
      });
    };
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        await new Promise((later) => setTimeout(later, index * 3));
        return ask(index);
      }),
    );
    expect(most).toBe(1);
    expect(seen).toBe(19);
  });

  it('counts a write that came through unanswered as its own', async () => {
    let count = 0;
    const fault = () =>
      count++ === 0 ? ({ when: 'after', status: 500, code: 'InternalError' } as const) : undefined;
    const { s3 } = await startS3({ fault }, 3);
    const leases = createUploadLeases(createS3Records(s3, bucket), Date.now);
    expect(await leases.run(ref, 'm', first, async () => 1)).toEqual({ status: 'done', result: 1 });
  });

  it('is given back once the store takes it, however often that fails', async () => {
    let writes = 0;
    const fault = ({ action }: AwsRequest): AwsFault | undefined =>
      action === 'PUT' && ++writes > 1 && writes < 5
        ? { when: writes % 2 === 0 ? 'after' : 'before', status: 503, code: 'ServiceUnavailable' }
        : undefined;
    const { s3 } = await startS3({ fault });
    const leases = createUploadLeases(createS3Records(s3, bucket), Date.now);
    expect(await leases.run(ref, 'm', first, async () => 1)).toEqual({ status: 'done', result: 1 });
    expect(await leases.run(ref, 'other', second, async () => 2)).toEqual({ status: 'done', result: 2 });
  });
});
