import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/**
 * Outputs of a deployed stack.
 *
 * @returns the value of each name
 * @throws Error naming the outputs that are missing
 */
export async function stackOutputs<Name extends string>(
  stackName: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const { Stacks = [] } = await new CloudFormationClient({}).send(
    new DescribeStacksCommand({ StackName: stackName }),
  );
  const outputs = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const missing = names.filter((name) => !outputs.get(name));
  if (missing.length > 0) throw new Error(`The stack ${stackName} has no output ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, outputs.get(name)])) as Record<Name, string>;
}
