import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { maxUploadBytes } from '../article.ts';
import { RejectedArticleError, tooLarge } from '../errors.ts';
import type { ArticleSource } from '../ports.ts';
import { isMissingObject, s3Failure } from './aws-errors.ts';

/**
 * Uploads in S3.
 *
 * The function may not list the bucket, so S3 answers "access denied" for a key that is gone, as it would were the right to
 * read missing. That right is in the same template and under test; so such an upload counts as gone.
 */
export function createS3ArticleSource(client: S3Client): ArticleSource {
  return {
    async read(ref) {
      const { bucket, key, versionId } = ref;
      try {
        const { Body, ContentLength, ContentType } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
        );
        if (ContentLength !== undefined && ContentLength > maxUploadBytes) {
          // Nobody reads the rest: the connection must not wait for it.
          (Body as { destroy?: () => void } | undefined)?.destroy?.();
          throw tooLarge(ContentLength);
        }
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        return { ref, declaredMediaType: ContentType, bytes };
      } catch (error) {
        if (isMissingObject(error)) return undefined;
        if (error instanceof RejectedArticleError) throw error;
        throw s3Failure('reading an upload', error);
      }
    },
  };
}
