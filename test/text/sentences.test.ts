import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSentences } from '../../lambda/text/join-sentences.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';

const split = (text: string, language: string): string[] =>
  splitSentences(text, language).map((sentence) => sentence.text);

/** Each row is one paragraph, its sentences apart. */
const english = [
  ['Dr. Ana Ruiz met Gen. Park on Monday.', 'They spoke for an hour.'],
  ['The U.S. Senate voted 51-49.', 'It was close.'],
  ['He lives in the U.S.', 'The rest of his family does not.'],
  ['J. K. Marlow wrote it.', 'Nobody noticed.'],
  ['Shares rose 3.5 percent to $12.40.', 'Analysts were surprised.'],
  ['“Is it safe?” Mayor Lund asked on Tuesday.', 'Nobody answered.'],
  ['"We tried.', 'We failed," she said.'],
  ['It was over... or so they thought.', 'It was not.'],
  ['Visit www.example.org/a.b?c=d for details.', 'Entry is free.'],
  ['The plan (see the map. It is old.) was dropped.', 'Work began in May.'],
  ['The bridge reopened on Monday.Traffic was light.'],
  ['The law passed. [2] [3]', 'It was repealed a year later.'],
  ['The rate rose. (as of May)', 'Wages did not.'],
  ['i like the new tram.', 'it is never late.'],
  ['Nobody knew the answer.', 'the mayor left early.'],
  ['She looked up.', '“Why now?” he wondered.'],
  ['See p. 55 for the map.', 'It is small.'],
  ['The desk knew you and I.', 'Did anybody meet Albert I. Jones?'],
  ['They left it there....', 'Nobody came back.'],
  ['It was . . . in the end . . . a draw.', 'Both sides cheered.'],
  ['Entry is free on Sundays.', 'https://example.org/c has the map.'],
  ['Acme Inc. said it would appeal.', 'Its lawyers agreed.'],
  ['The talks ended at 5 p.m. on Friday.', 'They resume Monday.'],
  ['What happened!?', 'Nobody knows.'],
  ['The bar was full. (2012)', 'It closed later.'],
  ['That was fun. :)', 'See you there!'],
] as const;

/** Lists that lost their line breaks. */
const lists = [
  ['1. The first stop', '2. The second stop', '3. The last'],
  ['1.) Buy a ticket.', '2.) Board.'],
  ['a) by bus', 'b) by tram'],
  ['• 9. The ninth', '• 10. The tenth'],
] as const;

/** Mails and captions that lost their line breaks. */
const lines = [
  ['Marta Quill', '08/16/2000 12:05 PM', 'The tests went well.'],
  ['Ben,', 'Please see the map.', 'It is new.'],
  ['Dear Ms. Quill:', 'The tests went well.'],
  ['Write to desk@bay.example', 'Thanks are due to all.'],
  ['** Disclaimer **', 'The desk is not liable.'],
  ['It may not sail this year.', '--', 'Posted by the desk'],
  ['It went well.', 'Best regards,', 'Marta Quill'],
  ['It went well.', 'Thanks.', 'marta'],
  ['Thursday, May 7, 2015', 'On Tuesday the ferry sailed.'],
  ['The ferry at the pier of Harrow Bay', 'Image: Marta Quill.'],
] as const;

/** The same marks where a sentence goes on. */
const noLines = [
  'She wrote on 03/27/2001 09:11 AM that it was late.',
  'Write to desk@bay.example for a map.',
  'On May 7, 2015, the ferry sailed.',
  'Ben, who sold the map, was glad.',
  'Thanks to Marta the ferry sailed.',
  'He gave her 5 ** for it.',
] as const;

/** Without the space that parts sentences. */
const unspaced = [
  ['does it sail to bays?', 'they want to know'],
  ['it was late...', 'Nobody came to the pier'],
] as const;

const korean = [
  ['정부는 18일 “물가가 오른다. 대책을 내겠다.”라고 밝혔다.', '시장은 반응하지 않았다.'],
  ['성장률은 3.5%였다.', '전망치는 2.8%였다.'],
  ['회의는 2026. 5. 4. 열렸다.', '결론은 없었다.'],
  ['대회에서 우승했다. (6회)', '또한 은메달도 있다.'],
  ['<가자. 지금 가자.>', '그는 문을 열었다.', '밖은 추웠다.'],
  ['버스가 멈췄다.', '승객 12명은 무사했다.'],
  ['시장은 "물가를 잡겠다.”라고 말했다.', '여론은 갈렸다.'],
  ['대변인은 "장관이 "곧 만나자."라고 했다."고 전했다.', '회담은 없었다.'],
  ['섬에는 주민이 산다.[참고 5]', '배는 하루 한 번 온다.'],
] as const;

/** The last of a newspaper's quotation has no mark of its own. */
const koreanNewspaper = [
  ['주민은 “배가 끊겼다.', '장도 못 본다”고 말했다.'],
  ['주민은 “배가 끊겼다.', '장도 못 본다”며 “아이들은 학교에 못 간다.', '길이 없다”고 덧붙였다.'],
  ['관계자는 “사업(총액 3천억 원. 국비 포함)을 추진한다.', '내년에 끝낸다”고 말했다.'],
  ['관계자는 “시장이 ‘간다. 온다.’라고 했다.', '믿는다”고 말했다.'],
] as const;

