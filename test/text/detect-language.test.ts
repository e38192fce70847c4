import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../lambda/text/detect-language.ts';

/** Two sentences of a town's news; where languages are near each other, the words that part them are everyday ones. */
const news: readonly (readonly [language: string, text: string])[] = [
  [
    'en',
    'The ferry across the bay is running again. The mayor met the first passengers and said that it could have been opened earlier.',
  ],
  [
    'de',
    'Die Fähre über die Bucht fährt wieder. Der Bürgermeister begrüßte die ersten Gäste und sagte, man hätte früher öffnen können.',
  ],
  [
    'nl',
    'De veerboot over de baai vaart weer. De burgemeester begroette de eerste passagiers en zei dat het eerder open had gekund.',
  ],
  [
    'fr',
    'Le bac de la baie a repris son service. La maire a accueilli les premiers passagers et a déclaré qu’il aurait pu ouvrir plus tôt.',
  ],
  [
    'es',
    'El transbordador de la bahía vuelve a navegar. La alcaldesa recibió a los primeros pasajeros y dijo que podría haberse abierto antes.',
  ],
  [
    'pt',
    'A balsa da baía voltou a navegar. A prefeita recebeu os primeiros passageiros e disse que ela poderia ter sido aberta mais cedo.',
  ],
  [
    'it',
    'Il traghetto della baia è tornato a navigare. La sindaca ha accolto i primi passeggeri e ha detto che si sarebbe potuto aprire prima.',
  ],
  [
    'ca',
    'El transbordador de la badia torna a navegar. L’alcaldessa va rebre els primers passatgers i va dir que s’hauria pogut obrir abans.',
  ],
  [
    'sv',
    'Färjan över viken går igen. Borgmästaren hälsade de första passagerarna välkomna och sade att den kunde ha öppnats tidigare.',
  ],
  [
    'pl',
    'Prom przez zatokę znów pływa. Burmistrz powitał pierwszych pasażerów i powiedział, że można go było otworzyć wcześniej.',
  ],
  [
    'cs',
    'Přívoz přes zátoku opět jezdí. Starosta přivítal první cestující a řekl, že ho město mohlo otevřít dříve.',
  ],
  [
    'hu',
    'Újra jár a komp az öbölben. A polgármester üdvözölte az első utasokat, és azt mondta, hogy hamarabb is megnyithatták volna.',
  ],
  [
    'tr',
    'Körfezin vapuru yeniden sefere başladı. Belediye başkanı ilk yolcuları karşıladı ve daha önce açılabileceğini söyledi.',
  ],
  [
    'id',
    'Feri di teluk itu kembali beroperasi. Wali kota menyambut para penumpang pertama dan mengatakan bahwa feri itu seharusnya bisa dibuka lebih awal.',
  ],
  [
    'sw',
    'Kivuko cha ghuba kimeanza tena kufanya kazi. Meya aliwakaribisha abiria wa kwanza na kusema kwamba kingeweza kufunguliwa mapema zaidi.',
  ],
  [
    'ru',
    'Паром через залив снова ходит. Мэр встретил первых пассажиров и сказал, что открыть переправу могли раньше.',
  ],
  [
    'uk',
    'Пором через затоку знову ходить. Міський голова зустрів перших пасажирів і сказав, що відкрити переправу могли раніше.',
  ],
  [
    'el',
    'Το φέρι του κόλπου ταξιδεύει πάλι. Ο δήμαρχος υποδέχθηκε τους πρώτους επιβάτες και είπε ότι θα μπορούσε να είχε ανοίξει νωρίτερα.',
  ],
  [
    'ko',
    '만을 건너는 페리가 다시 다닌다. 시장은 첫 승객들을 맞으며 더 일찍 열 수도 있었다고 말했다. UNESCO와 NGO도 환영했다.',
  ],
  ['ja', '湾を渡るフェリーが再び運航を始めた。市長は最初の乗客を迎え、もっと早く開通できたはずだと述べた。'],
  ['zh', '海湾的渡船又开航了。市长迎接了第一批乘客，他说这条航线本来可以更早开通。'],
  ['zh-TW', '海灣的渡船又開航了。市長迎接了第一批乘客，他說這條航線本來可以更早開通。'],
];

describe('the language of a text', () => {
  it.each(news)('is told: %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it.each(news.filter(([language]) => /^(?:ru|ar|el|de)$/.test(language)))(
    'is told behind a long beginning in another script: %s',
    async (language, text) => {
      const figures = '1,234.5 — 67 % | '.repeat(20);
      const quotation = 'XVII IV DCC LXXXVIII MMXXVI XIX CD XC. '.repeat(8);
      expect(await detectLanguage(`${figures}${text} ${text} ${text}`)).toBe(language);
      if (language !== 'de')
        expect(await detectLanguage(`${quotation}${text} ${text} ${text}`)).toBe(language);
    },
  );

  it('is unknown where there is no letter', async () => {
    expect(await detectLanguage('12 : 34 — 56')).toBe('und');
  });
});
