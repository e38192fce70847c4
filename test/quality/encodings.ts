import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { decode } from '../../lambda/clean/decode.ts';

interface Row {
  readonly lang?: string;
  readonly text?: string;
  readonly expected?: { readonly text?: string };
}

const western = ['de', 'en', 'es', 'fr', 'is', 'it', 'nl', 'no', 'pt'];
const languagesOf: Readonly<Record<string, readonly string[]>> = {
  'utf-8': [...western, 'ar', 'el', 'ja', 'ko', 'pl', 'ru', 'vi', 'zh'],
  'utf-16le': [...western, 'ar', 'el', 'ja', 'ko', 'pl', 'ru', 'vi', 'zh'],
  'utf-16be': [...western, 'ar', 'el', 'ja', 'ko', 'pl', 'ru', 'vi', 'zh'],
  'utf-32le': [...western, 'el', 'ja', 'ko', 'pl', 'ru', 'zh'],
  'utf-32be': [...western, 'el', 'ja', 'ko', 'pl', 'ru', 'zh'],
  'windows-1252': western,
  'iso-8859-1': western,
  'iso-8859-15': western,
  'windows-1250': ['pl'],
  'iso-8859-2': ['pl'],
  'windows-1251': ['ru'],
  'koi8-r': ['ru'],
  'iso-8859-5': ['ru'],
  'windows-1253': ['el'],
  'iso-8859-7': ['el'],
  'windows-1256': ['ar'],
  cp949: ['ko'],
  'euc-kr': ['ko'],
  cp932: ['ja'],
  'euc-jp': ['ja'],
  'iso-2022-jp': ['ja'],
  gb18030: ['zh'],
  big5: ['zh'],
};
const sizes = [40, 100, 500, 2000, 20_000];
const piecesPerLanguage = 200;

function textsIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const add = (language: string | undefined, text: string | undefined): void => {
    if (language === undefined || text === undefined) return;
    texts.set(language, [...(texts.get(language) ?? []), decode(Buffer.from(text)).text]);
  };
  for (const task of ['cleaning', 'sentences']) {
    for (const file of readdirSync(join(folder, task)).filter((name) =>
      /^[\w-]+(?:\.html)?\.jsonl\.gz$/.test(name),
    )) {
      for (const line of gunzipSync(readFileSync(join(folder, task, file)))
        .toString('utf8')
        .split('\n')) {
        if (line === '') continue;
        const { lang, text, expected } = JSON.parse(line) as Row;
        add(lang, expected?.text ?? text);
      }
    }
  }
  return texts;
}

/** Bytes of a text in ISO-2022-JP, from those in EUC-JP: the same rows and cells, between escape sequences. */
function iso2022jp(text: string): Uint8Array {
  const bytes: number[] = [];
  let isKanji = false;
  const euc = iconv.encode(text, 'euc-jp');
  for (let index = 0; index < euc.length; ) {
    const first = euc[index] ?? 0;
    if (first >= 0xa1 !== isKanji) {
      isKanji = first >= 0xa1;
      bytes.push(...Buffer.from(isKanji ? '\x1b$B' : '\x1b(B'));
    }
    if (isKanji) bytes.push(first & 0x7f, (euc[index + 1] ?? 0) & 0x7f);
    else bytes.push(first);
    index += isKanji ? 2 : 1;
  }
  return Uint8Array.from([...bytes, ...Buffer.from(isKanji ? '\x1b(B' : '')]);
}

function encode(text: string, charset: string): Uint8Array {
  return charset === 'iso-2022-jp' ? iso2022jp(text) : iconv.encode(text, charset, { addBOM: false });
}

/** The text without what the encoding does not have, nor what two of its byte pairs stand for. */
function encodable(text: string, charset: string): string {
  const known = new Map<string, boolean>();
  const has = (character: string): boolean => {
    const found = known.get(character);
    if (found !== undefined) return found;
    // EUC-JP of three bytes, half-width kana and the like have no place in ISO-2022-JP.
    const length = charset === 'iso-2022-jp' ? iconv.encode(character, 'euc-jp').length : 1;
    const isHalfWidth = /[\uff61-\uff9f]/.test(character);
    const through = charset === 'iso-2022-jp' ? 'euc-jp' : charset;
    const is =
      iconv.decode(iconv.encode(character, through), through) === character && length < 3 && !isHalfWidth;
    known.set(character, is);
    return is;
  };
  return [...text].filter((character) => character !== '\r' && has(character)).join('');
}

/** The longest beginning of the text that takes no more than so many bytes. */
function beginning(text: string, charset: string, size: number): string {
  const characters = [...text.slice(0, size)];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (encode(characters.slice(0, middle).join(''), charset).length <= size) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('').trim();
}

function readAs(bytes: Uint8Array): string {
  try {
    return decode(bytes).text;
  } catch (error) {
    return String(error);
  }
}

/**
 * Prints how many texts are read rightly from bytes that declare no encoding: every encoding, short texts and long ones.
 *
 * A text is right where not one character differs. The texts are the beginnings of different articles, and have at least one
 * character beyond ASCII: others say nothing.
 *
 * @param folder holds `cleaning` and `sentences`
 */
export function scoreEncodings(folder: string): void {
  const texts = textsIn(folder);
  console.log(['encoding'.padEnd(14), ...sizes.map((size) => `${size} bytes`.padStart(16))].join(''));
  for (const [charset, languages] of Object.entries(languagesOf)) {
    const row = sizes.map((size) => {
      const pieces = languages.flatMap((language) => piecesOf(texts.get(language) ?? [], charset, size));
      const right = pieces.filter((piece) => readAs(encode(piece, charset)) === piece).length;
      return (
        pieces.length === 0 ? '–' : `${((100 * right) / pieces.length).toFixed(1)} of ${pieces.length}`
      ).padStart(16);
    });
    console.log(charset.padEnd(14) + row.join(''));
  }
}

function piecesOf(texts: readonly string[], charset: string, size: number): string[] {
  const pieces: string[] = [];
  for (const text of texts) {
    if (pieces.length === piecesPerLanguage) break;
    const start = text.slice(0, 2 * size);
    const possible = encodable(start, charset);
    // An article that the encoding can't hold was never saved in it.
    if (possible.length < 0.97 * start.length) continue;
    const piece = beginning(possible, charset, size).normalize('NFC');
    const isLongEnough = encode(piece, charset).length >= 0.8 * size;
    if (isLongEnough && !/^\p{ASCII}*$/u.test(piece)) pieces.push(piece);
  }
  return pieces;
}
