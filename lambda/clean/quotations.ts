/** Stand for the marks around a `q` until all of its paragraph is read: code points that no text has. */
export const quotationStart = '\ufdd0';
export const quotationEnd = '\ufdd1';

/** What browsers print around `q`, which is written without: https://html.spec.whatwg.org/multipage/rendering.html#quotes */
const printed = {
  japanese: { outer: ['「', '」'], inner: ['『', '』'] },
  other: { outer: ['“', '”'], inner: ['‘', '’'] },
} as const;

/** Marks that pages write, and what each is closed by. */
const written: Readonly<Record<string, string>> = {
  '“': '”',
  '"': '"',
  '„': '“”',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '‘': '’',
  "'": "'",
};

function isPair(opening = '', closing = ''): boolean {
  return closing !== '' && (written[opening]?.includes(closing) ?? false);
}

/** Is all of a text one quotation, in marks of its own? */
function isQuotation(text: string): boolean {
  const opening = text[0] ?? '';
  return text.length > 1 && isPair(opening, text.at(-1)) && !text.slice(1, -1).includes(opening);
}

/** Of quotations further inside each other it is not asked whether the page writes marks of its own. */
const deepestAsked = 2;

/**
 * Prints the marks around each `q` of a paragraph: none where the page writes its own, inside of it or around it.
 *
 * @param language of the page, as it states it
 */
export function printQuotations(paragraph: string, language: string | undefined): string {
  const { outer, inner } = printed[/^ja\b/i.test(language ?? '') ? 'japanese' : 'other'];
  // Text and marks in turns.
  const pieces = paragraph.split(/([\ufdd0\ufdd1])/);
  const starts: number[] = [];
  for (let place = 1; place < pieces.length; place += 2) {
    if (pieces[place] === quotationStart) {
      pieces[place] = (starts.length === 0 ? outer : inner)[0];
      starts.push(place);
      continue;
    }
    const depth = starts.length;
    const start = starts.pop();
    pieces[place] = (depth > 1 ? inner : outer)[1];
    // What began in another paragraph ends here.
    if (start === undefined || depth > deepestAsked) continue;
    const opensWithText = pieces[start + 1]?.trim() !== '';
    const said = pieces
      .slice(start + 1, place)
      .join('')
      .trim();
    const isWritten =
      (opensWithText && isQuotation(said)) || isPair(pieces[start - 1]?.at(-1), pieces[place + 1]?.[0]);
    if (isWritten) pieces[start] = pieces[place] = '';
  }
  return pieces.join('');
}
