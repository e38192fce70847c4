import type { CleanArticle, Summary } from '../article.ts';
import { selectSentences } from './select-sentences.ts';
import { describeSentences } from './sentence-features.ts';

export interface SummarySettings {
  /** How many sentences at most. @default as suits the article's length: 3, of long articles 4 or 5 */
  readonly sentences?: number;
  /** How many characters at most, in Unicode code points; one sentence comes back all the same. @default no limit */
  readonly characters?: number;
}

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
  const described = describeSentences(article);
  const total = described.sentences.length;
  const sentences = settings.sentences ?? (total <= shortArticleSentences ? total : defaultLength(total));
  return selectSentences(described, { sentences, characters: settings.characters }).map(
    ({ paragraph, sentence, text }) => ({ paragraph, sentence, text }),
  );
}

function defaultLength(sentences: number): number {
  if (sentences <= 25) return 3;
  return sentences <= 60 ? 4 : 5;
}