const japanese = [
  ['市長は「必ず再開する。時期は未定だ。」と述べた。', '船は3隻ある。'],
  ['料金は4.5ユーロだ。', '子どもは無料（6歳未満。要証明。）となる。'],
  ['本当に動くのか！', '記者は尋ねた。'],
] as const;

describe('splitSentences', () => {
  it.each(english)('cuts English where a reader would: %s', (...sentences) => {
    const joined = sentences.join(' ');
    const expected = joined.includes('Monday.Traffic')
      ? ['The bridge reopened on Monday.', 'Traffic was light.']
      : [...sentences];
    expect(split(joined, 'en')).toEqual(expected);
  });

  it.each(lists)('cuts a list that was run together into its items: %s', (...items) => {
    expect(split(items.join(' '), 'en')).toEqual([...items]);
  });

  it.each(lines)('parts lines that were run together: %s', (...sentences) => {
    expect(split(sentences.join(' '), 'en')).toEqual([...sentences]);
  });

  it.each(noLines)('keeps a sentence that only looks like such lines whole: %s', (sentence) => {
    expect(split(sentence, 'en')).toEqual([sentence]);
  });

  it.each(unspaced)('parts sentences that lost their space: %s', (...sentences) => {
    expect(split(sentences.join(''), 'en')).toEqual([...sentences]);
  });

  it('cuts no address at its marks', () => {
    const text = 'See www.bay.example/map?pier=two for it.';
    expect(split(text, 'en')).toEqual([text]);
  });

  it.each([
    ['Only 3 of 7 came', 'on May 1. 2 of them left'],
    ['Flight 2. 3 hours late', 'was 1. in its class'],
  ])('takes a number in a sentence for no list: %s', (...parts) => {
    expect(split(parts.join(' '), 'en').join(' ')).toBe(parts.join(' '));
  });

  it('joins a line broken in the middle of a sentence, and keeps lines apart that are none', () => {
    expect(split('The line was\ncut in two. It was late.', 'en')).toEqual([
      'The line was\ncut in two.',
      'It was late.',
    ]);
    expect(split('maps\ntimetables\nfares', 'en')).toEqual(['maps', 'timetables', 'fares']);
  });

  it('parts what a ruled line parts', () => {
    expect(split('Best wishes ______ The desk', 'en')).toEqual(['Best wishes', '______', 'The desk']);
  });

  it.each(korean)('keeps Korean reported speech whole: %s', (...sentences) => {
    expect(split(sentences.join(' '), 'ko')).toEqual([...sentences]);
  });

  it.each(koreanNewspaper)(
    'cuts a quotation set as newspapers set it at its full stops: %s',
    (...sentences) => {
      expect(split(sentences.join(' '), 'ko')).toEqual([...sentences]);
    },
  );

  it.each(japanese)('keeps Japanese reported speech whole: %s', (...sentences) => {
    expect(split(sentences.join(''), 'ja')).toEqual([...sentences]);
  });

  it('adds, drops and changes nothing, in any language', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('. ', '.”', '。', '」と', '「', '"', '(', ')', '! ', '… ', '\n', 'Dr. ', '3.5', ' '),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('en', 'ko', 'ja', 'de', 'und-x'), (paragraph, language) => {
        let end = 0;
        for (const { text: sentence, start } of splitSentences(paragraph, language)) {
          expect(paragraph.slice(end, start).trim()).toBe('');
          expect(paragraph.slice(start, start + sentence.length)).toBe(sentence);
          expect(sentence.trim()).toBe(sentence);
          end = start + sentence.length;
        }
        expect(paragraph.slice(end).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['he said.', 'We will.', 'en', 'he said. We will.'],
    ['橋が開いた。', '次は港だ。', 'ja', '橋が開いた。次は港だ。'],
    ['橋が開いた！', 'NHKが伝えた。', 'ja', '橋が開いた！NHKが伝えた。'],
    ['“Yes, we can.”', 'It was said twice.', 'ja', '“Yes, we can.” It was said twice.'],
    ['— SPA! (@spa)', 'February 10, 2019', 'zh', '— SPA! (@spa) February 10, 2019'],
  ])('puts %s and %s together as %s prints them', (first, second, language, paragraph) => {
    expect(joinSentences([first, second], language)).toBe(paragraph);
  });

  it.each(['a. ', '"', '(', '「', 'Mr. ', '.', '? ', 'x', 'a@a.', '** a ', 'Best, '])(
    'takes time in proportion to the text: %j',
    (piece) => {
      const timeOf = (count: number): number => {
        const text = piece.repeat(count);
        const started = process.cpuUsage();
        splitSentences(text, 'ko');
        splitSentences(text, 'en');
        const { user, system } = process.cpuUsage(started);
        return user + system;
      };
      timeOf(5_000);
      // Eight times the text: in proportion 8, by the square 64. A millisecond is as much as a clock of the processor tells.
      const best = (count: number): number => Math.min(timeOf(count), timeOf(count), timeOf(count));
      expect(best(40_000)).toBeLessThan(32 * Math.max(best(5_000), 1_000));
    },
  );
});
