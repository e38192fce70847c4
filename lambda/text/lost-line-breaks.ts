import type { LanguageData } from './languages/language.ts';

/** `1. … 2. …`, `a) … b) …`, `• … • …`. */
const listMarker =
  /(?<![^\s])[•⁃▪‣]?\s?(?:(\d{1,2})|([a-z]))(?:\.\)|[.)])(?=\s+\S)|(?<![^\s])[•⁃▪‣](?=\s+\S)/gu;

/** A time as mail programs write it under a sender's name: `03/27/2001 09:11 AM`. */
const timeStamp = /\d{1,2}\/\d{1,2}\/\d{2,4},? \d{1,2}:\d{2}(?::\d{2})? ?[AP]M\b/g;

const mailAddress = /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,10}>?(?=\s)/gi;

/** `** Title **`, as mail sets a line off. */
const framedLine = /(?<!\S)(\*{2,3}) (?=[^\s*])[^*\n]{1,80} \1(?!\S)/g;

/** Dashes or stars alone between sentences: a signature follows, or another part. */
const divider = /(?<=(?:^|[.!?)"”] |\n))(?:-{2,3}|\*{3})(?= \p{Lu})/gu;

/** `:)`, `:-D`, `;P`. */
const smiley = /(?<=\s)[:;]-?[)(DP](?=\s)/g;

/**
 * Where lines began before a text was run together into one, as mails and lists are when they are copied: by marks that
 * stand at the begin or the end of lines only. In order.
 */
export function lostLineBreaks(text: string, data: LanguageData): number[] {
  const found = new Set([
    ...listItemStarts(text),
    ...aroundTimeStamps(text),
    ...afterAddresses(text),
    ...aroundFramedLines(text),
    ...afterSmileys(text),
    ...ends(text, divider),
    ...starts(text, data.lineBegins),
    ...ends(text, data.lineEnds),
  ]);
  return [...found].filter((place) => place > 0).sort((a, b) => a - b);
}

/** Where the items of a list begin, but for the first. */
function listItemStarts(text: string): number[] {
  const starts: number[] = [];
  let previous: number | undefined;
  for (const match of allMatches(text, listMarker)) {
    const [, number, letter] = match;
    const isFirst = previous === undefined;
    // A list opens the text; any other 1. or a) counts nothing.
    if (isFirst && match.index > 0) return [];
    const value =
      number !== undefined
        ? Number(number)
        : letter !== undefined
          ? letter.charCodeAt(0) - 96
          : (previous ?? 0) + 1;
    if (!isFirst && value !== (previous ?? 0) + 1) continue;
    if (!isFirst) starts.push(match.index);
    previous = value;
  }
  return starts;
}

function aroundTimeStamps(text: string): number[] {
  return allMatches(text, timeStamp).flatMap(({ 0: stamp, index }) => {
    const before = text.slice(Math.max(0, index - 40), index);
    const after = text.slice(index + stamp.length, index + stamp.length + 2);
    // "sent on 03/27/2001 09:11 AM", "…, 03/27/2001 09:11 AM": in a sentence.
    if (!/(?:^|\s)(?:\p{Lu}\S*|<?\S+@\S+)\s$|^$/u.test(before)) return [];
    return /^\s[^\s,.;)]/.test(after) ? [index, index + stamp.length] : [index];
  });
}

/** An address and a capital: in a sentence, a small letter or a mark would follow. */
function afterAddresses(text: string): number[] {
  return allMatches(text, mailAddress).flatMap(({ 0: address, index }) => {
    const end = index + address.length;
    return /^\s\p{Lu}\p{Ll}+/u.test(text.slice(end, end + 8)) ? [end] : [];
  });
}

function aroundFramedLines(text: string): number[] {
  return allMatches(text, framedLine).flatMap(({ 0: line, index }) => [index, index + line.length]);
}

/** Behind a smiley that a capital follows; it belongs to what is before it. */
function afterSmileys(text: string): number[] {
  return allMatches(text, smiley).flatMap(({ 0: mark, index }) => {
    const end = index + mark.length;
    return /^\s\p{Lu}/u.test(text.slice(end, end + 2)) ? [end] : [];
  });
}

function starts(text: string, pattern: RegExp | undefined): number[] {
  return allMatches(text, pattern).map(({ index }) => index);
}

function ends(text: string, pattern: RegExp | undefined): number[] {
  return allMatches(text, pattern).map(({ 0: line, index }) => index + line.length);
}

/** Looks for one first: hardly a paragraph has any, and asking for all costs several times as much. */
function allMatches(text: string, pattern: RegExp | undefined): RegExpExecArray[] {
  return pattern === undefined || text.search(pattern) < 0 ? [] : [...text.matchAll(pattern)];
}
