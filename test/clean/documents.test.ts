import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';
import { unpack } from '../../lambda/clean/unpack.ts';
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

describe('an e-book of an office program', () => {
  const slugs = [
    'pulsar-interview',
    'tool-library-page',
    'sheep-brief',
    'glacier-page',
    'busan-library',
  ].concat(['chef-interview', 'market-list', 'cable-wire']);

  it('has each chapter as an article of its own, as pasting it gives', async () => {
    const book = await unpack({ ref: { key: 'a.epub' }, bytes: read('golden-articles.epub') });
    expect(book?.entries).toHaveLength(slugs.length);
    for (const [index, slug] of slugs.entries()) {
      const gold = JSON.parse(readFileSync(new URL(`../corpus/${slug}/gold.json`, import.meta.url), 'utf8'));
      const chapter = book?.entries[index]?.read();
      const article = chapter && (await clean(chapter));
      expect(article?.headline).toBe(gold.headline);
      const pasted = await bodyOf('a.txt', Buffer.from([gold.headline, ...gold.body].join('\n\n')));
      const text = article?.body.map((paragraph) => paragraph.text).join('\n') ?? '';
      expect(likenessOf(pasted, text), slug).toBeGreaterThanOrEqual(0.99);
    }
  });
});

describe('a PDF in two columns', () => {
  const left =
    'The old swing bridge opened again on Monday. Hundreds of people crossed it in the first hour.';
  const right = 'The council had set aside four million pounds. Engineers replaced every cable and the deck.';
  const columns = [left, right].map((text, column) =>
    [...text.matchAll(/.{1,20}(?: |$)/g)].map(([line], row) => ({
      line,
      x: 50 + 250 * column,
      y: 700 - 12 * row,
    })),
  );
  type PlacedLine = { readonly line: string; readonly x: number; readonly y: number };

  function pdf(lines: readonly PlacedLine[]): Uint8Array {
    const content = lines.map(({ line, x, y }) => `BT /F 10 Tf ${x} ${y} Td (${line}) Tj ET`).join('\n');
    return Buffer.from(`%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length ${content.length}>> stream
${content}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>`);
  }
  const [first = [], second = []] = columns;
  const warningsOf = async (lines: readonly PlacedLine[]): Promise<readonly string[]> =>
    (await clean({ ref: { key: 'a.pdf' }, bytes: pdf(lines) })).warnings.filter((text) =>
      /reading order/.test(text),
    );

  it('written one after the other is read without a doubt', async () => {
    expect(await warningsOf([...first, ...second])).toEqual([]);
  });

  it.each([
    ['row by row', first.flatMap((line, row) => [line, second[row] ?? line])],
    ['from the foot to the head', [...first, ...second].reverse()],
  ])('written in another order than it is read has a warning: %s', async (_, lines) => {
    expect(await warningsOf(lines)).toEqual([
      'The reading order of the PDF is unsure: compare the text with the page.',
    ]);
  });
});
