import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { maxFileBytes } from '../article.ts';
import { RejectedArticleError, tooLarge } from '../errors.ts';
import type { ArticleSource } from '../ports.ts';
import { isMissingObject, s3Failure } from './aws-errors.ts';

/**
 * Uploads in S3: always the newest version of a key, whatever version an event names, so that events that come late, twice or
 * in another order all lead to the newest upload's result.
 *
 * The function may not list the bucket, so S3 answers "access denied" for a key that is gone, as it would were the right to
 * read missing. That right is in the same template and under test; so such an upload counts as gone, and uploads that are gone are
 * counted.
 */
export function createS3ArticleSource(client: S3Client): ArticleSource {
  return {
    async read(ref) {
      const { bucket, key } = ref;
      try {
        const { Body, ContentLength, ContentType, VersionId } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key }),
        );
        if (ContentLength !== undefined && ContentLength > maxFileBytes) {
          // Nobody reads the rest: the connection must not wait for it.
          (Body as { destroy?: () => void } | undefined)?.destroy?.();
          throw tooLarge(ContentLength);
        }
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        const read = VersionId === undefined ? { bucket, key } : { bucket, key, versionId: VersionId };
        return { ref: read, declaredMediaType: ContentType, bytes };
      } catch (error) {
        if (isMissingObject(error)) return undefined;
        if (error instanceof RejectedArticleError) throw error;
        throw s3Failure('reading an upload', error);
      }
    },
  };
}
