import type { Paragraph } from '../../lambda/article.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';
import { cpuMs, type Figure, inTurns, ratio } from './figures.ts';
import { paragraphsOf } from './made-article.ts';

function articleOf(sentences: number): { language: string; headline: string; body: Paragraph[] } {
  const body = paragraphsOf(sentences).map(
    (text): Paragraph => ({ kind: 'text', text, sentences: splitSentences(text, 'en') }),
  );
  return { language: 'en', headline: 'Night ferry returns to the harbour', body };
}

export async function benchSummary(): Promise<Figure[]> {
  const articles = [10, 100, 1_000, 10_000].map(articleOf);
  // As many of the short ones as make up the long one: each takes long enough to be timed.
  const [ten = 0, hundred = 0, thousand = 0, tenThousand = 0] = Object.values(
    await inTurns(
      3,
      Object.fromEntries(
        articles.map((article, index) => [
          `${10 ** (index + 1)} sentences`,
          () => {
            for (let time = 0; time < 10 ** (3 - index); time++) summarize(article);
          },
        ]),
      ),
    ),
  );
  // 50 sentences of 20 words.
  const thousandWords = articleOf(50);
  const { words } = await inTurns(3, {
    words: () => {
      for (let time = 0; time < 100; time++) summarize(thousandWords);
    },
  });
  const whole = paragraphsOf(1_000).join(' ');
  return [
    { name: 'summary: 10 sentences', value: ten / 1_000, unit: 'ms' },
    { name: 'summary: 1,000 words', value: words / 100, unit: 'ms' },
    { name: 'summary: 100 sentences', value: hundred / 100, unit: 'ms' },
    { name: 'summary: 1,000 sentences', value: thousand / 10, unit: 'ms' },
    { name: 'summary: 10,000 sentences', value: tenThousand, unit: 'ms' },
    ratio('summary: exponent from 10 to 10,000 sentences', 1 + Math.log10(tenThousand / ten) / 3),
    {
      name: 'sentences: splitting 1,000',
      value: await cpuMs(() => splitSentences(whole, 'en')),
      unit: 'ms',
    },
  ];
}
