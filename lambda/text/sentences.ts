import type { Sentence, SourceLanguage } from '../article.ts';
import type { LanguageData } from './languages/language.ts';
import { languageData } from './languages/languages.ts';

/** A mark that can end a sentence, with the marks, closing quotes and note numbers that belong to it. */
const terminator = /[.!?…]+["'”’»)\]}]*(?:\[\d+\])*|[。！？｡．]+[」』）〉》】”’"']*|\n+/gu;
const ideographicEnd = /[。！？｡．]/u;

/** Brackets and quotes that hold text together, by their opening mark. */
const brackets: Readonly<Record<string, string>> = { '(': ')', '（': '）', '[': ']' };
const quotations: Readonly<Record<string, string>> = { '「': '」', '『': '』', '“': '”', '"': '"', '‘': '’' };

/** A bracket that isn't closed within this many UTF-16 code units was a slip, and holds nothing together. */
const longestBracket = 400;
const longestQuotation = 1500;

/** How far back a word can reach, in UTF-16 code units: keeps the look back from a full stop short. */
const longestWord = 40;

/**
 * Splits a paragraph into sentences that cover all of it but the white space between them.
 *
 * Takes time in proportion to the text. Nothing is changed: `text.slice(start, start + sentence.length)` is the sentence.
 */
export function splitSentences(text: string, language: SourceLanguage): Sentence[] {
  const data = languageData(language);
  const spans = heldTogether(text, data);
  const sentences: Sentence[] = [];
  let start = 0;
  let span = 0;
  const cut = (end: number): void => {
    const piece = text.slice(start, end);
    const trimmed = piece.trim();
    if (trimmed !== '') sentences.push({ text: trimmed, start: start + piece.indexOf(trimmed) });
    start = end;
  };

  for (const match of text.matchAll(terminator)) {
    const mark = match[0];
    const end = match.index + mark.length;
    while ((spans[span]?.end ?? Number.POSITIVE_INFINITY) <= match.index) span++;
    const holding = spans[span];
    if (mark.startsWith('\n')) {
      cut(end);
    } else if (holding !== undefined && holding.start < match.index) {
      // Inside: only the end of what is held together can end the sentence.
      if (holding.end > end) continue;
      if (holding.end === end && endsAfterQuotation(text, end, data)) cut(end);
    } else if (endsSentence(text, start, match.index, mark, data)) {
      cut(end);
    }
  }
  cut(text.length);
  return sentences;
}

interface Span {
  /** Of the opening mark. */
  readonly start: number;
  /** After the closing mark. */
  readonly end: number;
}

/** The outermost brackets and, where the language keeps them whole, quotations; in order, none inside another. */
function heldTogether(text: string, { keepsQuotationsWhole }: LanguageData): Span[] {
  const spans: Span[] = [];
  const opening = keepsQuotationsWhole ? /[(（[「『“"‘]/g : /[(（[「『]/g;
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
    spans.push({ start: match.index, end });
    opening.lastIndex = end;
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

function endsSentence(text: string, start: number, index: number, mark: string, data: LanguageData): boolean {
  const end = index + mark.length;
  if (ideographicEnd.test(mark)) return !/\d/.test(text[end] ?? '') || mark[0] !== '．';
  const before = text.slice(Math.max(start, index - longestWord), index);
  const after = text.slice(end, end + 3 * longestWord);
  if (/^\s*$/.test(after)) return true;
  if (!/^\s/.test(after)) return endsWithoutSpace(before, mark, after);
  const next = after.trimStart();
  if (mark.startsWith('.') && !mark.startsWith('..'))
    return endsAtFullStop(text.slice(start, index), before, mark, next, data);
  if (/^\p{Ll}/u.test(next)) return false;
  // "Why?" Kim asked. / Yahoo! Japan
  return mark.length === 1 || !isAttribution(next, data);
}

/** `…end.Next`: the space was lost. Never in a URL, a number or an abbreviation. */
function endsWithoutSpace(before: string, mark: string, after: string): boolean {
  if (/[다요죠까오음함임]$/.test(before) && mark.startsWith('.')) return /^[가-힣"“‘'[(]/.test(after);
  if (/^[!?]/.test(mark)) return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『]/u.test(after);
  if (!/^\.["”’]?$/.test(mark)) return false;
  return /(?:^|[\s"“(])\p{L}\p{Ll}{2,}$/u.test(before) && /^["“‘]?\p{Lu}\p{Ll}+[\s,']/u.test(after);
}

function endsAtFullStop(
  sentence: string,
  before: string,
  mark: string,
  next: string,
  data: LanguageData,
): boolean {
  if (/[가-힣]$/u.test(before)) return true;
  if (/^[\p{Ll},;:)]/u.test(next)) return false;
  const word = /[^\s"“”‘’'([{—–-]*$/u.exec(before)?.[0] ?? '';
  const isClosed = mark.length > 1;
  if (isClosed) return !isAttribution(next, data);
  // A number that opens the sentence counts a list; a date is written 2025. 6. 16.
  if (/^\s*(?:\(?\d{1,3}|[a-zA-Z]|[IVXivx]{1,4})$/.test(sentence) && sentence.trim() !== 'I') return false;
  if (/\d$/.test(word) && (/^\d/.test(next) || /\d{4}\. ?\d{1,2}\. ?\d{1,2}$/.test(before))) return false;
  const lower = word.toLowerCase();
  if (data.titles.has(lower)) return /^(?:no|in)$/.test(lower) && !/^\d/.test(next);
  const nextWord = /^[\p{L}'’]+/u.exec(next)?.[0].toLowerCase() ?? '';
  if (data.abbreviations.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return data.starters.has(nextWord);
  if (/^\p{Lu}$/u.test(word)) return word === 'I' || data.starters.has(nextWord);
  return true;
}

/** `Kim Min-seok said …` after a closed quotation. */
function isAttribution(next: string, { speechVerbs }: LanguageData): boolean {
  const opening = next.split(/\s+/, 5).map((word) => word.replace(/[^\p{L}]+$/u, '').toLowerCase());
  return (
    /^\p{Lu}/u.test(next) && opening.slice(1, 4).some((word) => speechVerbs.has(word)) && !/^["“]/.test(next)
  );
}
