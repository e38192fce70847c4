import { getDocumentProxy } from 'unpdf';
import { RejectedArticleError } from '../errors.ts';
import { damaged } from './archive.ts';
import type { DocumentText } from './document-page.ts';
import { koreanLineJoiner } from './join-korean-lines.ts';
import { checkAmount } from './page.ts';
import { createSpaceReader, type PDFPage } from './pdf-spaces.ts';
import { checkPdfStreams } from './pdf-streams.ts';

type PDF = Awaited<ReturnType<typeof getDocumentProxy>>;
type TextContent = Awaited<ReturnType<PDFPage['getTextContent']>>;

/** Pages beyond these are no article. */
const maxPages = 200;

interface Piece {
  readonly text: string;
  readonly x: number;
  /** Of the baseline, from the foot of the page. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Written downwards. */
  readonly isTurned: boolean;
}

interface Line {
  readonly text: string;
  readonly page: number;
  readonly x: number;
  readonly end: number;
  readonly y: number;
  readonly height: number;
  /** White space is written before it. */
  readonly isApart: boolean;
  /** A gap as wide as between columns is in it. */
  readonly isParted: boolean;
}

/**
 * Reads a PDF with a text layer in the order its program wrote it, which for columns is column by column: lines to paragraphs,
 * words broken at a line's end joined, what stands at the edge of every page set apart.
 *
 * Scripts in the file are not run, nothing it refers to is fetched.
 */
export async function readPdf(bytes: Uint8Array): Promise<DocumentText> {
  checkPdfStreams(bytes);
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
    isEvalSupported: false,
    // Its warnings would stand among the log.
    verbosity: 0,
    stopAtErrors: false,
    // Nothing is drawn.
    maxImageSize: 1,
  }).catch((error: unknown) => {
    if (!/password/i.test(String(error))) throw damaged('The PDF', error);
    throw new RejectedArticleError(
      'damaged',
      'The PDF is locked with a password. Save it without one and drop it again.',
      { cause: error },
    );
  });
  const count = Math.min(pdf.numPages, maxPages);
  const { lines, title } = await contentOf(pdf, count).finally(() => pdf.destroy());
  if (!lines.some(({ text }) => /\p{L}{2}/u.test(text))) {
    throw new RejectedArticleError(
      'no-text-layer',
      'The PDF has no text layer: it holds pictures of pages. Run it through text recognition, or copy the article from its source.',
    );
  }
  const furniture = pageFurnitureIn(lines, count);
  const running = lines.filter((line) => !furniture.has(line));
  return {
    paragraphs: paragraphsOf(running),
    properties: { 'og:title': title },
    pageFurniture: [...furniture].map(({ text }) => text),
    warnings: [
      ...(isOutOfOrder(running)
        ? ['The reading order of the PDF is unsure: compare the text with the page.']
        : []),
      ...(pdf.numPages > maxPages ? [`Only the first ${maxPages} of ${pdf.numPages} pages were read.`] : []),
    ],
  };
}

async function contentOf(
  pdf: PDF,
  pages: number,
): Promise<{ readonly lines: readonly Line[]; readonly title?: string }> {
  const lines: Line[] = [];
  const spacedAsWritten = createSpaceReader();
  let characters = 0;
  try {
    for (let number = 1; number <= pages; number++) {
      const page = await pdf.getPage(number);
      const pieces: Piece[] = [];
      // As they come: forms that hold each other can have any number of them. Not given up, which PDF.js can't take: it is destroyed.
      const reader = (page.streamTextContent() as ReadableStream<TextContent>).getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        for (const item of read.value.items) {
          if (!('str' in item)) continue;
          const [, slope = 0, , , x = 0, y = 0] = item.transform as number[];
          const { str: text, width, height } = item;
          pieces.push({ text, x, y, width, height, isTurned: slope < 0 });
          characters += text.length + 1;
        }
        checkAmount(characters, 0);
      }
      const texts = pieces.map(({ text }) => text);
      const isKorean = texts.some((text) => hangul.test(text));
      const spaced = isKorean && !isVertical(pieces) ? await spacedAsWritten(texts, page) : undefined;
      lines.push(...linesOn(pieces, spaced).map((line) => ({ ...line, page: number })));
    }
    const { info } = await pdf.getMetadata();
    return { lines, title: (info as { Title?: string }).Title };
  } catch (error) {
    if (error instanceof RejectedArticleError) throw error;
    throw damaged('The PDF', error);
  }
}

/** @param spaced texts of the pieces, where the spaces in them are known */
function linesOn(pieces: readonly Piece[], spaced: readonly string[] | undefined): Omit<Line, 'page'>[] {
  if (isVertical(pieces)) return linesOf(turned(pieces), spacesByGaps);
  if (spaced === undefined) return linesOf(pieces, spacesByGaps);
  const written = pieces.map((piece, index) => ({ ...piece, text: spaced[index] ?? '' }));
  return linesOf(written, spacesWritten);
}

