import { UpstreamError } from '../errors.ts';

/** Name of an AWS SDK error, as the service states it; empty for what is no error of a service. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** There is no such object. Without the right to list the bucket, S3 says "access denied" for a missing key. */
export function isMissingObject(error: unknown): boolean {
  return ['NoSuchKey', 'NotFound', 'AccessDenied', 'NoSuchVersion', 'Forbidden'].includes(
    awsErrorName(error),
  );
}

/** What S3 failed at, with S3's own words as the cause. */
export function s3Failure(action: string, error: unknown): UpstreamError {
  return new UpstreamError('Amazon S3', `${action}: ${awsErrorName(error)}`, { cause: error });
}
