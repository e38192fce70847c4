import { RejectedArticleError } from '../errors.ts';
import { decodeAs, windows1252 } from './decoders.ts';
import { guessCharsets, isPlausibleLatin } from './guess-charset.ts';

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
/** Text of less than this share of replacement characters is taken, with a warning; a single one in any case. */
const maxDamagedShare = 0.002;

/**
 * Turns bytes into text: byte order mark, then UTF-8 where it is valid but for zeros and halves of surrogate pairs, then what the
 * file declares, then UTF-8 with a few damaged bytes, then statistics.
 *
 * Valid UTF-8 wins over a declaration: other encodings all but never make valid UTF-8 by chance, while pages saved by a
 * browser often keep the declaration of the page they were before.
 *
 * @throws {RejectedArticleError} `undecodable`
 */
export function decode(bytes: Uint8Array, { declaredCharset }: DecodeOptions = {}): DecodedText {
  const bom = byteOrderMark(bytes);
  const spoiled = bom === undefined ? spoiledUtf8(bytes) : undefined;
  if (spoiled !== undefined) return withDamage(finish(spoiled, 'utf-8'), damagedIn(spoiled));
  const marked = bom ?? wideWithoutMark(bytes);
  if (marked !== undefined) {
    const text = decodeAs(bytes, marked);
    return text === undefined ? decodeWithDamage(bytes, marked) : finish(text, marked);
  }
  if (looksBinary(bytes)) refuse();

  // ISO-2022-JP is made of ASCII bytes: only its escape sequences tell it.
  const escapes = hasJapaneseEscapes(bytes) ? ['iso-2022-jp'] : [];
  const declared = [declaredCharset, charsetIn(bytes)].filter((name) => name !== undefined);
  const sample = bytes.subarray(0, sampleBytes);
  // Every byte is valid in a Latin encoding, so servers' and editors' defaults can declare one for anything.
  const fits = (charset: string): boolean =>
    !latinByDefault.test(charset) || isPlausibleLatin(sample, charset);
  const read = (charsets: Iterable<string>): DecodedText | undefined => {
    for (const charset of charsets) {
      const text = decodeAs(bytes, charset);
      if (text !== undefined) return finish(text, charset);
    }
    return undefined;
  };
  function* certain(): Generator<string> {
    yield* escapes;
    yield 'utf-8';
    yield* declared.filter(fits);
  }
  const found = read(certain());
  if (found !== undefined) return found;
  if (isDamagedUtf8(bytes)) return decodeWithDamage(bytes, 'utf-8');
  // Guessed only where nothing before fits: statistics cost more than all the rest of decoding.
  return read(guessCharsets(sample)) ?? decodeWithDamage(bytes, declared[0] ?? 'utf-8');
}

/** What is declared without anybody having meant it. */
const latinByDefault = /^(?:iso-?8859-?1|latin-?1|windows-1252|us-ascii|ascii)$/i;

function refuse(): never {
  throw new RejectedArticleError(
    'undecodable',
    'The file is not readable text in any known character encoding. Save it as UTF-8 text or HTML and drop it again.',
  );
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff) return 'utf-32be';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** What a text in Unicode has, and its bytes in another order don't; spaces and full stops tell most. */
const spacing = /[ \n\r\t.,、。，]/g;
const ascii = /[!-~]/g;
/** What no text has. */
const unlikely = /[\x00-\x08\x0e-\x1f\ufffd\p{Cn}\p{Co}]/gu;

/**
 * UTF-16 and UTF-32 without a byte order mark: text of no other encoding has zero bytes, and only in the right byte order are
 * there spaces and full stops and no characters that nobody has assigned.
 */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, Math.min(bytes.length, sampleBytes) & ~3);
  if (!sample.includes(0)) return undefined;
  return (['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'] as const)
    .map((name) => {
      const text = decodeAs(sample, name, { mayEndInside: true }) ?? '';
      const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
      // Four bytes a character, the highest of them zero, are no accident.
      const certainty = name.startsWith('utf-32') ? text.length : 3 * count(spacing) + count(ascii);
      return { name, certainty: count(unlikely) <= 0.01 * text.length ? certainty : 0 };
    })
    .filter(({ certainty }) => certainty > 0)
    .sort((a, b) => b.certainty - a.certainty)[0]?.name;
}

