import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { awsErrorName } from '../lambda/aws/aws-errors.ts';
import { quietAwsSdk } from './quiet-aws-sdk.ts';

const noRegion =
  'No AWS region is set up. Set AWS_REGION to the region of the stack, or AWS_PROFILE to a profile that has it';
const noCredentials =
  'No AWS credentials are set up. Set AWS_PROFILE to a profile that has them, sign in with `aws sso login`, or run `aws configure`';
const expired = 'The AWS credentials have expired. Sign in again, with `aws sso login` or as they were made';
const unknown =
  'AWS does not know these credentials. Set AWS_PROFILE to the profile that is meant, or run `aws configure`';
/** What to do about errors of whoever runs the command, by their names: those of Query services and of JSON ones. */
const waysOut: Readonly<Record<string, string>> = {
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  RequestExpired: expired,
  InvalidClientTokenId: unknown,
  UnrecognizedClientException: unknown,
  SignatureDoesNotMatch: unknown,
  ENOTFOUND: "AWS can't be reached. See whether there is such a region and a connection to the internet",
};

/** Throws what to do, with the SDK's own words behind it; alone where nothing better is known. */
function orSay(wayOut: string | undefined): (error: Error) => never {
  return (error) => {
    throw wayOut === undefined ? error : new Error(`${wayOut} (${error.message}).`, { cause: error });
  };
}

/**
 * Outputs of a deployed stack.
 *
 * @returns the value of each name
 * @throws Error saying what to set up, that there is no such stack, or which outputs are missing
 */
export async function stackOutputs<Name extends string>(
  stackName: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  quietAwsSdk();
  const client = new CloudFormationClient({});
  const region = await client.config.region().catch(orSay(noRegion));
  await client.config.credentials().catch(orSay(noCredentials));
  const { Stacks: [stack] = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: Error) => {
      if (!/does not exist/.test(error.message)) return orSay(waysOut[awsErrorName(error)])(error);
      throw new Error(
        `There is no stack ${stackName} in the account and region ${region}; deployed are Tribrief-dev and Tribrief-prod by default`,
      );
    });
  const outputs = new Map(stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const missing = names.filter((name) => !outputs.get(name));
  if (missing.length > 0)
    throw new Error(`The stack ${stackName} has no output ${missing.join(', ')}: deploy this version first`);
  return Object.fromEntries(names.map((name) => [name, outputs.get(name)])) as Record<Name, string>;
}
