import type { Page } from './page.ts';
import { statedBodies } from './page-claims.ts';
import { readHtml } from './read-html.ts';
import { readText } from './read-text.ts';

/** A block this long is running text, unless most of it is links: no menu entry, no caption. In UTF-16 code units. */
const shortestRunningText = 80;
/** A page with more than this share of the text it states, or with as much as a short article has, shows its article. */
const shown = { share: 0.3, length: 600 };
const shortestStated = 300;

/**
 * The article as a page states it for search engines (JSON-LD, `articleBody`), where its markup has no text: pages that are
 * filled in by a script when they are shown, and saved without.
 *
 * @returns undefined where the page shows its text, or states none
 */
export function readStatedArticle({ blocks, evidence }: Page): Page | undefined {
  const stated = statedBodies(evidence).sort((a, b) => b.length - a.length)[0];
  if (stated === undefined || stated.length < shortestStated) return undefined;
  const running = blocks
    .filter(
      ({ text, linkedLength }) => text.length >= shortestRunningText && linkedLength < 0.5 * text.length,
    )
    .reduce((sum, { text }) => sum + text.length, 0);
  if (running > shown.length || running > shown.share * stated.length) return undefined;
  const isMarkup = /<(?:p|br|div|h[1-6])[\s/>]/i.test(stated);
  // Entities may stand in what is no markup.
  const pieces = isMarkup ? [stated] : stated.split(/\n+/);
  const paragraphs = pieces.flatMap((piece) => readHtml(piece).blocks.map(({ text }) => text));
  return { ...readText(paragraphs.join('\n\n')), evidence: { ...evidence, authorMarks: [] } };
}
