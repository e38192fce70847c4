import type { CleanArticle } from '../article.ts';
import { contributions, scoreSentences } from './score-sentences.ts';
import { describeSentences, featureNames } from './sentence-features.ts';
import { type SummarySettings, summarize } from './summarize.ts';

/** Longest piece of a sentence that is shown, in UTF-16 code units. */
const shownLength = 100;

/**
 * The sentences that a summary may be made of, a line each: which are picked, what each feature adds to the score, and what
 * stands against it.
 */
export function explainSummary(
  article: Pick<CleanArticle, 'language' | 'headline' | 'body'>,
  settings: SummarySettings = {},
): string {
  const { sentences } = describeSentences(article);
  const picked = new Set(
    summarize(article, settings).map(({ paragraph, sentence }) => `${paragraph}.${sentence}`),
  );
  const scores = scoreSentences(sentences);
  const lines = sentences.map((sentence, index) => {
    const place = `${sentence.paragraph}.${sentence.sentence}`;
    const added = contributions(sentence);
    const doubts = [
      ...(sentence.isDependent ? ['needs the sentence before it'] : []),
      ...(sentence.repeatsHeadline ? ['repeats the headline'] : []),
    ];
    return [
      place,
      picked.has(place) ? 'picked' : '',
      (scores[index] ?? 0).toFixed(2),
      ...featureNames.map((name) => (added[name] === 0 ? '' : added[name].toFixed(2))),
      doubts.join(', '),
      sentence.text.slice(0, shownLength),
    ].join('\t');
  });
  return `sentence\tsummary\tscore\t${featureNames.join('\t')}\tagainst it\ttext\n${lines.join('\n')}\n`;
}
