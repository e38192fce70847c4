import { RejectedArticleError } from '../errors.ts';

/** What a block is by its markup; everything copied as text is a `line`. */
export type BlockKind =
  | 'heading'
  | 'paragraph'
  | 'list-item'
  | 'quote'
  | 'table-row'
  | 'caption'
  | 'preformatted'
  | 'line';

/** A run of text that stands on its own: a paragraph, a heading, a menu entry, a line of copied text. */
export interface Block {
  readonly kind: BlockKind;
  /** NFC, white space collapsed, not empty. */
  readonly text: string;
  /** Heading level 1 to 6; 0 for all other kinds. */
  readonly level: number;
  /** Open elements around it, outermost first, `div#main.story.wide`; empty in copied text. */
  readonly path: readonly string[];
  /** How much of the text is inside links, in UTF-16 code units. */
  readonly linkedLength: number;
  /** `datetime` of a `<time>` inside it. */
  readonly datetime?: string;
  /** Number of the table row that it is a cell of; absent where its row holds more than short texts. */
  readonly row?: number;
  /** Number of the innermost table cell that it stands in. */
  readonly cell?: number;
  /** Stands an empty line above it? Of copied text only. */
  readonly isAfterGap?: boolean;
}

/** More of a block's text is linked: it leads elsewhere. */
const linkShare = 0.5;

/** Does the block lead elsewhere, and say no more? */
export function isLink({ text, linkedLength }: Block): boolean {
  return linkedLength > linkShare * text.length;
}

/** What an HTML page says about itself outside its visible text, as it says it; nothing checked or chosen yet. */
export interface PageEvidence {
  readonly title?: string;
  readonly canonicalUrl?: string;
  /** When the page was saved, as the file that holds it says, with its offset: what "2 hours ago" counts from. */
  readonly savedAt?: string;
  /** `lang` of the `html` element. */
  readonly language?: string;
  /** `<meta>` tags: name, property, itemprop or http-equiv in lower case; in page order. */
  readonly metas: readonly { readonly key: string; readonly content: string }[];
  /** Bodies of `application/ld+json` scripts, unparsed. */
  readonly jsonLd: readonly string[];
  /** Texts that the markup calls an author's name, innermost elements only, and the block each stands in; in page order. */
  readonly authorMarks: readonly { readonly text: string; readonly block: number }[];
  /** Texts that the page shows as taken out, in page order. */
  readonly struck?: readonly string[];
}

/** The one model of a page that every reader gives, whatever the format. */
export interface Page {
  readonly mediaType: 'text/plain' | 'text/html';
  readonly blocks: readonly Block[];
  /** Every line of the text stands between empty ones, as in an article that was cleaned; never where there is markup. */
  readonly isSpaced?: boolean;
  /** It was written with Markdown's marks: what is a heading, a list or a link is known. */
  readonly isMarkdown?: boolean;
  /** Empty for copied text. */
  readonly evidence: PageEvidence;
}

/** Single spaces, for which there is nothing to do, are not among these. */
const otherSpaces = /[^\S \u3000][^\S\u3000]*| [^\S\u3000]+/g;

/** White space as one space each; but for the wide one, which parts the clauses of a Japanese headline. */
export function oneSpaced(text: string): string {
  return text.replace(otherSpaces, ' ');
}

/** More text, menus and comments included, than any page around the longest article: no time is spent on it. */
const mostText = { characters: 1_500_000, blocks: 50_000 };

/** @throws {RejectedArticleError} `too-large` */
export function checkAmount(characters: number, blocks: number): void {
  if (characters > mostText.characters) {
    throw new RejectedArticleError(
      'too-large',
      `The file has more than ${mostText.characters.toLocaleString('en')} characters of text, the most that can be looked through. Drop it in parts.`,
    );
  }
  if (blocks > mostText.blocks) {
    throw new RejectedArticleError(
      'too-large',
      `The file has more than ${mostText.blocks.toLocaleString('en')} lines or paragraphs, the most that can be looked through. Drop it in parts.`,
    );
  }
}

/** Deeper than this is no page that anybody wrote, and a parser's time grows with the square of it. */
const mostNested = 10_000;

/** @throws {RejectedArticleError} `damaged` */
export function checkDepth(openElements: number): void {
  if (openElements <= mostNested) return;
  throw new RejectedArticleError(
    'damaged',
    `The file has more than ${mostNested.toLocaleString('en')} elements inside each other: it is no page that can be read. Save it again, or copy the article's text.`,
  );
}
