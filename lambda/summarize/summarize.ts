import type { CleanArticle, Summary, SummarySentence } from '../article.ts';
import { codePointLength } from '../text/utf8.ts';
import { cutIntoSections } from './sections.ts';
import { selectSentences } from './select-sentences.ts';
import { describeSentences } from './sentence-features.ts';

export interface SummarySettings {
  /** How many sentences at most. @default as suits the article's length: 3, of long articles 4 or 5 */
  readonly sentences?: number;
  /** How many characters at most, in Unicode code points; one sentence comes back all the same. @default no limit */
  readonly characters?: number;
}

/** A text of more sentences is a report: its sections speak of different things, and each is to be heard. */
const longestArticle = 200;
/** An article of this many sentences or fewer is its own summary. */
const shortArticleSentences = 3;

/**
 * Picks the sentences that say most, unchanged, in document order.
 *
 * Deterministic: the same article and settings give the same summary on every machine.
 */
export function summarize(
  article: Pick<CleanArticle, 'language' | 'headline' | 'body'>,
  settings: SummarySettings = {},
): Summary {
  const total = article.body.reduce((sum, paragraph) => sum + paragraph.sentences.length, 0);
  const sentences = summaryLength(total, settings);
  if (total > longestArticle) return summarizeSections(article, { ...settings, sentences });
  return selectSentences(describeSentences(article), { sentences, characters: settings.characters }).map(
    ({ paragraph, sentence, text }) => ({ paragraph, sentence, text }),
  );
}

/** As many from each section, one where that is enough; where characters run out, those of the first sections. */
function summarizeSections(
  article: Parameters<typeof summarize>[0],
  { sentences, characters }: SummarySettings & { readonly sentences: number },
): Summary {
  const sections = cutIntoSections(article.body, Math.min(sentences, article.body.length));
  const summary: SummarySentence[] = [];
  let left = characters;
  for (const [index, { start, body }] of sections.entries()) {
    const share = Math.ceil((sentences - summary.length) / (sections.length - index));
    const chosen = selectSentences(describeSentences({ ...article, body }), { sentences: share });
    for (const { paragraph, sentence, text } of chosen) {
      const length = codePointLength(text);
      if (left !== undefined && length > left && summary.length > 0) continue;
      if (left !== undefined) left -= length;
      summary.push({ paragraph: start + paragraph, sentence, text });
    }
  }
  return summary;
}

/** How many sentences the summary of an article of so many has at most. */
export function summaryLength(sentences: number, settings: SummarySettings): number {
  if (settings.sentences !== undefined) return settings.sentences;
  if (sentences <= shortArticleSentences) return sentences;
  if (sentences <= 25) return 3;
  return sentences <= 60 ? 4 : 5;
}
