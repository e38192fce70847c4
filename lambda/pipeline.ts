import { createHash } from 'node:crypto';
import {
  type ArticleRef,
  addUsage,
  type CleanArticle,
  nameOf,
  noUsage,
  type Outcome,
  type ProcessedArticle,
  type ResultSettings,
  type SourceArticle,
  type Summary,
  type TargetLanguage,
  type Translation,
} from './article.ts';
import { clean } from './clean/clean.ts';
import { type Archive, unpack } from './clean/unpack.ts';
import type { PipelineConfig } from './config.ts';
import {
  gravestOf,
  isWait,
  RejectedArticleError,
  StoppedError,
  TranslationUnavailableError,
} from './errors.ts';
import type { PipelinePorts } from './ports.ts';
import type { StoredResult } from './store/render/manifest.ts';
import { openArchive, readStored, store, storeArchive, storedState, storeRejection } from './store/store.ts';
import { summarize } from './summarize/summarize.ts';
import { translate } from './translate/translate.ts';

export interface ProcessOptions {
  /** Also what is unchanged. */
  readonly force?: boolean;
  /** Is told what became of each article of an archive, as soon as it is known. What it throws fails that article. */
  readonly onArticle?: (ref: ArticleRef, outcome: Outcome) => void | Promise<void>;
}

/** Processes one upload. What it throws is a failure: the upload may be tried again. */
export type ProcessArticle = (ref: ArticleRef, options?: ProcessOptions) => Promise<Outcome>;

