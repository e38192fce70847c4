import { S3Client } from '@aws-sdk/client-s3';
import { mirrorResults } from './mirror.ts';
import { runStackCommand } from './stack-command.ts';
import { stackOutputs } from './stack-outputs.ts';

const help = `Copies the results of a deployed stack to a folder, and later what changed.

    npm run pull -- [FOLDER] [STACK]        by default pulled and Tribrief-dev`;

await runStackCommand(help, {}, 2, async (_, [folder = 'pulled', stackName = 'Tribrief-dev']) => {
  const { ResultsBucketName } = await stackOutputs(stackName, ['ResultsBucketName']);
  const { fetched, unchanged, removed, problems } = await mirrorResults(
    new S3Client({}),
    ResultsBucketName,
    folder,
  );
  for (const problem of problems) console.error(problem);
  console.log(
    `${folder}: ${fetched} fetched, ${unchanged} unchanged, ${removed} removed. Open ${folder}/index.html`,
  );
  if (problems.length > 0) process.exitCode = 1;
});
