import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { renderArticleText, sourceTexts } from '../../lambda/store/render/text.ts';
import { byLength } from './made-models.ts';

const languages = [
  {
    words:
      'the ferry harbour council again sails night islands after report ticket people June Marsh bridge'.split(
        ' ',
      ),
    between: ' ',
    end: '.',
    furniture: [
      'Home',
      'Share',
      'By Ida Marsh',
      '4 May 2026',
      'Comments (3)',
      'Read more: the old pier',
      'Sport',
      '© 2026 Bay News',
    ],
  },
  {
    words: '항구 여객선은 다시 밤에 섬으로 떠난다고 시의회가 보고서에서 밝혔다 주민 다리'.split(' '),
    between: ' ',
    end: '다.',
    furniture: ['홈', '스포츠', '김하나 기자', '무단전재 및 재배포 금지', '댓글 3', '관련기사'],
  },
  {
    words: '港の 夜行船が 再び 島へ 向かうと 市議会は 報告書で 述べた 住民の 橋は'.split(' '),
    between: '',
    end: '。',
    furniture: ['ホーム', 'スポーツ', '関連記事', 'この記事をシェア', 'ログイン', '無断転載を禁じます'],
  },
];

/** Articles as they come: a headline, paragraphs, subheadings, lists and quotations, furniture around and between. */
const page = fc.constantFrom(...languages).chain(({ words, between, end, furniture }) => {
  const phrase = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc
      .array(fc.constantFrom(...words), { minLength, maxLength })
      .map((list) => list.join(between).replace(/^./u, (letter) => letter.toUpperCase()));
  const sentence = phrase(6, 24).map((text) => `${text}${end}`);
  const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((list) => list.join(between));
  const part = fc.oneof(
    { weight: 6, arbitrary: paragraph },
    { weight: 1, arbitrary: phrase(2, 6) },
    { weight: 1, arbitrary: phrase(4, 12).map((text) => `“${text}${end}”`) },
    {
      weight: 1,
      arbitrary: fc
        .array(
          phrase(2, 9).map((text) => `- ${text}`),
          { minLength: 2, maxLength: 5 },
        )
        .map((list) => list.join('\n')),
    },
    { weight: 1, arbitrary: fc.constantFrom(...furniture) },
  );
  return fc
    .record({
      before: fc.array(fc.constantFrom(...furniture), { maxLength: 4 }),
      headline: phrase(4, 12),
      parts: fc.array(part, { minLength: 3, maxLength: 14 }),
      after: fc.array(fc.constantFrom(...furniture), { maxLength: 4 }),
    })
    .map(({ before, headline, parts, after }) => [...before, headline, ...parts, ...after]);
});

const textOf = (article: CleanArticle): string => renderArticleText(sourceTexts(article, []));

async function cleaned(text: string, key = 'a.txt'): Promise<CleanArticle | undefined> {
  try {
    return await clean({ ref: { key }, bytes: Buffer.from(text) });
  } catch (error) {
    if (error instanceof RejectedArticleError) return undefined;
    throw error;
  }
}

/** A text says which line is the headline where there is one and no standfirst below. */
const saysAll = ({ headline, standfirst }: CleanArticle): boolean =>
  headline !== undefined && standfirst === undefined;
const partsOf = ({ headline, dateline, body }: CleanArticle): unknown => ({
  headline,
  dateline,
  body: body.map(({ text }) => text),
});

const kinds = {
  'text with empty lines': (lines: readonly string[]) => [lines.join('\n\n'), 'a.txt'],
  'text without': (lines: readonly string[]) => [lines.join('\n'), 'a.txt'],
  'saved pages': ([headline, ...lines]: readonly string[]) => [
    `<html><title>${headline}</title><body>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`,
    'a.html',
  ],
} as const;

