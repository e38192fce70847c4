import type { CleanArticle, Summary, TranslatedTexts } from '../../article.ts';
import { joinSentences } from '../../text/join-sentences.ts';

/** The article's texts in one language; the summary's sentences are among the body's. */
export interface Texts extends TranslatedTexts {
  readonly language: string;
}

/** The article's own texts, in the shape a translation has. */
export function sourceTexts(article: CleanArticle, summary: Summary): Texts {
  return {
    language: article.language,
    headline: article.headline,
    standfirst: article.standfirst,
    dateline: article.dateline,
    summary: summary.map((sentence) => sentence.text),
    body: article.body.map((paragraph) => paragraph.sentences.map((sentence) => sentence.text)),
  };
}

/** Paragraphs as they are printed: the first is opened by the dateline. */
export function printedParagraphs(texts: Texts): string[] {
  const paragraphs = texts.body.map((sentences) => joinSentences(sentences, texts.language));
  if (texts.dateline !== undefined) paragraphs[0] = `${texts.dateline} — ${paragraphs[0]}`;
  return paragraphs;
}

/** `article.txt`: headline, standfirst, one paragraph a line, empty lines between. */
export function renderArticleText(texts: Texts): string {
  const parts = [texts.headline, texts.standfirst, ...printedParagraphs(texts)];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

/** `summary.txt`: headline, an empty line, one sentence a line. */
export function renderSummaryText(texts: Texts): string {
  const sentences = `${texts.summary.join('\n')}\n`;
  return texts.headline === undefined ? sentences : `${texts.headline}\n\n${sentences}`;
}
