import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PipelineEnvironment } from '../lambda/config.ts';
import { namesReadBack } from '../lambda/store/result-keys.ts';
import { memoryParts } from '../lambda/text/memory-entry.ts';
import { bundledCode } from './bundled-handler.ts';

export interface ArticleProcessorProps {
  /** Where articles arrive. Only read, so that a result can never start the pipeline again. */
  readonly uploads: IBucket;
  /** Where results and the translation memory are stored. */
  readonly results: IBucket;
  /** How many articles are processed at once, 2 to 1,000. */
  readonly maxConcurrency: number;
  /** How many sentences a summary has. @default as suits the article */
  readonly summarySentences?: number;
  /** How many characters may be translated in one day, UTC; what is over it follows later. @default no limit */
  readonly maxCharactersPerDay?: number;
  /** How sentences end: `engine`, `plain` or `polite`. @default engine */
  readonly register?: string;
  /** Marks and spaces as print has them, `on` or `off`. @default on */
  readonly typography?: string;
  readonly logRetention: RetentionDays;
  /** What becomes of the logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** For messages and logs. @default AWS's own keys */
  readonly encryptionKey?: IKey;
}

const timeout = Duration.minutes(2);
const maxReceiveCount = 5;
const messagesKept = Duration.days(14);
/** How often a postponed message is looked at: the longest a raised limit takes to be noticed. */
const postponedFor = Duration.hours(1);
/** Enough to complete what was postponed, without getting in the way of what is new. */
const postponedConcurrency = 2;
/** In MB: twice the most that an article takes (docs/performance.md); decides the share of a processor as well. */
const memorySize = 1024;

/** Processes every uploaded article; one that fails five times waits in `deadLetters`. */
export class ArticleProcessor extends Construct {
  readonly function: LambdaFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Uploads whose translation is over the day's limit of characters; looked at again and again, which is no failure. */
  readonly postponed: Queue;
  /** Events that could not be put into the queue. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: ArticleProcessorProps) {
    super(scope, id);
    const { uploads, results } = props;
    const safe: QueueProps = {
      enforceSSL: true,
      retentionPeriod: messagesKept,
      ...(props.encryptionKey === undefined
        ? {}
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: props.encryptionKey }),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', safe);
    this.undelivered = new Queue(this, 'Undelivered', safe);
    this.postponed = new Queue(this, 'Postponed', { ...safe, visibilityTimeout: postponedFor });
    this.queue = new Queue(this, 'Queue', {
      ...safe,
      // AWS asks for six function timeouts, or a slow article is handed out twice.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    const onUpload = new Rule(this, 'OnUpload', {
      description: 'Every new object in the uploads bucket',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [uploads.bucketName] } },
      },
      // By its address alone: CDK would let every rule of the region use an encrypted queue.
      targets: [
        new SqsQueue(Queue.fromQueueArn(this, 'QueueOfUploads', this.queue.queueArn), {
          deadLetterQueue: this.undelivered,
        }),
      ],
    });
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': onUpload.ruleArn } },
      }),
    );

    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: props.removalPolicy,
      encryptionKey: props.encryptionKey,
    });
    const environment: PipelineEnvironment = {
      RESULTS_BUCKET: results.bucketName,
      SERVICE_NAME: Stack.of(this).stackName,
      QUEUE_URL: this.queue.queueUrl,
      POSTPONED_QUEUE_URL: this.postponed.queueUrl,
      ...(props.maxCharactersPerDay === undefined
        ? {}
        : { MAX_CHARACTERS_PER_DAY: String(props.maxCharactersPerDay) }),
      ...(props.register === undefined ? {} : { REGISTER: props.register }),
      ...(props.typography === undefined ? {} : { TYPOGRAPHY: props.typography }),
      ...(props.summarySentences === undefined ? {} : { SUMMARY_SENTENCES: String(props.summarySentences) }),
    };
    this.function = new LambdaFunction(this, 'Handler', {
      description: 'Cleans, summarizes and translates uploaded articles',
      code: bundledCode('handler.ts'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      timeout,
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup,
      // The managed policy for functions allows more than this log group.
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
    });
    this.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 1,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    this.function.addEventSource(
      new SqsEventSource(this.postponed, {
        batchSize: 1,
        maxConcurrency: postponedConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    const allow = (actions: readonly string[], resources: readonly string[]): void => {
      this.function.addToRolePolicy(
        new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
      );
    };
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`${logGroup.logGroupArn}`]);
    allow(['s3:GetObject'], [uploads.arnForObjects('*')]);
    allow(['s3:PutObject', 's3:DeleteObject'], [results.arnForObjects('results/*')]);
    allow(
      ['s3:GetObject'],
      namesReadBack.map((name) => results.arnForObjects(`results/*/${name}`)),
    );
    // What people translated comes from the command line only.
    allow(['s3:GetObject'], [results.arnForObjects(`memory/${memoryParts.people}/*`)]);
    allow(
      ['s3:GetObject', 's3:PutObject'],
      [results.arnForObjects(`memory/${memoryParts.engine}/*`), results.arnForObjects('state/*')],
    );
    allow(['sqs:SendMessage'], [this.queue.queueArn, this.postponed.queueArn]);
    if (props.encryptionKey !== undefined)
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [props.encryptionKey.keyArn]);
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [Stack.of(this).formatArn({ service: 'events', resource: 'event-bus/default' })],
        conditions: { StringEquals: { 'events:source': 'tribrief' } },
      }),
    );
    // The action knows no resources.
    allow(['translate:TranslateText'], ['*']);
  }
}
