import {
  type ArchivedArticle,
  type ProcessedArchive,
  type ProcessedArticle,
  type ResultSettings,
  rejectionReasons,
  type TranslationState,
  targetLanguages,
} from '../../article.ts';

/** Of article.json and rejection.json; another meaning of a field takes another version. */
export const schemaVersion = '1.0';

/** `article.json`: everything, machine-readable. Absent values are left out. */
export function renderManifest({
  ref,
  sha256,
  processedAt,
  settings,
  article,
  summary,
  translations,
  usage,
}: ProcessedArticle): string {
  const manifest = {
    schemaVersion,
    upload: { ...ref, sha256 },
    processedAt,
    settings,
    mediaType: article.mediaType,
    language: article.language,
    headline: article.headline,
    standfirst: article.standfirst,
    byline: article.byline,
    dateline: article.dateline,
    publishedAt: article.publishedAt,
    url: article.url,
    siteName: article.siteName,
    body: article.body.map((paragraph) => paragraph.sentences.map((sentence) => sentence.text)),
    summary,
    translations,
    removed: article.removed,
    confidence: Math.round(article.confidence * 100) / 100,
    usage,
    warnings: article.warnings,
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** `article.json` of an archive: its articles, and what in it is none. */
export function renderArchiveManifest(
  { ref, sha256, processedAt, settings, mediaType, skipped }: ProcessedArchive,
  articles: readonly ArchivedArticle[],
): string {
  const manifest = {
    schemaVersion,
    upload: { ...ref, sha256 },
    processedAt,
    settings,
    mediaType,
    articles,
    skipped,
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

type Translations = Readonly<Record<string, TranslationState>>;

/** What an earlier result says about how it was made. */
export interface StoredResult {
  readonly sha256: string;
  readonly settings: ResultSettings;
  readonly isArchive: boolean;
  /** For the article, or each of those in an archive, by target: the state of each translation, and who made it. */
  readonly translations: readonly Translations[];
}

interface Manifest {
  readonly schemaVersion?: string;
  readonly upload?: { readonly sha256?: string };
  readonly settings?: ResultSettings;
  readonly language?: string;
  readonly headline?: string;
  readonly translations?: Translations;
  readonly articles?: readonly ArchivedArticle[];
  readonly reason?: string;
  readonly message?: string;
}

/** @returns undefined for anything that is not a whole article.json of this version: such a result is made again */
export function parseManifest(text: string): StoredResult | undefined {
  const { schemaVersion: version, upload, settings, translations, articles } = parse(text);
  if (version !== schemaVersion || upload?.sha256 === undefined || settings === undefined) return undefined;
  const { sha256 } = upload;
  if (articles !== undefined) {
    const ofEach = articles.flatMap((article) => (article.status === 'stored' ? [article.translations] : []));
    return { sha256, settings, isArchive: true, translations: ofEach };
  }
  return translations && { sha256, settings, isArchive: false, translations: [translations] };
}

/** What the list of an archive says of an article, by its `article.json`. */
export function listedArticle(text: string) {
  const { language, headline, translations } = parse(text);
  if (language === undefined || translations === undefined) return undefined;
  const states = Object.entries(translations).map(([target, { status, translator }]) => [
    target,
    { status, translator },
  ]);
  return {
    status: 'stored' as const,
    language,
    headline,
    translations: Object.fromEntries(states) as Translations,
  };
}

/** What the list of an archive says of a rejected article, by its `rejection.json`. */
export function listedRejection(text: string) {
  const { reason, message = '' } = parse(text);
  const known = rejectionReasons.find((name) => name === reason);
  return known && { status: 'rejected' as const, reason: known, message };
}

function parse(text: string): Manifest {
  try {
    return (JSON.parse(text) ?? {}) as Manifest;
  } catch {
    return {};
  }
}

/** Targets in a fixed order, so that the order they were asked in changes nothing. */
export function sameSettings(a: ResultSettings, b: ResultSettings): boolean {
  return (
    targetLanguages.every((target) => a.targets.includes(target) === b.targets.includes(target)) &&
    a.summarySentences === b.summarySentences &&
    a.summaryCharacters === b.summaryCharacters &&
    a.terminology === b.terminology &&
    a.style?.register === b.style?.register &&
    a.style?.typography === b.style?.typography
  );
}
