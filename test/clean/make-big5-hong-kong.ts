import { writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';

/**
 * Writes `lambda/clean/big5-hong-kong.json`: the characters of Hong Kong (HKSCS) by what Node's decoder of Big5 has in their place, private
 * ones. Runs of characters by the first private one, as the Encoding Standard's Big5 reads them.
 *
 *     npx tsx test/clean/make-big5-hong-kong.ts
 */
const standard = new Map<number, string>();
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const bytes = Uint8Array.of(lead, trail);
    const found = new TextDecoder('big5').decode(bytes);
    const character = iconv.decode(Buffer.from(bytes), 'big5hkscs');
    if (/^[\ue000-\uf8ff]$/.test(found) && !character.includes('\ufffd'))
      standard.set(found.charCodeAt(0), character);
  }
}
const runs: Record<number, string> = {};
let first = 0;
for (const place of [...standard.keys()].sort((a, b) => a - b)) {
  if (!standard.has(place - 1)) first = place;
  runs[first] = (runs[first] ?? '') + standard.get(place);
}
writeFileSync('lambda/clean/big5-hong-kong.json', `${JSON.stringify(runs)}\n`);
