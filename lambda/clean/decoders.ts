import hongKong from './big5-hong-kong.json' with { type: 'json' };

/**
 * Decodes bytes as the Encoding Standard says, and UTF-32, which it leaves out.
 *
 * @returns undefined where the bytes are not valid in that encoding, or nobody knows it
 */
export function decodeAs(
  bytes: Uint8Array,
  charset: string,
  options: { readonly mayEndInside?: boolean } = {},
): string | undefined {
  if (charset.startsWith('utf-32')) return decodeUtf32(bytes, charset === 'utf-32le');
  try {
    const decoder = new TextDecoder(charset, { fatal: true });
    if (decoder.encoding === 'euc-kr') return decodeKorean(bytes, decoder, options.mayEndInside ?? false);
    const text = decoder.decode(bytes, { stream: options.mayEndInside ?? false });
    if (decoder.encoding === 'big5') return withHongKong(text);
    return decoder.encoding === 'windows-1252' ? withWindowsMarks(text) : text;
  } catch {
    return undefined;
  }
}

const highestCodePoint = 0x10ffff;

function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 4) {
    const codePoint = view.getUint32(offset, isLittleEndian);
    if (codePoint > highestCodePoint || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return undefined;
    parts.push(String.fromCodePoint(codePoint));
  }
  return parts.join('');
}

/** Trail bytes of the syllables that windows-949 adds to EUC-KR; those from 0xA1 on only after the lead bytes below 0xA1. */
const addedTrails = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0x81, 0xfe],
] as const;
const firstOldLead = 0xa1;
const lastAddedLead = 0xc6;

let addedSyllables: ReadonlyMap<number, string> | undefined;

/**
 * The 8,822 syllables that windows-949 adds to the 2,350 of EUC-KR, by their two bytes: in the order of Unicode at the places that
 * EUC-KR leaves free (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP949.TXT).
 */
export function syllablesAdded(): ReadonlyMap<number, string> {
  if (addedSyllables !== undefined) return addedSyllables;
  const decoder = new TextDecoder('euc-kr');
  const old = new Set<string>();
  for (let lead = 0xb0; lead <= 0xc8; lead++) {
    for (let trail = firstOldLead; trail <= 0xfe; trail++)
      old.add(decoder.decode(Uint8Array.of(lead, trail)));
  }
  const added = new Map<number, string>();
  let codePoint = '가'.charCodeAt(0);
  const last = '힣'.charCodeAt(0);
  for (let lead = 0x81; lead <= lastAddedLead; lead++) {
    for (const [first, end] of addedTrails) {
      for (let trail = first; trail <= (lead < firstOldLead ? end : Math.min(end, 0xa0)); trail++) {
        while (old.has(String.fromCharCode(codePoint))) codePoint++;
        if (codePoint <= last) added.set(lead * 256 + trail, String.fromCharCode(codePoint++));
      }
    }
  }
  addedSyllables = added;
  return added;
}

/**
 * Reads Korean as the Encoding Standard asks: Node's decoder knows EUC-KR without what windows-949 adds, and drops syllables as
 * common as 뱡 and 똠 without a word.
 */
function decodeKorean(
  bytes: Uint8Array,
  eucKr: InstanceType<typeof TextDecoder>,
  mayEndInside: boolean,
): string | undefined {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < bytes.length; ) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) {
      index++;
      continue;
    }
    const trail = bytes[index + 1];
    if (trail === undefined) {
      if (!mayEndInside) return undefined;
      break;
    }
    if (lead < firstOldLead || trail < firstOldLead) {
      const syllable = syllablesAdded().get(lead * 256 + trail);
      if (syllable === undefined) return undefined;
      parts.push(eucKr.decode(bytes.subarray(start, index)), syllable);
      start = index + 2;
    }
    index += 2;
  }
  parts.push(eucKr.decode(bytes.subarray(start), { stream: mayEndInside }));
  return parts.join('');
}

let hongKongCharacters: ReadonlyMap<string, string> | undefined;

/**
 * Reads Big5 as the Encoding Standard asks: Node's decoder has private characters for the 5,000 that Hong Kong added (HKSCS), 嘅 and 啲 among
 * them (`test/clean/make-big5-hong-kong.ts`).
 */
function withHongKong(text: string): string {
  return text.replace(/[\ue000-\uf8ff]/g, (found) => {
    hongKongCharacters ??= new Map(
      Object.entries(hongKong).flatMap(([first, characters]) =>
        // Two of them are a letter and its mark.
        (characters.match(/\P{M}\p{M}*/gu) ?? []).map((character, index): [string, string] => [
          String.fromCharCode(Number(first) + index),
          character,
        ]),
      ),
    );
    return hongKongCharacters.get(found) ?? found;
  });
}

/** What windows-1252 shows for its bytes 0x80 to 0x9F. */
export const windows1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/** Some releases of Node read windows-1252 as ISO-8859-1: quotes, dashes and the euro sign come out as control characters. */
function withWindowsMarks(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control);
}
