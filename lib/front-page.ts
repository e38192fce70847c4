import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FrontEnvironment } from '../lambda/config.ts';
import { bundledCode } from './bundled-handler.ts';

export interface FrontPageProps {
  /** Tells of every result; front page, feeds and the ledger of both are written there. */
  readonly results: Bucket;
  /** Where readers find the front page: an absolute address that ends with a slash. */
  readonly base: string;
  /** Told of alarms. */
  readonly topic: ITopic;
  readonly logRetention: RetentionDays;
  /** What becomes of the logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** For messages and logs. @default AWS's own keys */
  readonly encryptionKey?: IKey;
}

const timeout = Duration.minutes(1);
const maxReceiveCount = 5;
const lettersKept = Duration.days(14);
/** In MB: a page of a thousand articles and its ledger fit many times. */
const memorySize = 1024;

/**
 * Keeps front page and feeds current, apart from the processing: nothing here can slow or fail an article.
 *
 * All messages are of one group of a FIFO queue, so that one update runs at a time, each with up to ten results.
 */
export class FrontPage extends Construct {
  readonly function: LambdaFunction;
  /** Changes that could not be shown. */
  readonly unlisted: Queue;
  /** Changes that never came to the queue. */
  readonly undelivered: Queue;
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { results, base, topic, ...props }: FrontPageProps) {
    super(scope, id);
    const safe = {
      enforceSSL: true,
      retentionPeriod: lettersKept,
      ...(props.encryptionKey === undefined
        ? {}
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: props.encryptionKey }),
    };
    const fifo = { ...safe, fifo: true, contentBasedDeduplication: true };
    this.undelivered = new Queue(this, 'Undelivered', safe);
    this.unlisted = new Queue(this, 'Unlisted', fifo);
    this.queue = new Queue(this, 'Changes', {
      ...fifo,
      // AWS asks for six function timeouts.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.unlisted, maxReceiveCount },
    });
    // The property itself needs no custom resource: see the bucket of uploads.
    (results.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    const onResult = new Rule(this, 'OnResult', {
      description: 'Every result that was committed, rejected or removed',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created', 'Object Deleted'],
        detail: {
          bucket: { name: [results.bucketName] },
          object: { key: Match.anyOf(Match.suffix('/article.json'), Match.suffix('/rejection.json')) },
        },
      },
      // By its address alone: CDK would let every rule of the region use an encrypted queue.
      targets: [
        new SqsQueue(
          Queue.fromQueueAttributes(this, 'QueueOfResults', { queueArn: this.queue.queueArn, fifo: true }),
          { messageGroupId: 'front-page', deadLetterQueue: this.undelivered },
        ),
      ],
    });
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': onResult.ruleArn } },
      }),
    );

    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: props.removalPolicy,
      encryptionKey: props.encryptionKey,
    });
    const environment: FrontEnvironment = {
      RESULTS_BUCKET: results.bucketName,
      SERVICE_NAME: Stack.of(this).stackName,
      FRONT_BASE: base,
    };
    this.function = new LambdaFunction(this, 'Writer', {
      description: 'Writes the front page and the feeds of all results',
      code: bundledCode('front-handler.ts'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      timeout,
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup,
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
    });
    this.function.addEventSource(new SqsEventSource(this.queue, { batchSize: 10 }));
    const alarms = { UnlistedAlarm: this.unlisted, UndeliveredAlarm: this.undelivered };
    for (const [name, letters] of Object.entries(alarms)) {
      const alarm = new Alarm(this, name, {
        metric: letters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
        threshold: 0,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: 'Results are stored but not on the front page. See docs/runbook.md#front-page',
      });
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
    const allow = (actions: readonly string[], resource: string): void => {
      this.function.addToRolePolicy(
        new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [resource] }),
      );
    };
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    allow(['s3:GetObject'], results.arnForObjects('results/*'));
    allow(['s3:PutObject'], results.arnForObjects('results/index.*'));
    allow(['s3:PutObject'], results.arnForObjects('results/feed.*'));
    allow(['s3:GetObject', 's3:PutObject'], results.arnForObjects('front/*'));
    if (props.encryptionKey !== undefined)
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], props.encryptionKey.keyArn);
  }
}
