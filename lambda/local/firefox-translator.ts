import { Worker } from 'node:worker_threads';
import { TranslationUnavailableError, UpstreamError } from '../errors.ts';
import type { LanguagePair, Translator } from '../ports.ts';
import { codePointLength } from '../text/utf8.ts';
import { firefoxModels, type ModelCatalogue, type ModelFiles, modelsLicence } from './firefox-models.ts';
import { type DownloadProgress, modelFile } from './model-download.ts';

export interface FirefoxTranslatorOptions {
  /** Where the models are; a mirror serves them under the same paths. */
  readonly modelsUrl: string;
  /** Where they are kept. */
  readonly cacheFolder: string;
  /** Told what is going on: downloads, loading. */
  readonly onProgress: (message: string) => void;
  /** @default the models for English to Korean and English to Japanese */
  readonly models?: ModelCatalogue;
  /** How long one segment may take before the engine counts as stuck. @default two minutes */
  readonly segmentTimeoutMs?: number;
}

/** Paths of a model's files. */
interface WorkerModel {
  readonly model: string;
  readonly sourceVocabulary: string;
  readonly targetVocabulary: string;
  readonly shortlist?: string;
}

interface WorkerRequest {
  readonly id: number;
  readonly segment: string;
}

interface WorkerReply {
  readonly id: number;
  readonly translation: string;
}

const name = 'firefox-translations';
/** Some ten sentences: often enough to see that it goes on. */
const maxRequestBytes = 2_000;
const defaultSegmentTimeoutMs = 120_000;
/** Progress of a download is told at each such share of the file. */
const toldShare = 0.25;

/**
 * Firefox Translations models on this machine: no account, and nothing leaves it.
 *
 * Nothing is downloaded or loaded before the first text to translate. The engine is synchronous: each language pair has a
 * worker thread, which doesn't keep the process alive.
 */
export function createFirefoxTranslator(options: FirefoxTranslatorOptions): Translator {
  const { models = firefoxModels, segmentTimeoutMs = defaultSegmentTimeoutMs } = options;
  const engines = new Map<string, Promise<PairEngine>>();

  async function engineFor(
    { source, target }: LanguagePair,
    signal: AbortSignal | undefined,
  ): Promise<PairEngine> {
    const pair = `${source.split('-')[0]}-${target}`;
    const files = models[pair];
    if (files === undefined) {
      throw new TranslationUnavailableError(
        `The local engine has no model from ${source} to ${target}; it knows ${Object.keys(models).join(', ')}. Use --translator amazon.`,
      );
    }
    const running = engines.get(pair);
    if (running !== undefined) return running;
    const starting = start(pair, files, options, segmentTimeoutMs, signal);
    engines.set(pair, starting);
    // What failed to start, or died, is started anew the next time.
    starting.then(
      (engine) => engine.onEnd(() => engines.delete(pair)),
      () => engines.delete(pair),
    );
    return starting;
  }

  return {
    name,
    maxRequestBytes,
    maxConcurrentRequests: 1,
    async translate(segments, pair, { signal } = {}) {
      const engine = await engineFor(pair, signal);
      const translations = await engine.translate(segments, signal);
      const characters = segments.reduce((sum, segment) => sum + codePointLength(segment), 0);
      return { translations, characters };
    },
  };
}

async function start(
  pair: string,
  files: ModelFiles,
  options: FirefoxTranslatorOptions,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<PairEngine> {
  const { modelsUrl, cacheFolder, onProgress } = options;
  let isTold = false;
  const fetched = async (file: ModelFiles['model']): Promise<string> => {
    let nextShare = 0;
    const onDone: DownloadProgress = ({ name: fileName, bytes }, done) => {
      if (!isTold)
        onProgress(`Downloading the ${pair} model, once, to ${cacheFolder}. Licence: ${modelsLicence}`);
      isTold = true;
      if (done / bytes < nextShare) return;
      nextShare += toldShare;
      onProgress(`${fileName}: ${Math.floor((100 * done) / bytes)} % of ${(bytes / 1e6).toFixed(1)} MB`);
    };
    return modelFile(file, modelsUrl, cacheFolder, onDone, signal);
  };
  const model: WorkerModel = {
    model: await fetched(files.model),
    shortlist: files.shortlist && (await fetched(files.shortlist)),
    sourceVocabulary: await fetched(files.sourceVocabulary),
    targetVocabulary: await fetched(files.targetVocabulary),
  };
  onProgress(`Translating ${pair} on this machine, model ${files.version}`);
  return new PairEngine(pair, model, timeoutMs);
}

/** One model in one worker thread; one request at a time, in the order they came. */
class PairEngine {
  readonly #pair: string;
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  #last: Promise<unknown> = Promise.resolve();
  #sent = 0;

  constructor(pair: string, model: WorkerModel, timeoutMs: number) {
    this.#pair = pair;
    this.#timeoutMs = timeoutMs;
    this.#worker = new Worker(new URL('./firefox-worker.mjs', import.meta.url), { workerData: model });
    this.#worker.unref();
  }

  onEnd(listener: () => void): void {
    this.#worker.once('exit', listener);
  }

  translate(segments: readonly string[], signal: AbortSignal | undefined): Promise<string[]> {
    const turn = this.#last.then(async () => {
      const translations: string[] = [];
      for (const segment of segments) translations.push(await this.#send(segment, signal));
      return translations;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** The engine can't be stopped in a segment: what it still answers to one that was given up is not listened to. */
  #send(segment: string, signal: AbortSignal | undefined): Promise<string> {
    const worker = this.#worker;
    const id = this.#sent++;
    return new Promise<string>((resolve, reject) => {
      signal?.throwIfAborted();
      const fail = (reason: string, cause?: unknown): void => {
        stop();
        worker.terminate().catch(() => undefined);
        reject(new UpstreamError(name, `${this.#pair}: ${reason}`, { cause }));
      };
      const timer = setTimeout(
        () => fail(`no translation of a segment within ${this.#timeoutMs / 1000} seconds`),
        this.#timeoutMs,
      );
      const onReply = (reply: WorkerReply): void => {
        if (reply.id !== id) return;
        stop();
        resolve(reply.translation);
      };
      const onError = (error: unknown): void =>
        fail(error instanceof Error ? error.message : String(error), error);
      const onExit = (code: number): void => fail(`the engine ended with status ${code}`);
      const onAbort = (): void => {
        stop();
        reject(signal?.reason);
      };
      const stop = (): void => {
        clearTimeout(timer);
        worker.off('message', onReply).off('error', onError).off('exit', onExit);
        signal?.removeEventListener('abort', onAbort);
        worker.unref();
      };
      worker.ref();
      worker.on('message', onReply).on('error', onError).on('exit', onExit);
      signal?.addEventListener('abort', onAbort);
      worker.postMessage({ id, segment } satisfies WorkerRequest);
    });
  }
}