/** A zero byte, or half of a surrogate pair as UTF-8 would write it. */
const zeroOrHalf = /\xed[\xa0-\xbf][\x80-\xbf]|\0/g;

/**
 * What is valid UTF-8 but for a few zeros and halves of surrogate pairs (U+D800 to U+DFFF, which programs cut texts into and which
 * UTF-8 has no place for: RFC 3629, 3), each of which then stands as one U+FFFD. As many other bytes may be damaged.
 */
function spoiledUtf8(bytes: Uint8Array): string | undefined {
  const spoiled = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const zeros = spoiled.match(/\0/g)?.length ?? 0;
  // A short text with a zero may be UTF-16.
  if (zeros > maxDamagedShare * bytes.length) return undefined;
  const marks = spoiled.match(zeroOrHalf)?.length ?? 0;
  if (marks === 0) return undefined;
  const whole = spoiled.replace(zeroOrHalf, '\xef\xbf\xbd');
  const text = new TextDecoder('utf-8').decode(Buffer.from(whole, 'latin1'));
  // What is in another encoding has far more that is not valid.
  return damagedIn(text) <= 2 * marks ? text : undefined;
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

/** So many characters of several bytes must be whole for each that is not: in other encodings they are so by chance at most. */
const wholeForEachDamaged = 10;

/** A byte was lost or spoiled, or the file ends inside a character; Latin encodings would take the rest for letters and signs. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const damaged = damagedIn(text);
  const beyondAscii = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  return damaged > 0 && beyondAscii - damaged >= wholeForEachDamaged * damaged;
}

/** A few damaged bytes don't make a file unreadable. */
function decodeWithDamage(bytes: Uint8Array, charset: string): DecodedText {
  if (charset.startsWith('utf-32')) refuse();
  const known = decoderFor(charset) ?? new TextDecoder('utf-8');
  const text = known.decode(bytes);
  const damaged = damagedIn(text);
  if (damaged > Math.max(1, maxDamagedShare * text.length)) refuse();
  return withDamage(finish(text, known.encoding), damaged);
}

function damagedIn(text: string): number {
  return text.match(/\ufffd/g)?.length ?? 0;
}

function withDamage({ warnings, ...decoded }: DecodedText, damaged: number): DecodedText {
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
  const isSuspect = charset === 'utf-8' && mojibake.test(raw);
  const repaired = isSuspect ? (repairMojibake(raw) ?? repairRuns(raw)) : undefined;
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

/** What UTF-8 that was read as windows-1252 has somewhere. */
const mojibake = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/**
 * Undoes UTF-8 that was read as windows-1252 and saved: `â€œ` for “, `ê¸°` for 기.
 *
 * Certain only where every character beyond ASCII takes part; otherwise the text stays.
 */
function repairMojibake(text: string): string | undefined {
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const position = code < 0x100 ? -1 : windows1252.indexOf(text[index] ?? '');
    if (code >= 0x100 && position < 0) return undefined;
    bytes[index] = code < 0x100 ? code : 0x80 + position;
  }
  return decodeAs(bytes, 'utf-8');
}

/**
 * What stands in no text but one that was UTF-8 read as windows-1252: `Â®`, `Ã©`, `â€™`. Not `û` and its like, which can close a
 * quotation in capitals.
 */
const certainRun = /[ÂÃ][\u00a0-ª¬-º¼-¿]|â€[œ™˜¢¦“”\u009d]/g;

/** Repairs parts of a text whose other parts are in order, as where a page quotes another. */
function repairRuns(text: string): string | undefined {
  const repaired = text.replace(certainRun, (run) => repairMojibake(run) ?? run);
  return repaired === text ? undefined : repaired;
}
