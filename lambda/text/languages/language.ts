/** What the language tools know about a language: data only, all words in lower case. */
export interface LanguageData {
  /** Never end a sentence before what follows: `dr`, `gen`; without the full stop. */
  readonly titles: ReadonlySet<string>;
  /** Usually go on, but may end a sentence: `inc`, `u.s`; without the last full stop. */
  readonly abbreviations: ReadonlySet<string>;
  /** Words that open a sentence when capitalized after an abbreviation. */
  readonly starters: ReadonlySet<string>;
  /** Verbs that follow a quotation and its speaker: `"Why?" Kim asked.` */
  readonly speechVerbs: ReadonlySet<string>;
  /** A quotation belongs to the sentence around it, however many sentences it holds, but for those of `cutQuotation`. */
  readonly keepsQuotationsWhole: boolean;
  /** A quotation that is cut at its full stops all the same, with the two characters after it (ADR 0031). */
  readonly cutQuotation?: RegExp;
  /** What follows a closed quotation that goes on: particles and verbs of speech. */
  readonly quotationContinues?: RegExp;
  /** Carry no topic. */
  readonly stopWords: ReadonlySet<string>;
  /** How a whole sentence closes, where the language shows it: captions and headings don't. */
  readonly predicateEnd?: RegExp;
  /** The writer or a speaker speaks of themselves, or to the reader. */
  readonly firstPerson: RegExp;
  /** What stands at the begin of a line only, and shows where one began that was run together with the one before it. */
  readonly lineBegins?: RegExp;
  /** What is a line of its own, and shows where one ended. */
  readonly lineEnds?: RegExp;
  /** A sentence that opens with one of these needs the sentence before it. */
  readonly dependentOpenings: RegExp;
  /** A quotation whose speaker the sentence doesn't name: `"…," she said`. */
  readonly speakerless: RegExp;
  /** A whole sentence that belongs to the page and not to the report: a byline, a credit, a notice of rights. */
  readonly leftover: RegExp;
}

export function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
