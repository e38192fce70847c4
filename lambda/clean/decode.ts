import { analyse } from 'chardet';
import { RejectedArticleError } from '../errors.ts';

export interface DecodedText {
  /** NFC, lines ended by `\n`, without control characters and invisible marks. */
  readonly text: string;
  /** As the Encoding Standard names it: `utf-8`, `euc-kr`, … */
  readonly charset: string;
  readonly warnings: readonly string[];
}

export interface DecodeOptions {
  /** From the upload's media type, where it states one. */
  readonly declaredCharset?: string;
}

/** How many bytes statistics look at; more makes no guess better and a large file slow. */
const sampleBytes = 64 * 1024;
/** A declaration stands near the top: the HTML standard asks for the first 1,024 bytes; saved pages put comments before. */
const declarationBytes = 8 * 1024;
/** Text of less than this share of replacement characters is taken, with a warning. */
const maxDamagedShare = 0.002;

/**
 * Turns bytes into text: byte order mark, then UTF-8 where it is valid, then what the file declares, then statistics.
 *
 * Valid UTF-8 wins over a declaration: other encodings all but never make valid UTF-8 by chance, while pages saved by a
 * browser often keep the declaration of the page they were before.
 *
 * @throws {RejectedArticleError} `undecodable`
 */
export function decode(bytes: Uint8Array, { declaredCharset }: DecodeOptions = {}): DecodedText {
  const marked = byteOrderMark(bytes) ?? utf16WithoutMark(bytes);
  if (marked !== undefined) return finish(decodeAs(bytes, marked) ?? refuse(), marked);
  if (looksBinary(bytes)) refuse();

  // ISO-2022-JP is made of ASCII bytes: only its escape sequences tell it.
  const escapes = hasJapaneseEscapes(bytes) ? ['iso-2022-jp'] : [];
  const declared = [declaredCharset, charsetIn(bytes)].filter((name) => name !== undefined);
  for (const charset of [...escapes, 'utf-8', ...declared, ...guesses(bytes)]) {
    const text = decodeAs(bytes, charset);
    if (text !== undefined) return finish(text, charset);
  }
  return decodeWithDamage(bytes, declared[0] ?? 'utf-8');
}

function refuse(): never {
  throw new RejectedArticleError(
    'undecodable',
    'The file is not readable text in any known character encoding. Save it as UTF-8 text or HTML and drop it again.',
  );
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 text has a zero byte in every second place where its letters are Latin, digits or spaces. */
function utf16WithoutMark(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, sampleBytes) & ~1;
  let zerosEven = 0;
  let zerosOdd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) zerosEven++;
    if (bytes[index + 1] === 0) zerosOdd++;
  }
  const units = length / 2;
  if (units < 8) return undefined;
  const charset = zerosEven === 0 ? 'utf-16le' : zerosOdd === 0 ? 'utf-16be' : undefined;
  if (charset === undefined || Math.max(zerosEven, zerosOdd) < 0.05 * units) return undefined;
  const controls = decodeAs(bytes.subarray(0, length), charset, { mayEndInside: true })?.match(
    /[\x00-\x08\x0e-\x1f]/g,
  );
  return (controls?.length ?? 0) > 0.01 * units ? undefined : charset;
}

