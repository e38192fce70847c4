const words =
  'harbour council ferry hydrogen islands bakery night crossing engine ticket winter storm pier captain school'.split(
    ' ',
  );

function sentenceOf(seed: number): string {
  const text = Array.from(
    { length: 18 },
    (_, index) => words[(seed * 7 + index * (1 + (seed % 5))) % words.length],
  );
  return `The ${text.join(' ')} ${seed}.`;
}

/** An article made of so many sentences, all different, in paragraphs of three. @param first number of its first sentence */
export function paragraphsOf(sentences: number, first = 0): string[] {
  return Array.from({ length: Math.ceil(sentences / 3) }, (_, paragraph) =>
    [0, 1, 2].map((offset) => sentenceOf(first + paragraph * 3 + offset)).join(' '),
  );
}
