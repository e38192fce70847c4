import { createInterface } from 'node:readline';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { renderArticleText, sourceTexts } from '../../lambda/store/render/text.ts';

/**
 * Cleans each row of JSON on standard input, and what came of it again: says of which rows the text changes.
 *
 *     npx tsx test/quality/clean-twice.ts < rows.jsonl
 */
const textOf = (article: CleanArticle): string => renderArticleText(sourceTexts(article, []));

async function cleanText(key: string, text: string): Promise<string | undefined> {
  try {
    return textOf(await clean({ ref: { key }, bytes: Buffer.from(`\uFEFF${text}`) }));
  } catch (error) {
    if (error instanceof RejectedArticleError) return undefined;
    throw error;
  }
}

let cleaned = 0;
let unchanged = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() === '') continue;
  const { id, html, text } = JSON.parse(line) as { id: string; html?: string; text?: string };
  const once = await cleanText(html === undefined ? 'page.txt' : 'page.html', html ?? text ?? '');
  if (once === undefined) continue;
  const twice = await cleanText('article.txt', once);
  cleaned++;
  if (twice === once) unchanged++;
  else console.log(`changed: ${id}`);
}
console.log(`${unchanged} of ${cleaned} cleaned articles are the same when cleaned again`);
