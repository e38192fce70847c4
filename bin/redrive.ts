import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

/**
 * Moves the dead letters of a deployed stack back to its queue, and says how far it is.
 *
 *     npm run redrive -- [STACK]
 */
const stackName = process.argv[2] ?? 'Tribrief-dev';
const pollMs = 2_000;

const { Stacks = [] } = await new CloudFormationClient({}).send(
  new DescribeStacksCommand({ StackName: stackName }),
);
const queueUrl = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'DeadLetterQueueUrl')?.OutputValue;
if (queueUrl === undefined) throw new Error(`The stack ${stackName} has no output DeadLetterQueueUrl`);
const sqs = new SQSClient({});
const { Attributes = {} } = await sqs.send(
  new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
  }),
);
const waiting = Number(Attributes.ApproximateNumberOfMessages);
console.log(`${waiting} dead letters in ${stackName}`);
if (waiting > 0) {
  const SourceArn = Attributes.QueueArn;
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  for (;;) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const [task] = Results;
    console.log(`${task?.ApproximateNumberOfMessagesMoved ?? 0} of ${waiting} moved: ${task?.Status}`);
    if (task?.Status !== 'RUNNING') break;
    await new Promise((later) => setTimeout(later, pollMs));
  }
}
