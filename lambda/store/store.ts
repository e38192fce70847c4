import {
  type ArticleRef,
  fromMemory,
  type ProcessedArticle,
  type RejectionReason,
  type ResultSettings,
  type TargetLanguage,
  targetLanguages,
} from '../article.ts';
import type { ResultFile, ResultStore } from '../ports.ts';
import { parseManifest, renderManifest, sameSettings, schemaVersion } from './render/manifest.ts';
import { renderMarkdown } from './render/markdown.ts';
import { renderReaderPage } from './render/reader-page.ts';
import { renderArticleText, renderSummaryText, sourceTexts, type Texts } from './render/text.ts';
import { renderTmx } from './render/tmx.ts';
import { renderXliff } from './render/xliff.ts';
import {
  bilingualName,
  manifestName,
  markdownName,
  pageName,
  rejectionName,
  resultKey,
  textName,
  tmxName,
} from './result-keys.ts';

const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One of these commits a result. */
const commitNames = [manifestName, rejectionName];
/** Every other name a result can have. */
const otherNames = [
  pageName,
  tmxName,
  ...targetLanguages.flatMap((target) => [bilingualName(target, 'xlf'), bilingualName(target, 'docx')]),
  ...[undefined, ...targetLanguages].flatMap((language) => [
    textName('article', language),
    textName('summary', language),
    markdownName(language),
  ]),
];

/**
 * Renders and writes a result: texts, files for translators and the reader page first, `article.json` last.
 *
 * What an earlier version of the upload left is taken away first, so that old and new never stand side by side.
 *
 * @returns the keys written
 */
export async function store(processed: ProcessedArticle, results: ResultStore): Promise<string[]> {
  const { ref, article, summary, translations } = processed;
  const files: ResultFile[] = [];
  const add = (name: string, mediaType: string, content: string | Uint8Array | undefined): void => {
    if (content !== undefined) files.push({ key: resultKey(ref.key, name), mediaType, content });
  };
  const addTexts = (texts: Texts, language?: TargetLanguage, translator?: string): void => {
    add(textName('article', language), 'text/plain', renderArticleText(texts));
    add(textName('summary', language), 'text/plain', renderSummaryText(texts));
    add(markdownName(language), 'text/markdown', renderMarkdown(processed, texts, translator));
  };

  addTexts(sourceTexts(article, summary));
  for (const target of targetLanguages) {
    const translation = translations[target];
    if (translation === undefined || translation.status === 'unavailable') continue;
    const translator = translation.status === 'complete' ? translation.translator : undefined;
    addTexts({ ...translation, language: target }, target, translator);
    if (translation.status !== 'complete') continue;
    const { renderDocx } = await import('./render/docx.ts');
    add(bilingualName(target, 'xlf'), 'application/xliff+xml', renderXliff(processed, target));
    add(bilingualName(target, 'docx'), docxMediaType, await renderDocx(processed, target));
  }
  add(tmxName, 'application/xml', renderTmx(processed));
  add(pageName, 'text/html', renderReaderPage(processed));
  add(manifestName, 'application/json', renderManifest(processed));
  return replaceAll(ref.key, files, results);
}

/**
 * Writes `rejection.json`, instead of a result.
 *
 * @returns the keys written
 */
export async function storeRejection(
  ref: ArticleRef,
  rejection: { readonly reason: RejectionReason; readonly message: string; readonly rejectedAt: Date },
  results: ResultStore,
): Promise<string[]> {
  const { reason, message, rejectedAt } = rejection;
  const record = { schemaVersion, upload: ref, reason, message, rejectedAt: rejectedAt.toISOString() };
  const content = `${JSON.stringify(record, undefined, 2)}\n`;
  return replaceAll(
    ref.key,
    [{ key: resultKey(ref.key, rejectionName), mediaType: 'application/json', content }],
    results,
  );
}

async function replaceAll(
  uploadKey: string,
  files: readonly ResultFile[],
  results: ResultStore,
): Promise<string[]> {
  const keys = files.map((file) => file.key);
  const keysOf = (names: readonly string[]): string[] => names.map((name) => resultKey(uploadKey, name));
  // Whoever is stopped between two of these steps leaves nothing that looks whole.
  await results.remove(keysOf(commitNames));
  await results.remove(keysOf(otherNames).filter((key) => !keys.includes(key)));
  await results.write(files);
  return keys;
}

/**
 * Is there a whole result of the same bytes and settings, with all its translations?
 *
 * @param translator the engine, where one was asked for by name: then a result of another engine doesn't count
 */
export async function isStored(
  ref: ArticleRef,
  wanted: { readonly sha256: string; readonly settings: ResultSettings; readonly translator?: string },
  results: ResultStore,
): Promise<boolean> {
  const text = await results.readText(resultKey(ref.key, manifestName));
  const stored = text === undefined ? undefined : parseManifest(text);
  if (stored?.sha256 !== wanted.sha256 || !sameSettings(stored.settings, wanted.settings)) return false;
  return wanted.settings.targets.every((target) => {
    const translation = stored.translations[target];
    if (translation?.status !== 'complete') return translation?.status === 'source';
    if (wanted.translator === undefined) return true;
    return translation.translator === wanted.translator || translation.translator === fromMemory;
  });
}
