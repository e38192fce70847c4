import { afterEach, describe, expect, it } from 'vitest';
import { createPatientTranslator } from '../../lambda/aws/patient-translator.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { OutOfTimeError } from '../../lambda/errors.ts';
import type { Translator } from '../../lambda/ports.ts';
import { translate } from '../../lambda/translate/translate.ts';
import { exampleArticle, paragraph } from '../store/example-result.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

/** Too long for one request: its pieces are remembered one by one. */
const long = `${Array.from({ length: 16 }, (_, index) => `ferry number ${index} sails and returns, `).join('')}always.`;
const article = {
  ...exampleArticle,
  body: [
    ...Array.from({ length: 6 }, (_, index) =>
      paragraph(`Plan ${index} was approved.`, `It costs ${index} euros.`),
    ),
    paragraph(long),
  ],
};

describe('an article that takes longer than an invocation', () => {
  it('goes on where it was, in as many invocations as it needs, and nothing is sent twice', async () => {
    const { s3 } = await startS3();
    const sent: string[] = [];
    const slow: Translator = {
      name: 'slow',
      maxRequestBytes: 60,
      maxConcurrentRequests: 1,
      translate: async (segments) => {
        now += 40;
        sent.push(...segments);
        return { translations: segments.map((text) => `[${text}]`), characters: 1 };
      },
    };
    let invocations = 0;
    let now = 1_000_000;
    const clock = (): number => now;
    const invoke = () => {
      const workEnds = now + 200;
      const invocation = { id: `invocation ${++invocations}`, endsAt: workEnds + 100 };
      const packs = createS3Packs(s3, bucket);
      return translate(article, [], 'ko', {
        translator: createPatientTranslator(slow, { workEnds, clock, random: () => 0 }),
        memory: createS3TranslationMemory(s3, bucket, packs),
        reservations: createS3Reservations(s3, bucket, packs, invocation, workEnds, clock),
      });
    };
    const isOutOfTime = (error: unknown): undefined => {
      expect(error).toBeInstanceOf(OutOfTimeError);
      return undefined;
    };
    let done = await invoke().catch(isOutOfTime);
    expect(done).toBeUndefined();
    while (done === undefined && invocations < 30) {
      const before = sent.length;
      done = await invoke().catch(isOutOfTime);
      expect(sent.length).toBeGreaterThan(before);
    }
    expect(done?.translation).toMatchObject({
      status: 'complete',
      body: expect.arrayContaining([['[Plan 0 was approved.]', '[It costs 0 euros.]']]),
    });
    expect(new Set(sent).size).toBe(sent.length);
    expect(invocations).toBeGreaterThan(2);
  });
});
