import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFirefoxTranslator } from '../../lambda/local/firefox-translator.ts';
import { translatorContract } from '../contracts/translator.contract.ts';
import { type ModelServer, startModelServer, tinyFiles, tinyModels } from './model-server.ts';

const pair = { source: 'en', target: 'ko' } as const;

describe('the local engine', () => {
  let server: ModelServer;
  let cacheFolder: string;
  let progress: string[];
  beforeEach(async () => {
    server = await startModelServer();
    cacheFolder = await mkdtemp(join(tmpdir(), 'tribrief-models-'));
    progress = [];
  });
  afterEach(async () => {
    await server.close();
    await rm(cacheFolder, { recursive: true });
  });
  const create = (options: { modelsUrl?: string; segmentTimeoutMs?: number } = {}) =>
    createFirefoxTranslator({
      modelsUrl: server.url,
      cacheFolder,
      onProgress: (message) => progress.push(message),
      models: tinyModels,
      ...options,
    });

  it('downloads nothing before there is something to translate', async () => {
    create();
    expect(server.requests).toEqual([]);
  });

  it('downloads a model once, naming its licence, and then needs no network', async () => {
    const first = await create().translate(['ferry'], pair);
    expect(server.requests.sort()).toEqual(['/models/model.bin', '/models/vocab.spm']);
    expect(progress.join('\n')).toContain('Mozilla Public License');
    expect(progress).toContainEqual(expect.stringMatching(/^model\.bin: 100 % of 0\.\d MB$/));
    const again = await create({ modelsUrl: 'http://127.0.0.1:9' }).translate(['ferry'], pair);
    expect(again).toEqual(first);
    expect(first.translations[0]).toMatch(/\S/);
  });

  it('goes on with an interrupted download', async () => {
    const { name, sha256 } = tinyFiles.model;
    const whole = Buffer.from(await (await fetch(`${server.url}/models/${name}`)).arrayBuffer());
    await writeFile(join(cacheFolder, `${sha256.slice(0, 16)}-${name}.partial`), whole.subarray(0, 5000));
    await create().translate(['ferry'], pair);
    expect(server.requests).toContain('/models/model.bin bytes=5000-');
  });

  it('refuses a damaged file, says so, and keeps nothing of it', async () => {
    const { name, sha256, bytes } = tinyFiles.model;
    await writeFile(join(cacheFolder, `${sha256.slice(0, 16)}-${name}.partial`), Buffer.alloc(bytes));
    await expect(create().translate(['ferry'], pair)).rejects.toThrow(
      /model\.bin .* is damaged: its SHA-256 is/,
    );
    expect((await readdir(cacheFolder)).filter((file) => file.includes('model.bin'))).toEqual([]);
    expect((await create().translate(['ferry'], pair)).translations).toHaveLength(1);
  });

  it.each([
    ['nobody answers', 'http://127.0.0.1:9'],
    ['the file is not there', undefined],
  ])('says what to do where %s', async (_, url) => {
    const modelsUrl = url ?? `${server.url}/elsewhere`;
    const failed = create({ modelsUrl }).translate(['ferry'], pair);
    await expect(failed).rejects.toMatchObject({ name: 'TranslationUnavailableError' });
    await expect(failed).rejects.toThrow(/TRIBRIEF_MODELS_URL.*--translator amazon/);
  });

  it('gives up on an engine that is stuck, and starts another for the next request', async () => {
    await create().translate(['ferry'], pair);
    const impatient = create({ segmentTimeoutMs: 1 });
    await expect(impatient.translate(['ferry'], pair)).rejects.toMatchObject({ name: 'UpstreamError' });
    await expect(impatient.translate(['ferry'], pair)).rejects.toMatchObject({ name: 'UpstreamError' });
  });

  it('takes any Unicode text', async () => {
    const segments = ['김민석 😀 “quote”', '\u0301', 'العربية', 'a'.repeat(300)];
    expect((await create().translate(segments, pair)).translations).toHaveLength(segments.length);
  });
});

translatorContract('The local engine', async () => {
  const server = await startModelServer();
  const cacheFolder = await mkdtemp(join(tmpdir(), 'tribrief-models-'));
  const translator = createFirefoxTranslator({
    modelsUrl: server.url,
    cacheFolder,
    onProgress: () => undefined,
    models: tinyModels,
  });
  return {
    translator,
    close: async () => {
      await server.close();
      await rm(cacheFolder, { recursive: true });
    },
  };
});
