import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { runStackCommand } from './stack-command.ts';
import { stackOutputs } from './stack-outputs.ts';

const help = `Moves the dead letters of a deployed stack back to its queue, and says how far it is and what remains.

    npm run redrive -- [STACK]        STACK is Tribrief-dev where none is named

A move that is under way already is followed to its end.`;
const pollMs = 2_000;

await runStackCommand(help, {}, 1, async (_, [stackName = 'Tribrief-dev']) => {
  const { DeadLetterQueueUrl: QueueUrl } = await stackOutputs(stackName, ['DeadLetterQueueUrl']);
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

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
  async function latestMove(): Promise<ListMessageMoveTasksResultEntry | undefined> {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    return Results[0];
  }

  const before = await latestMove();
  const isUnderWay = before?.Status === 'RUNNING';
  const all = isUnderWay ? (before.ApproximateNumberOfMessagesToMove ?? waiting) : waiting;
  console.log(`${waiting} dead letters in ${stackName}${isUnderWay ? ', being moved already' : ''}`);
  if (waiting === 0 && !isUnderWay) return;
  if (!isUnderWay) await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  for (;;) {
    const move = await latestMove();
    console.log(`${move?.ApproximateNumberOfMessagesMoved ?? 0} of ${all} moved: ${move?.Status}`);
    if (move?.Status !== 'RUNNING') {
      if (move?.FailureReason !== undefined) throw new Error(`SQS says: ${move.FailureReason}`);
      break;
    }
    await new Promise((later) => setTimeout(later, pollMs));
  }
  console.log(`${(await look()).count} dead letters remain`);
});
