import type { Finding, ParagraphKind, ProcessedArticle, TargetLanguage, Translation } from '../../article.ts';
import { joinSentences } from '../../text/join-sentences.ts';
import { sourceTexts } from './text.ts';

/** A text and its translation. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

/** What a translator works on as a whole: a headline or a paragraph, cut into sentences. */
export interface Unit {
  /** An XML name, the same in every run: `headline`, `p3`. */
  readonly id: string;
  readonly kind: 'headline' | 'standfirst' | 'dateline' | ParagraphKind;
  /** Sentence by sentence; the whole in one where the translation has another number of sentences. */
  readonly pairs: readonly Pair[];
  readonly findings: readonly Finding[];
}

export type CompleteTranslation = Extract<Translation, { readonly status: 'complete' }>;

/** The article beside one translation, in reading order. */
export function unitsOf(
  { article, summary }: ProcessedArticle,
  translation: CompleteTranslation,
  target: TargetLanguage,
): Unit[] {
  const own = sourceTexts(article, summary);
  const front = (['headline', 'standfirst', 'dateline'] as const).flatMap((kind): Unit[] => {
    const pair = { source: own[kind], target: translation[kind] };
    if (pair.source === undefined || pair.target === undefined) return [];
    return [{ id: kind, kind, pairs: [{ source: pair.source, target: pair.target }], findings: [] }];
  });
  const paragraphs = own.body.map((sources, index): Unit => {
    const targets = translation.body[index] ?? [];
    const isAligned = sources.length === targets.length;
    return {
      id: `p${index + 1}`,
      kind: article.body[index]?.kind ?? 'text',
      pairs: isAligned
        ? sources.map((source, sentence) => ({ source, target: targets[sentence] ?? '' }))
        : [{ source: joinSentences(sources, article.language), target: joinSentences(targets, target) }],
      findings: translation.findings.filter(({ paragraph }) => paragraph === index),
    };
  });
  // Findings of the headline, the standfirst and the dateline are not told apart.
  const placeless = translation.findings.filter(({ paragraph }) => paragraph === undefined);
  return [
    ...front.map((unit, index) => (index === 0 ? { ...unit, findings: placeless } : unit)),
    ...paragraphs,
  ];
}
