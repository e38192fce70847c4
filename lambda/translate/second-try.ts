import type { CleanArticle, TargetLanguage } from '../article.ts';
import { splitSentences } from '../text/sentences.ts';
import { codePointLength, utf8Length } from '../text/utf8.ts';

/** A sentence to be translated once more, on one line with its neighbour: read together, an engine may get it right. */
export interface SecondTry {
  readonly segment: string;
  /** Both sentences, as they follow each other. */
  readonly text: string;
  readonly isSegmentFirst: boolean;
}

/** So much of an article may be sent a second time, in characters; one sentence may in any case. */
const largestShare = 0.1;
const mostSegments = 5;

/**
 * The sentences of the body whose translation is worth a second try, those with most errors first, within what it may cost.
 *
 * @param errorsOf how many errors the checks find in a sentence's translation; 0 for what is not to be tried again
 */
export function secondTries(
  { body, language }: Pick<CleanArticle, 'body' | 'language'>,
  errorsOf: (segment: string) => number,
  maxRequestBytes: number,
): SecondTry[] {
  const sentences = body.flatMap((paragraph) => paragraph.sentences.map(({ text }) => text));
  const candidates = sentences.flatMap((segment, index) => {
    const errors = sentences.indexOf(segment) === index ? errorsOf(segment) : 0;
    if (errors === 0) return [];
    const [before, after] = [sentences[index - 1], sentences[index + 1]];
    const isSegmentFirst = before === undefined;
    const pair = isSegmentFirst ? [segment, after] : [before, segment];
    const text = pair.join(' ');
    if (utf8Length(text) > maxRequestBytes) return [];
    // Where the two can't be told apart in the article's own language, they can't in the translation.
    const parts = splitSentences(text, language);
    const areTold = parts.length === 2 && parts.every((part, at) => part.text === pair[at]);
    return areTold ? [{ segment, text, isSegmentFirst, errors }] : [];
  });
  let room = largestShare * sentences.reduce((sum, text) => sum + codePointLength(text), 0);
  const chosen: SecondTry[] = [];
  for (const { errors: _, ...candidate } of candidates.sort((a, b) => b.errors - a.errors)) {
    const characters = codePointLength(candidate.text) + 1;
    if (chosen.length === mostSegments || (chosen.length > 0 && characters > room)) continue;
    chosen.push(candidate);
    room -= characters;
  }
  return chosen;
}

/**
 * The sentence's part of the translation of both.
 *
 * @returns undefined where the translation has not two sentences: nothing tells then which part it is
 */
export function partOf(
  { isSegmentFirst }: SecondTry,
  translation: string,
  target: TargetLanguage,
): string | undefined {
  const parts = splitSentences(translation, target);
  return parts.length === 2 ? parts[isSegmentFirst ? 0 : 1]?.text : undefined;
}
