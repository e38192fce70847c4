import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { renderArticleText, sourceTexts } from '../../lambda/store/render/text.ts';

const headline = 'Night ferries fill up again after a quiet winter';
const before = [
  'Night ferries to the outer islands carried more people in April than in any month of the past ten years, the harbour council said on Monday.',
  'The council had doubled the number of sailings in March, when the new pier at Port Linden was opened to the public.',
];
const after = [
  'Most passengers came from the mainland and stayed for two days, according to a survey that the council paid for.',
  'The old boats will be sold in autumn. Two of them are bound for a museum, said the head of the harbour, Ida Marsh.',
];
const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n');

/** A saved page with that markup in the middle of its article. */
const pageWith = (markup: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>${headline}</title></head><body>
  <nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
  <article><h1>${headline}</h1><p class="byline">By Lena Kroll</p><div class="article-body">
  ${paragraphs(before)}${markup}${paragraphs(after)}
  </div></article><footer><p>© Harbour Times. All rights reserved.</p></footer></body></html>`;

const cleaned = (content: string, key = 'page.html'): Promise<CleanArticle> =>
  clean({ ref: { key }, bytes: Buffer.from(content) });
const textsOf = ({ body }: CleanArticle): string[] => body.map(({ text }) => text);
/** What is kept between the paragraphs that stand around the markup. */
const between = async (markup: string): Promise<string[]> => {
  const texts = textsOf(await cleaned(pageWith(markup)));
  expect(texts.slice(0, 2)).toEqual(before);
  expect(texts.slice(-2)).toEqual(after);
  return texts.slice(2, -2);
};

describe('a table in a saved page', () => {
  const table = `<table><thead><tr><th></th><th>Sailings</th><th>Passengers</th></tr></thead>
    <tr><td>Port Linden</td><td>112</td><td><p>41,300</p></td></tr>
    <tr><td>Skerry Point</td><td>60</td><td><p>12,950</p></td></tr></table>`;
  const rows = ['Sailings Passengers', 'Port Linden 112 41,300', 'Skerry Point 60 12,950'];

  it('has a row a line', async () => {
    expect(await between(table)).toEqual(rows);
  });

  it('reads the same when what was cleaned is cleaned again', async () => {
    const article = await cleaned(pageWith(table));
    const again = await cleaned(renderArticleText(sourceTexts(article, [])), 'article.txt');
    expect(textsOf(again)).toEqual(textsOf(article));
  });

  it('that only sets paragraphs side by side keeps them apart', async () => {
    const [first = '', second = '', third = ''] = [...before, ...after];
    const layout = `<html><head><title>${headline}</title></head><body><table><tr><td><a href="/">Home</a></td>
      <td><h1>${headline}</h1>${paragraphs([first, second])}</td><td>${third}</td></tr></table></body></html>`;
    expect(textsOf(await cleaned(layout)).slice(0, 2)).toEqual([first, second]);
  });
});
