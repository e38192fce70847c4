import { afterEach, describe, expect, it } from 'vitest';
import { createBudgetedTranslator, createCharacterBudget } from '../../lambda/aws/character-budget.ts';
import { createS3Records } from '../../lambda/aws/s3-record.ts';
import { ThrottledError, UpstreamError } from '../../lambda/errors.ts';
import type { Translator } from '../../lambda/ports.ts';
import { bucket, closeStubs, s3Of, signal, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const noon = Date.UTC(2026, 10, 24, 12);
const pair = { source: 'en', target: 'ko' } as const;

async function budgetsOf(count: number, most: number, clock = () => noon) {
  const { stub } = await startS3();
  const budgets = Array.from({ length: count }, () =>
    createCharacterBudget(createS3Records(s3Of(stub), bucket), most, clock),
  );
  const counted = (): number =>
    JSON.parse(stub.objects.get(`${bucket}/state/characters/2026-11-24.json`)?.bytes.toString() ?? '{}')
      .characters;
  return { budgets, counted };
}

function engine(error?: Error): Translator {
  return {
    name: 'an-engine',
    maxRequestBytes: 1000,
    maxConcurrentRequests: 1,
    translate: async (segments) => {
      if (error !== undefined) throw error;
      return { translations: segments, characters: [...segments.join('\n')].length };
    },
  };
}

describe('the characters of a day', () => {
  it('are counted rightly by many functions at once, up to the limit and not beyond', async () => {
    const { budgets, counted } = await budgetsOf(12, 1000);
    const spent = await Promise.all(
      budgets.flatMap((budget) => [budget.spend(70), budget.spend(30), budget.spend(10)]),
    );
    const allowed = [70, 30, 10];
    const sum = spent.reduce(
      (total, day, index) => total + (day === undefined ? 0 : (allowed[index % 3] ?? 0)),
      0,
    );
    expect(counted()).toBe(sum);
    expect(sum).toBeLessThanOrEqual(1000);
    expect(sum).toBeGreaterThan(930);
  });

  it('begin anew at midnight UTC', async () => {
    let now = noon;
    const { budgets } = await budgetsOf(1, 100, () => now);
    const [budget] = budgets;
    expect(await budget?.spend(100)).toBe('2026-11-24');
    expect(await budget?.spend(1)).toBeUndefined();
    expect(await budget?.hasRoomFor(1)).toBe(false);
    now = Date.UTC(2026, 10, 25);
    expect(await budget?.hasRoomFor(100)).toBe(true);
    expect(await budget?.spend(100)).toBe('2026-11-25');
  });

  it('are the code points of the request, as it is billed', async () => {
    const { budgets, counted } = await budgetsOf(1, 1000);
    const [budget] = budgets;
    if (budget === undefined) throw new Error('no budget');
    const translator = createBudgetedTranslator(engine(), budget, () => undefined);
    const { characters } = await translator.translate(['One 😀.', 'Two.'], pair);
    expect(counted()).toBe(characters);
  });

  it.each([
    [new ThrottledError('Amazon Translate', 'TooManyRequestsException'), 0],
    [new UpstreamError('Amazon Translate', 'TimeoutError'), 1],
  ])('leave out what was surely not billed: %s', async (error, left) => {
    const { budgets, counted } = await budgetsOf(1, 1000);
    const [budget] = budgets;
    if (budget === undefined) throw new Error('no budget');
    const translator = createBudgetedTranslator(engine(error), budget, () => undefined);
    await expect(translator.translate(['a'], pair)).rejects.toBe(error);
    expect(counted()).toBe(left);
  });

  it('stay counted where the function is stopped before the answer, so that the next one does not go over the limit', async () => {
    const { budgets, counted } = await budgetsOf(2, 10);
    const [stopped, next] = budgets;
    if (stopped === undefined || next === undefined) throw new Error('no budget');
    const sent = signal();
    const silent: Translator = {
      ...engine(),
      translate: () => {
        sent.give();
        return new Promise(() => undefined);
      },
    };
    createBudgetedTranslator(silent, stopped, () => undefined)
      .translate(['seven 7'], pair)
      .catch(() => undefined);
    await sent.promise;
    expect(counted()).toBe(7);
    expect(await next.spend(4)).toBeUndefined();
    expect(await next.spend(3)).toBe('2026-11-24');
    expect(counted()).toBe(10);
  });

  it('are counted once by a write that came through unanswered', async () => {
    let writes = 0;
    const { stub, s3 } = await startS3(
      {
        fault: ({ action }) =>
          action === 'PUT' && ++writes === 1
            ? { when: 'after', status: 500, code: 'InternalError' }
            : undefined,
      },
      3,
    );
    const budget = createCharacterBudget(createS3Records(s3, bucket), 100, () => noon);
    expect(await budget.spend(60)).toBe('2026-11-24');
    const { bytes } = stub.objects.get(`${bucket}/state/characters/2026-11-24.json`) ?? {};
    expect(JSON.parse(String(bytes)).characters).toBe(60);
    expect(await budget.spend(60)).toBeUndefined();
  });

  it('refuse what is over the limit, with a reason an editor understands', async () => {
    const { budgets } = await budgetsOf(1, 5);
    const [budget] = budgets;
    if (budget === undefined) throw new Error('no budget');
    const refused: number[] = [];
    const translator = createBudgetedTranslator(engine(), budget, (characters) => refused.push(characters));
    await expect(translator.translate(['too long'], pair)).rejects.toMatchObject({
      name: 'BudgetSpentError',
      message: expect.stringMatching(/follows by itself on the next day/),
    });
    expect(refused).toEqual([8]);
  });
});
