/** Where an article was uploaded. */
export interface ArticleRef {
  /** Absent on a laptop. */
  readonly bucket?: string;
  readonly key: string;
  /** Makes a re-upload a different article; absent on a laptop. */
  readonly versionId?: string;
  /** Name of the article in the archive that was uploaded; absent where the upload is the article. */
  readonly entry?: string;
}

/** What people call it: `news/ferry.txt`, or `news.zip/ferry.txt` for an article in an archive. */
export function nameOf({ key, entry }: Pick<ArticleRef, 'key' | 'entry'>): string {
  return entry === undefined ? key : `${key}/${entry}`;
}

/** Longest upload: what one function invocation can take apart in bounded memory. */
export const maxUploadBytes = 10_000_000;
/** Longest file that is read at all: a page may have its pictures in it, which don't count. */
export const maxFileBytes = 40_000_000;

export interface SourceArticle {
  readonly ref: ArticleRef;
  /** As the upload declares it, if it does; the readers decide by the bytes and the name. */
  readonly declaredMediaType?: string;
  readonly bytes: Uint8Array;
}

/** A BCP 47 language tag. */
export type SourceLanguage = string;

export const targetLanguages = ['ko', 'ja'] as const;
export type TargetLanguage = (typeof targetLanguages)[number];

export interface Sentence {
  /** As it stands in the paragraph, without the white space around it. */
  readonly text: string;
  /** Where it starts in the paragraph's text, in UTF-16 code units. */
  readonly start: number;
}

export type ParagraphKind = 'text' | 'subheading' | 'list-item' | 'quote';

/** One paragraph: its text, and the sentences that cover all of it but the white space between them. */
export interface Paragraph {
  readonly kind: ParagraphKind;
  readonly text: string;
  readonly sentences: readonly Sentence[];
}

/** The rules that take a block out. Each is explained to the reader in every language of the pages. */
export type RuleName =
  | 'advertisement'
  | 'app-prompt'
  | 'share-bar'
  | 'reading-time'
  | 'counter'
  | 'read-more'
  | 'related-heading'
  | 'auto-published-disclaimer'
  | 'copyright'
  | 'legal-notice'
  | 'no-republication'
  | 'korean-tail'
  | 'korean-reporter-line'
  | 'japanese-tail'
  | 'newsletter'
  | 'paywall'
  | 'cookie-notice'
  | 'tags-line'
  | 'hashtags-line'
  | 'picture-credit'
  | 'credit-in-brackets'
  | 'caption-with-credit'
  | 'asian-caption'
  | 'agency-tail'
  | 'author-note'
  | 'repeated-text'
  | 'page-furniture'
  | 'truncated-teaser'
  | 'glued-section'
  | 'struck-out';

/** Why a block is not in the body: a rule, what the labeller thought, or what the block was read as. */
export type RemovalReason =
  | RuleName
  | `not the article (${string})`
  | `read as the ${'headline' | 'standfirst' | 'byline' | 'date'}`;

/** What a block of a page is. */
export type BlockName =
  | 'headline'
  | 'standfirst'
  | 'byline'
  | 'date'
  | 'paragraph'
  | 'subheading'
  | 'quote'
  | 'list'
  | 'table'
  | 'caption'
  | 'pull-quote'
  | 'teaser'
  | 'related'
  | 'navigation'
  | 'share'
  | 'counter'
  | 'subscription'
  | 'advertisement'
  | 'legal'
  | 'comment'
  | 'tags'
  | 'author-note'
  | 'other';

/** A block that was judged boilerplate, what it is, and by which rule it was told: makes every removal explainable. */
export interface RemovedBlock {
  readonly text: string;
  readonly rule: RemovalReason;
  readonly label: BlockName;
}

