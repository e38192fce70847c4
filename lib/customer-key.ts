import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** A key of this deployment alone, under which articles, results, messages, logs and alarms' topic are encrypted. */
export function createCustomerKey(scope: Construct, id: string, removalPolicy: RemovalPolicy): Key {
  const key = new Key(scope, id, {
    description: 'Articles, results, messages and logs of Tribrief',
    enableKeyRotation: true,
    removalPolicy,
  });
  const { account, region } = Stack.of(scope);
  const allow = (principal: IPrincipal, conditions: Record<string, unknown>): void => {
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [principal],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions,
      }),
    );
  };
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } };
  // EventBridge puts events of uploads into the queue, CloudWatch alarms into the topic.
  allow(new ServicePrincipal('events.amazonaws.com'), ofThisAccount);
  allow(new ServicePrincipal('cloudwatch.amazonaws.com'), ofThisAccount);
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account}:log-group:*` },
      },
    }),
  );
  return key;
}
