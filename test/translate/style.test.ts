import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asGiven, headlineInStyle, inStyle, type TranslatedSentence } from '../../lambda/translate/style.ts';
import { setInType, typographyRules } from '../../lambda/translate/typography.ts';

const sentence = (translation: string, more: Partial<TranslatedSentence> = {}): TranslatedSentence => ({
  translation,
  terms: [],
  isPeoples: false,
  ...more,
});

describe('typography', () => {
  /** Each rule by an example that needs it. */
  const examples = {
    ja: {
      'half-width-katakana': ['ﾌｪﾘｰが着いた。', 'フェリーが着いた。'],
      brackets: ['同社 (本社・東京) は', '同社（本社・東京）は'],
      'brackets-after-japanese': ['世界保健機関(WHO)は', '世界保健機関（WHO）は'],
      comma: ['船は, 港へ，', '船は、港へ、'],
      'full-stop': ['船が着いた.', '船が着いた。'],
      'exclamation-question': ['着いたか?', '着いたか？'],
      colon: ['質問:船は着いたか。', '質問：船は着いたか。'],
      names: ['マルタ クイル氏', 'マルタ・クイル氏'],
      spaces: ['運賃は 4 ポンド、 Harrow 港', '運賃は4ポンド、Harrow港'],
      ellipsis: ['船が...', '船が…'],
    },
    ko: {
      'full-width-marks': ['배가 왔다。그리고（다시）갔다', '배가 왔다.그리고(다시)갔다'],
      'space-before-mark': ['배가 왔다 .', '배가 왔다.'],
      'space-after-comma': ['배,사람,차', '배, 사람, 차'],
      'space-before-bracket': ['해로 베이 (Harrow Bay)에', '해로 베이(Harrow Bay)에'],
      'space-before-particle': ['FIFA 는 3% 를', 'FIFA는 3%를'],
      spaces: ['배가  왔다', '배가 왔다'],
    },
  } as const;

  it.each(['ko', 'ja'] as const)('has an example of every rule: %s', (target) => {
    expect(typographyRules[target].map(({ id }) => id)).toEqual(Object.keys(examples[target]));
  });

  it.each([
    ...Object.entries(examples.ko).map(([id, pair]) => ['ko', id, ...pair] as const),
    ...Object.entries(examples.ja).map(([id, pair]) => ['ja', id, ...pair] as const),
  ])('%s %s', (target, id, text, expected) => {
    expect(setInType([text], target)).toEqual([expected]);
    const rule = typographyRules[target].find((one) => one.id === id);
    expect(text.search(rule?.pattern ?? /$^/)).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ['ko', ['그는 "배가', '왔다"고 했다.'], ['그는 “배가', '왔다”고 했다.']],
    ['ko', ["'밤 배'는 O'Neill의 '90년대"], ["'밤 배'는 O'Neill의 '90년대"]],
    ['ko', ["'밤 배'라고 O'Neill이 말했다."], ["‘밤 배’라고 O'Neill이 말했다."]],
    ['ko', ['그는 "배가 왔다고 했다.'], ['그는 "배가 왔다고 했다.']],
    ['ja', ['彼は"船が', '着いた"と言った。'], ['彼は「船が', '着いた」と言った。']],
    ['ja', ["“彼は'はい'と言った”"], ['「彼は『はい』と言った」']],
    ['ja', ['「すでに」「正しい」'], ['「すでに」「正しい」']],
    ['ja', ['10,000人、3.5倍、https://a.example/?x=1'], ['10,000人、3.5倍、https://a.example/?x=1']],
  ] as const)(
    'sets quotations over a whole paragraph, and only what pairs up: %s %j',
    (target, texts, expected) => {
      expect(setInType(texts, target)).toEqual(expected);
    },
  );

  it('changes no letter and no digit, and nothing the second time', () => {
    const piece = fc.constantFrom(
      ...'배가 왔다|船が着いた|フェリー|Harrow|10,000|3.5|"|\'|“|”|(|)|（|,|，|.|。|!|?|:| |  |…|...|는|が'.split(
        '|',
      ),
    );
    const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    const paragraph = fc.array(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(paragraph, fc.constantFrom('ko', 'ja'), (texts, target) => {
        const set = setInType(texts, target);
        expect(set.map(letters)).toEqual(texts.map(letters));
        expect(setInType(set, target)).toEqual(set);
      }),
    );
  });
});

describe('style', () => {
  const on = { register: 'engine', typography: 'on' } as const;
  const terms = [{ source: 'Yonhap', target: '연합뉴스' }];

  it('leaves what people translated as it is', () => {
    const texts = ['"배" 는 연합뉴스은 (ferry)'];
    expect(inStyle([sentence(texts[0] ?? '', { terms, isPeoples: true })], 'ko', on)).toEqual(texts);
  });

  it('leaves marks as they came where that is asked for', () => {
    expect(inStyle([sentence('"배"가 왔다')], 'ko', asGiven)).toEqual(['"배"가 왔다']);
    expect(headlineInStyle(sentence('배가 왔다.'), 'Ferry is here', 'ko', asGiven)).toBe('배가 왔다.');
  });

  it('puts a term where the engine left the source’s letters, and fits its particle', () => {
    expect(inStyle([sentence('Yonhap은 보도했다.', { terms })], 'ko', on)).toEqual(['연합뉴스는 보도했다.']);
    expect(inStyle([sentence('Yonhapers는 갔다.', { terms })], 'ko', on)).toEqual(['Yonhapers는 갔다.']);
    expect(inStyle([sentence('연합뉴스(Yonhap)는 갔다.', { terms })], 'ko', on)).toEqual([
      '연합뉴스(Yonhap)는 갔다.',
    ]);
    const xinhua = [{ source: 'Xinhua', target: '新華社' }];
    expect(inStyle([sentence('エージェンシーXinhuaは報じた。', { terms: xinhua })], 'ja', on)).toEqual([
      'エージェンシー新華社は報じた。',
    ]);
  });

  it('takes the full stop from a headline whose source has none', () => {
    expect(headlineInStyle(sentence('배가 왔다.'), 'Ferry is here', 'ko', on)).toBe('배가 왔다');
    expect(headlineInStyle(sentence('船が着いた。'), 'Ferry is here.', 'ja', on)).toBe('船が着いた。');
  });

  it('has one register through a paragraph, but for people’s sentences and what is quoted', () => {
    const plain = { register: 'plain', typography: 'off' } as const;
    const sentences = [
      sentence('배가 왔습니다.'),
      sentence('배가 왔습니다.', { isPeoples: true }),
      sentence('그는 "배가'),
      sentence('왔습니다.'),
      sentence('갑니다"라고 했습니다.'),
    ];
    expect(inStyle(sentences, 'ko', plain)).toEqual([
      '배가 왔다.',
      '배가 왔습니다.',
      '그는 "배가',
      '왔습니다.',
      '갑니다"라고 했습니다.',
    ]);
  });

  it('has no polite headlines', () => {
    const polite = { register: 'polite', typography: 'off' } as const;
    expect(headlineInStyle(sentence('배가 왔다'), 'Ferry is here', 'ko', polite)).toBe('배가 왔다');
    expect(
      headlineInStyle(sentence('배가 왔습니다'), 'Ferry is here', 'ko', { ...polite, register: 'plain' }),
    ).toBe('배가 왔다');
  });
});
