import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { unzipSync } from 'fflate';
import type { Stage } from '../../lib/stage-settings.ts';
import type { Moto } from '../stubs/moto.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stackName = (stage: Stage): string => `Tribrief-${stage}`;
/** Of a stage, as `cdk synth` left it. */
const assemblyIn = (folder: string, stage: Stage): string => join(folder, `cdk.out.${stage}`);

export interface Deployment {
  readonly uploads: string;
  readonly results: string;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  /** The handler of the published bundle, unpacked. */
  readonly handlerFile: string;
  /** The function of the front page, and the queue it is told by. */
  readonly frontHandlerFile: string;
  readonly frontEnvironment: Readonly<Record<string, string>>;
  readonly changesUrl: string;
  readonly roleArn: string;
  /** Names of all its buckets. */
  readonly buckets: readonly string[];
  /** As the deployed function has it. */
  readonly environment: Readonly<Record<string, string>>;
}

function run(command: string, args: readonly string[], environment: Readonly<Record<string, string>>): void {
  execFileSync(command, [...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Synthesizes the stack. @returns the handler of articles in its bundle, as it would be published */
export function bundledHandler(folder: string): string {
  const assembly = join(folder, 'cdk.out');
  run('npx', ['cdk', 'synth', '--quiet', '--output', assembly], {});
  const template = JSON.parse(
    readFileSync(join(assembly, `${stackName('dev')}.template.json`), 'utf8'),
  ) as Template;
  const asset = functionNamed(template, 'Processor')?.Metadata?.['aws:asset:path'];
  if (asset === undefined) throw new Error(`No bundle of the function in ${assembly}`);
  return join(assembly, asset, 'index.mjs');
}

interface Template {
  readonly Outputs: Record<string, unknown>;
  readonly Resources: Record<
    string,
    {
      readonly Type: string;
      DependsOn?: readonly string[];
      readonly Metadata?: { readonly 'aws:asset:path'?: string };
      readonly Properties: {
        readonly Code?: { readonly S3Key?: string };
        readonly FifoQueue?: boolean;
        QueueName?: string;
      };
    }
  >;
}

/** By its name, not its number: the emulator then finds the template's bucket in the address that CDK gives it. */
const environmentOf = (moto: Moto): Readonly<Record<string, string>> => ({
  ...moto.environment,
  AWS_ENDPOINT_URL: moto.url.replace('127.0.0.1', 'localhost'),
});

/**
 * Synthesizes the stack with the real CDK command. What the emulator can't do is taken out of the template; FIFO queues get the
 * names that CloudFormation would give them.
 */
function synthesize(
  assembly: string,
  stage: Stage,
  environment: Readonly<Record<string, string>>,
  uploadsBucket?: string,
): Template {
  const context = ['-c', `stage=${stage}`];
  if (uploadsBucket !== undefined) context.push('-c', `uploadsBucket=${uploadsBucket}`);
  run('npx', ['cdk', 'synth', '--quiet', ...context, '--output', assembly], environment);
  const templateFile = join(assembly, `${stackName(stage)}.template.json`);
  const template = JSON.parse(readFileSync(templateFile, 'utf8')) as Template;
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (isBeyondEmulator(id, Type)) delete template.Resources[id];
    if (Properties?.FifoQueue === true) Properties.QueueName = `${stage}-${id}.fifo`;
  }
  for (const resource of Object.values(template.Resources))
    resource.DependsOn = resource.DependsOn?.filter((id) => id in template.Resources);
  delete template.Outputs.DashboardUrl;
  writeFileSync(templateFile, JSON.stringify(template));
  return template;
}

/** What a deployment of the same sources would change: synthesizes anew and asks CDK. Empty where nothing. */
export function diff(moto: Moto, folder: string, stage: Stage): string {
  const again = join(folder, 'again');
  synthesize(again, stage, environmentOf(moto));
  const args = ['cdk', 'diff', '--app', again, '--method', 'template', '--fail'];
  const { status, stdout, stderr } = spawnSync('npx', args, {
    cwd: root,
    env: { ...process.env, ...environmentOf(moto) },
    encoding: 'utf8',
  });
  return status === 0 ? '' : stdout + stderr;
}

/** Deletes a stack, as `npx cdk destroy` does. */
export function destroy(moto: Moto, folder: string, stage: Stage): void {
  run('npx', ['cdk', 'destroy', '--force', '--app', assemblyIn(folder, stage)], environmentOf(moto));
}

/**
 * Deploys a stage to the emulated AWS with the real CDK command, and fetches the published bundle.
 *
 * The emulator takes no notice of some properties of buckets: they are set from here. The test plays the part of the event
 * source mappings.
 *
 * @param uploadsBucket one that is there already
 */
export async function deploy(
  moto: Moto,
  folder: string,
  s3: S3Client,
  stage: Stage,
  uploadsBucket?: string,
): Promise<Deployment> {
  const assembly = assemblyIn(folder, stage);
  const environment = environmentOf(moto);
  const template = synthesize(assembly, stage, environment, uploadsBucket);
  run('npx', ['cdk', 'bootstrap', 'aws://123456789012/us-east-1'], environment);
  run(
    'npx',
    ['cdk', 'deploy', '--app', assembly, '--require-approval', 'never', '--method', 'direct'],
    environment,
  );

  const client = { endpoint: moto.url, region: 'us-east-1' };
  const { StackResources = [] } = await new CloudFormationClient(client).send(
    new DescribeStackResourcesCommand({ StackName: stackName(stage) }),
  );
  const physical = (type: string, part: string): string => {
    const found = StackResources.find(
      ({ ResourceType, LogicalResourceId }) => ResourceType === type && LogicalResourceId?.includes(part),
    );
    if (found?.PhysicalResourceId === undefined)
      throw new Error(`The deployed stack has no ${type} named ${part}`);
    return found.PhysicalResourceId;
  };
  const uploads = uploadsBucket ?? physical('AWS::S3::Bucket', 'Uploads');
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: uploads, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: uploads,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  const results = physical('AWS::S3::Bucket', 'Results');
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: results,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  const variablesOf = async (name: string): Promise<Readonly<Record<string, string>>> => {
    const { Environment } = await new LambdaClient(client).send(
      new GetFunctionConfigurationCommand({ FunctionName: physical('AWS::Lambda::Function', name) }),
    );
    return Environment?.Variables ?? {};
  };
  return {
    uploads,
    results,
    queueUrl: physical('AWS::SQS::Queue', 'ProcessorQueue'),
    deadLettersUrl: physical('AWS::SQS::Queue', 'DeadLetters'),
    handlerFile: await unpackBundle(template, 'Handler', folder, s3),
    environment: await variablesOf('Handler'),
    frontHandlerFile: await unpackBundle(template, 'FrontPageWriter', folder, s3),
    frontEnvironment: await variablesOf('FrontPageWriter'),
    changesUrl: physical('AWS::SQS::Queue', 'FrontPageChanges'),
    roleArn: `arn:aws:iam::123456789012:role/${physical('AWS::IAM::Role', 'ProcessorRole')}`,
    buckets: StackResources.filter(({ ResourceType }) => ResourceType === 'AWS::S3::Bucket').map(
      ({ PhysicalResourceId = '' }) => PhysicalResourceId,
    ),
  };
}

/**
 * The emulator would consume the queue by itself; it knows no alarms, which the dashboard shows; and it would need Docker for the
 * custom resources: one empties the buckets of dev when the stack is deleted, one imports terminology.
 */
function isBeyondEmulator(id: string, type: string): boolean {
  return (
    type.startsWith('Custom::') ||
    ['AWS::Lambda::EventSourceMapping', 'AWS::CloudWatch::Dashboard'].includes(type) ||
    ['CustomS3AutoDeleteObjects', 'AWS679f53fac002430cb0da5b7982bd2287', 'Terminology'].some((start) =>
      id.startsWith(start),
    )
  );
}

/** @param name part of the function's logical id */
function functionNamed(template: Template, name: string): Template['Resources'][string] | undefined {
  return Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes(name),
  )?.[1];
}

async function unpackBundle(template: Template, name: string, folder: string, s3: S3Client): Promise<string> {
  const published = functionNamed(template, name)?.Properties.Code?.S3Key;
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: 'cdk-hnb659fds-assets-123456789012-us-east-1', Key: published }),
  );
  const files = unzipSync((await Body?.transformToByteArray()) ?? new Uint8Array());
  for (const [file, bytes] of Object.entries(files)) {
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return join(folder, name, 'index.mjs');
}

/** Node as deployed: this one where it is new enough, else the npm registry's, kept in npm's cache. */
export function deployedNode(): string {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const args = ['exec', '--yes', '--package=node@24', '--', 'node', '--print', 'process.execPath'];
  return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** Files below a folder with their contents, by path. */
export function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
