import { utf8Length } from '../text/utf8.ts';
import { protectedSpans } from './protected-spans.ts';

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

/** After these a long text is cut best, the first being the best. A mark that also stands within words needs a space after it. */
const cuts = [/(?:[.!?…]["'”’」』)]*\s|[。！？]["'”’」』）)]*)\s*/gu, /(?:[,;:]\s|[、，；：])\s*/gu, /\s+/gu];
/** What is one thing to the reader: numbers with their marks, entities. */
const numbersAndEntities = /\p{N}(?:[\p{N}.,:/'’．，：／\u00a0\u202f]*\p{N})?|&#?\w{2,32};/gu;
const quotations = /“[^“”]{1,2000}”|「[^「」]{1,2000}」|『[^『』]{1,2000}』|"[^"]{1,2000}"/gu;
/** How far beyond the limit something can reach that begins before it, in UTF-16 code units. */
const farthestReach = 2_100;

/**
 * Cuts a text that is too long for one request: after a sentence, else a comma, else a space, else between two characters
 * as readers see them. Quotations, numbers and what stays as it is in any language are left whole where it can be.
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

interface Range {
  readonly start: number;
  readonly end: number;
}

function cutIndex(text: string, maxBytes: number): number {
  const limit = lastGraphemeEnd(text, maxBytes);
  const view = text.slice(0, limit + farthestReach);
  const rangesOf = (pattern: RegExp): Range[] =>
    [...view.matchAll(pattern)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
  const whole: Range[] = [...rangesOf(numbersAndEntities), ...protectedSpans(view)];
  const quoted = rangesOf(quotations);
  for (const uncut of [[...whole, ...quoted], whole]) {
    const isInside = insideOf(uncut);
    for (const cut of cuts) {
      let best = 0;
      for (const match of text.slice(0, limit).matchAll(cut)) {
        const end = match.index + match[0].length;
        if (end < limit && !isInside(end)) best = end;
      }
      // A cut near the beginning would leave many small pieces.
      if (best > limit / 2) return lastGraphemeEnd(text.slice(0, best + 2), utf8Length(text.slice(0, best)));
    }
  }
  const around = whole.find(({ start, end }) => start < limit && limit < end);
  return around !== undefined && around.start > limit / 2 ? around.start : limit;
}

/** Whether a place lies within one of the ranges, not at their ends. */
function insideOf(ranges: readonly Range[]): (place: number) => boolean {
  const inside = new Set<number>();
  for (const { start, end } of ranges) for (let place = start + 1; place < end; place++) inside.add(place);
  return (place) => inside.has(place);
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
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  const around = graphemes.segment(text.slice(0, fitting + 64)).containing(fitting);
  if (around === undefined) return fitting;
  if (around.index > 0) return around.index;
  return graphemes.segment(text).containing(0)?.segment.length ?? fitting;
}
