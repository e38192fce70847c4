/**
 * What stays as it is in any language: addresses, names of accounts, hashtags, tickers, code. Each begins where nothing that could
 * belong to it stands before, so that a long run of characters is looked at once.
 */
const patterns: readonly RegExp[] = [
  // Code between back quotes.
  /`[^`\n]{1,200}`/gu,
  // Addresses of the web; marks that end a sentence or close a bracket don't belong to them.
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"“”‘’「」『』（）()]{2,2000}(?<![.,;:!?'\]}…。、])/gu,
  /(?<![\p{L}\p{N}.-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}\/[^\s<>"“”‘’「」『』（）()]{1,2000}(?<![.,;:!?'\]}…。、])/giu,
  // Mail.
  /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}(?![\w-])/giu,
  // Accounts, also of federated networks.
  /(?<![\w@.])@[a-z_][a-z0-9_]{0,29}(?:@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10})?(?![\w@])/giu,
  // Hashtags; "#1" is a rank.
  /(?<![\p{L}\p{N}_&#])#(?=[\p{N}_]{0,60}\p{L})[\p{L}\p{N}\p{M}_]{2,100}/gu,
  // $AAPL, but not US$5 or $US 5.
  /(?<![\w$])\$[A-Z]{1,5}(?:\.[A-Z]{1,2})?(?![\w$])(?!\s?\d)/gu,
  // The symbol after an exchange's name.
  /(?<=(?<![\w])(?:NYSE|NASDAQ|Nasdaq|KRX|KOSPI|KOSDAQ|TYO|TSE|HKEX|LSE|SSE|SZSE|TWSE|ASX|TSX)\s?:\s?)(?:[A-Z][A-Z0-9]{0,7}(?:\.[A-Z]{1,2})?|\d{6}|\d{4}(?=\)))(?![\w])/gu,
  /(?<![\w.])\d{4,6}\.(?:KS|KQ|T|TW|HK|SS|SZ)(?![\w])/gu,
  // snake_case, name(), CVE-2024-1234.
  /(?<![\w.])[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,8}(?![\w])/giu,
  /(?<![\w.])[a-z_]\w{0,60}(?:\.\w{1,60}){0,6}\(\)/giu,
  /(?<![\w-])CVE-\d{4}-\d{4,7}(?![\w-])/gu,
];

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The spans of a text that no translation may change, in order, none within another. */
export function protectedSpans(text: string): Span[] {
  // Most texts have none: one look for the marks all of them have.
  if (!/[@#$`_/(]|www\.|\.[A-Z]{1,2}|:\s?[A-Z0-9]|CVE-/.test(text)) return [];
  const found = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match): Span => ({ start: match.index, end: match.index + match[0].length, text: match[0] }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of found) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

/**
 * The translation with every protected span of the segment as it stands there. What an engine does to them most, a space put in,
 * full-width marks, other capitals, is undone where there is no doubt.
 *
 * @returns undefined where a span was lost or changed otherwise
 */
export function withSpansKept(segment: string, translation: string): string | undefined {
  const wanted = new Map<string, number>();
  for (const { text } of protectedSpans(segment)) wanted.set(text, (wanted.get(text) ?? 0) + 1);
  let kept = translation;
  for (const [span, count] of wanted) {
    if (occurrences(kept, span) >= count) continue;
    const mangled = mangledForms(span);
    if ((kept.match(mangled)?.length ?? 0) !== count) return undefined;
    kept = kept.replace(mangled, () => span);
  }
  return kept;
}

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** The span with spaces between its characters, in full width, in other capitals. */
function mangledForms(span: string): RegExp {
  const forms = [...span].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isAscii = code > 0x20 && code < 0x7f;
    const escaped = character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return isAscii ? `(?:${escaped}|${String.fromCodePoint(code + 0xfee0)})` : escaped;
  });
  return new RegExp(forms.join('\\s?'), 'giu');
}

/** The segment cut at its protected spans: in order, joined they give the segment. */
export function cutAtSpans(segment: string): { readonly text: string; readonly isProtected: boolean }[] {
  const pieces: { text: string; isProtected: boolean }[] = [];
  let position = 0;
  for (const { start, end, text } of protectedSpans(segment)) {
    if (start > position) pieces.push({ text: segment.slice(position, start), isProtected: false });
    pieces.push({ text, isProtected: true });
    position = end;
  }
  if (position < segment.length) pieces.push({ text: segment.slice(position), isProtected: false });
  return pieces;
}
