import {
  type ArchivedArticle,
  type ArticleRef,
  fromMemory,
  nameOf,
  type ProcessedArchive,
  type ProcessedArticle,
  type RejectionReason,
  type ResultSettings,
  type TargetLanguage,
  targetLanguages,
} from '../article.ts';
import { InvariantError } from '../errors.ts';
import type { ResultFile, ResultStore } from '../ports.ts';
import {
  listedArticle,
  listedRejection,
  parseManifest,
  renderArchiveManifest,
  renderManifest,
  type StoredResult,
  sameSettings,
  schemaVersion,
} from './render/manifest.ts';
import { renderMarkdown } from './render/markdown.ts';
import { renderReaderPage } from './render/reader-page.ts';
import { renderArticleText, renderSummaryText, sourceTexts, type Texts } from './render/text.ts';
import { renderTmx } from './render/tmx.ts';
import { renderXliff } from './render/xliff.ts';
import {
  bilingualName,
  entriesName,
  fileKey,
  manifestName,
  markdownName,
  pageName,
  rejectionName,
  resultFolder,
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
    if (content !== undefined) files.push({ key: fileKey(ref, name), mediaType, content });
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
    const translator = translation.status === 'complete' ? translation.madeBy.join(', ') : undefined;
    addTexts({ ...translation, language: target }, target, translator);
    if (translation.status !== 'complete') continue;
    const { renderDocx } = await import('./render/docx.ts');
    add(bilingualName(target, 'xlf'), 'application/xliff+xml', renderXliff(processed, target));
    add(bilingualName(target, 'docx'), docxMediaType, await renderDocx(processed, target));
  }
  add(tmxName, 'application/xml', renderTmx(processed));
  add(pageName, 'text/html', renderReaderPage(processed));
  add(manifestName, 'application/json', renderManifest(processed));
  return replaceAll(ref, files, results);
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
    ref,
    [{ key: fileKey(ref, rejectionName), mediaType: 'application/json', content }],
    results,
  );
}

/**
 * Withdraws what an earlier version of an archive left, before any of its articles is stored: its commit mark, and the
 * articles it no longer has.
 *
 * @param entries names of the articles it has now
 */
export async function openArchive(
  ref: ArticleRef,
  entries: readonly string[],
  results: ResultStore,
): Promise<void> {
  await results.remove(commitNames.map((name) => fileKey(ref, name)));
  const former = await entriesOf(ref, results);
  const list = (names: readonly string[]): ResultFile => ({
    key: fileKey(ref, entriesName),
    mediaType: 'application/json',
    content: JSON.stringify(names),
  });
  // Whoever goes on after an interruption finds everything that may be there.
  await results.replace([list([...new Set([...former, ...entries])])]);
  await removeEntries(
    ref,
    former.filter((entry) => !entries.includes(entry)),
    results,
  );
  await results.replace([list(entries)]);
}

/**
 * Writes the `article.json` of an archive, which lists its articles as they are stored now.
 *
 * @returns the articles, and the keys written
 */
export async function storeArchive(
  archive: ProcessedArchive,
  results: ResultStore,
): Promise<{ readonly articles: readonly ArchivedArticle[]; readonly keys: readonly string[] }> {
  const { ref, entries } = archive;
  const articles: ArchivedArticle[] = [];
  for (const entry of entries) articles.push(await archivedArticle({ ...ref, entry }, entry, results));
  const key = fileKey(ref, manifestName);
  await results.remove(otherNames.map((name) => fileKey(ref, name)));
  await results.write([
    { key, mediaType: 'application/json', content: renderArchiveManifest(archive, articles) },
  ]);
  return { articles, keys: [key] };
}

async function archivedArticle(
  ref: ArticleRef,
  entry: string,
  results: ResultStore,
): Promise<ArchivedArticle> {
  const manifest = await results.readText(fileKey(ref, manifestName));
  const listed =
    (manifest === undefined ? undefined : listedArticle(manifest)) ??
    listedRejection((await results.readText(fileKey(ref, rejectionName))) ?? '');
  if (listed === undefined) throw new InvariantError(`${nameOf(ref)} was stored and is not there`);
  return { entry, folder: resultFolder(ref.key, entry), ...listed };
}

/** Names of the articles of an archive that may be stored; none for an upload that is no archive. */
async function entriesOf(ref: ArticleRef, results: ResultStore): Promise<readonly string[]> {
  const text = await results.readText(fileKey(ref, entriesName));
  try {
    const names: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

async function removeEntries(
  ref: ArticleRef,
  entries: readonly string[],
  results: ResultStore,
): Promise<void> {
  for (const entry of entries) {
    const keysOf = (names: readonly string[]): string[] =>
      names.map((name) => fileKey({ ...ref, entry }, name));
    await results.remove(keysOf(commitNames));
    await results.remove(keysOf(otherNames));
  }
}

async function replaceAll(
  ref: ArticleRef,
  files: readonly ResultFile[],
  results: ResultStore,
): Promise<string[]> {
  const keys = files.map((file) => file.key);
  const keysOf = (names: readonly string[]): string[] => names.map((name) => fileKey(ref, name));
  // Whoever is stopped between two of these steps leaves nothing that looks whole.
  await results.remove(keysOf(commitNames));
  if (ref.entry === undefined) {
    const former = await entriesOf(ref, results);
    await removeEntries(ref, former, results);
    if (former.length > 0) await results.remove([fileKey(ref, entriesName)]);
  }
  await results.remove(keysOf(otherNames).filter((key) => !keys.includes(key)));
  await results.write(files);
  return keys;
}

/** What is stored of an upload already. */
export type StoredState = 'missing' | 'article' | 'archive';

/**
 * Reads what is stored of an upload: where that is, its name alone says.
 *
 * @returns undefined where there is no whole result
 * @throws {UpstreamError}
 */
export async function readStored(ref: ArticleRef, results: ResultStore): Promise<StoredResult | undefined> {
  const text = await results.readText(fileKey(ref, manifestName));
  return text === undefined ? undefined : parseManifest(text);
}

/**
 * Is it a whole result of the same bytes and settings, with all its translations?
 *
 * @param translator the engine, where one was asked for by name: then a result of another engine doesn't count
 */
export function storedState(
  stored: StoredResult | undefined,
  wanted: { readonly sha256: string; readonly settings: ResultSettings; readonly translator?: string },
): StoredState {
  if (stored?.sha256 !== wanted.sha256 || !sameSettings(stored.settings, wanted.settings)) return 'missing';
  const isWhole = stored.translations.every((translations) =>
    wanted.settings.targets.every((target) => {
      const translation = translations[target];
      if (translation?.status !== 'complete') return translation?.status === 'source';
      if (wanted.translator === undefined) return true;
      return translation.translator === wanted.translator || translation.translator === fromMemory;
    }),
  );
  if (!isWhole) return 'missing';
  return stored.isArchive ? 'archive' : 'article';
}
