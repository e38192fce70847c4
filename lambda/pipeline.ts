import { createHash } from 'node:crypto';
import {
  type ArticleRef,
  addUsage,
  type CleanArticle,
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
import type { PipelineConfig } from './config.ts';
import { gravestOf, RejectedArticleError, TranslationUnavailableError } from './errors.ts';
import type { PipelinePorts } from './ports.ts';
import { isStored, store, storeRejection } from './store/store.ts';
import { summarize } from './summarize/summarize.ts';
import { translate } from './translate/translate.ts';

export interface ProcessOptions {
  /** Also what is unchanged. */
  readonly force?: boolean;
}

/** Processes one upload. What it throws is a failure: the upload may be tried again. */
export type ProcessArticle = (ref: ArticleRef, options?: ProcessOptions) => Promise<Outcome>;

/** Builds the pipeline: clean → summarize → translate → store. */
export function createPipeline(config: PipelineConfig, ports: PipelinePorts): ProcessArticle {
  const { source, translator, memory, reservations, results, log, now } = ports;
  const { targets, summarySentences, summaryCharacters, terminology, requiredTranslator } = config;
  const settings: ResultSettings = {
    targets,
    summarySentences,
    summaryCharacters,
    terminology: terminology?.digest,
  };

  async function processUpload(upload: SourceArticle, sha256: string): Promise<ProcessedArticle> {
    const { ref } = upload;
    const started = now().getTime();
    const article = await clean(upload);
    const cleaned = now().getTime();
    const summary = summarize(article, { sentences: summarySentences, characters: summaryCharacters });
    log.info('cleaned and summarized', {
      key: ref.key,
      cleanMs: cleaned - started,
      summarizeMs: now().getTime() - cleaned,
      language: article.language,
      paragraphs: article.body.length,
      removed: article.removed.length,
      summarySentences: summary.length,
    });
    // Each comes to its end, so that nothing is paid for after the failure of another was reported.
    const ended = await Promise.allSettled(
      targets.map((target) => translateInto(target, ref, article, summary)),
    );
    const failures = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    if (failures.length > 0) throw gravestOf(failures);
    const translated = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    return {
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
  }

  /** An engine that can't be had costs the article its translation, not its place among the results. */
  async function translateInto(
    target: TargetLanguage,
    ref: ArticleRef,
    article: CleanArticle,
    summary: Summary,
  ) {
    const started = now().getTime();
    try {
      const engine = { translator, memory, reservations, terminology };
      const done = await translate(article, summary, target, engine);
      log.info('translated', {
        key: ref.key,
        target,
        translateMs: now().getTime() - started,
        ...done.usage,
      });
      return done;
    } catch (error) {
      if (!(error instanceof TranslationUnavailableError)) throw error;
      log.info('translation unavailable', { key: ref.key, target, reason: error.message });
      const translation: Translation = { status: 'unavailable', reason: error.message };
      return { translation, usage: noUsage };
    }
  }

  return async (ref, options = {}) => {
    try {
      const upload = await source.read(ref);
      if (upload === undefined) return { status: 'gone' };
      const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
      const wanted = { sha256, settings, translator: requiredTranslator };
      if (options.force !== true && (await isStored(ref, wanted, results))) return { status: 'unchanged' };
      const result = await processUpload(upload, sha256);
      const processed = now().getTime();
      const keys = await store(result, results);
      log.info('written', { key: ref.key, files: keys.length, storeMs: now().getTime() - processed });
      return { status: 'stored', keys, result };
    } catch (error) {
      if (!(error instanceof RejectedArticleError)) throw error;
      const { reason, message } = error;
      const keys = await storeRejection(ref, { reason, message, rejectedAt: now() }, results);
      return { status: 'rejected', keys, reason, message };
    }
  };
}
