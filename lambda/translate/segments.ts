import { utf8Length } from '../text/utf8.ts';

/** One byte between each two segments of a request. */
const separatorBytes = 1;

/**
 * Packs segments into as few requests as their order allows: consecutive ones stay together, so that the engine sees them
 * in context.
 *
 * @throws never: a segment longer than `maxRequestBytes` makes a request of its own; split it before
 */
export function packSegments(segments: readonly string[], maxRequestBytes: number): string[][] {
  const requests: string[][] = [];
  let room = 0;
  for (const segment of segments) {
    const bytes = utf8Length(segment);
    const last = requests.at(-1);
    if (last !== undefined && bytes + separatorBytes <= room) {
      last.push(segment);
      room -= bytes + separatorBytes;
    } else {
      requests.push([segment]);
      room = maxRequestBytes - bytes;
    }
  }
  return requests;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** After these a long text is cut best, the first being the best. */
const cuts = [/[.!?。！？…]["'”’」』)]*\s*/gu, /[,;:、，；：]\s*/gu, /\s+/gu];

/**
 * Cuts a text that is too long for one request: after a sentence, else a comma, else a space, else between two characters
 * as readers see them.
 *
 * The pieces joined give the text. A piece is longer than `maxBytes` only where a single character is.
 */
export function splitSegment(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (utf8Length(rest) > maxBytes) {
    const end = cutIndex(rest, maxBytes);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

function cutIndex(text: string, maxBytes: number): number {
  const limit = lastGraphemeEnd(text, maxBytes);
  for (const cut of cuts) {
    let best = 0;
    for (const match of text.slice(0, limit).matchAll(cut)) {
      const end = match.index + match[0].length;
      if (end < limit) best = end;
    }
    // A cut near the beginning would leave many small pieces.
    if (best > limit / 2) return lastGraphemeEnd(text.slice(0, best + 1), utf8Length(text.slice(0, best)));
  }
  return limit;
}

/** Where the last character ends that fits, at least after the first. */
function lastGraphemeEnd(text: string, maxBytes: number): number {
  let bytes = 0;
  let fitting = 0;
  for (const codePoint of text) {
    bytes += utf8Length(codePoint);
    if (bytes > maxBytes) break;
    fitting += codePoint.length;
  }
  if (fitting === text.length) return fitting;
  // Segmenting all of it would take seconds for a long text: the one around the limit is enough.
  const around = graphemes.segment(text.slice(0, fitting + 64)).containing(fitting);
  if (around === undefined) return fitting;
  return around.index > 0 ? around.index : around.segment.length;
}
