import { analyse } from 'chardet';
import { decodeAs, syllablesAdded } from './decoders.ts';

/**
 * What encodings the bytes may be in, best first, told from the text they give.
 *
 * Korean, Japanese and Chinese come first, by how much of the text is their everyday script; then the Latin encodings, told
 * apart by whether their letters all belong to one language's alphabet; then statistics of letter groups for other scripts.
 *
 * @param sample the beginning of the file; it may end inside a character
 */
export function guessCharsets(sample: Uint8Array): string[] {
  const counted = best(eastAsianCharsets, (charset) => everydayShare(sample, charset), minEverydayShare);
  const latin = best(latinCharsets, (charset) => latinShare(sample, charset), minLatinShare);
  const guessed = analyse(sample).map(({ name }) => name.toLowerCase());
  return [...counted, ...latin, ...guessed, 'windows-1252'];
}

/** Says whether the bytes read as one of the Latin encodings give words, not a jumble of letters and signs. */
export function isPlausibleLatin(sample: Uint8Array, charset: string): boolean {
  return latinShare(sample, charset) >= minLatinShare;
}

/** @returns those that reach the least share, by share; the order given decides among equals */
function best<T extends string>(charsets: readonly T[], shareOf: (charset: T) => number, least: number): T[] {
  return charsets
    .map((charset) => ({ charset, share: shareOf(charset) }))
    .filter(({ share }) => share >= least)
    .sort((a, b) => b.share - a.share)
    .map(({ charset }) => charset);
}

const eastAsianCharsets = ['euc-kr', 'shift_jis', 'euc-jp', 'gb18030', 'big5'] as const;
/** From this share of everyday characters on, a decoding as Korean, Japanese or Chinese is believed. */
const minEverydayShare = 0.9;
/** A letter pair of a Latin text can look like a character between Latin letters: `zur點k`. No East Asian text has many. */
const maxGluedShare = 0.2;

/**
 * How much of the text beyond ASCII is everyday script under a decoding; 0 where a byte pair is invalid.
 *
 * Everyday: for Korean the syllables that EUC-KR has and the letters that chats repeat, for Japanese the kana (half-width ones are what a wrong
 * decoding gives) and the characters beside them, for Chinese the characters taught first.
 */
function everydayShare(sample: Uint8Array, charset: (typeof eastAsianCharsets)[number]): number {
  const text = decodeAs(sample, charset, { mayEndInside: true });
  if (text === undefined) return 0;
  const beyondAscii = text.replace(/[\x00-\x7f\s]/g, '');
  if (beyondAscii === '') return 0;
  const count = (pattern: RegExp, within = beyondAscii): number => within.match(pattern)?.length ?? 0;
  if (count(/[a-z][^\x00-\x7f]|[^\x00-\x7f](?=[a-z])/g, text) > maxGluedShare * beyondAscii.length) return 0;
  const punctuation = count(/[、。，．・「」『』（）“”‘’…·！？：；％〈〉《》【】―〜～]/g);
  switch (charset) {
    case 'euc-kr':
      return (count(/[가-힣ㄱ-ㅣ]/g) - rareSyllables(beyondAscii) + punctuation) / beyondAscii.length;
    case 'shift_jis':
    case 'euc-jp': {
      const kana = count(/[ぁ-んァ-ヶー]/g);
      return kana < 0.2 * beyondAscii.length
        ? 0
        : (kana + count(/[一-龠々０-９Ａ-Ｚａ-ｚ]/g) + punctuation) / beyondAscii.length;
    }
    default:
      return (2.5 * count(commonChinese) + punctuation) / beyondAscii.length;
  }
}

let rare: ReadonlySet<string> | undefined;

/** Korean is written with the 2,350 syllables of EUC-KR but for one in some thousands; bytes of other languages give the others. */
function rareSyllables(text: string): number {
  rare ??= new Set(syllablesAdded().values());
  let count = 0;
  for (const character of text) if (rare.has(character)) count++;
  return count;
}

