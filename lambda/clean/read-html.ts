import { Parser } from 'htmlparser2';
import {
  type Block,
  type BlockKind,
  checkAmount,
  checkDepth,
  oneSpaced,
  type Page,
  type PageEvidence,
} from './page.ts';
import { printQuotations, quotationEnd, quotationStart } from './quotations.ts';
import { isRowOfCells } from './table-rows.ts';
import { joinLines, typedParagraphs } from './verse.ts';

/** Elements inside a line whose text nobody reads as text. */
const skippedInline = ['rt', 'rp', 'script', 'style', 'noscript', 'template', 'svg', 'math', 'map', 'del'];
/**
 * All of those. `del` is no longer part of the page, while what `s` strikes out, a former price or a joke, is meant to be seen (HTML
 * Living Standard, 4.5.5 and 4.7.2).
 */
const skipped = new Set([
  ...skippedInline,
  'iframe',
  'object',
  'canvas',
  'select',
  'textarea',
  'audio',
  'video',
  'datalist',
  'dialog',
]);
/** Pages that hide all of themselves are uncovered by their scripts. */
const wholePage = new Set(['html', 'body']);
/** Elements that don't break a line. */
const inline = new Set([
  ...skippedInline,
  'br',
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'cite',
  'code',
  'data',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'ins',
  'kbd',
  'label',
  'mark',
  'nobr',
  'q',
  'rb',
  'ruby',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
  'amp-img',
  'picture',
  'source',
  'input',
  'button',
]);
const kinds: Readonly<Record<string, BlockKind>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'list-item',
  dt: 'list-item',
  dd: 'list-item',
  blockquote: 'quote',
  td: 'table-row',
  th: 'table-row',
  tr: 'table-row',
  figcaption: 'caption',
  caption: 'caption',
  figure: 'caption',
  pre: 'preformatted',
};
const cells = new Set(['td', 'th']);
/** What leads to a footnote, raised or in brackets, and from it back. */
const linkedMark = {
  sup: /^\s*(?:\[[^\]]{1,24}\]|\(?[\d*†‡§,\s]{1,8}\)?|[a-z]{1,2})\s*$/i,
  a: /^\s*(?:\[[\d*†‡§]{1,4}\]|[↩↑^]\ufe0e?)\s*$/,
};
/** The same, and remarks as "citation needed", raised without a link. */
const bracketedMark = /^\s*(?:\[[^\]]{1,24}\]\s*)+$/;
/** Stands for a `br`: the breaks in the source of a page are spaces. */
const lineBreak = '\u2028';
/** Elements that say what the blocks inside them are; the innermost decides. */
const neutral: BlockKind = 'paragraph';

/** Deeper than this, and no page that people wrote is, the elements around a block are not told apart any more. */
const maxDepthKept = 64;
/** Class names of one element that are kept: more say nothing new. */
const maxClassLength = 160;

interface OpenElement {
  readonly name: string;
  readonly path: string;
  /** Elements nobody reads, and elements the markup hides. */
  readonly isSkipped: boolean;
  readonly isHidden: boolean;
  /** Says that the article's text is in it. */
  readonly isArticleBody: boolean;
  readonly isInline: boolean;
  readonly kind: BlockKind;
  /** Number of the innermost table cell. */
  readonly cell: number | undefined;
  /** How many blocks came before it. */
  readonly start: number;
  /** How much text of its block came before it: pieces, and characters in links; and what of its line. */
  readonly pieces: number;
  readonly linkedBefore: number;
  readonly lineBefore: string;
  /** Is it a link into this page, or has one in it? */
  isWithinPage: boolean;
  /** Of a row: one of its cells holds more than a text. */
  isLayout?: boolean;
  /** How often each make of `article` has been opened in it. */
  articles?: Map<string, number>;
  /** The text inside, where the markup calls it an author's name. */
  author?: string;
}