const hangul = /\p{Script=Hangul}/u;

/** What a gap must be to be a space, in heights of its letters. */
interface Gaps {
  /** Nothing is written there, and it is wider than this. */
  readonly narrowestSpace: number;
  /** White space between an East Asian letter and one of another script that is narrower was set, not written. */
  readonly narrowestBetweenScripts: number;
  /** A gap that is wider parts lines. */
  readonly widestSpace: number;
}

/** Programs set less than a space between East Asian and Latin letters. */
const spacesByGaps: Gaps = { narrowestSpace: 0.22, narrowestBetweenScripts: 0.22, widestSpace: 2.5 };
const spacesWritten: Gaps = { narrowestSpace: 1, narrowestBetweenScripts: 0, widestSpace: 5 };
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Are most letters below the one before them, as in Japanese that is set in vertical lines? */
function isVertical(pieces: readonly Piece[]): boolean {
  const letters = pieces.filter(({ text }) => text.trim() !== '');
  const below = letters.filter((letter, index) => {
    const above = letters[index - 1];
    if (above === undefined || letter.text.length > 2) return false;
    const step = above.y - letter.y;
    return Math.abs(letter.x - above.x) < 0.3 * letter.height && step > 0 && step < 2 * letter.height;
  });
  return letters.length > 20 && below.length > 0.6 * letters.length;
}

/** How far a letter reaches above its baseline, of its height: where a vertical line's letter begins. */
const ascent = 0.88;

/** Vertical lines as if they were horizontal: from the top to the right, from the right column down. */
function turned(pieces: readonly Piece[]): Piece[] {
  return pieces
    .filter(({ text }) => text.trim() !== '')
    .map((piece) => ({
      ...piece,
      x: piece.isTurned ? -piece.y : -(piece.y + ascent * piece.height),
      y: piece.x,
      width: piece.isTurned ? piece.width : piece.height * [...piece.text].length,
    }));
}

/** Between Japanese or Chinese letters, and between them and digits, a space is one of setting. */
const setSpace =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々、。「」『』（）]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々、。「」『』（）\d０-９])|(?<=[\d０-９]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/** Wider than any space between two words, in heights of letters. */
const columnGap = 5;

/** Pieces on one baseline, one right after the other, are a line. */
function linesOf(pieces: readonly Piece[], gaps: Gaps): Omit<Line, 'page'>[] {
  const lines: Omit<Line, 'page'>[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.text === '') continue;
    const last = lines.at(-1);
    const size = piece.height || last?.height || 10;
    const gap = last === undefined ? 0 : piece.x - last.end;
    const isSameLine =
      last !== undefined &&
      Math.abs(last.y - piece.y) < 0.5 * size &&
      gap > -0.5 * size &&
      gap < gaps.widestSpace * size;
    if (last !== undefined && isSameLine) {
      const isSetting =
        isBetweenScripts(last.text, piece, pieces[index + 1]) &&
        piece.width < gaps.narrowestBetweenScripts * (last.height || size);
      const isSpaced = gap > gaps.narrowestSpace * size && !/\s$/.test(last.text) && !/^\s/.test(piece.text);
      lines[lines.length - 1] = {
        ...last,
        text: last.text + (isSpaced ? ' ' : '') + (isSetting ? '' : piece.text),
        end: piece.x + piece.width,
        height: Math.max(last.height, piece.height),
        isParted: last.isParted || (piece.text.trim() === '' && piece.width > columnGap * size),
      };
    } else if (piece.text.trim() !== '') {
      lines.push({
        text: piece.text,
        x: piece.x,
        end: piece.x + piece.width,
        y: piece.y,
        height: piece.height,
        isApart: /^\s/.test(piece.text),
        isParted: false,
      });
    }
  }
  return lines
    .map((line) => ({
      ...line,
      text: withoutPrintForms(line.text).replace(/\s+/g, ' ').replace(setSpace, '').trim(),
    }))
    .filter(({ text }) => text !== '');
}

/** Is the piece white space between an East Asian letter and one of another script? */
function isBetweenScripts(before: string, { text }: Piece, next: Piece | undefined): boolean {
  if (text.trim() !== '' || next === undefined) return false;
  return eastAsian.test(before.slice(-1)) !== eastAsian.test(next.text.slice(0, 1));
}

/** Ligatures, radicals and compatibility forms, which fonts need and text doesn't; the letter that CJK fonts share with ‘. */
function withoutPrintForms(text: string): string {
  return (eastAsian.test(text) ? text.replaceAll('\u02bb', '‘') : text)
    .replace(/[\uFB00-\uFB06\u2E80-\u2FDF\uF900-\uFAFF]/gu, (form) => form.normalize('NFKC'))
    .normalize('NFC');
}

/** So many pages show what stands on each. */
const pagesToCompare = 3;

