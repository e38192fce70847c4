import type { SourceArticle } from '../article.ts';
import { dissect } from './clean.ts';

/** Longest piece of a block that is shown, in UTF-16 code units. */
const shownLength = 100;

/** The page as blocks, a line each: what it is taken for, how surely the article's, why, and how it begins. */
export async function explainPage(source: SourceArticle): Promise<string> {
  const { mediaType, language, front, fates, confidence, warnings } = await dissect(source);
  const lines = fates.map(({ block, label, named, role, reason }, index) => {
    const place = block.path.slice(-2).join(' > ');
    return [
      index,
      role,
      named.name,
      named.evidence,
      label.probability.toFixed(2),
      reason,
      block.kind,
      place,
      block.text.slice(0, shownLength),
    ].join('\t');
  });
  const found = { mediaType, language, ...front, roles: undefined, confidence, warnings };
  return `${JSON.stringify(found, undefined, 2)}\nblock\trole\tlabel\tlabelled by\tarticle?\treason\tkind\tplace\ttext\n${lines.join('\n')}\n`;
}
