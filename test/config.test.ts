import { describe, expect, it } from 'vitest';
import { loadConfig } from '../lambda/config.ts';

describe('loadConfig', () => {
  it('needs the bucket for results and has a default for all else', () => {
    expect(loadConfig({ RESULTS_BUCKET: 'results' })).toEqual({
      resultsBucket: 'results',
      targets: ['ko', 'ja'],
      summarySentences: undefined,
    });
  });

  it('reads targets and summary length', () => {
    const config = loadConfig({ RESULTS_BUCKET: 'r', TARGET_LANGUAGES: 'ja, ko', SUMMARY_SENTENCES: '4' });
    expect(config).toMatchObject({ targets: ['ja', 'ko'], summarySentences: 4 });
  });

  it('lists every problem at once, with the value and what is allowed', () => {
    const load = (): unknown => loadConfig({ TARGET_LANGUAGES: 'ko,fr', SUMMARY_SENTENCES: '-1' });
    expect(load).toThrow(/RESULTS_BUCKET is not set/);
    expect(load).toThrow(/"fr": must be among ko, ja/);
    expect(load).toThrow(/SUMMARY_SENTENCES is "-1": must be a whole number from 1/);
  });
});
