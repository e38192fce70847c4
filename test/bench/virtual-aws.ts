import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { TranslateClient } from '@aws-sdk/client-translate';
import { pretendTranslation } from '../stubs/translate-server.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How long each kind of request takes, in milliseconds. */
export interface Latencies {
  readonly GET: number;
  readonly PUT: number;
  readonly DELETE: number;
  readonly TRANSLATE: number;
}

export type RequestKind = keyof Latencies;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Clients of S3 and Amazon Translate that answer in this process, after a wait by the virtual clock. */
export interface VirtualAws {
  readonly s3: S3Client;
  readonly translate: TranslateClient;
  /** By bucket and key: `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** Every request, in the order they began. */
  readonly requests: RequestKind[];
}

export function createVirtualAws(clock: Pick<VirtualClock, 'sleep'>, latencies: Latencies): VirtualAws {
  const objects = new Map<string, Buffer>();
  const requests: RequestKind[] = [];

  const answer = (statusCode: number, body: string | Buffer = '', headers: Record<string, string> = {}) => ({
    response: { statusCode, headers, body: Readable.from([Buffer.from(body)]) },
  });
  const refuse = (status: number, code: string) =>
    answer(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

  function onObject({ method, path, headers, body }: Request) {
    const name = decodeURIComponent(path.slice(1));
    const found = objects.get(name);
    if (method === 'GET') {
      return found === undefined ? refuse(404, 'NoSuchKey') : answer(200, found, { etag: etagOf(found) });
    }
    if (method === 'DELETE') {
      objects.delete(name);
      return answer(204);
    }
    if (headers['if-none-match'] === '*' && found !== undefined) return refuse(412, 'PreconditionFailed');
    const replaced = headers['if-match'];
    if (replaced !== undefined && (found === undefined || etagOf(found) !== replaced))
      return refuse(412, 'PreconditionFailed');
    const bytes = Buffer.from(body as string | Uint8Array);
    objects.set(name, bytes);
    return answer(200, '', { etag: etagOf(bytes) });
  }

  function onText({ body }: Request) {
    const { Text, TargetLanguageCode } = JSON.parse(
      typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array),
    ) as Record<string, string>;
    return answer(
      200,
      JSON.stringify({ TranslatedText: pretendTranslation(Text ?? '', TargetLanguageCode ?? '') }),
    );
  }

  const common = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    maxAttempts: 1,
  };
  const s3 = new S3Client({
    ...common,
    forcePathStyle: true,
    requestHandler: {
      async handle(request: Request) {
        const kind = request.method as RequestKind;
        requests.push(kind);
        await clock.sleep(latencies[kind]);
        return onObject(request);
      },
    },
  });
  const translate = new TranslateClient({
    ...common,
    requestHandler: {
      async handle(request: Request) {
        requests.push('TRANSLATE');
        await clock.sleep(latencies.TRANSLATE);
        return onText(request);
      },
    },
  });
  return { s3, translate, objects, requests };
}
