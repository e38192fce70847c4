import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TranslationUnavailableError } from '../errors.ts';
import type { ModelFile } from './firefox-models.ts';

export type DownloadProgress = (file: ModelFile, bytesDone: number) => void;

/** A connection that says nothing for this long is given up. */
const silenceMs = 30_000;

/**
 * Gives the path of a model file, fetching it into the folder where it isn't there yet.
 *
 * The file appears under its name only when its SHA-256 is right. What an interrupted download left is gone on with.
 *
 * @throws the signal's reason where it is aborted: what there is by then is gone on with
 * @throws {TranslationUnavailableError} saying what to do
 */
export async function modelFile(
  file: ModelFile,
  baseUrl: string,
  folder: string,
  onProgress: DownloadProgress,
  signal?: AbortSignal,
): Promise<string> {
  const path = join(folder, `${file.sha256.slice(0, 16)}-${file.name}`);
  if ((await sizeOf(path)) === file.bytes) return path;
  const url = new URL(file.location, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`).href;
  const partial = `${path}.partial`;
  try {
    await mkdir(folder, { recursive: true });
    await fetchInto(partial, url, file, onProgress, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw unavailable(`${file.name} could not be downloaded from ${url}: ${reasonOf(error)}`, folder, error);
  }
  const found = await sha256Of(partial);
  if (found !== file.sha256) {
    await rm(partial, { force: true });
    throw unavailable(
      `${file.name} from ${url} is damaged: its SHA-256 is ${found}, it must be ${file.sha256}`,
      folder,
    );
  }
  // A name of its own first: two processes may finish at once.
  const whole = `${path}.${randomUUID()}`;
  await rename(partial, whole).catch(() => undefined);
  await rename(whole, path).catch(() => undefined);
  if ((await sizeOf(path)) !== file.bytes)
    throw unavailable(`${file.name} could not be put in place`, folder);
  return path;
}

async function fetchInto(
  partial: string,
  url: string,
  file: ModelFile,
  onProgress: DownloadProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  let done = (await sizeOf(partial)) ?? 0;
  if (done > file.bytes) {
    await rm(partial, { force: true });
    done = 0;
  }
  if (done === file.bytes) return;
  const silence = new AbortController();
  const giveUp = (): void => silence.abort(new Error(`no answer for ${silenceMs / 1000} seconds`));
  let timer = setTimeout(giveUp, silenceMs);
  try {
    const headers = done > 0 ? { range: `bytes=${done}-` } : undefined;
    const response = await fetch(url, {
      headers,
      signal: signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]),
    });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    // A server that doesn't know ranges sends the whole file again.
    if (response.status !== 206) done = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _, forward) {
        clearTimeout(timer);
        timer = setTimeout(giveUp, silenceMs);
        done += chunk.length;
        onProgress(file, done);
        forward(
          done > file.bytes ? new Error(`more than the ${file.bytes} bytes it must have`) : null,
          chunk,
        );
      },
    });
    const flags = done > 0 ? 'a' : 'w';
    await pipeline(Readable.fromWeb(response.body), counter, createWriteStream(partial, { flags }));
  } finally {
    clearTimeout(timer);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}

function unavailable(what: string, folder: string, cause?: unknown): TranslationUnavailableError {
  const message = `${what}. Run it again with a connection to the internet, set TRIBRIEF_MODELS_URL to a copy of the models, put the files into ${folder}, or use --translator amazon.`;
  return new TranslationUnavailableError(message, { cause });
}
