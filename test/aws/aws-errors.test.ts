import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { s3Errors, treatmentOfS3 } from '../../lambda/aws/aws-errors.ts';
import { createS3ArticleSource } from '../../lambda/aws/s3-article-source.ts';
import { createS3ResultStore } from '../../lambda/aws/s3-result-store.ts';
import { bucket, closeStubs, startS3 } from './aws-stub.ts';

afterEach(closeStubs);

const statusOf = (code: string): number => {
  if (/^NoSuchKey|NoSuchVersion|NotFound/.test(code)) return 404;
  if (/Precondition/.test(code)) return 412;
  if (/Conflict|Aborted/.test(code)) return 409;
  if (/Internal/.test(code)) return 500;
  if (/SlowDown|Unavailable|Bandwidth/.test(code)) return 503;
  return /Denied|Forbidden/.test(code) ? 403 : 400;
};

describe('an error of S3', () => {
  // A denial that does not say of what is dealt with below.
  const codes = Object.entries(s3Errors).filter(([code]) => !['AccessDenied', 'Forbidden'].includes(code));
  it.each([...codes, ['SomethingNobodyKnowsYet', 'retried'] as const])(
    '%s has its treatment: %s, reading an upload and writing a result',
    async (code, treatment) => {
      const { s3, stub } = await startS3({
        fault: ({ action }) =>
          action === 'PUT' || action === 'GET' ? { when: 'before', status: statusOf(code), code } : undefined,
      });
      stub.put('uploads/a.txt', 'text');
      const error = await s3
        .send(new GetObjectCommand({ Bucket: 'uploads', Key: 'a.txt' }))
        .catch((problem) => problem);
      expect(treatmentOfS3(error)).toBe(treatment);

      const read = createS3ArticleSource(s3).read({ bucket: 'uploads', key: 'a.txt' });
      const names = { throttled: 'ThrottledError', outage: 'OutageError' } as const;
      const name = treatment in names ? names[treatment as keyof typeof names] : 'UpstreamError';
      if (treatment === 'absent') expect(await read).toBeUndefined();
      else await expect(read).rejects.toMatchObject({ name });

      const file = { key: 'a.txt/article.json', mediaType: 'application/json', content: '{}' } as const;
      await expect(createS3ResultStore(s3, bucket).write([file])).rejects.toMatchObject({ name });
    },
  );

  const denial = (message: string): Error => Object.assign(new Error(message), { name: 'AccessDenied' });
  it.each([
    ['Access Denied', 'absent'],
    [
      'User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::uploads" because no identity-based policy allows the s3:ListBucket action',
      'absent',
    ],
    [
      'User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::uploads/a" because no identity-based policy allows the s3:GetObject action',
      'retried',
    ],
    [
      'User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext',
      'retried',
    ],
    [
      'User: x is not authorized to perform: s3:GetObject on resource: y with an explicit deny in a resource-based policy',
      'retried',
    ],
  ])('that denies access for "%s" is %s', (message, treatment) => {
    expect(treatmentOfS3(denial(message))).toBe(treatment);
  });

  it('nobody knows, by a status that says that S3 failed, is an outage', async () => {
    const { s3 } = await startS3({
      fault: () => ({ when: 'before', status: 502, code: 'SomethingNobodyKnowsYet' }),
    });
    const error = await s3
      .send(new GetObjectCommand({ Bucket: bucket, Key: 'a' }))
      .catch((problem) => problem);
    expect(treatmentOfS3(error)).toBe('outage');
  });

  it('of a host whose addresses all refuse is an outage', () => {
    const error = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    expect(treatmentOfS3(error)).toBe('outage');
  });

  it('of a lost connection is an outage', async () => {
    const { s3, stub } = await startS3();
    await stub.close();
    const error = await s3
      .send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: 'a' }))
      .catch((problem) => problem);
    expect(treatmentOfS3(error)).toBe('outage');
  });
});

describe('a result in S3', () => {
  const file = (content: string) =>
    ({ key: 'a.txt/article.json', mediaType: 'application/json', content }) as const;

  it('is not committed over another run’s', async () => {
    const { s3, stub } = await startS3();
    const results = createS3ResultStore(s3, bucket);
    await results.write([file('theirs')]);
    await expect(results.write([file('ours')])).rejects.toThrow(/another run has stored/);
    expect(stub.objects.get(`${bucket}/results/a.txt/article.json`)?.bytes.toString()).toBe('theirs');
  });

  it('is committed by a write that came through unanswered', async () => {
    let count = 0;
    const { s3 } = await startS3(
      {
        fault: () => (count++ === 0 ? { when: 'after', status: 500, code: 'InternalError' } : undefined),
      },
      2,
    );
    await expect(createS3ResultStore(s3, bucket).write([file('ours')])).resolves.toBeUndefined();
  });
});
