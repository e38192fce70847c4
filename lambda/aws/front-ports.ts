import { S3Client } from '@aws-sdk/client-s3';
import type { Log, PageStore } from '../ports.ts';
import { createLambdaLog } from './lambda-log.ts';
import { createS3ResultStore } from './s3-result-store.ts';
import { uploadsIn } from './upload-event.ts';

/** What the front page needs, on AWS: results and its ledger in one bucket. */
export function frontPortsIn(
  resultsBucket: string,
  serviceName: string,
): {
  readonly results: PageStore;
  readonly ledger: PageStore;
  readonly log: Log;
} {
  const s3 = new S3Client({});
  return {
    results: createS3ResultStore(s3, resultsBucket),
    ledger: createS3ResultStore(s3, resultsBucket, 'front/'),
    log: createLambdaLog(serviceName),
  };
}

/** The folders of the results that a message tells of: the folder of `results/news/a.txt/article.json` is `news/a.txt`. */
export function resultFoldersIn(body: string): string[] {
  return uploadsIn(body).flatMap(({ key }) => /^results\/(.+)\/[^/]+$/s.exec(key)?.[1] ?? []);
}
