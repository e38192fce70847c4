import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLibreTranslateTranslator } from '../../lambda/local/libretranslate-translator.ts';
import { translatorContract } from '../contracts/translator.contract.ts';
import {
  type LibreTranslateStub,
  type LibreTranslateStubOptions,
  startLibreTranslateStub,
} from '../stubs/libretranslate-server.ts';

const pair = { source: 'en', target: 'ko' } as const;

translatorContract('LibreTranslate', async () => {
  const stub = await startLibreTranslateStub();
  return { translator: createLibreTranslateTranslator({ url: stub.url }), close: stub.close };
});

describe('LibreTranslate', () => {
  let stub: LibreTranslateStub | undefined;
  afterEach(async () => {
    await stub?.close();
    stub = undefined;
  });
  const start = async (options: LibreTranslateStubOptions = {}, apiKey?: string) => {
    stub = await startLibreTranslateStub(options);
    return createLibreTranslateTranslator({ url: `${stub.url}/`, apiKey });
  };

  it('is asked for all segments of a request at once, as plain text, by its own codes', async () => {
    const translator = await start();
    await translator.translate(['一。', '二。'], { source: 'zh-CN', target: 'ja' });
    expect(stub?.requests).toEqual([
      { q: ['一。', '二。'], format: 'text', source: 'zh-Hans', target: 'ja' },
    ]);
  });

  it('is given the key it asks for, and says so where there is none', async () => {
    const translator = await start({ apiKey: 'secret' }, 'secret');
    expect((await translator.translate(['a'], pair)).translations).toHaveLength(1);
    const without = createLibreTranslateTranslator({ url: stub?.url ?? '' });
    await expect(without.translate(['a'], pair)).rejects.toThrow(
      /Invalid API key.*TRIBRIEF_LIBRETRANSLATE_KEY/,
    );
  });

  it.each([
    [429, '{"error":"Slowdown: 80 per 1 minute"}', 'ThrottledError'],
    [500, '{"error":"out of memory"}', 'UpstreamError'],
    [502, '<html>Bad gateway</html>', 'UpstreamError'],
    [400, '{"error":"q is too long"}', 'TranslationUnavailableError'],
    [200, '{}', 'UpstreamError'],
    [200, '{"translatedText":"one text"}', 'UpstreamError'],
    [200, 'no JSON', 'UpstreamError'],
  ])('that answers %i %s: %s', async (status, body, name) => {
    const translator = await start({ fault: () => ({ status, body }) });
    await expect(translator.translate(['a'], pair)).rejects.toMatchObject({ name });
  });

  it('that does not run says where to look, and is asked again the next time', async () => {
    const translator = createLibreTranslateTranslator({ url: 'http://127.0.0.1:9' });
    for (let time = 0; time < 2; time++)
      await expect(translator.translate(['a'], pair)).rejects.toThrow(
        /http:\/\/127\.0\.0\.1:9.*TRIBRIEF_LIBRETRANSLATE_URL/,
      );
  });

  it('that knows not the language names those it knows', async () => {
    const translator = await start();
    await expect(translator.translate(['a'], { source: 'fr', target: 'ko' })).rejects.toThrow(
      'it knows en, ko, ja, de, zh-Hans',
    );
  });

  it('that hangs is given up', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port } = silent.address() as AddressInfo;
    const translator = createLibreTranslateTranslator({
      url: `http://127.0.0.1:${port}`,
      requestTimeoutMs: 100,
    });
    await expect(translator.translate(['a'], pair)).rejects.toMatchObject({
      name: 'TranslationUnavailableError',
    });
    silent.closeAllConnections();
    silent.close();
  });
});
