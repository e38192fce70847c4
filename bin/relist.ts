import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { runStackCommand } from './stack-command.ts';
import { stackOutputs } from './stack-outputs.ts';

const help = `Has the front page of a deployed stack list every result in the bucket: what was stored before there was a front page, or
what could not be shown at its time.

    npm run relist -- [STACK]        STACK is Tribrief-dev where none is named`;
/** What SQS takes at once. */
const batchSize = 10;

await runStackCommand(help, {}, 1, async (_, [stackName = 'Tribrief-dev']) => {
  const outputs = await stackOutputs(stackName, ['ResultsBucketName', 'FrontPageQueueUrl']);
  const { ResultsBucketName: bucket, FrontPageQueueUrl: QueueUrl } = outputs;
  // The queue is where the stack is: by the endpoint that is set, where one is set.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  let count = 0;
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client: new S3Client({}) },
    { Bucket: bucket, Prefix: 'results/' },
  )) {
    const keys = Contents.flatMap(({ Key = '' }) =>
      /\/(?:article|rejection)\.json$/.test(Key) ? [Key] : [],
    );
    for (let start = 0; start < keys.length; start += batchSize) {
      // In the form of the events that S3 sends; the time makes each message one of its own.
      const Entries = keys.slice(start, start + batchSize).map((key, index) => ({
        Id: String(index),
        MessageGroupId: 'front-page',
        MessageBody: JSON.stringify({
          time: new Date().toISOString(),
          detail: { bucket: { name: bucket }, object: { key } },
        }),
      }));
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} messages: ${Failed[0]?.Message}`);
      count += Entries.length;
    }
  }
  console.log(`${count} results of ${stackName} are on their way to the front page`);
});