/** Bytes that no text has: zeros, and many control characters. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleBytes);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b)
      controls++;
  }
  return controls > 0.01 * sample.length + 2;
}

function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  const sample = Buffer.from(bytes.subarray(0, sampleBytes)).toString('latin1');
  return /\x1b\$[@B]/.test(sample) && /\x1b\([BJ]/.test(sample);
}

/** The charset that HTML or XML names at the top. */
function charsetIn(bytes: Uint8Array): string | undefined {
  const top = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1');
  const xml = /^\s*<\?xml[^>]*encoding=["']([\w.:-]+)["']/i.exec(top);
  const meta = /<meta[^>]*charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(top);
  return (xml ?? meta)?.[1]?.toLowerCase();
}

/** What statistics think, best first; first of all the encodings whose every byte pair is valid and common. */
function guesses(bytes: Uint8Array): string[] {
  const sample = bytes.subarray(0, sampleBytes);
  const counted = (['euc-kr', 'shift_jis', 'euc-jp', 'gb18030', 'big5'] as const)
    .map((charset) => ({ charset, share: commonShare(sample, charset) }))
    .filter(({ share }) => share >= minCommonShare)
    .sort((a, b) => b.share - a.share)
    .map(({ charset }) => charset);
  const guessed = analyse(sample).map(({ name }) => name.toLowerCase());
  return [...counted, ...guessed, 'windows-1252'];
}

/** From this share of everyday characters on, a decoding as Korean, Japanese or Chinese is believed. */
const minCommonShare = 0.9;

/**
 * How much of the text beyond ASCII is everyday script under a decoding; 0 where a byte pair is invalid.
 *
 * Everyday: for Korean the syllables, for Japanese the kana (half-width ones are what a wrong decoding gives) and the
 * characters beside them, for Chinese the characters taught first.
 */
function commonShare(
  sample: Uint8Array,
  charset: 'euc-kr' | 'shift_jis' | 'euc-jp' | 'gb18030' | 'big5',
): number {
  const text = decodeAs(sample, charset, { mayEndInside: true });
  if (text === undefined) return 0;
  const beyondAscii = text.replace(/[\x00-\x7f\s]/g, '');
  if (beyondAscii === '') return 0;
  const count = (pattern: RegExp): number => beyondAscii.match(pattern)?.length ?? 0;
  const punctuation = count(/[、。，．・「」『』（）“”‘’…·！？：；％〈〉《》【】―〜～]/g);
  switch (charset) {
    case 'euc-kr':
      return (count(/[가-힣]/g) + punctuation) / beyondAscii.length;
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

/** The commonest characters of modern Chinese, simplified and traditional: four in ten of any running text. */
const commonChinese =
  /[的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運]/g;

function decodeAs(
  bytes: Uint8Array,
  charset: string,
  options: { mayEndInside?: boolean } = {},
): string | undefined {
  try {
    const decoder = new TextDecoder(charset, { fatal: true });
    const text = decoder.decode(bytes, { stream: options.mayEndInside ?? false });
    return decoder.encoding === 'windows-1252' ? withWindowsMarks(text) : text;
  } catch {
    return undefined;
  }
}

/** Some releases of Node read windows-1252 as ISO-8859-1: quotes, dashes and the euro sign come out as control characters. */
function withWindowsMarks(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control);
}

/** A few damaged bytes don't make a file unreadable. */
function decodeWithDamage(bytes: Uint8Array, charset: string): DecodedText {
  const known = decoderFor(charset) ?? new TextDecoder('utf-8');
  const text = known.decode(bytes);
  const damaged = text.match(/\uFFFD/g)?.length ?? 0;
  if (damaged > maxDamagedShare * text.length) refuse();
  const { warnings, ...decoded } = finish(text, known.encoding);
  return {
    ...decoded,
    warnings: [...warnings, `${damaged} characters could not be read and stand as \uFFFD.`],
  };
}

function decoderFor(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

/** Control characters but tab and line feed, byte order marks, zero-width spaces and soft hyphens; joiners stay. */
const invisible = /[\x00-\x08\x0b\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff]/g;

function finish(raw: string, charset: string): DecodedText {
  const repaired = charset === 'utf-8' ? repairMojibake(raw) : undefined;
  const text = (repaired ?? raw)
    .replace(/\r\n?|\x0c|\x85|\u2028|\u2029/g, '\n')
    .replace(invisible, '')
    .normalize('NFC');
  const warnings =
    repaired === undefined
      ? []
      : ['The text had been saved in a wrong encoding (UTF-8 read as windows-1252) and was repaired.'];
  return { text, charset, warnings };
}

/** What windows-1252 shows for its bytes 0x80 to 0x9F. */
const windows1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/**
 * Undoes UTF-8 that was read as windows-1252 and saved: `â€œ` for “, `ê¸°` for 기.
 *
 * Certain only where every character beyond ASCII takes part; otherwise the text stays.
 */
function repairMojibake(text: string): string | undefined {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) return undefined;
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const position = code < 0x100 ? -1 : windows1252.indexOf(text[index] ?? '');
    if (code >= 0x100 && position < 0) return undefined;
    bytes[index] = code < 0x100 ? code : 0x80 + position;
  }
  return decodeAs(bytes, 'utf-8');
}
