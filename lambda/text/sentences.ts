import type { Sentence, SourceLanguage } from '../article.ts';
import type { LanguageData } from './languages/language.ts';
import { languageData } from './languages/languages.ts';
import { lostLineBreaks } from './lost-line-breaks.ts';

/**
 * A mark that can end a sentence, with the closing quotes and note numbers that belong to it; a line of its own kind
 * (`_____`) and a line break, which end one without a mark.
 */
const terminator =
  /(?:(?:\.\s){2,}\.|[.!?…]+)["'”’»)\]}>]*(?:\s?\[(?:\p{L}{1,12}\s)?\d+\](?=\s|\[|$))*|[。！？｡．]+[」』）〉》】”’"'>]*|\n+|(?<![\p{L}\p{N}])([_=*~-])\1{4,}/gu;
const ideographicEnd = /[。！？｡．]/u;
const spacedEllipsis = /^\.\s\./;
const closedQuotation = /["'”’»]/;
const ruledLine = /^[_=*~-]{5,}$/;

/** Brackets and quotes that hold text together, by their opening mark. */
const brackets: Readonly<Record<string, string>> = { '(': ')', '（': '）', '[': ']', '<': '>' };
const quotations: Readonly<Record<string, string>> = { '「': '」', '『': '』', '“': '”', '"': '"', '‘': '’' };

/** A bracket that isn't closed within this many UTF-16 code units was a slip, and holds nothing together. */
const longestBracket = 400;
const longestQuotation = 1500;

/** How far back a word can reach, in UTF-16 code units: keeps the look back from a full stop short. */
const longestWord = 40;

/** An aside in brackets after a full stop, no sentence itself, or a smiley closes the sentence before it: `… closed. (as of May)`. */
const trailingNote =
  /^\s?[(（](?=[^)）]*\p{L}|\d{4}[)）])[^()（）\n.!?。]{1,60}[)）](?=\s|$)|^\s[:;]-?[)(DPp](?=\s|$)/u;

/**
 * Splits a paragraph into sentences that cover all of it but the white space between them.
 *
 * Takes time in proportion to the text. Nothing is changed: `text.slice(start, start + sentence.length)` is the sentence.
 */
export function splitSentences(text: string, language: SourceLanguage): Sentence[] {
  const data = languageData(language);
  const style = { data, isCasual: isCasual(text) };
  const spans = heldTogether(text, data);
  const lines = lostLineBreaks(text, data);
  const sentences: Sentence[] = [];
  let start = 0;
  let span = 0;
  let line = 0;
  const cut = (end: number): void => {
    const piece = text.slice(start, end);
    const trimmed = piece.trim();
    if (trimmed !== '') sentences.push({ text: trimmed, start: start + piece.indexOf(trimmed) });
    start = end;
  };

  for (const match of text.matchAll(terminator)) {
    const mark = match[0];
    const end = match.index + mark.length;
    for (; (lines[line] ?? end) < end; line++) cut(lines[line] ?? end);
    if (end <= start) continue;
    while ((spans[span]?.end ?? Number.POSITIVE_INFINITY) <= match.index) span++;
    const holding = spans[span];
    if (mark.startsWith('\n')) {
      if (!isWrapped(text, start, match.index, end)) cut(end);
    } else if (ruledLine.test(mark)) {
      cut(match.index);
      cut(end);
    } else if (holding !== undefined && holding.start < match.index) {
      // Inside: only the end of what is held together can end the sentence.
      if (holding.end > end) continue;
      if (holding.end === end && endsAfterQuotation(text, end, data)) cut(end);
    } else if (endsSentence(text, start, match.index, mark, style)) {
      const rest = text.slice(end, end + 2 * longestWord);
      const note = trailingNote.exec(rest)?.[0] ?? '';
      // "… Meurtres? (Three Sinners, 1950) and …": the sentence goes on.
      if (!note.trimStart().startsWith('(') || !/^\s\p{Ll}/u.test(rest.slice(note.length)))
        cut(end + note.length);
    }
  }
  for (; line < lines.length; line++) cut(lines[line] ?? text.length);
  cut(text.length);
  return sentences;
}

/** How a text is written, as far as it decides where its sentences end. */
interface Style {
  readonly data: LanguageData;
  /** Its writer doesn't capitalize: a small letter may open a sentence. */
  readonly isCasual: boolean;
}

