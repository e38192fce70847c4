import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createS3ArticleSource } from '../../lambda/aws/s3-article-source.ts';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3ResultStore } from '../../lambda/aws/s3-result-store.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import type { TranslationMemory } from '../../lambda/ports.ts';
import { people } from '../../lambda/text/memory-entry.ts';
import { articleSourceContract } from '../contracts/article-source.contract.ts';
import { resultStoreContract } from '../contracts/result-store.contract.ts';
import { translationMemoryContract } from '../contracts/translation-memory.contract.ts';
import { hasMoto, type Moto, motoHint, startMoto } from '../stubs/moto.ts';
import { closeStubs, startS3 } from './aws-stub.ts';

function memoryAlone(s3: S3Client, bucket: string): TranslationMemory {
  return createS3TranslationMemory(s3, bucket, createS3Packs(s3, bucket));
}

/** As each run has it that reserves what it is going to remember. */
function memoryInPacks(s3: S3Client, bucket: string): TranslationMemory {
  const memory = memoryAlone(s3, bucket);
  let runs = 0;
  return {
    ...memory,
    async remember(pairs, scope) {
      if (scope.origin === people) return memory.remember(pairs, scope);
      const packs = createS3Packs(s3, bucket);
      const workEnds = Date.now() + 600_000;
      const invocation = { id: `run ${++runs}`, endsAt: workEnds };
      const reservations = createS3Reservations(s3, bucket, packs, invocation, workEnds, Date.now);
      await reservations.reserve([...pairs.keys()], scope);
      await createS3TranslationMemory(s3, bucket, packs).remember(pairs, scope);
    },
  };
}

describe('on the stub of S3', () => {
  afterAll(closeStubs);
  const newBucket = async () => ({ ...(await startS3()), close: async () => undefined });

  describe.each([
    ['entries of their own', memoryAlone],
    ['packs', memoryInPacks],
  ] as const)('with %s', (_, create) => {
    translationMemoryContract('S3', async () => {
      const { s3, stub, close } = await newBucket();
      const overwrite = async (entry: string, body: string): Promise<void> => {
        stub.put(`bucket/memory/${entry}.json`, body);
      };
      return { memory: create(s3, 'bucket'), overwrite, close };
    });
  });

  resultStoreContract('S3', async () => {
    const { s3, close } = await newBucket();
    return { results: createS3ResultStore(s3, 'bucket'), close };
  });

  articleSourceContract('S3', async () => {
    const { s3, stub, close } = await newBucket();
    const put = async (key: string, body: Uint8Array) => {
      stub.put(`bucket/${key}`, body);
      return { bucket: 'bucket', key };
    };
    return { put, source: createS3ArticleSource(s3), missing: { bucket: 'bucket', key: 'gone.txt' }, close };
  });
});

const canRun = hasMoto();
if (!canRun) process.stderr.write(`The adapters for S3 are not tested here. ${motoHint}\n`);

describe.skipIf(!canRun)('on an emulated AWS', () => {
  let moto: Moto;
  let s3: S3Client;
  let count = 0;
  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    s3 = new S3Client({ endpoint: moto.url, region: 'us-east-1', forcePathStyle: true, credentials });
  }, 120_000);
  afterAll(() => moto?.close());
  const newBucket = async (): Promise<string> => {
    const Bucket = `bucket-${++count}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  };
  const close = async (): Promise<void> => undefined;

  translationMemoryContract('S3', async () => {
    const Bucket = await newBucket();
    const overwrite = async (entry: string, Body: string): Promise<void> => {
      await s3.send(new PutObjectCommand({ Bucket, Key: `memory/${entry}.json`, Body }));
    };
    return { memory: memoryInPacks(s3, Bucket), overwrite, close };
  });

  resultStoreContract('S3', async () => ({ results: createS3ResultStore(s3, await newBucket()), close }));

  articleSourceContract('S3', async () => {
    const bucket = await newBucket();
    const put = async (key: string, Body: Uint8Array) => {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
      return { bucket, key };
    };
    return { put, source: createS3ArticleSource(s3), missing: { bucket, key: 'gone.txt' }, close };
  });
});
