import { describe, expect, it } from 'vitest';
import { loadConfig, wholeNumberIn } from '../lambda/config.ts';

const least = {
  RESULTS_BUCKET: 'results',
  SERVICE_NAME: 'Tribrief-dev',
  QUEUE_URL: 'https://queue',
  POSTPONED_QUEUE_URL: 'https://postponed',
};

describe('loadConfig', () => {
  it('needs the bucket for results and has a default for all else', () => {
    expect(loadConfig(least)).toEqual({
      resultsBucket: 'results',
      serviceName: 'Tribrief-dev',
      queueUrl: 'https://queue',
      postponedQueueUrl: 'https://postponed',
      maxCharactersPerDay: undefined,
      targets: ['ko', 'ja'],
      summarySentences: undefined,
      style: { register: 'engine', typography: 'on' },
    });
  });

  it('reads targets and summary length', () => {
    const config = loadConfig({
      ...least,
      TARGET_LANGUAGES: 'ja, ko',
      SUMMARY_SENTENCES: '4',
      TYPOGRAPHY: 'off',
      REGISTER: 'plain',
    });
    expect(config).toMatchObject({
      targets: ['ja', 'ko'],
      summarySentences: 4,
      style: { register: 'plain', typography: 'off' },
    });
  });

  it('lists every problem at once, with the value and what is allowed', () => {
    const load = (): unknown =>
      loadConfig({
        TARGET_LANGUAGES: 'ko,fr',
        SUMMARY_SENTENCES: '-1',
        MAX_CHARACTERS_PER_DAY: '9',
        TYPOGRAPHY: 'yes',
      });
    expect(load).toThrow(/RESULTS_BUCKET is not set/);
    expect(load).toThrow(/QUEUE_URL is not set/);
    expect(load).toThrow(/MAX_CHARACTERS_PER_DAY is "9": must be a whole number from 10000/);
    expect(load).toThrow(/TYPOGRAPHY is "yes": must be one of on, off/);
    expect(load).toThrow(/"fr": must be among ko, ja/);
    expect(load).toThrow(/SUMMARY_SENTENCES is "-1": must be a whole number from 1/);
  });
});

describe('wholeNumberIn', () => {
  it.each([
    ['5', 5],
    ['0030', 30],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, value) => {
    expect(wholeNumberIn(text)).toBe(value);
  });

  it.each(['', ' 5', '0x10', '1e3', '2.0', '-1', '+1', '1,000', '٣', '9007199254740992'])(
    'takes "%s" for none',
    (text) => {
      expect(wholeNumberIn(text)).toBeUndefined();
    },
  );
});
