import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mirrorResults } from '../../bin/mirror.ts';
import { hasMoto, type Moto, startMoto } from '../stubs/moto.ts';

describe.skipIf(!hasMoto())('results pulled from a bucket', () => {
  const Bucket = 'results-bucket';
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-pull-'));
  let moto: Moto;
  let s3: S3Client;
  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    s3 = new S3Client({ endpoint: moto.url, region: 'us-east-1', forcePathStyle: true, credentials });
    await s3.send(new CreateBucketCommand({ Bucket }));
  }, 120_000);
  afterAll(() => {
    moto?.close();
    rmSync(folder, { recursive: true });
  });
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const pull = () => mirrorResults(s3, Bucket, folder);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  it('are fetched once, then as far as they changed; what is gone is removed, other files stay', async () => {
    await put('results/index.html', 'front');
    await put('results/기사/a b.txt/article.json', '{}');
    await put('memory/en-ko/x.json', 'not a result');
    expect(await pull()).toEqual({ fetched: 2, unchanged: 0, removed: 0, problems: [] });
    expect(read('기사/a b.txt/article.json')).toBe('{}');
    expect(existsSync(join(folder, 'memory'))).toBe(false);
    expect(await pull()).toMatchObject({ fetched: 0, unchanged: 2 });

    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await put('results/index.html', 'newer');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'results/기사/a b.txt/article.json' }));
    expect(await pull()).toEqual({ fetched: 1, unchanged: 0, removed: 1, problems: [] });
    expect(read('index.html')).toBe('newer');
    expect(existsSync(join(folder, '기사/a b.txt/article.json'))).toBe(false);
    expect(read('notes.txt')).toBe('mine');

    rmSync(join(folder, 'index.html'));
    expect(await pull()).toMatchObject({ fetched: 1 });
  });

  it('are all fetched where there are more than one answer of S3 holds', async () => {
    s3.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === 'ListObjectsV2Command') Object.assign(args.input, { MaxKeys: 3 });
          return next(args);
        },
      { step: 'initialize' },
    );
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => put(`results/many/${index}.txt`, String(index))),
    );
    const { fetched, problems } = await pull();
    expect([fetched, problems]).toEqual([10, []]);
    expect(read('many/9.txt')).toBe('9');
  });

  it('never leave the folder', async () => {
    await put('results/../escaped.txt', 'x');
    await put('results/a\\..\\b.txt', 'x');
    await put('results/.pulled.json', '{"x":"y"}');
    const { problems } = await pull();
    expect(problems.length).toBeGreaterThan(1);
    expect(problems.every((problem) => problem.endsWith('no file may have such a name'))).toBe(true);
    expect(existsSync(join(folder, '..', 'escaped.txt'))).toBe(false);
    expect(read('.pulled.json')).toContain('index.html');
  });

  it('name what stands in the way of another, and go on', async () => {
    await put('results/twice', 'file');
    await put('results/twice/below.txt', 'below');
    await put('results/zebra.txt', 'after');
    const { problems } = await pull();
    expect(problems.filter((problem) => problem.startsWith('twice'))).toHaveLength(1);
    expect(read('zebra.txt')).toBe('after');
  });
});
