import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pretendTranslation } from './translate-server.ts';

export interface LibreTranslateRequest {
  readonly q: readonly string[];
  readonly source: string;
  readonly target: string;
  readonly format: string;
  readonly api_key?: string;
}

export interface LibreTranslateStub {
  readonly url: string;
  /** Every request that was answered. */
  readonly requests: readonly LibreTranslateRequest[];
  /** How many requests for a translation have come. */
  readonly received: () => number;
  readonly close: () => Promise<void>;
}

export interface LibreTranslateStubOptions {
  /** What to answer a request for a translation instead; undefined: translate. */
  readonly fault?: (count: number) => { readonly status: number; readonly body: string } | undefined;
  /** What a request for a translation waits for before it is answered. */
  readonly hold?: (count: number) => Promise<void> | undefined;
  /** Without it, anybody may ask. */
  readonly apiKey?: string;
}

const languages = ['en', 'ko', 'ja', 'de', 'zh-Hans'];

/** Stands in for a LibreTranslate server on the wire, https://docs.libretranslate.com/api: its words mean nothing. */
export async function startLibreTranslateStub({
  fault,
  hold,
  apiKey,
}: LibreTranslateStubOptions = {}): Promise<LibreTranslateStub> {
  const requests: LibreTranslateRequest[] = [];
  let count = 0;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const answer = (status: number, body: unknown): void => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (incoming.url === '/languages')
      return answer(
        200,
        languages.map((code) => ({ code, name: code, targets: languages })),
      );
    if (incoming.url !== '/translate' || incoming.method !== 'POST')
      return answer(404, { error: 'Not found' });
    const request = JSON.parse(Buffer.concat(chunks).toString('utf8')) as LibreTranslateRequest;
    const own = count++;
    await hold?.(own);
    const failure = fault?.(own);
    if (failure !== undefined) return answer(failure.status, failure.body);
    if (apiKey !== undefined && request.api_key !== apiKey) return answer(403, { error: 'Invalid API key' });
    if (!languages.includes(request.source) || !languages.includes(request.target))
      return answer(400, { error: `${request.source} is not supported` });
    requests.push(request);
    answer(200, { translatedText: request.q.map((text) => pretendTranslation(text, request.target)) });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    received: () => count,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
