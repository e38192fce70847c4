import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { bundledTerminologyFolder, readTerminologyFolder } from '../../lambda/terminology-folder.ts';

interface Entry {
  readonly file: string;
  readonly en: string;
  readonly ko: string;
  readonly ja: string;
  readonly source: string;
}

const files = readdirSync(bundledTerminologyFolder).filter((name) => name.endsWith('.csv'));
const entries = files.flatMap((file) =>
  (parse(readFileSync(join(bundledTerminologyFolder, file), 'utf8'), { columns: true }) as Entry[]).map(
    (entry) => ({ ...entry, file }),
  ),
);
const wrong = (isWrong: (entry: Entry) => boolean): string[] =>
  entries.filter(isWrong).map(({ file, en, ko, ja }) => `${file}: ${en}, ${ko}, ${ja}`);

describe('the terms that come with the product', () => {
  it('are read as a deployment reads them: unique, without conflicts, none too long', () => {
    expect(readTerminologyFolder(bundledTerminologyFolder)?.terms).toHaveLength(entries.length);
    expect(entries.length).toBeGreaterThanOrEqual(300);
  });

  it('have the same columns in every file', () => {
    for (const file of files)
      expect(readFileSync(join(bundledTerminologyFolder, file), 'utf8')).toMatch(/^en,ko,ja,source\n/);
  });

  it('name a source for each language they translate into, and no other', () => {
    expect(
      wrong(
        ({ ko, ja, source }) =>
          source.includes('ko: ') !== (ko !== '') || source.includes('ja: ') !== (ja !== ''),
      ),
    ).toEqual([]);
    expect(wrong(({ ko, ja }) => ko === '' && ja === '')).toEqual([]);
  });

  it('are names: an English one begins with a capital, but for firms that write themselves otherwise', () => {
    expect(wrong(({ en }) => !/^\p{Lu}/u.test(en))).toEqual([]);
    expect(wrong(({ en }) => !/^[\p{Script=Latin}\d .,&'’-]+$/u.test(en))).toEqual([]);
  });

  it('are in hangul, with Latin letters only where the English name has them too', () => {
    expect(wrong(({ ko }) => ko !== '' && !/\p{Script=Hangul}/u.test(ko))).toEqual([]);
    expect(wrong(({ ko }) => !/^[\p{Script=Hangul}A-Z\d ]*$/u.test(ko))).toEqual([]);
    expect(
      wrong(({ en, ko }) =>
        (ko.match(/[A-Z]+/g) ?? []).some((letters) => !/^(?:AFP|AP)$/.test(letters) && !en.includes(letters)),
      ),
    ).toEqual([]);
  });

  it('are in Japanese characters, with Latin letters only where the English name has them too', () => {
    const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
    expect(wrong(({ ja }) => ja !== '' && !japanese.test(ja))).toEqual([]);
    expect(
      wrong(({ ja }) => !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・A-Z\d]*$/u.test(ja)),
    ).toEqual([]);
    expect(
      wrong(({ en, ja }) =>
        (ja.match(/[A-Z]+/g) ?? []).some((letters) => !/^(?:AFP|AP)$/.test(letters) && !en.includes(letters)),
      ),
    ).toEqual([]);
  });

  it('translate two spellings of a name alike', () => {
    const plain = (name: string): string =>
      name
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^a-z]/g, '')
        .replace('labour', 'labor');
    const first = new Map<string, Entry>();
    for (const entry of entries) {
      const { ko, ja } = first.get(plain(entry.en)) ?? entry;
      expect([entry.en, entry.ko, entry.ja]).toEqual([entry.en, ko, ja]);
      first.set(plain(entry.en), entry);
    }
  });
});