function isCasual(text: string): boolean {
  return /^\p{Ll}{2,}[\s,]|^i\s/u.test(text) || /(?:^|\s)i(?:\s|['’](?:m|ve|ll|d)\s)/.test(text);
}

/** A line broken in the middle of a sentence: it opens with a capital, doesn't end, and the next goes on in small letters. */
function isWrapped(text: string, start: number, index: number, end: number): boolean {
  const line = text.slice(start, index);
  return (
    end === index + 1 &&
    /^\p{Ll}/u.test(text.slice(end, end + 2)) &&
    /^\s*\p{Lu}/u.test(line) &&
    !/[.!?:;]\s*$/.test(line.slice(-longestWord))
  );
}

interface Span {
  /** Of the opening mark. */
  readonly start: number;
  /** After the closing mark. */
  readonly end: number;
}

/** The outermost brackets and, where the language keeps them whole, quotations; in order, none inside another. */
function heldTogether(text: string, { keepsQuotationsWhole, cutQuotation }: LanguageData): Span[] {
  const spans: Span[] = [];
  const opening = keepsQuotationsWhole ? /[(（[「『“"‘]|<(?=\S)/g : /[(（[「『]/g;
  // Closing marks that don't come any more.
  const missing = new Set<string>();
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const open = match[0];
    const close = brackets[open] ?? quotations[open] ?? '';
    if (!missing.has(close) && !text.includes(close, match.index + 1)) missing.add(close);
    if (missing.has(close)) continue;
    const limit = open in brackets ? longestBracket : longestQuotation;
    const end = closingIndex(text, match.index, open, close, limit);
    if (end === undefined) continue;
    // What stands in brackets or quotation marks inside of it is held together all the same.
    if (open in quotations && cutQuotation?.test(text.slice(match.index, end + 2))) continue;
    opening.lastIndex = end;
    spans.push({ start: match.index, end });
  }
  return spans;
}

function closingIndex(
  text: string,
  start: number,
  open: string,
  close: string,
  limit: number,
): number | undefined {
  let depth = 1;
  const last = Math.min(text.length, start + limit);
  for (let index = start + 1; index < last; index++) {
    const character = text[index];
    if (character === '\n') return undefined;
    if (character === close) depth--;
    else if (character === open) depth++;
    if (depth === 0) return index + 1;
  }
  return undefined;
}

/** A whole sentence in quotes is closed: does another begin, or does this one go on ("…다."라고 말했다, 「…。」と述べた)? */
function endsAfterQuotation(
  text: string,
  end: number,
  { keepsQuotationsWhole, quotationContinues }: LanguageData,
): boolean {
  const rest = text.slice(end, end + longestWord);
  if (!keepsQuotationsWhole) return /^(?:\s+[^\p{Ll}\s]|\s*$)/u.test(rest);
  return quotationContinues?.test(rest) !== true;
}

function endsSentence(text: string, start: number, index: number, mark: string, style: Style): boolean {
  const end = index + mark.length;
  // A decimal: １．５; a name that ends in a full stop: モーニング娘。の, as no sentence opens with such a particle.
  if (ideographicEnd.test(mark)) return !(mark === '．' ? /\p{Nd}/u : /[のを]/).test(text[end] ?? '');
  const before = text.slice(Math.max(start, index - longestWord), index);
  const after = text.slice(end, end + 3 * longestWord);
  if (/^\s*$/.test(after)) return true;
  // A quotation whose opening mark is another, or another's: "…다.”라고 말했다.
  if (closedQuotation.test(mark) && style.data.quotationContinues?.test(after) === true) return false;
  if (!/^\s/.test(after)) return endsWithoutSpace(before, mark, after, style);
  const next = after.trimStart();
  // Words left out after a full stop still belong before what follows them.
  if (/^\[?(?:\.\.\.|…)/.test(next)) return false;
  if (/^(?:https?:\/\/|www\.)/.test(next))
    return /[\p{L}\p{N}]{2}$/u.test(before) && !isAbbreviation(before, style);
  if (/[가-힣]$/u.test(before) && mark.startsWith('.')) return true;
  if (/^\p{Ll}[).]/u.test(next)) return false;
  if (/^\p{Ll}/u.test(next)) return endsBeforeSmallLetter(before, mark, next, style);
  if (mark.startsWith('.') && !mark.startsWith('..') && !spacedEllipsis.test(mark))
    return endsAtFullStop(text.slice(start, index), before, mark, next, style.data);
  // "… the church. ... The next day": words left out between two sentences.
  if (/^(?:\.{3}|…)$/.test(mark) && /[.!?]\s$/.test(before)) return false;
  // Three dots with spaces stand for words left out, four for those at the end of a sentence.
  if (spacedEllipsis.test(mark)) return mark.replace(/[^.]/g, '').length > 3;
  // "Why?" Kim asked. / Yahoo! Japan
  return !(closedQuotation.test(mark) && isAttribution(next, style.data));
}

/** The word that a mark stands behind. */
function lastWord(before: string): string {
  return /[^\s"“”‘’'([{—–-]*$/u.exec(before)?.[0] ?? '';
}

function isAbbreviation(before: string, { data }: Style): boolean {
  const word = lastWord(before).toLowerCase();
  return data.titles.has(word) || data.abbreviations.has(word) || /^(?:\p{L}\.)*\p{L}$/u.test(word);
}

/**
 * `…it is. why not`: the capital was lost, or the writer never sets one. Not `…," he said`, not `Why? he asked`, not the pause
 * of an ellipsis, and without such a writer only behind an ordinary word.
 */
function endsBeforeSmallLetter(before: string, mark: string, next: string, style: Style): boolean {
  if (!/^(?:\.|[.…]*[!?]+)$/.test(mark) || isAbbreviation(before, style)) return false;
  if (openingWords(next).some((word) => style.data.speechVerbs.has(word))) return false;
  return (
    style.isCasual ? /[\p{L}\p{N})]\s?$/u : mark === '.' ? /(?:^|\s)\p{Ll}{4,}$/u : /(?:^|\s)\p{Ll}{2,}$/u
  ).test(before);
}

/** `…end.Next`: the space was lost. Never in a URL, a number or an abbreviation. */
function endsWithoutSpace(before: string, mark: string, after: string, style: Style): boolean {
  if (/[다요죠까오음함임]$/.test(before) && mark.startsWith('.')) return /^[가-힣"“‘'[(]/.test(after);
  if (/^[!?]/.test(mark)) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『]/u.test(after)) return true;
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(before)) return /^\d/.test(after);
  }
  // foreigners?thanks: never in an address
  if (/^[!?]+$/.test(mark) && /^\p{Ll}{3}/u.test(after)) return /(?:^|\s)\p{Ll}{3,}$/u.test(before);
  if (/^(?:\.{3,}|…)$/.test(mark)) return /\p{Ll}{3}$/u.test(before) && /^\p{Lu}\p{Ll}+\s/u.test(after);
  if (!/^(?:\.["”’]?|[!?])$/.test(mark) || isAbbreviation(before, style)) return false;
  if (/^["“‘]?(?:com|org|net|info|co)\b/i.test(after)) return false;
  const isWord = /(?:^|[\s"“(])(?:\p{L}\p{Ll}{2,}|[$€£]?\d[\d,]*)$/u.test(before);
  return isWord && /^["“‘]?\p{Lu}\p{Ll}*(?:[\s,'’]|\.\s)/u.test(after);
}

function endsAtFullStop(
  sentence: string,
  before: string,
  mark: string,
  next: string,
  data: LanguageData,
): boolean {
  if (/^[,;:)]/.test(next)) return false;
  const word = lastWord(before);
  // A number that opens the sentence counts a list; a date is written 2025. 6. 16.
  if (/^\s*[•⁃▪‣]?\s?(?:\(?\d{1,3}|[a-zA-Z]|[IVXivx]{1,4})$/.test(sentence) && sentence.trim() !== 'I')
    return false;
  const isClosed = mark.length > 1;
  if (isClosed) return !(closedQuotation.test(mark) && isAttribution(next, data));
  if (/\d$/.test(word) && (/^\d/.test(next) || /\d{4}\. ?\d{1,2}\. ?\d{1,2}$/.test(before))) return false;
  const lower = word.toLowerCase();
  if (data.titles.has(lower)) return /^(?:no|in)$/.test(lower) && !/^\d/.test(next);
  const nextWord = /^[\p{L}'’]+/u.exec(next)?.[0].toLowerCase() ?? '';
  if (data.abbreviations.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) {
    // "He left at 6 p.m. Mr. Lee stayed.", but "At 5 p.m. Mr. Lee left."
    const isTimeBeforeName = /^[ap]\.m$/.test(lower) && data.titles.has(nextWord);
    return data.starters.has(nextWord) || (isTimeBeforeName && /(?:\s+\S+){4}/.test(sentence));
  }
  const isPronoun = word === 'I' && !/\p{Lu}\p{L}+ I$/u.test(before);
  if (/^\p{Lu}$/u.test(word)) return isPronoun || data.starters.has(nextWord);
  return true;
}

/** `Kim Min-seok said …` after a closed quotation. */
function isAttribution(next: string, { speechVerbs }: LanguageData): boolean {
  return (
    /^\p{Lu}/u.test(next) &&
    !/^["“]/.test(next) &&
    openingWords(next)
      .slice(1)
      // "… pieces." He recalled that …: a sentence of its own.
      .some((word, index, opening) => speechVerbs.has(word) && opening[index + 1] !== 'that')
  );
}

/** The first four words, in lower case, without their punctuation. */
function openingWords(text: string): string[] {
  return text.split(/\s+/, 4).map((word) => word.replace(/[^\p{L}]+$/u, '').toLowerCase());
}