/** The article as the newsroom would print it: NFC text, no markup, no boilerplate. */
export interface CleanArticle {
  /** What the bytes turned out to be, whatever the upload declared. */
  readonly mediaType: string;
  readonly language: SourceLanguage;
  readonly headline?: string;
  readonly standfirst?: string;
  /** All authors as printed, joined by a comma, without "By". */
  readonly byline?: string;
  /** Place and date before the first sentence, without the dash after them: "Seoul, June 16". */
  readonly dateline?: string;
  /** ISO 8601 with the offset the article states; local time, or a day alone, where it states no more. */
  readonly publishedAt?: string;
  readonly url?: string;
  readonly siteName?: string;
  /** At least one paragraph; the first one's text is without the dateline. */
  readonly body: readonly Paragraph[];
  readonly removed: readonly RemovedBlock[];
  /** How surely the body is the article and all of it: 0 to 1. */
  readonly confidence: number;
  readonly warnings: readonly string[];
}

/** A sentence of the article, unchanged: `text` is `body[paragraph].sentences[sentence].text`. */
export interface SummarySentence {
  readonly paragraph: number;
  readonly sentence: number;
  readonly text: string;
}

/** Extractive, in document order. */
export type Summary = readonly SummarySentence[];

/** How a name or a term is to be translated. */
export interface Term {
  readonly source: string;
  readonly translations: Readonly<Partial<Record<TargetLanguage, string>>>;
}

export interface Terminology {
  /** What the source terms are written in. */
  readonly language: SourceLanguage;
  /** Hexadecimal; another for any other list of terms. */
  readonly digest: string;
  readonly terms: readonly Term[];
}

/** What became of a term that stands in the article: asked for, reported as applied and present are three things. */
export interface TermUse {
  readonly source: string;
  readonly target: string;
  /** How many of the article's texts have it: in the translation of each it is asked for. */
  readonly asked: number;
  /** Did the engine report it as applied? Absent where the engine does not say, or was not asked. */
  readonly applied?: boolean;
  /** How many of these translations have it. */
  readonly present: number;
}

/** What is checked of a translation. Each is explained to the reader in every language of the pages. */
export type CheckName =
  | 'addition'
  | 'date'
  | 'encoding'
  | 'name'
  | 'negation'
  | 'number'
  | 'omission'
  | 'quote'
  | 'register'
  | 'repetition'
  | 'terminology'
  | 'unit'
  | 'untranslated'
  | 'wrong-language';

export interface Finding {
  readonly check: CheckName;
  readonly severity: 'error' | 'warning';
  /** Where in the body; both absent for the headline, the standfirst and the dateline. */
  readonly paragraph?: number;
  readonly sentence?: number;
  /** A sentence an editor understands. */
  readonly message: string;
}

/** The article's texts in one language, in the shape of the article's own. */
export interface TranslatedTexts {
  readonly headline?: string;
  readonly standfirst?: string;
  readonly dateline?: string;
  /** `summary[i]` is the translation of the body sentence that the article's `summary[i]` names. */
  readonly summary: readonly string[];
  /** Paragraphs of sentences. */
  readonly body: readonly (readonly string[])[];
}

/** The `translator` of a translation for which no engine was asked. */
export const fromMemory = 'memory';

export type Translation =
  /** The article is in this language itself; nothing was sent. */
  | ({ readonly status: 'source' } & TranslatedTexts)
  | ({
      readonly status: 'complete';
      /** The engine that was asked, or `memory` where every segment was known already. */
      readonly translator: string;
      /** Whose sentences these are, those from the memory included: engines by their names, `people`. */
      readonly madeBy: readonly string[];
      /** Where both an engine and people are in `madeBy`: the source sentences whose translation is people's. */
      readonly byPeople?: readonly string[];
      readonly findings: readonly Finding[];
      /** The terms that stand in the article, in its order; absent: none. */
      readonly terms?: readonly TermUse[];
    } & TranslatedTexts)
  | { readonly status: 'unavailable'; readonly reason: string };

/** What was sent to the engine and what was spared, in Unicode code points, as billed, over all targets. */
export interface Usage {
  readonly charactersTranslated: number;
  readonly charactersReused: number;
  readonly requests: number;
  /** How many segments were sent twice, as their first translation had an error; their characters are among those translated. */
  readonly secondTries: number;
}