/** The commonest characters of modern Chinese, simplified and traditional: four in ten of any running text. */
const commonChinese =
  /[的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運]/g;

/** The Latin encodings of Europe; the commoner first. Those of the Encoding Standard that other scripts share are told by statistics. */
const latinCharsets = [
  // Six letters other than windows-1252: Turkish lacks the vowels that every Icelandic text has, not the other way round.
  'windows-1254',
  'windows-1252',
  'iso-8859-15',
  'windows-1250',
  'iso-8859-2',
  'windows-1257',
  'windows-1258',
] as const;
/** A wrong Latin encoding leaves signs inside words, or letters of no one language. */
const minLatinShare = 0.85;

/** Letters beyond ASCII by language, as CLDR's main exemplar sets have them. */
const alphabets = [
  'äöüß',
  'àâæçéèêëîïôœùûüÿ',
  'áéíñóúüªº',
  'àáâãçéêíóôõúªº',
  'àéèìíòóùúªº',
  'áàçéèíïóòúü·',
  'áäéëíïóöú',
  'åäöéà',
  'åæøéóôò',
  'áðéíóúýþæö',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'ăâîșțşţ',
  'čćđšž',
  'ąčęėįšųūž',
  'āčēģīķļņšūž',
  'äõöüšž',
  'çğıöşü',
  'àáâãèéêìíòóôõùúýăđĩũơư',
].map((letters) => new Set(letters));
/** What English takes over with a word. */
const loans = new Set('àáâäçèéêëíîïñóôöúûü');
/** Of letters beyond ASCII, English has fewer than this, any other language more. */
const maxLoanShare = 0.01;

/** Signs that stand beside words, never inside them. */
const besideWords = new Set('«»“”„‚‹›–—…•£¥§°©®™¿¡×†‡€\u00a0');
/** Signs that stand by numbers. */
const byNumbers = new Set('¹²³½¼¾±');
/** Signs that stand inside words as well. */
const withinWords = new Set('’‘·´µ');

/**
 * How much of the text beyond ASCII, read in a Latin encoding, is letters of one language and signs where signs stand; 0 where
 * there are control characters, signs that no text has, or fewer letters of ASCII than others.
 */
function latinShare(sample: Uint8Array, charset: string): number {
  const text = decodeAs(sample, charset, { mayEndInside: true })?.normalize('NFC');
  if (text === undefined || /[\x80-\x9f¤\ufffd]/.test(text)) return 0;
  const letters = new Map<string, number>();
  let signs = 0;
  let all = 0;
  for (const match of text.matchAll(/[^\x00-\x7f]/gu)) {
    const [character] = match;
    all++;
    if (/\p{Ll}|\p{Lu}|[ªº]/u.test(character)) {
      const before = text[match.index - 1] ?? '';
      // A capital after a small letter is a letter misread.
      if (/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)) continue;
      const small = character.toLowerCase();
      letters.set(small, (letters.get(small) ?? 0) + 1);
    } else if (withinWords.has(character)) signs++;
    else if (byNumbers.has(character)) {
      if (/[\d\sm]/.test(text[match.index - 1] ?? '')) signs++;
    } else if (besideWords.has(character)) {
      const isInside =
        /\p{L}/u.test(text[match.index - 1] ?? '') && /\p{L}/u.test(text[match.index + 1] ?? '');
      if (!isInside) signs++;
    }
  }
  const plain = text.match(/[a-z]/gi)?.length ?? 0;
  const others = [...letters.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0 || others > plain) return 0;
  const possible = others < maxLoanShare * plain ? [loans, ...alphabets] : alphabets;
  const inAlphabet = possible.map((alphabet) =>
    [...letters].reduce((sum, [letter, count]) => sum + (alphabet.has(letter) ? count : 0), 0),
  );
  return (Math.max(...inAlphabet) + signs) / all;
}
