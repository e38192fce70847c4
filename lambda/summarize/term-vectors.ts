/** Terms of a text by their number, ascending, each with its weight; of length 1 as a vector. */
export interface TermVector {
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/**
 * tf-idf of each text, where the texts themselves are the corpus: there is no other at hand.
 *
 * @returns the vectors, and how many different terms the texts have: the numbers of terms go from 0 up to it
 */
export function weighTerms(texts: readonly (readonly string[])[]): { vectors: TermVector[]; size: number } {
  const numbers = new Map<string, number>();
  const frequency: number[] = [];
  const counts = texts.map((terms) => {
    const count = new Map<number, number>();
    for (const term of terms) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      count.set(number, (count.get(number) ?? 0) + 1);
    }
    for (const number of count.keys()) frequency[number] = (frequency[number] ?? 0) + 1;
    return count;
  });
  const vectors = counts.map((count) => {
    const terms = Int32Array.from(count.keys()).sort();
    const weights = Float64Array.from(
      terms,
      (term) => (count.get(term) ?? 0) * Math.log(1 + texts.length / (frequency[term] ?? 1)),
    );
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return { terms, weights: weights.map((weight) => weight / length) };
  });
  return { vectors, size: numbers.size };
}

/** The cosine of two vectors of length 1. */
export function likeness(a: TermVector, b: TermVector): number {
  let sum = 0;
  let place = 0;
  for (const [index, term] of a.terms.entries()) {
    while ((b.terms[place] ?? Number.POSITIVE_INFINITY) < term) place++;
    if (b.terms[place] === term) sum += (a.weights[index] ?? 0) * (b.weights[place] ?? 0);
  }
  return sum;
}

/** The cosine of each vector to the sum of all. */
export function likenessToSum(vectors: readonly TermVector[], size: number): number[] {
  const whole = new Float64Array(size);
  for (const { terms, weights } of vectors) {
    for (const [index, term] of terms.entries()) whole[term] = (whole[term] ?? 0) + (weights[index] ?? 0);
  }
  const length = Math.sqrt(whole.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return vectors.map(
    ({ terms, weights }) =>
      terms.reduce((sum, term, index) => sum + (weights[index] ?? 0) * (whole[term] ?? 0), 0) / length,
  );
}