it.each(Object.entries(kinds))('changes nothing in what it has cleaned: %s', async (_, make) => {
  let count = 0;
  for (const lines of fc.sample(page, { numRuns: 100, seed: 4 })) {
    const [text = '', key] = make(lines);
    const once = await cleaned(text, key);
    if (once === undefined) continue;
    count++;
    const again = await cleaned(textOf(once));
    expect(again && textOf(again)).toBe(textOf(once));
    if (saysAll(once)) expect(again && partsOf(again)).toEqual(partsOf(once));
  }
  expect(count).toBeGreaterThan(50);
});

it('takes out at once what a second cleaning would, and says so', async () => {
  const paragraphs = [
    'The ferry sails again tonight, after eleven weeks in the dock, with all its lights on and the old crew.',
    'The council paid for the repair with a loan that runs until 2041, its treasurer said on Monday.',
    'A single ticket costs 18 pounds, or 9 pounds for people who live on the islands and show a card.',
  ];
  const menu = ['Ferries', 'Piers', 'Tickets', 'Islands', 'Weather', 'Contact'];
  const html = `<html><title>Ferry sails again</title><body><article><h1>Ferry sails again</h1>
    ${[...menu, ...paragraphs].map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
  const article = await clean({ ref: { key: 'a.html' }, bytes: Buffer.from(html) });
  expect(article.body.map(({ text }) => text)).toEqual(paragraphs);
  expect(article.removed.map(({ text }) => text)).toEqual(menu);
  const text = textOf(article);
  const again = await cleaned(text);
  expect(again && textOf(again)).toBe(text);
});

it('keeps what is nothing but an article whole, lists, attributions and all', async () => {
  const text = `${[
    'Why do islands need a ferry?',
    'The night ferry to the outer islands will sail again next month, the port authority said on Monday.',
    '“We will be back by summer.”',
    '— Captain Ida Marsh (@idamarsh) June 12, 2025',
    'What changes',
    'Two crossings a night',
    'Tickets at half the price',
    'A card for islanders',
    'The council had paid for the repair with a loan that runs until 2041, its treasurer told reporters at the quay.',
  ].join('\n\n')}\n`;
  const article = await clean({ ref: { key: 'a.txt' }, bytes: Buffer.from(text) });
  expect(article.headline).toBe('Why do islands need a ferry?');
  expect(article.publishedAt).toBeUndefined();
  expect(textOf(article)).toBe(text);
});

it.each(['The ferry is back.', 'フェリーが戻る。', 'The ferry is back'])(
  'reads the headline as one again: %s',
  async (headline) => {
    const paragraphs = [1, 2, 3, 4].map(
      (berth) =>
        `The harbour board said on Tuesday that berth number ${berth} would be closed for repairs until the end of the season.`,
    );
    const once = await cleaned(
      `<h1>${headline}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`,
      'a.html',
    );
    expect(once?.headline).toBe(headline);
    const again = await cleaned(once === undefined ? '' : textOf(once));
    expect(again?.headline).toBe(headline);
    expect(again?.body.map(({ text }) => text)).toEqual(paragraphs);
  },
);

it('takes out no other line than the one meant, where marks of quotation stand alone', async () => {
  const lines = [
    '>',
    ...['Ferries', 'Piers', 'Tickets', 'Islands', 'Weather', 'Contact'],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(
      (berth) =>
        `> The harbour board said on Tuesday that berth number ${berth} would be closed until the end of the season.`,
    ),
  ];
  const html = lines.map((line) => `<p>${line.replace('>', '&gt;')}</p>`).join('');
  const page = `<title>Ferry sails again</title><article><h1>Ferry sails again</h1>${html}</article>`;
  // One that keeps every line of a page, and of a text leaves out the short ones.
  const models = { html: byLength(0.99, 0.99), text: byLength(0.01, 0.99) };
  const article = await clean({ ref: { key: 'a.html' }, bytes: Buffer.from(page) }, models);
  expect(article.body.map(({ text }) => text)).toEqual(lines);
});
