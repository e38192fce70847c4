import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { stackOutputs } from './stack-outputs.ts';

/**
 * Moves the dead letters of a deployed stack back to its queue, and says how far it is and what remains.
 *
 *     npm run redrive -- [STACK]
 */
const stackName = process.argv[2] ?? 'Tribrief-dev';
const pollMs = 2_000;

const { DeadLetterQueueUrl: QueueUrl } = await stackOutputs(stackName, ['DeadLetterQueueUrl']);
const sqs = new SQSClient({});

async function look(): Promise<{ readonly arn: string; readonly count: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  return { arn: Attributes.QueueArn ?? '', count: Number(Attributes.ApproximateNumberOfMessages) };
}

const { arn: SourceArn, count: waiting } = await look();
console.log(`${waiting} dead letters in ${stackName}`);
if (waiting > 0) {
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  for (;;) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const [task] = Results;
    console.log(`${task?.ApproximateNumberOfMessagesMoved ?? 0} of ${waiting} moved: ${task?.Status}`);
    if (task?.Status !== 'RUNNING') {
      if (task?.FailureReason !== undefined) {
        console.error(`SQS says: ${task.FailureReason}`);
        process.exitCode = 1;
      }
      break;
    }
    await new Promise((later) => setTimeout(later, pollMs));
  }
  console.log(`${(await look()).count} dead letters remain`);
}
