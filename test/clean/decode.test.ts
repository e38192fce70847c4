import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../lambda/clean/decode.ts';

const korean =
  '부산 해운동의 작은 도서관이 17일부터 24시간 문을 연다. 주민들이 매달 돈을 모아 야간 사서를 고용했다.';
const japanese =
  '港の旧橋が歩行者専用の橋としてよみがえる。市が5月の連休前に開通すると発表した。ベンチと街灯も増やした。';

function encodeAs(text: string, charset: string): Uint8Array {
  return iconv.encode(text, charset, { addBOM: false });
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

/** A sentence or two of a town's news, by language. */
const news = {
  de: 'Die Fähre über die Bucht fährt wieder: „Wir hätten früher öffnen können“, sagte der Bürgermeister und grüßte die Gäste. Für 3 € dürfen Fußgänger mitfahren, Fahrräder kosten nichts.',
  fr: 'Le bac de la baie a repris son service dès l’aube ; « on l’espérait depuis l’été », a déclaré la maire. Près de mille élèves l’empruntent, et la traversée coûte à peine deux euros.',
  es: 'La biblioteca del barrio abrirá también por la noche. «¿Quién no lo había soñado?», preguntó la alcaldesa el miércoles, después de que los vecinos reunieran más de veinte mil euros en un año.',
  pl: 'Prom przez zatokę znów pływa. „Mogliśmy otworzyć wcześniej” – powiedział burmistrz, witając gości w środę. Piesi płacą trzy złote, rowerzyści jeżdżą za darmo, a dzieci też nic nie płacą.',
  cs: 'Přívoz přes zátoku opět jezdí. Starosta přivítal první hosty už ráno a řekl, že město mohlo otevřít dříve. Pěší zaplatí tři koruny, cyklisté jezdí zdarma a děti také.',
  hu: 'Újra jár a komp az öbölben. A polgármester szerint előbb is megnyithatták volna, de a hajó műszaki vizsgája későn készült el. A gyalogosok olcsón, a kerékpárosok ingyen utazhatnak.',
  tr: 'Körfezin vapuru yeniden sefere başladı. Belediye başkanı, ilk yolcuları karşılarken açılışın daha önce yapılabileceğini söyledi. Yayalar üç lira ödüyor, bisikletliler ücretsiz geçiyor.',
  ru: 'Паром через залив снова ходит. Мэр встретил первых гостей утром и сказал, что открыть переправу могли раньше. Пешеходы платят три рубля, велосипедисты ездят бесплатно, дети тоже.',
  el: 'Το φέρι του κόλπου ταξιδεύει πάλι. Ο δήμαρχος υποδέχθηκε τους πρώτους επισκέπτες το πρωί και είπε ότι θα μπορούσαν να είχαν ανοίξει νωρίτερα. Οι πεζοί πληρώνουν τρία ευρώ.',
  lt: 'Keltas per įlanką vėl plaukioja. Meras pasveikino pirmuosius keleivius ir sakė, kad jį buvo galima atidaryti anksčiau. Pėstieji moka tris eurus, dviratininkai keliasi nemokamai, vaikai taip pat.',
  he: 'המעבורת במפרץ שבה לפעול. ראש העיר קיבל את פני הנוסעים הראשונים ואמר שאפשר היה לפתוח אותה מוקדם יותר. הולכי רגל משלמים שלושה אירו, ורוכבי אופניים נוסעים בחינם.',
  ar: 'عادت العبارة إلى العمل في الخليج. استقبل رئيس البلدية أول الركاب وقال إنه كان من الممكن افتتاحها في وقت أبكر. يدفع المشاة ثلاثة يورو ويركب أصحاب الدراجات مجانا.',
  ko: '부산 해운동의 작은 도서관이 17일부터 24시간 문을 연다. 주민들이 매달 돈을 모아 야간 사서를 고용했다. 구청은 “다른 동네에도 권하고 싶다”고 밝혔다. 똠방각하와 펲시콜라도 읽힌다.',
  ja: '港の旧橋が歩行者専用の橋としてよみがえる。市が5月の連休前に開通すると発表した。ベンチと街灯も増やした。担当者は「夜も安心して渡れる」と話している。',
  zh: '海湾的渡船又开航了。市长星期三早上迎接了第一批客人，他说这条航线本来可以更早开通。步行的人只要付三元，骑自行车的人不用付钱，孩子们也一样。',
  'zh-HK':
    '灣仔嘅渡輪終於復航。區長星期三早上喺碼頭迎接第一批客人，佢話呢條航線本來可以早啲開通。行路嘅人只要畀三蚊，踩單車嘅人唔使畀錢，細路都一樣。深水埗嘅街坊話，咁樣返工方便好多，大家都好開心。',
  'zh-TW':
    '海灣的渡船又開航了。市長星期三早上迎接了第一批客人，他說這條航線本來可以更早開通。步行的人只要付三元，騎自行車的人不用付錢，孩子們也一樣。',
} as const;

const table: readonly { readonly charset: string; readonly languages: readonly (keyof typeof news)[] }[] = [
  { charset: 'utf-8', languages: ['de', 'pl', 'ru', 'el', 'ko', 'ja', 'zh', 'zh-TW'] },
  { charset: 'utf-16le', languages: ['de', 'pl', 'ru', 'el', 'ko', 'ja'] },
  { charset: 'utf-16be', languages: ['de', 'pl', 'ru', 'el', 'ko', 'ja'] },
  { charset: 'utf-32le', languages: ['de', 'ru', 'ko', 'ja', 'zh'] },
  { charset: 'utf-32be', languages: ['de', 'ru', 'ko', 'ja', 'zh'] },
  { charset: 'windows-1252', languages: ['de', 'fr', 'es'] },
  { charset: 'iso-8859-15', languages: ['de', 'fr', 'es'] },
  { charset: 'windows-1250', languages: ['pl', 'cs', 'hu'] },
  { charset: 'iso-8859-2', languages: ['pl', 'cs', 'hu'] },
  { charset: 'windows-1254', languages: ['tr'] },
  { charset: 'windows-1257', languages: ['lt'] },
  { charset: 'windows-1255', languages: ['he'] },
  { charset: 'windows-1256', languages: ['ar'] },
  { charset: 'windows-1251', languages: ['ru'] },
  { charset: 'koi8-r', languages: ['ru'] },
  { charset: 'iso-8859-5', languages: ['ru'] },
  { charset: 'windows-1253', languages: ['el'] },
  { charset: 'iso-8859-7', languages: ['el'] },
  { charset: 'cp949', languages: ['ko'] },
  { charset: 'cp932', languages: ['ja'] },
  { charset: 'euc-jp', languages: ['ja'] },
  { charset: 'gb18030', languages: ['zh', 'zh-TW'] },
  { charset: 'big5', languages: ['zh-TW'] },
  { charset: 'big5hkscs', languages: ['zh-HK'] },
];

describe.each(table)('undeclared $charset', ({ charset, languages }) => {
  /** Quotation marks and dashes that the encoding lacks are left out. */
  const fitting = (text: string): string =>
    [...text]
      .filter((character) => iconv.decode(iconv.encode(character, charset), charset) === character)
      .join('');

  it.each(languages)('is read right in a headline, a paragraph and an article: %s', (language) => {
    const paragraph = fitting(news[language]);
    const headline = paragraph.slice(0, 60);
    for (const text of [headline, paragraph, `${paragraph}\n`.repeat(40)])
      expect(decode(encodeAs(text, charset)).text).toBe(text);
  });
});

describe('decode', () => {
  it.each([
    ['utf-8', Buffer.from(korean)],
    ['utf-8 with a mark', Buffer.from(`\uFEFF${korean}`)],
    ['utf-16le with a mark', utf16(`\uFEFF${korean}`, false)],
    ['utf-16be with a mark', utf16(`\uFEFF${korean}`, true)],
    ['euc-kr', encodeAs(korean, 'euc-kr')],
  ])('reads Korean in %s', (_, bytes) => {
    expect(decode(bytes).text).toBe(korean);
  });

  it.each(['shift_jis', 'euc-jp'])('reads Japanese in %s, undeclared', (charset) => {
    expect(decode(encodeAs(japanese, charset)).text).toBe(japanese);
  });

  it('reads UTF-16 without a mark', () => {
    expect(decode(utf16('The ferry is back in the bay.', false)).text).toBe('The ferry is back in the bay.');
  });

  it('reads windows-1252 for what nothing else fits', () => {
    const bytes = Buffer.from(
      'Der B\xfcrgermeister sagte \x84Ja\x93 \x96 f\xfcr 3 \x80 k\xf6nne jeder fahren, so gro\xdf sei sie.',
      'latin1',
    );
    expect(decode(bytes).text).toBe(
      'Der Bürgermeister sagte „Ja“ – für 3 € könne jeder fahren, so groß sei sie.',
    );
  });

  it('believes a declaration, but valid UTF-8 more', () => {
    const page = (charset: string): string => `<meta charset="${charset}"><p>${korean}</p>`;
    expect(decode(encodeAs(page('euc-kr'), 'euc-kr')).charset).toBe('euc-kr');
    expect(decode(Buffer.from(page('euc-kr'))).text).toBe(page('euc-kr'));
  });

  it('does not believe a Latin encoding that nobody meant', () => {
    const page = `<meta charset="iso-8859-1"><p>${news.ko}</p>`;
    expect(decode(encodeAs(page, 'cp949')).text).toBe(page);
    expect(decode(encodeAs(news.ja, 'cp932'), { declaredCharset: 'ISO-8859-1' }).text).toBe(news.ja);
    const german = news.de.replace(/[„“]/g, '"');
    expect(decode(encodeAs(german, 'iso-8859-15'), { declaredCharset: 'iso-8859-15' }).text).toBe(german);
  });

  it('reads every Korean syllable of windows-949', () => {
    const syllables = Array.from({ length: 11_172 }, (_, index) => String.fromCharCode(0xac00 + index)).join(
      '',
    );
    const page = `<meta charset="euc-kr"><p>${syllables}</p>`;
    expect(decode(encodeAs(page, 'cp949')).text).toBe(page);
  });

  it('reads every character that Hong Kong added to Big5', () => {
    const trails = Array.from({ length: 0xff - 0x40 }, (_, index) => 0x40 + index);
    const pairs = Array.from({ length: 0xff - 0x81 }, (_, index) => 0x81 + index).flatMap((lead) =>
      trails.map((trail) => Buffer.of(lead, trail)),
    );
    const added = pairs
      .filter((pair) => /^[\ue000-\uf8ff]$/.test(new TextDecoder('big5').decode(pair)))
      .map((pair) => ({ pair, wanted: iconv.decode(pair, 'big5hkscs').normalize('NFC') }))
      .filter(({ wanted }) => !/[\ufffd\ue000-\uf8ff]/.test(wanted));
    expect(added.length).toBeGreaterThan(5_000);
    const page = Buffer.concat([
      Buffer.from('<meta charset="big5-hkscs">'),
      ...added.flatMap(({ pair }) => [pair, Buffer.from('\n')]),
    ]);
    const [head, ...read] = decode(page).text.replace('>', '>\n').split('\n');
    expect(head).toContain('big5');
    expect(added.filter(({ wanted }, index) => read[index] !== wanted)).toEqual([]);
  });

  it.each(['ko', 'ja', 'zh', 'ru', 'he'] as const)(
    'reads UTF-8 that was cut off, or has a spoiled byte, as what it is, with a warning: %s',
    (language) => {
      const bytes = Buffer.from(news[language]);
      const spoiled = Buffer.concat([bytes.subarray(0, 30), Buffer.of(0xff), bytes.subarray(30)]);
      for (const damaged of [bytes.subarray(0, -2), spoiled]) {
        const { text, charset, warnings } = decode(damaged);
        expect(charset).toBe('utf-8');
        expect(text.replaceAll('\ufffd', '').length).toBeGreaterThanOrEqual(
          news[language].normalize('NFC').length - 3,
        );
        expect(warnings.join()).toContain('could not be read');
      }
    },
  );

  it.each([
    ['a zero', Buffer.of(0)],
    ['half a surrogate pair', Buffer.of(0xed, 0xa0, 0xbd)],
  ])(
    'reads UTF-8 with %s in it as what it is, with a warning, however little is beyond ASCII',
    (_, spoiled) => {
      const english =
        'The ferry “Maren” will sail again, the port authority said. Its first crossing is in June.';
      const texts = [english, english.replace(/[“”]/g, '"'), korean];
      for (const whole of texts.map((text) => text.repeat(8))) {
        const parts = [whole.slice(0, 11), whole.slice(11)].map((part) => Buffer.from(part));
        expect(decode(Buffer.concat([parts[0] ?? spoiled, spoiled, parts[1] ?? spoiled]))).toEqual({
          text: `${whole.slice(0, 11)}\ufffd${whole.slice(11)}`,
          charset: 'utf-8',
          warnings: ['1 characters could not be read and stand as \ufffd.'],
        });
      }
    },
  );

  it.each([
    ['UTF-8', Buffer.from(`\ufeff${korean}`), Buffer.of(0xff)],
    ['UTF-16, half a character', Buffer.from(`\ufeff${korean}`, 'utf16le'), Buffer.of(0x3d, 0xd8)],
    ['UTF-16, cut off', Buffer.from(`\ufeff${korean}`, 'utf16le').subarray(0, -1), Buffer.of()],
  ])('reads with a warning what is damaged after a byte order mark: %s', (_, bytes, spoiled) => {
    const { text, warnings } = decode(Buffer.concat([bytes.subarray(0, 42), spoiled, bytes.subarray(42)]));
    expect(text.replace('\ufffd', '').slice(0, 40)).toBe(korean.slice(0, 40));
    expect(warnings).toEqual(['1 characters could not be read and stand as \ufffd.']);
  });

  it('repairs UTF-8 that was read as windows-1252, and says so', () => {
    const broken = new TextDecoder('windows-1252').decode(Buffer.from('It’s “back” – café'));
    const { text, warnings } = decode(Buffer.from(broken));
    expect(text).toBe('It’s “back” – café');
    expect(warnings.join()).toContain('repaired');
  });

  it('composes characters, ends lines alike and drops what is invisible', () => {
    expect(decode(Buffer.from('Cafe\u0301\r\nfer\u00adry\u200b\rend')).text).toBe('Café\nferry\nend');
  });

  it('repairs what was read in a wrong encoding before it was put beside other text', () => {
    const quoted = Buffer.from('WireGuard® isn’t naïve').toString('latin1');
    const asWindows = quoted.replace('\u0080\u0099', '€™');
    const { text, warnings } = decode(Buffer.from(`다리가 열렸다.\n${asWindows}`));
    expect(text).toBe('다리가 열렸다.\nWireGuard® isn’t naïve');
    expect(warnings.join()).toContain('was repaired');
  });

  it.each(['“É AMANHÔ, disse.', '«AMANHû', 'Årsmøte i Ålesund'])('leaves what is right: %s', (text) => {
    expect(decode(Buffer.from(`\uFEFF${text}`))).toMatchObject({ text, warnings: [] });
  });

  it.each([
    ['zeros', Uint8Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? 0 : index % 256))],
    ['control characters', Uint8Array.from({ length: 400 }, (_, index) => index % 32)],
  ])('refuses bytes that are no text: %s', (_, bytes) => {
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ reason: 'undecodable' }));
  });

  it('gives any Unicode text back, and never fails but by rejecting', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        decode(Buffer.from(`\uFEFF${text}`)).text.isWellFormed(),
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          return typeof decode(bytes).text === 'string';
        } catch (error) {
          return (error as Error).name === 'RejectedArticleError';
        }
      }),
    );
  });
});
