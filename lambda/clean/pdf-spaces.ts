import { type getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { RejectedArticleError } from '../errors.ts';

// PDF.js hands fonts over with it; Node 20 lacks it (ES2024).
ArrayBuffer.prototype.transferToFixedLength ??= function (this: ArrayBuffer, length?: number) {
  return this.slice(0, length);
};

export type PDFPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** More is drawn on no page of text; it takes some seconds. */
const mostOperators = 150_000;
/** Of the letters that a page shows, so many spaces are written at least, or its program sets words apart by moving on. */
const fewestSpaces = 0.1;

/**
 * Gives the texts of a page's items with the spaces that its program wrote and no others: PDF.js takes any gap for a space, and in
 * justified Korean there is one after every letter.
 *
 * The texts are in the order of the page; their letters stay as they are. What comes back is undefined where the program wrote no
 * spaces, they can't be matched, or too much was drawn on the pages before.
 *
 * @throws {RejectedArticleError} `too-large`; the document must be destroyed then, or goes on being read
 */
export function createSpaceReader(): (
  texts: readonly string[],
  page: PDFPage,
) => Promise<string[] | undefined> {
  let operators = 0;
  return async (texts, page) => {
    if (operators > mostOperators) return undefined;
    const shown = await shownOn(page);
    operators += shown.operators;
    return spacedAs(texts, [...shown.text.normalize('NFKC')]);
  };
}

function spacedAs(texts: readonly string[], written: readonly string[]): string[] | undefined {
  const spaces = written.filter(isSpace).length;
  if (spaces < fewestSpaces * (written.length - spaces)) return undefined;
  let at = 0;
  const spaced: string[] = [];
  for (const text of texts) {
    let result = '';
    for (const character of text) {
      if (isSpace(character)) continue;
      let isApart = false;
      for (; isSpace(written[at]); at++) isApart = true;
      for (const letter of character.normalize('NFKC')) if (written[at++] !== letter) return undefined;
      result += (isApart ? ' ' : '') + character;
    }
    spaced.push(result);
  }
  return spaced;
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

/** What PDF.js hands over of a page, piece by piece; it has no public way to take it so, or to stop. */
interface PageChunk {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[][];
  readonly lastChunk: boolean;
}

/** Every character that is shown on the page, in the order it is, and how much is done there. */
async function shownOn(page: PDFPage): Promise<{ readonly text: string; readonly operators: number }> {
  const { OPS } = await getResolvedPDFJS();
  const shown: string[] = [];
  let operators = 0;
  return new Promise((resolve, reject) => {
    const takeChunk = ({ fnArray, argsArray, lastChunk }: PageChunk): void => {
      operators += fnArray.length;
      for (const [index, operator] of fnArray.entries()) {
        if (operator !== OPS.showText) continue;
        const glyphs = argsArray[index]?.[0] as
          | readonly (number | { readonly unicode: string })[]
          | undefined;
        for (const glyph of glyphs ?? []) if (typeof glyph !== 'number') shown.push(glyph.unicode);
      }
      if (operators > mostOperators) reject(tooMuchDrawn());
      if (lastChunk) resolve({ text: shown.join(''), operators });
    };
    Object.assign(page, { _renderPageChunk: takeChunk });
    page.getOperatorList().catch(reject);
  });
}

function tooMuchDrawn(): RejectedArticleError {
  return new RejectedArticleError(
    'too-large',
    `More than ${mostOperators.toLocaleString('en')} things are drawn on a page of the PDF. Drop the article's text alone.`,
  );
}
