import type { ArticleRef } from '../article.ts';
import { InvariantError } from '../errors.ts';

interface S3Object {
  readonly key?: string;
  readonly size?: number;
  readonly versionId?: string;
  /** EventBridge's spelling. */
  readonly 'version-id'?: string;
}

interface EventBody {
  /** S3's own test message, sent once when a native notification is set up. */
  readonly Event?: string;
  /** Native notification: one or more records. */
  readonly Records?: readonly {
    readonly eventName?: string;
    readonly s3?: { readonly bucket?: { readonly name?: string }; readonly object?: S3Object };
  }[];
  /** EventBridge: one object. */
  readonly detail?: { readonly bucket?: { readonly name?: string }; readonly object?: S3Object };
}

/**
 * The uploads that a message tells of: none for S3's test message and for folders made in the console.
 *
 * A native S3 event has the key form-encoded (`+` is a space), an EventBridge event has it as it is.
 *
 * @param body of an SQS message
 * @throws {InvariantError} where the message is none of these: it ends among the dead letters
 */
export function uploadsIn(body: string): ArticleRef[] {
  const event = parse(body);
  if (event.Event === 's3:TestEvent') return [];
  if (event.detail !== undefined) {
    const { bucket, object } = event.detail;
    return refOf(bucket?.name, object?.key, object);
  }
  if (event.Records === undefined) throw unreadable(body);
  return event.Records.flatMap(({ s3 }) => refOf(s3?.bucket?.name, decodeKey(s3?.object?.key), s3?.object));
}

function parse(body: string): EventBody {
  try {
    const event = JSON.parse(body) as EventBody | null;
    if (typeof event === 'object' && event !== null) return event;
  } catch (error) {
    throw unreadable(body, error);
  }
  throw unreadable(body);
}

function decodeKey(key: string | undefined): string | undefined {
  return key === undefined ? undefined : decodeURIComponent(key.replaceAll('+', ' '));
}

function refOf(
  bucket: string | undefined,
  key: string | undefined,
  object: S3Object | undefined,
): ArticleRef[] {
  if (bucket === undefined || key === undefined)
    throw new InvariantError('A message about an upload names no bucket or no key');
  const isFolder = key.endsWith('/') && (object?.size ?? 0) === 0;
  const versionId = object?.versionId ?? object?.['version-id'];
  return isFolder ? [] : [versionId === undefined ? { bucket, key } : { bucket, key, versionId }];
}

function unreadable(body: string, cause?: unknown): InvariantError {
  return new InvariantError(`A message is no S3 event; it has ${body.length} characters`, { cause });
}
