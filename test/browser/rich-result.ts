import type { ParagraphKind, ProcessedArticle, Translation } from '../../lambda/article.ts';
import { exampleResult, paragraph } from '../store/example-result.ts';

const ofKind = (kind: ParagraphKind, ...sentences: string[]) => ({ ...paragraph(...sentences), kind });

/** A result with everything a page can show. */
export const richResult: ProcessedArticle = {
  ...exampleResult,
  ref: { key: 'news/2026/orchard.txt' },
  settings: { targets: ['ko', 'ja'], terminology: 'f00d'.repeat(16) },
  article: {
    mediaType: 'text/html',
    language: 'en',
    headline: 'Old orchard wins a second spring',
    standfirst: 'Volunteers saved 340 trees from the saw.',
    byline: 'Noor Adler, Tom Pike',
    dateline: 'Elmford, April 2',
    publishedAt: '2026-04-02T09:30:00+01:00',
    url: 'https://news.example/orchard?a=1&b=2',
    siteName: 'The Elmford Post',
    body: [
      ofKind('text', 'The orchard stays.', 'The council voted 7 to 4 on Thursday.'),
      ofKind('subheading', 'A plan for the trees'),
      ofKind('quote', '“We counted every tree,” said Adler.'),
      ofKind('list-item', 'First, the paths are repaired.'),
      ofKind('list-item', 'Then 120 saplings are planted.'),
      ofKind('text', 'Work starts in May.', 'It will cost 18,000 pounds.', 'The school will help.'),
    ],
    removed: [
      { text: 'Share this', rule: 'share-bar', label: 'share' },
      { text: 'Advertisement', rule: 'advertisement', label: 'advertisement' },
      { text: 'Home World Sport', rule: 'not the article (0.01)', label: 'navigation' },
    ],
    confidence: 0.97,
    warnings: ['No date was found on the page.'],
  },
  summary: [
    { paragraph: 0, sentence: 1, text: 'The council voted 7 to 4 on Thursday.' },
    { paragraph: 5, sentence: 1, text: 'It will cost 18,000 pounds.' },
  ],
  translations: {
    ko: {
      status: 'complete',
      translator: 'amazon-translate',
      madeBy: ['amazon-translate'],
      headline: '오래된 과수원, 두 번째 봄을 맞다',
      standfirst: '자원봉사자들이 나무 340그루를 톱날에서 구했다.',
      dateline: '엘름퍼드, 4월 2일',
      summary: ['시의회는 목요일 7대 4로 의결했다.', '비용은 1만 7천 파운드다.'],
      body: [
        ['과수원은 그대로 남는다.', '시의회는 목요일 7대 4로 의결했다.'],
        ['나무를 위한 계획'],
        ['“나무를 한 그루 한 그루 셌습니다.”라고 애들러는 말했다.'],
        ['먼저 길을 고친다.'],
        ['그다음 묘목 120그루를 심는다.'],
        ['공사는 5월에 시작한다.', '비용은 1만 7천 파운드다.', '학교도 돕는다.'],
      ],
      findings: [
        {
          check: 'number',
          severity: 'error',
          paragraph: 5,
          sentence: 1,
          message: 'Not found in the translation: 18,000.',
        },
        { check: 'omission', severity: 'warning', message: 'The headline is long.' },
      ],
    },
    ja: {
      status: 'complete',
      translator: 'amazon-translate',
      madeBy: ['amazon-translate'],
      headline: '古い果樹園に二度目の春',
      standfirst: 'ボランティアが340本の木を伐採から救った。',
      dateline: 'エルムフォード、4月2日',
      summary: ['議会は木曜日、7対4で可決した。', '費用は1万8000ポンドになる。'],
      body: [
        ['果樹園は残る。', '議会は木曜日、7対4で可決した。'],
        ['木々のための計画'],
        ['「一本ずつ数えました」とアドラーさんは話した。'],
        ['まず道を直す。'],
        ['次に苗木を120本植える。'],
        ['工事は5月に始まる。', '費用は1万8000ポンドになる。', '学校も手伝う。'],
      ],
      findings: [],
    },
  },
  usage: { charactersTranslated: 1234, charactersReused: 56, requests: 2, secondTries: 0 },
};

/** The same with one text in every place where text from outside can stand. */
export function resultFull(text: string): ProcessedArticle {
  const translated = (translator: string): Translation => ({
    status: 'complete',
    translator,
    madeBy: [translator],
    headline: text,
    standfirst: text,
    dateline: text,
    summary: [text],
    body: [[text, text], [text]],
    findings: [{ check: 'number', severity: 'error', paragraph: 0, sentence: 0, message: text }],
  });
  return {
    ...richResult,
    ref: { key: text },
    settings: { ...richResult.settings, terminology: text },
    article: {
      ...richResult.article,
      headline: text,
      standfirst: text,
      byline: text,
      dateline: text,
      publishedAt: text,
      url: text,
      siteName: text,
      body: [ofKind('text', text, text), ofKind('quote', text)],
      removed: [{ text, rule: `not the article (${text})`, label: 'other' }],
      confidence: 0.5,
      warnings: [text],
    },
    summary: [{ paragraph: 0, sentence: 0, text }],
    translations: { ko: translated(text), ja: { status: 'unavailable', reason: text } },
  };
}
