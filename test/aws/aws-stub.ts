import { S3Client } from '@aws-sdk/client-s3';
import { type AwsStub, type AwsStubOptions, startAwsStub } from '../stubs/aws-server.ts';

/** Bucket of results in these tests. */
export const bucket = 'results';

const open: { close(): Promise<void> }[] = [];

/** A stub and a client of it that tries nothing twice. */
export async function startS3(
  options: AwsStubOptions = {},
  maxAttempts = 1,
): Promise<{ readonly stub: AwsStub; readonly s3: S3Client }> {
  const stub = await startAwsStub(options);
  open.push(stub);
  return { stub, s3: s3Of(stub, maxAttempts) };
}

export function s3Of(stub: AwsStub, maxAttempts = 1): S3Client {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new S3Client({
    endpoint: stub.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials,
    maxAttempts,
  });
}

export async function closeStubs(): Promise<void> {
  for (const stub of open.splice(0)) await stub.close();
}

/** A promise and its end. */
export function signal(): { readonly promise: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}
