import { describe, expect, it } from 'vitest';
import { createPatientTranslator } from '../../lambda/aws/patient-translator.ts';
import { ThrottledError, TranslationUnavailableError, UpstreamError } from '../../lambda/errors.ts';
import type { Translator } from '../../lambda/ports.ts';

const pair = { source: 'en', target: 'ko' } as const;
const throttle = new ThrottledError('Amazon Translate', 'TooManyRequestsException');
const failure = new UpstreamError('Amazon Translate', 'InternalServerException');

function engine(errors: readonly (Error | undefined)[]): Translator & { readonly sent: number[] } {
  const sent: number[] = [];
  return {
    name: 'an-engine',
    maxRequestBytes: 1000,
    maxConcurrentRequests: 4,
    sent,
    translate: async (segments) => {
      const error = errors[sent.length];
      sent.push(Date.now());
      if (error !== undefined) throw error;
      return { translations: segments, characters: 1 };
    },
  };
}

/** With the shortest pauses: 0.25 s, 0.5 s, … */
const patience = (workEnds: number) => ({ workEnds, clock: Date.now, random: () => 0 });

describe('patience with a translator', () => {
  it('waits longer after each throttle, and then has its answer', async () => {
    const translator = engine([throttle, throttle, undefined]);
    const patient = createPatientTranslator(translator, patience(Date.now() + 5000));
    expect((await patient.translate(['a'], pair)).characters).toBe(1);
    const [first = 0, second = 0, third = 0] = translator.sent;
    expect(second - first).toBeGreaterThanOrEqual(240);
    expect(third - second).toBeGreaterThanOrEqual(490);
  });

  it('has every request of the invocation wait after a throttle', async () => {
    const translator = engine([throttle]);
    const patient = createPatientTranslator(translator, patience(Date.now() + 5000));
    const started = Date.now();
    const other = patient.translate(['a'], pair);
    await new Promise((later) => setTimeout(later, 10));
    await patient.translate(['b'], pair);
    expect(Date.now() - started).toBeGreaterThanOrEqual(240);
    await other;
  });

  it('ends with the throttle itself where no time is left', async () => {
    const translator = engine(Array.from({ length: 9 }, () => throttle));
    const patient = createPatientTranslator(translator, patience(Date.now() + 600));
    await expect(patient.translate(['a'], pair)).rejects.toBe(throttle);
    expect(translator.sent.length).toBeGreaterThan(1);
  });

  it('begins nothing once the time is over', async () => {
    const translator = engine([]);
    const patient = createPatientTranslator(translator, patience(Date.now() - 1));
    await expect(patient.translate(['a'], pair)).rejects.toMatchObject({ name: 'OutOfTimeError' });
    expect(translator.sent).toEqual([]);
  });

  it('gives up on what fails otherwise after three times', async () => {
    const translator = engine([failure, failure, failure, undefined]);
    const patient = createPatientTranslator(translator, patience(Date.now() + 10_000));
    await expect(patient.translate(['a'], pair)).rejects.toBe(failure);
    expect(translator.sent).toHaveLength(3);
  });

  it('asks once for what can’t be had', async () => {
    const error = new TranslationUnavailableError('unknown language');
    const translator = engine([error]);
    const patient = createPatientTranslator(translator, patience(Date.now() + 5000));
    await expect(patient.translate(['a'], pair)).rejects.toBe(error);
    expect(translator.sent).toHaveLength(1);
  });
});
