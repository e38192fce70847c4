import {
  type ProcessedArticle,
  type ResultSettings,
  type Translation,
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
    usage,
    warnings: article.warnings,
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** What an earlier result says about how it was made. */
export interface StoredResult {
  readonly sha256: string;
  readonly settings: ResultSettings;
  /** By target: the state of each translation, and who made those that are complete. */
  readonly translations: Readonly<
    Record<string, { readonly status: Translation['status']; readonly translator?: string }>
  >;
}

/** @returns undefined for anything that is not a whole article.json of this version: such a result is made again */
export function parseManifest(text: string): StoredResult | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const manifest = value as {
    schemaVersion?: string;
    upload?: { sha256?: string };
    settings?: ResultSettings;
    translations?: StoredResult['translations'];
  } | null;
  const sha256 = manifest?.upload?.sha256;
  if (manifest?.schemaVersion !== schemaVersion || sha256 === undefined) return undefined;
  if (manifest.settings === undefined || manifest.translations === undefined) return undefined;
  return { sha256, settings: manifest.settings, translations: manifest.translations };
}

/** Targets in a fixed order, so that the order they were asked in changes nothing. */
export function sameSettings(a: ResultSettings, b: ResultSettings): boolean {
  return (
    targetLanguages.every((target) => a.targets.includes(target) === b.targets.includes(target)) &&
    a.summarySentences === b.summarySentences &&
    a.summaryCharacters === b.summaryCharacters &&
    a.terminology === b.terminology
  );
}
