import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readTerminologyFolder } from '../../lambda/terminology-folder.ts';
import { readTerminology } from '../../lambda/translate/read-terminology.ts';
import {
  findsTerms,
  mergeTerminologies,
  serviceTerminologies,
  termsFor,
} from '../../lambda/translate/terminology.ts';

const problemsOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return (error as { problems?: readonly string[] }).problems?.join('\n') ?? String(error);
  }
  return '';
};

describe('readTerminology', () => {
  it('reads terms with their translations, and leaves out columns for people', () => {
    const one = readTerminology(
      '\uFEFFen,ko,ja,source\n"Harrow Bay",해로베이,ハローベイ,the map\nferry,여객선,,\n',
    );
    expect(one.language).toBe('en');
    expect(one.terms).toEqual([
      { source: 'Harrow Bay', translations: { ko: '해로베이', ja: 'ハローベイ' } },
      { source: 'ferry', translations: { ko: '여객선' } },
    ]);
  });

  it('tells lists apart by a digest', () => {
    expect(readTerminology('en,ko\nferry,배').digest).not.toBe(readTerminology('en,ko\nferry,여객선').digest);
    expect(readTerminology('en,ko\nferry,배').digest).not.toBe(readTerminology('de,ko\nferry,배').digest);
  });

  it.each([
    ['term,translation\nferry,배', /first line of the terminology is "term,translation"/],
    ['en,ko\n,배', /Line 2 of the terminology has no source term/],
    ['en,ko\n"ferry', /no CSV file/],
    ['en,ko\nferry,배\nferry,여객선', /Line 3 of the terminology has "ferry" again, after line 2/],
    [`en,ko\nferry,${'배'.repeat(67)}`, /Line 2 of the terminology has a term of 201 bytes: at most 200/],
  ])('refuses %j, naming what is wrong', (csv, message) => {
    expect(problemsOf(() => readTerminology(csv))).toMatch(message);
  });
});

describe('several lists', () => {
  const desk = readTerminology('en,ko\nferry,페리\npier,부두');
  const bundled = readTerminology('en,ko,ja\nferry,여객선,フェリー');

  it('become one, in which the later wins, language by language', () => {
    expect(mergeTerminologies([bundled, desk]).terms).toEqual([
      { source: 'ferry', translations: { ko: '페리', ja: 'フェリー' } },
      { source: 'pier', translations: { ko: '부두' } },
    ]);
  });

  it('are in force for their source language alone', () => {
    expect(termsFor(bundled, { source: 'en-GB', target: 'ja' })).toEqual([
      { source: 'ferry', target: 'フェリー' },
    ]);
    expect(termsFor(bundled, { source: 'de', target: 'ja' })).toEqual([]);
    expect(problemsOf(() => mergeTerminologies([bundled, readTerminology('de,ko\nFähre,배')]))).toMatch(
      /en and de/,
    );
  });
});

describe('a folder of lists', () => {
  let folder: string | undefined;
  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
  const folderOf = (files: Readonly<Record<string, string>>): string => {
    folder = mkdtempSync(join(tmpdir(), 'terms-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };

  it('is one list; other files are passed over', () => {
    const read = readTerminologyFolder(
      folderOf({ 'a.csv': 'en,ko\nferry,배', 'b.csv': 'en,ja\npier,桟橋', 'README.md': '#' }),
    );
    expect(read?.terms.map(({ source }) => source)).toEqual(['ferry', 'pier']);
  });

  it('is none without a list', () => {
    expect(readTerminologyFolder(folderOf({ 'README.md': '#' }))).toBeUndefined();
  });

  it('names the files where something is wrong', () => {
    const twice = folderOf({ 'a.csv': 'en,ko\nferry,배', 'b.csv': 'en,ko\nferry,여객선' });
    expect(problemsOf(() => readTerminologyFolder(twice))).toBe(
      '"ferry" stands in a.csv and in b.csv: one of them must go',
    );
    writeFileSync(join(twice, 'b.csv'), 'en,ko\n,배');
    expect(problemsOf(() => readTerminologyFolder(twice))).toMatch(/^b\.csv: Line 2/);
  });
});

describe('findsTerms', () => {
  const find = findsTerms([
    { source: 'Korea', target: '한국' },
    { source: 'Bank of Korea', target: '한국은행' },
    { source: '€', target: '유로' },
    { source: '日本', target: '일본' },
  ]);
  const found = (text: string): string[] => find(text).map(({ source }) => source);

  it('finds whole words, in the order of the text, each once', () => {
    expect(found('Korea and €5, Korea’s and the Bank of Korea.')).toEqual(['Korea', '€', 'Bank of Korea']);
    expect(found('Koreans, NKorea, Korea2')).toEqual([]);
  });

  it('takes the longest of terms that overlap', () => {
    expect(found('The Bank of Korea kept its rate.')).toEqual(['Bank of Korea']);
  });

  it('knows scripts without spaces', () => {
    expect(found('これは日本の')).toEqual(['日本']);
  });

  it('finds what stands between other letters, wherever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        expect(found(`${before} Bank of Korea. ${after}`)).toContain('Bank of Korea');
      }),
    );
  });
});

describe('terminologies for Amazon Translate', () => {
  const terminology = readTerminology('en,ko,ja\n"Smith, ""Bob""",스미스,スミス\nferry,여객선,');

  it('are one a target language, with the terms that have a translation, quoted', () => {
    expect(serviceTerminologies(terminology, 'desk').map(({ target, csv }) => [target, csv])).toEqual([
      ['ko', 'en,ko\n"Smith, ""Bob""","스미스"\n"ferry","여객선"\n'],
      ['ja', 'en,ja\n"Smith, ""Bob""","スミス"\n'],
    ]);
  });

  it('have a name that changes with their own terms only', () => {
    const names = (csv: string): string[] =>
      serviceTerminologies(readTerminology(csv), 'desk').map(({ name }) => name);
    const [ko, ja] = names('en,ko,ja\nferry,배,船');
    expect(ko).toMatch(/^desk-ko-[0-9a-f]{16}$/);
    expect(names('en,ko,ja\nferry,여객선,船')).toEqual([expect.not.stringMatching(`^${ko}$`), ja]);
  });
});
