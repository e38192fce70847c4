import { termsOf } from '../../lambda/text/words.ts';

/** The share of a text whose facts an editor looks for first: who, what, when and where. */
const openingShare = 1 / 3;

function factsOf(sentences: readonly string[], language: string): Set<string> {
  const terms = sentences.flatMap((sentence) => termsOf(sentence, language));
  return new Set(
    terms
      .filter(({ isName, isNumber, isStopWord }) => !isStopWord && (isNumber || isName))
      .map(({ text }) => text),
  );
}

/**
 * How many of the names and numbers in the first third of an article its summary has, from 0 to 1; undefined where it has none.
 * Names are told by their capitals, in Japanese by their characters; Korean ones can't be told, numbers alone count there.
 */
export function factCoverage(
  article: readonly string[],
  summary: readonly string[],
  language: string,
): number | undefined {
  const opening = article.slice(0, Math.max(1, Math.ceil(article.length * openingShare)));
  const wanted = factsOf(opening, language);
  if (wanted.size === 0) return undefined;
  const got = factsOf(summary, language);
  return [...wanted].filter((fact) => got.has(fact)).length / wanted.size;
}
