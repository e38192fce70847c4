import type { SQSHandler, SQSRecord } from 'aws-lambda';
import { awsPorts } from './aws/aws-ports.ts';
import { uploadsIn } from './aws/upload-event.ts';
import { loadConfig } from './config.ts';
import { createPipeline } from './pipeline.ts';

// Built once per container, so that a bad configuration fails the cold start, not an article.
const config = loadConfig(process.env);
const ports = awsPorts(config.resultsBucket);
const processArticle = createPipeline(config, ports);

/** Processes the uploads of one batch; only the messages that failed return to the queue. */
export const handler: SQSHandler = async (batch) => {
  const outcomes = await Promise.all(batch.Records.map(processMessage));
  return {
    batchItemFailures: outcomes.flatMap((failed) =>
      failed === undefined ? [] : [{ itemIdentifier: failed }],
    ),
  };
};

/** @returns the message's id where one of its uploads failed */
async function processMessage({ messageId, body }: SQSRecord): Promise<string | undefined> {
  try {
    for (const ref of uploadsIn(body)) {
      const { status } = await processArticle(ref);
      ports.log.info(status, { messageId, key: ref.key, versionId: ref.versionId });
    }
    return undefined;
  } catch (error) {
    ports.log.error('failed', error, { messageId });
    return messageId;
  }
}