/**
 * Reads a page in one pass, without building a tree: its visible blocks in page order, and what it says about itself.
 *
 * Reading of ruby (furigana) is left out, so is everything the markup itself hides. Style sheets are not looked at.
 */
export function readHtml(html: string): Page {
  const blocks: Block[] = [];
  let characters = 0;
  /** Length of the text since the last block. */
  let pending = 0;
  const open: OpenElement[] = [];
  const metas: { key: string; content: string }[] = [];
  const jsonLd: string[] = [];
  const authorMarks: { text: string; block: number }[] = [];
  const struck: string[] = [];
  /** Numbers of open elements that hold what was taken out. */
  let deletions = 0;
  /** The innermost open element that the markup calls an author's name. */
  let author: OpenElement | undefined;
  let evidence: Omit<PageEvidence, 'metas' | 'jsonLd' | 'authorMarks'> = {};
  /** Numbers of open elements: those nobody reads, those that hide what is in them, articles' bodies, links. */
  let skips = 0;
  let hides = 0;
  let bodies = 0;
  let links = 0;
  /** Rows of tables so far, and cells. */
  let rows = 0;
  let cellsOpened = 0;
  /** Open paragraphs inside what is hidden. */
  let hiddenParagraphs = 0;
  let script: string | undefined;
  let title: string | undefined;
  let pieces: string[] = [];
  let linkedLength = 0;
  let datetime: string | undefined;
  let breaks = 0;
  /** Text since the last line break. */
  let line = '';
  /** Since the last text an element was closed, and after it another opened. */
  let hasClosed = false;
  let isNextElement = false;
  /** Has the text marks that stand for those of quotations? */
  let isQuoted = false;

  // Paragraphs hidden inside the article's body are what its site uncovers for its readers.
  const isRead = (): boolean => skips === 0 && (hides === 0 || (bodies > 0 && hiddenParagraphs > 0));
  const quote = (mark: string): void => {
    if (!isRead()) return;
    pieces.push(mark);
    isQuoted = true;
  };
  /** Takes out the mark of a footnote, which stands for nothing that is read. */
  const dropNoteMark = ({
    name,
    isWithinPage,
    start,
    pieces: before,
    linkedBefore,
    lineBefore,
  }: OpenElement): void => {
    if ((name !== 'sup' && name !== 'a') || start !== blocks.length) return;
    const isLinked = isWithinPage || open.at(-1)?.isWithinPage === true;
    const mark = pieces.slice(before).join('');
    const isMark = isLinked ? linkedMark[name].test(mark) : name === 'sup' && bracketedMark.test(mark);
    if (!isMark) return;
    pieces.length = Math.min(before, pieces.length);
    linkedLength = linkedBefore;
    line = lineBefore;
  };
  const textRead = (): string => {
    // Those that the markup writes as entities.
    const visible = pieces.join('').replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
    return isQuoted ? printQuotations(visible, evidence.language) : visible;
  };
  const flush = (): void => {
    // Most tags have nothing before them.
    if (pieces.length > 0) {
      const kind = open.at(-1)?.kind ?? neutral;
      for (const paragraph of paragraphsIn(textRead(), kind)) {
        const text = oneSpaced(paragraph).trim();
        if (text === '') continue;
        characters += text.length;
        checkAmount(characters, blocks.length);
        const heading = kind === 'heading' ? /^h([1-6])$/.exec(nearestHeading(open)) : null;
        blocks.push({
          kind,
          text: text.normalize('NFC'),
          level: Number(heading?.[1] ?? 0),
          path: pathOf(open),
          linkedLength: Math.min(linkedLength, text.length),
          datetime,
          cell: open.at(-1)?.cell,
        });
        linkedLength = Math.max(0, linkedLength - text.length);
      }
      pieces = [];
    }
    pending = 0;
    linkedLength = 0;
    datetime = undefined;
    breaks = 0;
    line = '';
    isQuoted = false;
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'html') evidence = { ...evidence, language: attributes.lang };
        if (name === 'meta') readMeta(attributes, metas);
        if (
          name === 'link' &&
          attributes.rel?.toLowerCase() === 'canonical' &&
          attributes.href !== undefined
        ) {
          evidence = { ...evidence, canonicalUrl: attributes.href };
        }
        if (name === 'script' && attributes.type?.toLowerCase().includes('ld+json')) script = '';
        if (name === 'title' && evidence.title === undefined && skips + hides === 0) title = '';
        if (name === 'br') {
          breaks++;
          if (breaks > 1 || endsLine.test(line)) flush();
          else pieces.push(lineBreak);
          line = '';
        }
        if (name === 'time' && attributes.datetime !== undefined) datetime = attributes.datetime;
        if (attributes.itemprop !== undefined && attributes.content !== undefined && name !== 'meta') {
          metas.push({ key: attributes.itemprop.toLowerCase(), content: attributes.content });
        }
        if (name === 'q') quote(quotationStart);
        const isCaption =
          captionsInLine.has(name) &&
          captionClass.test(attributes.class ?? '') &&
          pieces.every((piece) => piece.trim() === '');
        const isButton = name === 'button' && isBesideText(open);
        const isInline = inline.has(name) && !isCaption && !isButton;
        // Behind what somebody said, who it was.
        const isSource = name === 'cite' && open.at(-1)?.kind === 'quote' && endsLine.test(line);
        // A drawing or a formula in a line has elements of its own.
        if (skips === 0 && (!isInline || isSource)) flush();
        if (!isInline && author !== undefined) author.author += '\n';
        const parent = open.at(-1);
        const isSkipped = skipped.has(name);
        const isHidden = !isSkipped && !wholePage.has(name) && isHiddenByMarkup(attributes);
        const isArticleBody = attributes.itemprop?.toLowerCase() === 'articlebody';
        if (name === 'del') {
          if (isRead()) struck.push('');
          deletions++;
        }
        if (isSkipped) skips++;
        if (isHidden) hides++;
        if (isArticleBody) bodies++;
        if (name === 'p' && hides > 0) hiddenParagraphs++;
        if (name === 'a') links++;
        const element: OpenElement = {
          name,
          path: isInline
            ? ''
            : name === 'article'
              ? articleStep(parent, attributes)
              : pathStep(isCaption ? 'figcaption' : name, attributes),
          isSkipped,
          isHidden,
          isArticleBody,
          isInline,
          kind: isCaption ? 'caption' : (kinds[name] ?? parent?.kind ?? neutral),
          cell: cells.has(name) ? cellsOpened++ : parent?.cell,
          start: blocks.length,
          pieces: pieces.length,
          linkedBefore: linkedLength,
          lineBefore: line,
          isWithinPage: name === 'a' && noteLink.test(attributes.href ?? ''),
        };
        if (element.isWithinPage && parent?.name === 'sup') parent.isWithinPage = true;
        open.push(element);
        isNextElement = hasClosed && !formatting.has(name);
        checkDepth(open.length);
        if (marksAuthor(attributes)) {
          // Inside another: that one is only what the names stand in.
          if (author !== undefined) author.author = undefined;
          author = element;
          author.author = '';
        }
      },
      ontext(text) {
        if (script !== undefined) script += text;
        else if (title !== undefined) title += text;
        else if (deletions > 0 && skips === deletions) struck.push(`${struck.pop() ?? ''}${text}`);
        else if (isRead()) {
          if (/\S/.test(text)) breaks = 0;
          pending += text.length;
          checkAmount(characters + pending, blocks.length);
          // Elements of their own, one set beside the other by a style sheet: "LocalHarbour opens".
          if (isNextElement && endsSmall.test(pieces.at(-1)?.slice(-2) ?? '') && opensCapital.test(text))
            pieces.push(' ');
          if (author !== undefined) {
            const isBeside = isNextElement && touch(author.author, text);
            author.author += `${isBeside ? '\n' : ''}${text}`;
          }
          isNextElement = hasClosed = false;
          pieces.push(text);
          line += text;
          if (links > 0) linkedLength += text.trim().length;
        }
      },
      oncomment(comment) {
        if (!comment.includes('Page saved with SingleFile')) return;
        evidence = { ...evidence, savedAt: /^\s*saved date: ([^\n(]+)/m.exec(comment)?.[1]?.trim() };
      },
      onclosetag(name) {
        if (script !== undefined && name === 'script') {
          jsonLd.push(script);
          script = undefined;
        }
        if (title !== undefined && name === 'title') {
          evidence = { ...evidence, title: title.replace(/\s+/g, ' ').trim() };
          title = undefined;
        }
        const closed = open.at(-1);
        if (closed !== undefined && closed === author) {
          const text = (author.author ?? '')
            .trim()
            .replace(/\s*\n\s*/g, ' · ')
            .replace(/\s+/g, ' ');
          if (text !== '' && text.length <= longestAuthorMark)
            authorMarks.push({ text, block: blocks.length });
          author = undefined;
        }
        if (skips === 0 && !(closed?.isInline ?? inline.has(name))) flush();
        open.pop();
        hasClosed = true;
        if (closed !== undefined) dropNoteMark(closed);
        if (closed !== undefined && cells.has(name)) {
          const row = open.at(-1);
          if (row !== undefined && blocks.length > closed.start + 1) row.isLayout = true;
        }
        if (closed !== undefined && name === 'tr' && !closed.isLayout) {
          const inRow = blocks.slice(closed.start);
          if (isRowOfCells(inRow)) {
            for (const [place, cell] of inRow.entries())
              blocks[closed.start + place] = { ...cell, row: rows };
            rows++;
          }
        }
        if (name === 'q') quote(quotationEnd);
        if (name === 'p' && hides > 0) hiddenParagraphs--;
        if (closed?.isSkipped) skips--;
        if (closed?.name === 'del') deletions--;
        if (closed?.isHidden) hides--;
        if (closed?.isArticleBody) bodies--;
        if (name === 'a') links--;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  flush();
  return {
    mediaType: 'text/html',
    blocks,
    evidence: {
      ...evidence,
      metas,
      jsonLd,
      authorMarks,
      struck: struck.map((text) => oneSpaced(text).trim()).filter((text) => text !== ''),
    },
  };
}

function paragraphsIn(text: string, kind: BlockKind): string[] {
  if (kind === 'preformatted') return typedParagraphs(text.replaceAll(lineBreak, '\n'));
  if (!text.includes(lineBreak)) return [text];
  return kind === 'paragraph' || kind === 'quote' ? [joinLines(text.split(lineBreak))] : [text];
}

/** They set letters of one word apart from each other. */
const formatting = new Set(['b', 'strong', 'i', 'em', 'u', 'font', 'sub', 'sup', 'mark', 'wbr']);
const endsSmall = /\p{Ll}$/u;
const opensCapital = /^\p{Lu}/u;

/** To a footnote; a saved page may have the whole of its own address before it. */
const noteLink = /^#|#(?:_?ftn|fn|foot|note|n\d|cite|ref|end)/i;

/** The elements around a block, but for those inside a line. */
function pathOf(open: readonly OpenElement[]): string[] {
  const steps: string[] = [];
  for (let depth = 0; depth < open.length && depth < maxDepthKept; depth++) {
    const step = open[depth]?.path ?? '';
    if (step !== '') steps.push(step);
  }
  return steps;
}

/** Where a single line break parts paragraphs: after a sentence, and after a line that a mark makes a heading. */
const endsLine = /(?:[.!?。！？…]["'”’」』)]*|^\s*[■▲●◆▶◇□○※].{1,80})\s*$/su;

/** Elements that portals set captions in, in the midst of a text: where no text stands before them in the line, they stand apart. */
const captionsInLine = new Set(['em', 'i', 'small', 'span']);
const captionClass = /(?:^|[\s_-])(?:caption|cutline|(?:img|image|photo)_?-?(?:desc|caption))(?:$|[\s_-])/i;

/** Elements in whose line a button is a word, explained when pressed, or the heading that opens what is below it. */
const linesOfText = /^(?:p|h[1-6]|li|dt|dd|td|th)$/;

/** Is a button in these elements one beside the text, not in it? */
function isBesideText(open: readonly OpenElement[]): boolean {
  const around = open.findLast(({ path }) => path !== '');
  return around === undefined || !linesOfText.test(around.name);
}

/** Do words of two elements touch? Style sheets part a name from the role or the button beside it. */
function touch(text = '', next: string): boolean {
  return text.length <= longestAuthorMark && /\p{L}$/u.test(text) && /^\p{L}/u.test(next);
}

function nearestHeading(open: readonly OpenElement[]): string {
  return open.findLast(({ name }) => /^h[1-6]$/.test(name))?.name ?? '';
}

function readMeta(
  attributes: Readonly<Record<string, string>>,
  metas: { key: string; content: string }[],
): void {
  const key = attributes.property ?? attributes.name ?? attributes.itemprop ?? attributes['http-equiv'];
  const content = attributes.content?.trim();
  if (key !== undefined && content !== undefined && content !== '')
    metas.push({ key: key.toLowerCase(), content });
}

/** A longer text is about an author. */
const longestAuthorMark = 120;
const authorClass =
  /(?:^|[\s_-])(?:by-?lines?|authors?|posted-by|writers?|autor(?:en|es)?|auteurs?|redakteur|reporter|journalist)(?:[_-]{1,2}(?:name|link))?(?:$|[\s_-](?:name|link|text|vcard|fn)?)/i;
const authorAddress =
  /\/(?:authors?|autor(?:en)?|auteurs?|by|staff|contributors?|profiles?|journalists?|reporters?|writers?)\/[^/?#]{3,}/i;

/** Does the markup call what is inside an author's name: by microformat, microdata, class or where a link leads? */
function marksAuthor({ rel, itemprop, class: classes, href }: Readonly<Record<string, string>>): boolean {
  if (rel !== undefined && /(?:^|\s)author(?:\s|$)/i.test(rel)) return true;
  if (itemprop !== undefined && /^(?:author|creator)$/i.test(itemprop)) return true;
  if (href !== undefined && authorAddress.test(href)) return true;
  return classes !== undefined && authorClass.test(classes.slice(0, maxClassLength));
}

/** Classes by which templates hide from sight what is only read aloud: "opens in a new window", "Image caption". */
const forScreenReaders =
  /(?:^|\s)(?:sr-only|(?:sharing-)?screen-?reader(?:-?(?:text|only))?|(?:u-)?visually-?hidden|assistive-?text|element-invisible)(?:\s|$)/i;

function isHiddenByMarkup(attributes: Readonly<Record<string, string>>): boolean {
  if (attributes.hidden !== undefined || attributes['aria-hidden'] === 'true') return true;
  if (attributes.class !== undefined && forScreenReaders.test(attributes.class)) return true;
  return (
    attributes.style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style)
  );
}

/** The second `article` of its make in one element is another article, or another teaser: it says so at its end. */
function articleStep(parent: OpenElement | undefined, attributes: Readonly<Record<string, string>>): string {
  const step = pathStep('article', attributes);
  if (parent === undefined) return step;
  parent.articles ??= new Map();
  const make = attributes.class ?? '';
  const ordinal = (parent.articles.get(make) ?? 0) + 1;
  parent.articles.set(make, ordinal);
  return ordinal === 1 ? step : `${step} (${ordinal})`;
}

function pathStep(
  name: string,
  { id, class: classes, role, itemprop }: Readonly<Record<string, string>>,
): string {
  const marks = `${id === undefined ? '' : `#${id}`} ${classes === undefined ? '' : `.${classes}`} ${role ?? ''} ${itemprop ?? ''}`;
  return `${name}${marks.slice(0, maxClassLength)}`.trim();
}