/** Japanese and Korean marks and spaces: as print has them, or as the engine gave them. */
export const typographies = ['on', 'off'] as const;

/** How sentences end: as the engine gave them, as print has it (-다, である), or as one speaks to readers (-습니다, です・ます). */
export const registers = ['engine', 'plain', 'polite'] as const;

/** How a translation is set for print. What people translated is left as it is. */
export interface Style {
  readonly register: (typeof registers)[number];
  readonly typography: (typeof typographies)[number];
}

/** Amazon Translate's list price, US dollars a character; aws.amazon.com/translate/pricing, 2025. */
export const dollarsPerCharacter = 15 / 1e6;

export const noUsage: Usage = { charactersTranslated: 0, charactersReused: 0, requests: 0, secondTries: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    charactersTranslated: a.charactersTranslated + b.charactersTranslated,
    charactersReused: a.charactersReused + b.charactersReused,
    requests: a.requests + b.requests,
    secondTries: a.secondTries + b.secondTries,
  };
}

/** The settings that decide what a result says: the same upload with the same settings is unchanged. */
export interface ResultSettings {
  readonly targets: readonly TargetLanguage[];
  /** How many sentences were asked for; absent: as suits the article's length. */
  readonly summarySentences?: number;
  /** How long the summary may be at most, in characters; absent: no limit. */
  readonly summaryCharacters?: number;
  /** Digest of the terminology in force; absent: none. */
  readonly terminology?: string;
  /** Absent: as the engine gave it. */
  readonly style?: Style;
}

export interface ProcessedArticle {
  readonly ref: ArticleRef;
  /** Of the uploaded bytes, hexadecimal. */
  readonly sha256: string;
  /** When it was processed: ISO 8601, UTC. */
  readonly processedAt: string;
  readonly settings: ResultSettings;
  readonly article: CleanArticle;
  readonly summary: Summary;
  readonly translations: Readonly<Partial<Record<TargetLanguage, Translation>>>;
  readonly usage: Usage;
}

/** An article of an archive, as the archive's `article.json` lists it. */
export type ArchivedArticle = {
  readonly entry: string;
  /** Where its result is, from the place where results live. */
  readonly folder: string;
} & (
  | {
      readonly status: 'stored';
      readonly language: SourceLanguage;
      readonly headline?: string;
      readonly translations: Readonly<Record<string, TranslationState>>;
    }
  | { readonly status: 'rejected'; readonly reason: RejectionReason; readonly message: string }
);

export interface TranslationState {
  readonly status: Translation['status'];
  readonly translator?: string;
}

/** An upload that holds several articles, after each of them was stored or rejected. */
export interface ProcessedArchive {
  readonly ref: ArticleRef;
  /** Of the uploaded bytes, hexadecimal. */
  readonly sha256: string;
  /** When it was processed: ISO 8601, UTC. */
  readonly processedAt: string;
  readonly settings: ResultSettings;
  readonly mediaType: string;
  /** In the order of the archive. */
  readonly entries: readonly string[];
  readonly skipped: readonly string[];
}

export const rejectionReasons = [
  'empty',
  'no-article',
  'unsupported-type',
  'too-large',
  'undecodable',
  'no-text-layer',
  'damaged',
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** What happened to one upload. Anything else is an exception: the upload failed and may be tried again. */
export type Outcome =
  | { readonly status: 'stored'; readonly keys: readonly string[]; readonly result: ProcessedArticle }
  | { readonly status: 'unchanged'; readonly isArchive?: boolean }
  /** The upload is an archive or a feed; each of its articles has an outcome of its own. */
  | {
      readonly status: 'unpacked';
      readonly keys: readonly string[];
      readonly articles: readonly ArchivedArticle[];
      /** Names of what is no article: pictures, style sheets, … */
      readonly skipped: readonly string[];
    }
  /** Deleted before it was processed: nothing is left to do. */
  | { readonly status: 'gone' }
  | {
      readonly status: 'rejected';
      readonly keys: readonly string[];
      readonly reason: RejectionReason;
      readonly message: string;
    };
