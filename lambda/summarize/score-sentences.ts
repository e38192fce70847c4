import type { CleanArticle } from '../article.ts';
import { languageData } from '../text/languages/languages.ts';
import { contentTerms } from '../text/words.ts';

/** Term weights of one sentence, of length 1 as a vector. */
export type TermVector = ReadonlyMap<string, number>;

export interface ScoredSentence {
  readonly paragraph: number;
  readonly sentence: number;
  readonly text: string;
  readonly vector: TermVector;
  /** Finite; higher is better; comparable only within one article. */
  readonly score: number;
  /** Needs the sentence before it to be understood: it opens with "He", "그는", "同氏は", "But", … */
  readonly isDependent: boolean;
}

/**
 * How much each feature counts: set by hand and measured together on English, Korean and Japanese news, where they beat the
 * first sentences on every set (docs/adr/0004). Don't tune one alone.
 */
const weights = {
  /** Reporting puts the important first. */
  position: 1,
  /** How fast that fades with each sentence. */
  positionDecay: 0.35,
  /** Likeness to the article as a whole. */
  centrality: 1,
  headline: 0.5,
};

/** Sentences with fewer terms than this say too little to stand alone. */
const fullLengthTerms = { words: 8, pairs: 12 };

/**
 * Ranks the sentences of the running text by position, likeness to the whole article and likeness to the headline.
 *
 * Likeness to the whole is the cosine of the sentence's tf-idf vector to their sum: centroid centrality (Radev et al. 2004,
 * https://doi.org/10.1016/j.ipm.2003.10.006), which takes time in proportion to the text, where TextRank and LexRank compare
 * every sentence to every other. Deviation: idf counts the article's own sentences, as there is no corpus at hand.
 */
export function scoreSentences({
  language,
  headline,
  body,
}: Pick<CleanArticle, 'language' | 'headline' | 'body'>): ScoredSentence[] {
  const places = body.flatMap((paragraph, paragraphIndex) =>
    paragraph.kind === 'subheading'
      ? []
      : paragraph.sentences.map(({ text }, sentence) => ({ paragraph: paragraphIndex, sentence, text })),
  );
  const terms = places.map(({ text }) => contentTerms(text, language));
  const vectors = weigh([...terms, contentTerms(headline ?? '', language)]);
  const headlineVector: TermVector = vectors.pop() ?? new Map();
  const whole = sumOf(vectors);
  const { dependentOpenings } = languageData(language);
  const fullLength =
    language === 'ko' || language === 'ja' || language.startsWith('zh')
      ? fullLengthTerms.pairs
      : fullLengthTerms.words;

  return places.map((place, index) => {
    const vector = vectors[index] ?? new Map();
    const value =
      weights.position / (1 + weights.positionDecay * index) +
      weights.centrality * dot(vector, whole) +
      weights.headline * dot(vector, headlineVector);
    const lengthShare = Math.min(1, (terms[index]?.length ?? 0) / fullLength);
    return {
      ...place,
      vector,
      score: rounded(value * lengthShare),
      isDependent: dependentOpenings.test(place.text),
    };
  });
}

/** tf-idf within the article, each vector scaled to length 1. */
function weigh(texts: readonly (readonly string[])[]): Map<string, number>[] {
  const frequency = new Map<string, number>();
  for (const terms of texts) {
    for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return texts.map((terms) => {
    const vector = new Map<string, number>();
    for (const term of terms) {
      const idf = Math.log(1 + texts.length / (frequency.get(term) ?? 1));
      vector.set(term, (vector.get(term) ?? 0) + idf);
    }
    return scaled(vector);
  });
}

function sumOf(vectors: readonly TermVector[]): TermVector {
  const sum = new Map<string, number>();
  for (const vector of vectors) {
    for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  }
  return scaled(sum);
}

function scaled(vector: Map<string, number>): Map<string, number> {
  let squares = 0;
  for (const weight of vector.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
}

/** The cosine, where both vectors are of length 1. */
export function dot(a: TermVector, b: TermVector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0);
  return sum;
}

/** The last digits of a sum may differ between machines, the order of sentences must not. */
function rounded(score: number): number {
  return Math.round(score * 1e9) / 1e9;
}
