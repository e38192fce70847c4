import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { mirrorResults } from './mirror.ts';

/**
 * Copies the results of a deployed stack to a folder, and later what changed.
 *
 *     npm run pull -- [FOLDER] [STACK]
 */
const folder = process.argv[2] ?? 'pulled';
const stackName = process.argv[3] ?? 'Tribrief-dev';

const { Stacks = [] } = await new CloudFormationClient({}).send(
  new DescribeStacksCommand({ StackName: stackName }),
);
const bucket = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'ResultsBucketName')?.OutputValue;
if (bucket === undefined) throw new Error(`The stack ${stackName} has no output ResultsBucketName`);
const { fetched, unchanged, removed, problems } = await mirrorResults(new S3Client({}), bucket, folder);
for (const problem of problems) console.error(problem);
console.log(
  `${folder}: ${fetched} fetched, ${unchanged} unchanged, ${removed} removed. Open ${folder}/index.html`,
);
if (problems.length > 0) process.exitCode = 1;
