import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paragraph } from '../../lambda/article.ts';
import { explainSummary } from '../../lambda/summarize/explain.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';

function article(paragraphs: readonly string[], language = 'en', headline?: string) {
  const body = paragraphs.map(
    (text): Paragraph => ({ kind: 'text', text, sentences: splitSentences(text, language) }),
  );
  return { language, headline, body };
}

const ferry = article(
  [
    'The night ferry to Harrow Bay will sail again in June after three years in dock, the port authority said on Monday. Its two hydrogen engines passed their last test on Sunday.',
    'The weather was mild.',
    'But the price of a crossing will rise to 18 pounds. Islanders will pay half of that, the authority said.',
    'Marta Quill, who runs the bakery by the pier, said the ferry was worth more to the bay than any road. She sold 400 buns on the last night it sailed.',
    'The ferry carried 90,000 passengers in its last full year. The authority expects 120,000 passengers a year on the new hydrogen ferry.',
  ],
  'en',
  'Hydrogen ferry to Harrow Bay will sail again in June',
);

describe('summarize', () => {
  it('opens with the news and leaves the weather out', () => {
    const texts = summarize(ferry, { sentences: 3 }).map((sentence) => sentence.text);
    expect(texts[0]).toMatch(/^The night ferry to Harrow Bay/);
    expect(texts).not.toContain('The weather was mild.');
  });

  it('of a long report hears each of its sections, within the budget', () => {
    const topics = ['harbour', 'school', 'railway', 'hospital'];
    const report = article(
      topics.flatMap((topic) =>
        Array.from(
          { length: 30 },
          (_, index) =>
            `The ${topic} committee settled question ${index} of the ${topic} on Monday. It will report on the ${topic} again in ${2030 + index}.`,
        ),
      ),
    );
    const paragraphsOf = (settings: Parameters<typeof summarize>[1]): number[] =>
      summarize(report, settings).map(({ paragraph }) => Math.floor(paragraph / 30));
    expect(paragraphsOf({ sentences: 4 })).toEqual([0, 1, 2, 3]);
    expect(paragraphsOf({ sentences: 8 })).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect(summarize(report)).toHaveLength(5);
    const short = summarize(report, { sentences: 8, characters: 200 });
    expect(short.length).toBeGreaterThan(0);
    expect(short.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(200);
    for (const { paragraph, sentence, text } of summarize(report, { sentences: 8 }))
      expect(report.body[paragraph]?.sentences[sentence]?.text).toBe(text);
  });

  it('cuts a report at its subheadings', () => {
    const section = (topic: string, paragraphs: number): Paragraph[] => [
      { kind: 'subheading', text: `The ${topic}`, sentences: splitSentences(`The ${topic}`, 'en') },
      ...article(
        Array.from(
          { length: paragraphs },
          (_, index) => `The ${topic} committee settled question ${index} on Monday.`,
        ),
      ).body,
    ];
    const body = [...section('harbour', 60), ...section('school', 90), ...section('railway', 60)];
    const chosen = summarize({ language: 'en', body }, { sentences: 3 }).map(
      ({ text }) => text.split(' ')[1],
    );
    expect(chosen).toEqual(['harbour', 'school', 'railway']);
  });

  it('names each sentence by its place in the body', () => {
    for (const { paragraph, sentence, text } of summarize(ferry)) {
      expect(ferry.body[paragraph]?.sentences[sentence]?.text).toBe(text);
    }
  });

  it('avoids a sentence that needs the one before it', () => {
    const texts = summarize(ferry, { sentences: 4 }).map((sentence) => sentence.text);
    expect(texts.filter((text) => /^(?:But|She) /.test(text))).toEqual([]);
  });

  it('takes an article of three sentences or fewer as it is', () => {
    const brief = article(['A tram stopped.', 'Nobody was hurt. Lines reopened at noon.']);
    expect(summarize(brief)).toHaveLength(3);
  });

  it('never picks a subheading', () => {
    const [first, ...rest] = ferry.body;
    const heading: Paragraph = {
      ...article(['Hydrogen ferry to Harrow Bay will sail again in June']).body[0],
      kind: 'subheading',
    } as Paragraph;
    const withHeading = { ...ferry, body: [first as Paragraph, heading, ...rest] };
    expect(summarize(withHeading, { sentences: 9 }).every(({ paragraph }) => paragraph !== 1)).toBe(true);
  });

  it('leaves out a sentence that only says the headline again', () => {
    const [first, ...rest] = ferry.body;
    const again = article(['Hydrogen ferry to Harrow Bay will sail again in June.']).body[0] as Paragraph;
    const withRepetition = { ...ferry, body: [again, first as Paragraph, ...rest] };
    expect(summarize(withRepetition, { sentences: 3 }).every(({ paragraph }) => paragraph !== 0)).toBe(true);
  });

  it('leaves a bare quotation out, whose speaker would be missing', () => {
    const quote = article(['“The hydrogen ferry to Harrow Bay will sail again in June.”'])
      .body[0] as Paragraph;
    const withQuote = { ...ferry, body: [...ferry.body.slice(0, 2), quote, ...ferry.body.slice(2)] };
    expect(summarize(withQuote, { sentences: 3 }).every(({ paragraph }) => paragraph !== 2)).toBe(true);
  });

  it.each([
    ['en', '“The hydrogen ferry sails to Harrow Bay in June,” she said.', 'needs the sentence before it'],
    ['en', '"The hydrogen ferry sails in June," Marta Quill said.', ''],
    ['en', 'By Marta Quill and Jonas Lund', 'belongs to the page'],
    ['en', 'Reporting by Marta Quill in Harrow Bay', 'belongs to the page'],
    ['en', '© 2026 Harrow Bay News.', 'belongs to the page'],
    ['en', '10:42 a.m.', 'belongs to the page'],
    ['en', 'By June the ferry will sail again.', ''],
    ['ko', '“여객선은 6월에 다시 뜬다”고 말했다.', 'needs the sentence before it'],
    ['ko', '시장은 “여객선은 6월에 다시 뜬다”고 말했다.', ''],
    ['ko', '무단 전재 및 재배포 금지', 'belongs to the page'],
    ['ko', '부산일보 홍길동 기자', 'belongs to the page'],
    ['ko', '기자들이 부두에 모였다.', ''],
    ['ko', '한도윤 시장과 상인회장.', 'is no sentence'],
    ['en', 'Quill said: "The hydrogen ferry is doing well.', 'is a part of a quotation'],
    ['ja', '「船は6月に出る」と述べた。', 'needs the sentence before it'],
    ['ja', '市長は「船は6月に出る」と述べた。', ''],
    ['ja', '写真：港に停泊する船', 'belongs to the page'],
    ['ja', '写真を撮る人も多い。', ''],
  ])('knows what stands against a sentence (%s): %s', (language, sentence, doubt) => {
    const whole = article(['Harrow Bay 2026.', sentence], language);
    const line = explainSummary(whole).trim().split('\n').at(-1)?.split('\t');
    expect(line?.at(-2)).toBe(doubt);
  });

  it('opens a summary of an interview with no answer whose question is missing', () => {
    const interview = article([
      'Nora Quill has run the night ferry to Harrow Bay for 19 years. It sails again in June.',
      'What is the ferry like?',
      'The hydrogen ferry to Harrow Bay is quiet. It smells of nothing.',
      'Will the ferry to Harrow Bay sail in winter?',
      'The hydrogen ferry will sail to Harrow Bay in any winter. Ice is thin there.',
      'Is the ferry full?',
      'The ferry to Harrow Bay is sold out until June. Some people sleep on the pier.',
      'Quill will hand the ferry to her niece in September.',
    ]);
    const picked = summarize(interview, { sentences: 3 });
    const replies = picked.filter(
      ({ paragraph, sentence }) => sentence === 0 && paragraph > 0 && paragraph < 7,
    );
    expect(replies).toEqual([]);
    expect(picked[0]?.paragraph).toBe(0);
  });

  it('never makes a summary of the times of a live blog', () => {
    const blog = article([
      'The hydrogen ferry to Harrow Bay left the dock on Monday after three years of repairs.',
      '11:20 a.m.',
      'The ferry has reached Harrow Bay with 212 passengers, the port authority said.',
      '10:42 a.m.',
      'The ferry to Harrow Bay was half an hour late because of fog, the authority said.',
    ]);
    const texts = summarize(blog, { sentences: 3 }).map(({ text }) => text);
    expect(texts).toHaveLength(3);
    expect(texts.filter((text) => /^\d/.test(text))).toEqual([]);
  });

  it('gives a short article whole, whatever stands against its sentences', () => {
    const brief = article(['A tram stopped.', 'But nobody was hurt. She left.']);
    expect(summarize(brief).map(({ text }) => text)).toEqual([
      'A tram stopped.',
      'But nobody was hurt.',
      'She left.',
    ]);
  });

  it('has as many sentences as asked for, where the article has them', () => {
    for (const sentences of [1, 2, 4, 6]) expect(summarize(ferry, { sentences })).toHaveLength(sentences);
    expect(summarize(ferry, { sentences: 99 })).toHaveLength(9);
  });

  it('makes a summary of running text, not of a list beside it', () => {
    const items = ['Harrow Bay hydrogen ferry', 'Port authority of Harrow Bay: ferry sails in June'].map(
      (text): Paragraph => ({ ...(article([text]).body[0] as Paragraph), kind: 'list-item' }),
    );
    const withList = { ...ferry, body: [...items, ...ferry.body] };
    expect(summarize(withList, { sentences: 3 }).every(({ paragraph }) => paragraph > 1)).toBe(true);
    expect(summarize({ ...ferry, body: items }, { sentences: 2 })).toHaveLength(2);
  });

  it('says why each sentence was picked or not', () => {
    const lines = explainSummary(ferry, { sentences: 2 }).trim().split('\n');
    expect(lines).toHaveLength(1 + ferry.body.flatMap(({ sentences }) => sentences).length);
    expect(lines.filter((line) => line.split('\t')[1] === 'picked')).toHaveLength(2);
    expect(lines.find((line) => line.includes('She sold 400'))).toContain('needs the sentence before it');
    const [names = [], values = []] = lines.slice(0, 2).map((line) => line.split('\t'));
    const added = values.slice(3, -2).reduce((sum, value) => sum + Number(value), 0);
    expect(added).toBeCloseTo(Number(values[names.indexOf('score')]), 1);
  });

  it('takes time near to proportional to the text', () => {
    // Of the processor, the least of three runs: what else the machine does counts little.
    const timeOf = (count: number): number => {
      const long = article(
        Array.from(
          { length: count },
          (_, index) => `Ferry ${index} of ${count % 97} sailed to bay ${index % 89}.`,
        ),
      );
      const times = [1, 2, 3].map(() => {
        const before = process.cpuUsage();
        summarize(long);
        return process.cpuUsage(before).user;
      });
      return Math.min(...times);
    };
    timeOf(500);
    // Eight times the sentences: in proportion 8, by the square 64.
    expect(timeOf(8_000)).toBeLessThan(32 * timeOf(1_000));
  });

  it('keeps within the characters asked for, as far as one sentence allows', () => {
    const summary = summarize(ferry, { sentences: 5, characters: 200 });
    expect(summary.reduce((sum, { text }) => sum + [...text].length, 0)).toBeLessThanOrEqual(200);
    expect(summarize(ferry, { characters: 1 })).toHaveLength(1);
  });

  it('works in Korean and Japanese', () => {
    const korean = article(
      [
        '부산시는 18일 수소 여객선이 6월부터 다시 운항한다고 밝혔다. 여객선은 3년 만에 바다로 나간다.',
        '날씨는 맑았다.',
        '시는 한 해 12만 명이 수소 여객선을 탈 것으로 내다봤다.',
      ],
      'ko',
      '수소 여객선 6월 다시 운항',
    );
    expect(summarize(korean, { sentences: 1 })[0]?.text).toContain('6월부터 다시 운항한다고');
    const japanese = article(
      [
        '函館市は18日、水素フェリーが6月に運航を再開すると発表した。3年ぶりとなる。',
        '天気は晴れだった。',
        '市は年12万人の利用を見込む。',
      ],
      'ja',
      '水素フェリー、6月に再開',
    );
    expect(summarize(japanese, { sentences: 1 })[0]?.text).toContain('運航を再開する');
  });

  it('gives an ordered part of the article, within the budget, always the same', () => {
    const sentence = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => `${text.replace(/\s/g, '')}.`);
    const paragraphs = fc.array(
      fc.array(sentence, { minLength: 1, maxLength: 4 }).map((list) => list.join(' ')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 1, max: 6 }), (texts, sentences) => {
        const whole = article(texts);
        const summary = summarize(whole, { sentences });
        expect(summary.length).toBeLessThanOrEqual(sentences);
        expect(summarize(whole, { sentences })).toEqual(summary);
        const places = summary.map(({ paragraph, sentence: index }) => paragraph * 1000 + index);
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      }),
    );
  });
});
