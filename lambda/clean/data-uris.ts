/** How an address begins that holds what it names: a picture, a font. */
const dataUri = /^data:[\w.+-]*\/?[\w.+-]*(?:;[\w.+-]+(?:=[\w."'+-]+)?)*,/;
const longestHead = 200;

/** What closes an address, by what stands before it. */
const closers: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/**
 * A page without the pictures, fonts and styles that stand in it as addresses: what is left is what people wrote. Anything
 * but markup stays as it is.
 */
export function withoutDataUris(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!/^(?:\xef\xbb\xbf)?\s*</.test(buffer.toString('latin1', 0, longestHead))) return bytes;
  const kept: Uint8Array[] = [];
  let from = 0;
  for (let at = buffer.indexOf('data:'); at >= 0; at = buffer.indexOf('data:', Math.max(at + 1, from))) {
    const before = String.fromCharCode(buffer[at - 1] ?? 0);
    if (!/[\s="'(,]/.test(before)) continue;
    if (!dataUri.test(buffer.toString('latin1', at, at + longestHead))) continue;
    const end = buffer.indexOf(closers[before] ?? '>', at);
    if (end < 0) break;
    kept.push(buffer.subarray(from, at));
    from = end;
  }
  kept.push(buffer.subarray(from));
  return Buffer.concat(kept);
}
