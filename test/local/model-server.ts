import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelCatalogue, ModelFile } from '../../lambda/local/firefox-models.ts';
import { makeTinyModel } from '../tiny-model/make-tiny-model.ts';

const characters =
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,'£가나다라마바사아자차카타파하";
const tiny = makeTinyModel(characters);

function listed(name: string, data: Buffer): ModelFile {
  const sha256 = createHash('sha256').update(data).digest('hex');
  return { name, location: `models/${name}`, bytes: data.length, sha256 };
}

const vocabulary = listed('vocab.spm', tiny.vocabulary);
export const tinyFiles = { model: listed('model.bin', tiny.model), vocabulary };
const files = new Map([
  ['/models/model.bin', tiny.model],
  ['/models/vocab.spm', tiny.vocabulary],
]);

export const tinyModels: ModelCatalogue = {
  'en-ko': {
    version: 'tiny',
    model: tinyFiles.model,
    sourceVocabulary: vocabulary,
    targetVocabulary: vocabulary,
  },
};

export interface ModelServer {
  readonly url: string;
  /** Path and `Range` of each request so far. */
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/** Serves the tiny model, with ranges, as the real delivery service does. */
export async function startModelServer(): Promise<ModelServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    requests.push(range === undefined ? `${request.url}` : `${request.url} ${range}`);
    const data = files.get(request.url ?? '');
    if (data === undefined) return void response.writeHead(404).end();
    const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200).end(data.subarray(start));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
