import type { ArticleRef, SourceArticle, SourceLanguage, TargetLanguage } from './article.ts';

export interface ArticleSource {
  /**
   * @returns undefined where the upload is gone: deleted before it was processed
   * @throws {RejectedArticleError} `too-large`, told from the size before the bytes are read
   * @throws {UpstreamError}
   */
  read(ref: ArticleRef): Promise<SourceArticle | undefined>;
}

export interface LanguagePair {
  readonly source: SourceLanguage;
  readonly target: TargetLanguage;
}

export interface EngineReply {
  /**
   * One translation a segment, in the order given. Another number of them means that the engine merged or lost some:
   * none can be trusted, and the caller asks again with fewer segments.
   */
  readonly translations: readonly string[];
  /** What the engine was sent, separators included, in Unicode code points, as billed; 0: nothing. */
  readonly characters: number;
  /** The terms that the engine reports as applied somewhere in the request; absent: it does not say. */
  readonly appliedTerms?: readonly AppliedTerm[];
}

export interface AppliedTerm {
  readonly source: string;
  readonly target: string;
}

/** A translation engine. */
export interface Translator {
  /** As it stands in results and as part of memory keys: `amazon-translate`, … */
  readonly name: string;
  /** Longest request, in UTF-8 bytes: the segments and one byte between each two of them. */
  readonly maxRequestBytes: number;
  /** How many requests may be under way at once. */
  readonly maxConcurrentRequests: number;
  /** Was it given the terminology in force? Then what it translates depends on the terms in it. Absent: it knows none. */
  readonly appliesTerminology?: true;
  /** Does it leave as they are the texts it is told to keep? Absent: it can't be told. */
  readonly keepsWhatItIsTold?: true;
  /**
   * Sends one request.
   *
   * @param segments not empty, none blank, no line breaks in them, together within `maxRequestBytes`
   * @throws the signal's reason, soon after it is aborted: before the request is sent, nothing is sent; after it, the service
   * may have done the work, and bill it
   * @throws {TranslationUnavailableError} the engine can't be had or doesn't know the language pair: trying again won't help
   * @throws {UpstreamError} it failed or throttled: try the article again later
   */
  translate(segments: readonly string[], pair: LanguagePair, options?: RequestOptions): Promise<EngineReply>;
}

export interface RequestOptions {
  /** Parts of the segments to be left as they are; the engine may fail to. */
  readonly keep?: readonly string[];
  /** Gives the request up. */
  readonly signal?: AbortSignal;
}

/** How work is asked to stop; the reason of both is a {@link StoppedError}. */
export interface Stop {
  /** Nothing more is to be begun: what was sent is waited for and kept, as it may be billed. */
  readonly soon: AbortSignal;
  /** What was sent is given up, too. */
  readonly now: AbortSignal;
}

/** Which entries of the memory fit: those people made for the pair, else those of this engine with this terminology. */
export interface MemoryScope extends LanguagePair {
  /** Name of the engine, or `people` for translations made or approved by people: those alone. */
  readonly origin: string;
  /**
   * Digest of those terms the engine was given that stand in the segment, so that a new term costs only the segments it touches;
   * undefined where there are none.
   */
  readonly terminology?: (segment: string) => string | undefined;
}

/** Translations already paid for or made by people. */
export interface TranslationMemory {
  /**
   * The known translations among the segments, each keyed by the segment as given. What people made for the pair wins
   * over the scope's engine. A damaged entry counts as unknown.
   *
   * A memory that several runs share may miss some of an engine's that are known but lie scattered: reserving them tells.
   *
   * @throws {UpstreamError}
   */
  lookUp(segments: readonly string[], scope: MemoryScope): Promise<ReadonlyMap<string, string>>;
  /**
   * Which of the known segments people translated.
   *
   * @throws {UpstreamError}
   */
  madeByPeople(segments: readonly string[], scope: MemoryScope): Promise<ReadonlySet<string>>;
  /** @throws {UpstreamError} */
  remember(pairs: ReadonlyMap<string, string>, scope: MemoryScope): Promise<void>;
}

export interface Reserved {
  /** Nobody else has these translated until they are remembered or released. */
  readonly mine: readonly string[];
  /** What is translated already. */
  readonly known: ReadonlyMap<string, string>;
}

/** Keeps two runs at once from paying for one segment twice. */
export interface Reservations {
  /**
   * Reserves those segments that nobody has translated or is having translated; where all are in others' hands, waits until one is
   * known or free. Segments that are neither `mine` nor `known` are to be asked for again. What this run has reserved already is `mine`
   * at once.
   *
   * @param segments not empty
   * @throws {ThrottledError} others took longer than the time given
   * @throws {OutOfTimeError} no time is left
   * @throws {UpstreamError}
   */
  reserve(segments: readonly string[], scope: MemoryScope): Promise<Reserved>;
  /**
   * As {@link Reservations.reserve}, without waiting: where all are in others' hands, nothing is `mine` or `known`.
   *
   * @throws {ThrottledError}
   * @throws {OutOfTimeError}
   * @throws {UpstreamError}
   */
  reserveAtOnce(segments: readonly string[], scope: MemoryScope): Promise<Reserved>;
  /** Gives back what was reserved and not remembered. What a crash leaves reserved becomes free by itself. */
  release(segments: readonly string[], scope: MemoryScope): Promise<void>;
}

export interface ResultFile {
  /** Below the place where results live, the same on a laptop and in a bucket: `news/kim.txt/article.json`. */
  readonly key: string;
  /** Without parameters: text is always UTF-8. */
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

/** Files that are kept current: front page, pages by day, feeds, lists of what there is. */
export interface PageStore {
  /**
   * @returns undefined where there is no such file
   * @throws {UpstreamError}
   */
  readText(key: string): Promise<string | undefined>;
  /**
   * Writes all files over what is there, the last only after all others are whole.
   *
   * @throws {UpstreamError}
   */
  replace(files: readonly ResultFile[]): Promise<void>;
}

/** Results, each committed by its last file. */
export interface ResultStore extends PageStore {
  /**
   * Removes files; one that is not there is no error.
   *
   * @throws {UpstreamError}
   */
  remove(keys: readonly string[]): Promise<void>;
  /**
   * Writes all files, the last only after all others are whole: it commits them.
   *
   * The last must have been removed before: a place shared by several machines refuses it where it is there again, as
   * somebody else has committed meanwhile.
   *
   * @throws {UpstreamError}
   */
  write(files: readonly ResultFile[]): Promise<void>;
}

/** Facts about the work: never the article's text. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, unknown>>): void;
  error(message: string, error: unknown, facts: Readonly<Record<string, unknown>>): void;
}

export interface PipelinePorts {
  readonly source: ArticleSource;
  readonly translator: Translator;
  readonly memory: TranslationMemory;
  /** Absent where no second run shares the memory. */
  readonly reservations?: Reservations;
  readonly results: ResultStore;
  readonly log: Log;
  /** Absent: nobody asks. */
  readonly stop?: Stop;
  /** The clock. */
  readonly now: () => Date;
  /**
   * Called before another article of an archive is begun; absent: there is time for all.
   *
   * @throws {OutOfTimeError} the upload is to be gone on with later
   */
  readonly checkTime?: () => void;
}
