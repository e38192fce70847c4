import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { bodyOf, likenessOf } from '../documents/measure.ts';
import { randomNumbers } from '../quality/random-numbers.ts';

/** Made by a real program: see make-documents.sh there. */
const folder = fileURLToPath(new URL('../documents/', import.meta.url));
const files = readdirSync(folder).filter((name) => /\.(?:docx|odt|rtf|pdf)$/.test(name));
const read = (name: string): Uint8Array => readFileSync(`${folder}${name}`);
describe('a document of an office program', () => {
  it.each(files)('gives the text that pasting it gives: %s', async (name) => {
    const pasted = name.replace(/\.\w+$/, '.txt');
    const likeness = likenessOf(await bodyOf(pasted, read(pasted)), await bodyOf(name, read(name)));
    expect(likeness).toBeGreaterThanOrEqual(0.99);
  });

  it.each(files)('ends in an article or a rejection however it is damaged: %s', async (name) => {
    const random = randomNumbers(1);
    const whole = read(name);
    // A damaged PDF takes its reader long.
    const runs = name.endsWith('.pdf') ? 5 : 40;
    for (let run = 0; run < runs; run++) {
      const bytes = Uint8Array.from(whole);
      const changes = 1 + Math.floor(random() * 30);
      for (let change = 0; change < changes; change++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const cut = random() < 0.3 ? Math.floor(random() * bytes.length) : bytes.length;
      const error = await clean({ ref: { key: name }, bytes: bytes.subarray(0, cut) }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined && !(error instanceof RejectedArticleError)) throw error;
    }
  });
});
