import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { clean } from '../../lambda/clean/clean.ts';

/**
 * How like the clean text of each document is to that of its text pasted: F1 of shingles of four words (of letters in
 * Chinese, Japanese and Korean script), by format, for the documents of a folder.
 *
 *     sh test/documents/make-documents.sh kobe-bridge tram-line …
 *     npx tsx test/documents/measure.ts test/documents
 */
export function shingles(text: string): Set<string> {
  const units =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}]+/gu) ??
    [];
  return new Set(units.slice(0, -3).map((_, index) => units.slice(index, index + 4).join(' ')));
}

/** Of two texts; 1 where they are the same. */
export function likenessOf(a: string, b: string): number {
  const [wanted, got] = [shingles(a), shingles(b)];
  const same = [...got].filter((shingle) => wanted.has(shingle)).length;
  return (2 * same) / Math.max(1, wanted.size + got.size);
}

export async function bodyOf(key: string, bytes: Uint8Array): Promise<string> {
  const { body } = await clean({ ref: { key }, bytes });
  return body.map(({ text }) => text).join('\n');
}

if (process.argv[1]?.endsWith('measure.ts')) {
  const folder = process.argv[2] ?? 'test/documents';
  const found = new Map<string, { readonly name: string; readonly f1: number }[]>();
  for (const name of readdirSync(folder).sort()) {
    const pasted = `${folder}/${name.replace(/\.\w+$/, '.txt')}`;
    if (!/\.(?:docx|odt|rtf|pdf)$/.test(name) || !existsSync(pasted)) continue;
    const f1 = likenessOf(
      await bodyOf('a.txt', readFileSync(pasted)),
      await bodyOf(name, readFileSync(`${folder}/${name}`)),
    );
    const format = name.slice(name.lastIndexOf('.') + 1);
    found.set(format, [...(found.get(format) ?? []), { name, f1 }]);
  }
  for (const [format, all] of found) {
    const mean = all.reduce((sum, { f1 }) => sum + f1, 0) / all.length;
    const [worst] = all.toSorted((a, b) => a.f1 - b.f1);
    console.log(
      `${format}: ${all.length} documents, mean ${mean.toFixed(4)}, lowest ${worst?.f1.toFixed(4)} (${worst?.name})`,
    );
  }
}