/** Builds the pipeline: clean → summarize → translate → store. */
export function createPipeline(config: PipelineConfig, ports: PipelinePorts): ProcessArticle {
  const { source, translator, memory, reservations, results, log, now, checkTime, stop } = ports;
  const { targets, summarySentences, summaryCharacters, terminology, style } = config;
  const settings = settingsOf(config);

  async function processUpload(
    upload: SourceArticle,
    sha256: string,
    isNew: boolean,
  ): Promise<{
    readonly result: ProcessedArticle;
    readonly remembered: Promise<readonly PromiseSettledResult<void>[]>;
  }> {
    const { ref } = upload;
    const started = now().getTime();
    const article = await clean(upload);
    const cleaned = now().getTime();
    const summary = summarize(article, { sentences: summarySentences, characters: summaryCharacters });
    log.info('cleaned and summarized', {
      key: nameOf(ref),
      cleanMs: cleaned - started,
      summarizeMs: now().getTime() - cleaned,
      language: article.language,
      paragraphs: article.body.length,
      removed: article.removed.length,
      summarySentences: summary.length,
    });
    // Each comes to its end, so that nothing is paid for after the failure of another was reported.
    const ended = await Promise.allSettled(
      targets.map((target) => translateInto(target, ref, article, summary, isNew)),
    );
    const failures = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    const translated = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    const remembered = Promise.allSettled(translated.map((one) => one.remembered));
    if (failures.length > 0) {
      await remembered;
      throw gravestOf(failures);
    }
    const result = {
      ref,
      sha256,
      processedAt: now().toISOString(),
      settings,
      article,
      summary,
      translations: Object.fromEntries(
        targets.map((target, index) => [target, translated[index]?.translation]),
      ),
      usage: translated.map(({ usage }) => usage).reduce(addUsage, noUsage),
    };
    return { result, remembered };
  }

  /** An engine that can't be had costs the article its translation, not its place among the results. */
  async function translateInto(
    target: TargetLanguage,
    ref: ArticleRef,
    article: CleanArticle,
    summary: Summary,
    isNew: boolean,
  ) {
    const started = now().getTime();
    try {
      const engine = { translator, memory, reservations, stop, isNew, terminology, style };
      const done = await translate(article, summary, target, engine);
      log.info('translated', {
        key: nameOf(ref),
        target,
        translateMs: now().getTime() - started,
        ...done.usage,
      });
      return done;
    } catch (error) {
      if (!(error instanceof TranslationUnavailableError)) throw error;
      log.info('translation unavailable', { key: nameOf(ref), target, reason: error.message });
      const translation: Translation = { status: 'unavailable', reason: error.message };
      return { translation, usage: noUsage, remembered: Promise.resolve() };
    }
  }

  /** Whatever is not a rejection is thrown. */
  async function processArticle(
    ref: ArticleRef,
    read: () => SourceArticle,
    stored: StoredResult | undefined,
    force: boolean,
  ): Promise<Outcome> {
    try {
      const upload = read();
      const sha256 = digestOf(upload.bytes);
      if (!force && storedState(stored, wantedBy(config, sha256)) !== 'missing')
        return { status: 'unchanged' };
      const { result, remembered } = await processUpload(upload, sha256, stored === undefined);
      const processed = now().getTime();
      // What is paid for is being written down already; the files need not wait for it.
      const storing = store(result, results);
      await Promise.allSettled([storing, remembered]);
      for (const end of await remembered) {
        // The result has them all the same; to fail now would have them paid for again at once.
        if (end.status === 'rejected')
          log.error('translations could not be remembered', end.reason, { key: nameOf(ref) });
      }
      const keys = await storing;
      log.info('written', {
        key: nameOf(ref),
        files: keys.length,
        storeMs: now().getTime() - processed,
      });
      return { status: 'stored', keys, result };
    } catch (error) {
      return await reject(ref, error);
    }
  }

  async function reject(ref: ArticleRef, error: unknown): Promise<Outcome> {
    if (!(error instanceof RejectedArticleError)) throw error;
    const { reason, message } = error;
    const keys = await storeRejection(ref, { reason, message, rejectedAt: now() }, results);
    return { status: 'rejected', keys, reason, message };
  }

  /** One article after the other: an archive that takes longer than an invocation goes on where it was. */
  async function processArchive(
    ref: ArticleRef,
    sha256: string,
    archive: Archive,
    { force = false, onArticle }: ProcessOptions,
  ): Promise<Outcome> {
    const { mediaType, skipped } = archive;
    const entries = archive.entries.map(({ name }) => name);
    await openArchive(ref, entries, results);
    const failures: unknown[] = [];
    for (const { name, read } of archive.entries) {
      checkTime?.();
      stop?.soon.throwIfAborted();
      const entryRef = { ...ref, entry: name };
      try {
        const stored = await readStored(entryRef, results);
        const outcome = await processArticle(entryRef, read, stored, force);
        await onArticle?.(entryRef, outcome);
      } catch (error) {
        if (isWait(error) || error instanceof StoppedError) throw error;
        // The others must not wait for this one.
        log.error('an article of the archive failed', error, { key: nameOf(entryRef) });
        failures.push(error);
      }
    }
    if (failures.length > 0) throw gravestOf(failures);
    const processedAt = now().toISOString();
    const stored = await storeArchive(
      { ref, sha256, processedAt, settings, mediaType, entries, skipped },
      results,
    );
    return { status: 'unpacked', skipped, ...stored };
  }

  return async (given, options = {}) => {
    const { force = false } = options;
    try {
      // Where an earlier result is, the name says: neither waits for the other.
      const [upload, stored] = await Promise.all([source.read(given), readStored(given, results)]);
      if (upload === undefined) return { status: 'gone' };
      const { ref } = upload;
      const sha256 = digestOf(upload.bytes);
      const state = force ? 'missing' : storedState(stored, wantedBy(config, sha256));
      if (state === 'article') return { status: 'unchanged' };
      if (state === 'archive') return { status: 'unchanged', isArchive: true };
      const archive = await unpack(upload);
      if (archive !== undefined) return await processArchive(ref, sha256, archive, options);
      return await processArticle(ref, () => upload, stored, true);
    } catch (error) {
      return await reject(given, error);
    }
  };
}

function settingsOf({
  targets,
  summarySentences,
  summaryCharacters,
  terminology,
  style,
}: PipelineConfig): ResultSettings {
  return { targets, summarySentences, summaryCharacters, terminology: terminology?.digest, style };
}

/** What a result must be of, so that the upload counts as unchanged. */
export function wantedBy(config: PipelineConfig, sha256: string) {
  return { sha256, settings: settingsOf(config), translator: config.requiredTranslator };
}

/** Hexadecimal. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
