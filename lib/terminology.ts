import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AwsCustomResource,
  Logging,
  PhysicalResourceId,
  PhysicalResourceIdReference,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { ServiceTerminology } from '../lambda/translate/terminology.ts';

export interface TranslateTerminologyProps {
  /** One a target language. */
  readonly terminologies: readonly ServiceTerminology[];
  readonly logRetention: RetentionDays;
  /** For the logs. @default AWS's own keys */
  readonly encryptionKey?: IKey;
}

/**
 * A call of a custom resource carries the terms as its event: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * has 256 KB for those that nobody waits for; less some room for what else it carries.
 */
const mostBytes = 200_000;

/**
 * Gives Amazon Translate the names and terms, which CloudFormation has no resource for.
 *
 * Another list is another terminology: the new one is there before the function asks for it, and the old one goes when no
 * function does any more. Deleting the stack leaves none.
 */
export class TranslateTerminology extends Construct {
  constructor(scope: Construct, id: string, props: TranslateTerminologyProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      // They say what was deployed, nothing of articles.
      removalPolicy: RemovalPolicy.DESTROY,
      encryptionKey: props.encryptionKey,
    });
    // The managed policy for functions allows more than this log group.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    const arnOf = (name: string): string =>
      Stack.of(this).formatArn({ service: 'translate', resource: 'terminology', resourceName: name });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['translate:ImportTerminology', 'translate:DeleteTerminology'],
        // Of other lists as well: the one before is deleted under the permissions of the one that follows.
        resources: [arnOf(`${Stack.of(this).stackName}-*`)],
      }),
    );
    for (const { target, name, csv } of props.terminologies) {
      if (Buffer.byteLength(csv) > mostBytes) {
        throw new Error(
          `The terms into ${target} have ${Buffer.byteLength(csv)} bytes: a deployment takes at most ${mostBytes}`,
        );
      }
      const call = { service: '@aws-sdk/client-translate', logging: Logging.withDataHidden() } as const;
      // Another list is another resource: its event then carries the terms once, and never those before as well.
      const terminology = new AwsCustomResource(this, name, {
        resourceType: 'Custom::TranslateTerminology',
        onCreate: {
          ...call,
          action: 'ImportTerminology',
          parameters: {
            Name: name,
            MergeStrategy: 'OVERWRITE',
            TerminologyData: { File: csv, Format: 'CSV', Directionality: 'UNI' },
          },
          physicalResourceId: PhysicalResourceId.of(name),
          // An answer to CloudFormation has room for 4 KB.
          outputPaths: ['TerminologyProperties.Name'],
        },
        onDelete: {
          ...call,
          action: 'DeleteTerminology',
          parameters: { Name: new PhysicalResourceIdReference() },
          ignoreErrorCodesMatching: 'ResourceNotFoundException',
        },
        installLatestAwsSdk: false,
        role,
        logGroup,
      });
      terminology.node.addDependency(role);
    }
  }
}
