import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../lambda/clean/decode.ts';

const korean =
  '부산 해운동의 작은 도서관이 17일부터 24시간 문을 연다. 주민들이 매달 돈을 모아 야간 사서를 고용했다.';
const japanese =
  '港の旧橋が歩行者専用の橋としてよみがえる。市が5月の連休前に開通すると発表した。ベンチと街灯も増やした。';

/** Bytes of the text in another encoding, found through the decoder of that encoding. */
function encodeAs(text: string, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset, { fatal: true });
  const table = new Map<string, readonly number[]>();
  for (let first = 0; first < 256; first++) {
    for (let second = -1; second < 256; second++) {
      const bytes = second < 0 ? [first] : [first, second];
      try {
        const character = decoder.decode(Uint8Array.from(bytes));
        if ([...character].length === 1 && !table.has(character)) table.set(character, bytes);
      } catch {
        // Not a character of this encoding.
      }
    }
  }
  return Uint8Array.from([...text].flatMap((character) => table.get(character) ?? [0x3f]));
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

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

  it('repairs UTF-8 that was read as windows-1252, and says so', () => {
    const broken = new TextDecoder('windows-1252').decode(Buffer.from('It’s “back” – café'));
    const { text, warnings } = decode(Buffer.from(broken));
    expect(text).toBe('It’s “back” – café');
    expect(warnings.join()).toContain('repaired');
  });

  it('composes characters, ends lines alike and drops what is invisible', () => {
    expect(decode(Buffer.from('Cafe\u0301\r\nfer\u00adry\u200b\rend')).text).toBe('Café\nferry\nend');
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
