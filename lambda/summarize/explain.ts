import type { CleanArticle } from '../article.ts';
import { expectTerms } from './expected-terms.ts';
import { describeSentences, featureNames } from './sentence-features.ts';
import { type SummarySettings, summarize, summaryLength } from './summarize.ts';
import { draftFeatureNames, draftSummary, orderedWeights, scoreOf, summaryWeights } from './summary-draft.ts';

/** Longest piece of a sentence that is shown, in UTF-16 code units. */
const shownLength = 100;

/**
 * The sentences that a summary may be made of, a line each: which are picked, what each feature adds to the score of the sentence
 * as a summary of its own, and what stands against it.
 */
export function explainSummary(
  article: Pick<CleanArticle, 'language' | 'headline' | 'body'>,
  settings: SummarySettings = {},
): string {
  const described = describeSentences(article);
  const { sentences, terms } = described;
  const picked = new Set(
    summarize(article, settings).map(({ paragraph, sentence }) => `${paragraph}.${sentence}`),
  );
  const weights = orderedWeights(summaryWeights);
  const draft = draftSummary(described, expectTerms(terms, summaryLength(sentences.length, settings)));
  const lines = sentences.map((sentence, number) => {
    const place = `${sentence.paragraph}.${sentence.sentence}`;
    draft.add(number);
    const features = draft.features();
    draft.remove(number);
    const doubts = [
      ...(sentence.isDependent ? ['needs the sentence before it'] : []),
      ...(sentence.objection === undefined ? [] : [sentence.objection]),
    ];
    return [
      place,
      picked.has(place) ? 'picked' : '',
      scoreOf(features, weights).toFixed(2),
      ...Array.from(features, (value, index) => value * (weights[index] ?? 0)).map((added) =>
        added === 0 ? '' : added.toFixed(2),
      ),
      doubts.join(', '),
      sentence.text.slice(0, shownLength),
    ].join('\t');
  });
  const names = [...featureNames, ...draftFeatureNames];
  return `sentence\tsummary\tscore\t${names.join('\t')}\tagainst it\ttext\n${lines.join('\n')}\n`;
}
