import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { PipelinePorts } from '../ports.ts';
import { createAmazonTranslator, createTranslateClient } from './amazon-translator.ts';
import { createLambdaLog } from './lambda-log.ts';
import { createS3ArticleSource } from './s3-article-source.ts';
import { createS3ResultStore } from './s3-result-store.ts';
import { createS3TranslationMemory } from './s3-translation-memory.ts';

const connectionTimeoutMs = 3_000;
const requestTimeoutMs = 10_000;
/** Of S3, enough for an article's lookups to go side by side. */
const maxSockets = 64;

/** Everything the pipeline needs, on AWS. */
export function awsPorts(resultsBucket: string): PipelinePorts {
  const s3 = new S3Client({
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpsAgent: { maxSockets },
      httpAgent: { maxSockets },
    }),
  });
  return {
    source: createS3ArticleSource(s3),
    translator: createAmazonTranslator(createTranslateClient()),
    memory: createS3TranslationMemory(s3, resultsBucket),
    results: createS3ResultStore(s3, resultsBucket),
    log: createLambdaLog(),
    now: () => new Date(),
  };
}
