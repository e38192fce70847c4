import type { Sentence, SourceLanguage } from '../article.ts';

/** Splits a paragraph into sentences that cover all of it but white space. */
export function splitSentences(text: string, language: SourceLanguage): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const trimmed = segment.trim();
    if (trimmed !== '') sentences.push({ text: trimmed, start: index + segment.indexOf(trimmed) });
  }
  return sentences;
}
