import type { CleanArticle, Paragraph, ProcessedArticle } from '../../lambda/article.ts';

/** A paragraph of sentences joined by spaces. */
export function paragraph(...sentences: string[]): Paragraph {
  let start = 0;
  const placed = sentences.map((text) => {
    const sentence = { text, start };
    start += text.length + 1;
    return sentence;
  });
  return { kind: 'text', text: sentences.join(' '), sentences: placed };
}

export const exampleArticle: CleanArticle = {
  mediaType: 'text/plain',
  language: 'en',
  headline: 'Ferry returns to Harrow Bay',
  byline: 'Ida Marsh',
  dateline: 'HARROW BAY, May 4',
  publishedAt: '2026-05-04',
  url: 'https://news.example/ferry',
  body: [paragraph('The ferry is back.', 'It carries 120 people.'), paragraph('Tickets cost £4.')],
  removed: [{ text: 'Share this', rule: 'share-bar', label: 'share' }],
  confidence: 0.97,
  warnings: [],
};

export const exampleResult: ProcessedArticle = {
  ref: { key: 'news/ferry.txt' },
  sha256: 'a'.repeat(64),
  processedAt: '2026-05-05T08:00:00.000Z',
  settings: { targets: ['ko', 'ja'] },
  article: exampleArticle,
  summary: [{ paragraph: 0, sentence: 1, text: 'It carries 120 people.' }],
  translations: {
    ko: {
      status: 'complete',
      translator: 'memory',
      madeBy: ['people'],
      headline: '해로 베이에 여객선 돌아오다',
      dateline: '해로 베이, 5월 4일',
      summary: ['120명이 탄다.'],
      body: [['여객선이 돌아왔다.', '120명이 탄다.'], ['표는 4파운드다.']],
      findings: [
        { check: 'number', severity: 'error', paragraph: 1, sentence: 0, message: '£4 is missing.' },
      ],
    },
    ja: { status: 'unavailable', reason: 'No engine is set up.' },
  },
  usage: { charactersTranslated: 0, charactersReused: 87, requests: 0, secondTries: 0 },
};