/** Headers, footers and page numbers: the outermost lines of pages, the same but for their digits; numbers alone at an edge. */
function pageFurnitureIn(lines: readonly Line[], pages: number): Set<Line> {
  const found = new Set<Line>();
  const edges: Line[] = [];
  for (let page = 1; page <= pages; page++) {
    const own = lines.filter((line) => line.page === page).sort((a, b) => b.y - a.y);
    edges.push(...own.slice(0, 2), ...own.slice(2).slice(-2));
  }
  const shape = (line: Line): string => line.text.replace(/\d+/g, '#');
  for (const line of edges) {
    const same = new Set(edges.filter((other) => shape(other) === shape(line)).map(({ page }) => page));
    const isRepeated = same.size >= Math.min(pagesToCompare, Math.max(2, pages)) && same.size > pages / 3;
    const isNumber =
      pages > 1 &&
      /^[-–—\s]*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:\/|of|von)\s*\d{1,4})?[-–—\s]*$/i.test(line.text);
    if (isRepeated || isNumber) found.add(line);
  }
  return found;
}

/** A gap this much larger than the usual one parts paragraphs. */
const paragraphGap = 1.2;
/** A line that ends this far before the column does is a paragraph's last, where its sentence ends. */
const shortLineShare = 0.85;
/** A line this much shorter is the last whatever it ends with: a heading, a byline. */
const headingShare = 0.7;
const sentenceEnd = /[.!?。！？…]["'”’)」』]*$/u;

function paragraphsOf(lines: readonly Line[]): string[] {
  const paragraphs: string[] = [];
  const gaps = lines.flatMap((line, index) => {
    const above = lines[index - 1];
    return above?.page === line.page && above.y > line.y && line.height > 0
      ? [(above.y - line.y) / line.height]
      : [];
  });
  const joinKorean = koreanLineJoiner(lines);
  const usualGap = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 5)] ?? 1.2;
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const last = paragraphs.at(-1);
    if (
      above === undefined ||
      last === undefined ||
      startsParagraph(above, line, usualGap, columnWidth(lines, index - 1))
    )
      paragraphs.push(line.text);
    else if (/^\p{Script=Hangul}/u.test(line.text))
      paragraphs[paragraphs.length - 1] = last + joinKorean(last, line) + line.text;
    else paragraphs[paragraphs.length - 1] = joined(last, line.text);
  }
  return paragraphs;
}

/** How wide the lines around are that are of its column and size: the widest of the few before and after. */
function columnWidth(lines: readonly Line[], index: number): number {
  const { x = 0, height = 1 } = lines[index] ?? {};
  const alike = lines
    .slice(Math.max(0, index - 6), index + 7)
    .filter((line) => Math.abs(line.height - height) <= 0.15 * height && Math.abs(line.x - x) < 6 * height);
  return Math.max(...alike.map((line) => line.end - line.x));
}

function startsParagraph(above: Line, line: Line, usualGap: number, width: number): boolean {
  const size = Math.max(above.height, line.height, 1);
  if (Math.abs(above.height - line.height) > 0.15 * size) return true;
  const share = (above.end - above.x) / width;
  if (share < headingShare && above.page === line.page) return true;
  const isShort = share < shortLineShare;
  if (above.page !== line.page || line.y > above.y + size) return isShort && sentenceEnd.test(above.text);
  const gap = (above.y - line.y) / size;
  if (gap > paragraphGap * usualGap) return true;
  const isIndented = line.x - above.x > 0.8 * size && line.x - above.x < 6 * size;
  if (isIndented && sentenceEnd.test(above.text)) return true;
  if (/^[•▪◦‣–-]\s/.test(line.text)) return true;
  return isShort && sentenceEnd.test(above.text);
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」』）]$/u;
const unspacedStart = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「『（]/u;

/** Undoes the break of a line: a word parted by a hyphen, scripts without spaces. */
function joined(above: string, below: string): string {
  if (/\p{L}[-\u00ad]$/u.test(above) && /^\p{Ll}/u.test(below)) return above.slice(0, -1) + below;
  const isUnspaced = unspaced.test(above) && (unspacedStart.test(below) || /^[\d０-９]/.test(below));
  if (isUnspaced || (/[\d０-９]$/.test(above) && unspacedStart.test(below))) return above + below;
  return `${above} ${below}`;
}

/** Of the lines, so many may be out of their order: columns make a text jump up once in a while, rows of a table have gaps. */
const mostOutOfOrder = { jumps: 0.1, parted: 0.25 };

/** A text that keeps jumping up and not to the right, or has two columns in its lines, was written in another order than it is read. */
function isOutOfOrder(lines: readonly Line[]): boolean {
  const jumps = lines.filter((line, index) => {
    const above = lines[index - 1];
    return above?.page === line.page && line.y > above.y + line.height && line.x < above.x + line.height;
  }).length;
  const parted = lines.filter(({ isParted }) => isParted).length;
  return (
    (jumps > 2 && jumps > mostOutOfOrder.jumps * lines.length) ||
    (parted > 2 && parted > mostOutOfOrder.parted * lines.length)
  );
}
