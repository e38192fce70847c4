import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';

/**
 * Outputs of a deployed stack.
 *
 * @returns the value of each name
 * @throws Error saying that there is no such stack, or which outputs are missing
 */
export async function stackOutputs<Name extends string>(
  stackName: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const client = new CloudFormationClient({});
  let stacks: readonly Stack[];
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    stacks = Stacks;
  } catch (error) {
    if (!/does not exist/.test((error as Error).message)) throw error;
    stacks = [];
  }
  if (stacks.length === 0)
    throw new Error(
      `There is no stack ${stackName} in the account and region ${await client.config.region()}; deployed are Tribrief-dev and Tribrief-prod by default`,
    );
  const outputs = new Map(stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const missing = names.filter((name) => !outputs.get(name));
  if (missing.length > 0)
    throw new Error(`The stack ${stackName} has no output ${missing.join(', ')}: deploy this version first`);
  return Object.fromEntries(names.map((name) => [name, outputs.get(name)])) as Record<Name, string>;
}
