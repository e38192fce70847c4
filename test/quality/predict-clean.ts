import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import type { LabelModels } from '../../lambda/clean/label-blocks.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';

export interface PageRow {
  readonly html?: unknown;
  readonly text?: unknown;
}

export type CleanPrediction =
  | {
      /** The article's text as it stood: the dateline in its place. */
      readonly text: string;
      readonly headline?: string;
      readonly byline?: string;
      readonly publishedAt?: string;
      /** That the text is right, by the labeller's own account. */
      readonly confidence: number;
      readonly ms: number;
    }
  | { readonly error: string };

/** The bytes a browser saves for a page that is Unicode already, whatever charset the page still declares. */
function utf8WithBom(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, 'utf8');
}

function articleText({ standfirst, dateline, body }: CleanArticle): string {
  const paragraphs = body.map((paragraph) => paragraph.text);
  if (dateline !== undefined) paragraphs[0] = `${dateline} — ${paragraphs[0]}`;
  return [standfirst, ...paragraphs].filter((text) => text !== undefined).join('\n');
}

/** @param models another labeller than the one that is shipped */
export async function predictClean({ html, text }: PageRow, models?: LabelModels): Promise<CleanPrediction> {
  const key = html === undefined ? 'page.txt' : 'page.html';
  const bytes = utf8WithBom(String(html ?? text));
  const started = performance.now();
  try {
    const article = await clean({ ref: { key }, bytes }, models);
    const ms = performance.now() - started;
    const { headline, byline, publishedAt, confidence } = article;
    return { text: articleText(article), headline, byline, publishedAt, confidence, ms };
  } catch (error) {
    if (error instanceof RejectedArticleError) return { error: error.message };
    throw error;
  }
}
