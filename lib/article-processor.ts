import { fileURLToPath } from 'node:url';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PipelineEnvironment } from '../lambda/config.ts';

export interface ArticleProcessorProps {
  /** Where articles arrive. Only read, so that a result can never start the pipeline again. */
  readonly uploads: IBucket;
  /** Where results and the translation memory are stored. */
  readonly results: IBucket;
  /** How many articles are processed at once, 2 to 1,000. */
  readonly maxConcurrency: number;
  /** How many sentences a summary has. @default as suits the article */
  readonly summarySentences?: number;
  readonly logRetention: RetentionDays;
  /** What becomes of the logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

const timeout = Duration.minutes(2);
const maxReceiveCount = 5;
const deadLettersKept = Duration.days(14);
/** In MB: decides the share of a processor as well. */
const memorySize = 1024;

/** Processes every uploaded article; one that fails five times waits in `deadLetters`. */
export class ArticleProcessor extends Construct {
  readonly function: NodejsFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Events that could not be put into the queue. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: ArticleProcessorProps) {
    super(scope, id);
    const { uploads, results } = props;
    this.deadLetters = new Queue(this, 'DeadLetters', { enforceSSL: true, retentionPeriod: deadLettersKept });
    this.undelivered = new Queue(this, 'Undelivered', { enforceSSL: true, retentionPeriod: deadLettersKept });
    this.queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      retentionPeriod: deadLettersKept,
      // AWS asks for six function timeouts, or a slow article is handed out twice.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    new Rule(this, 'OnUpload', {
      description: 'Every new object in the uploads bucket',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [uploads.bucketName] } },
      },
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.undelivered })],
    });

    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    const environment: PipelineEnvironment = {
      RESULTS_BUCKET: results.bucketName,
      ...(props.summarySentences === undefined ? {} : { SUMMARY_SENTENCES: String(props.summarySentences) }),
    };
    this.function = new NodejsFunction(this, 'Handler', {
      description: 'Cleans, summarizes and translates uploaded articles',
      entry: fileURLToPath(new URL('../lambda/handler.ts', import.meta.url)),
      depsLockFilePath: fileURLToPath(new URL('../package-lock.json', import.meta.url)),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      timeout,
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup,
      // The managed policy for functions allows more than this log group.
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      bundling: {
        format: OutputFormat.ESM,
        minify: true,
        bundleAwsSDK: true,
        mainFields: ['module', 'main'],
        sourceMap: true,
        sourceMapMode: SourceMapMode.EXTERNAL,
        sourcesContent: false,
        // CommonJS dependencies call `require`. Its name must not be one that minifying makes.
        banner:
          "import{createRequire as createRequireForBundle}from'node:module';const require=createRequireForBundle(import.meta.url);",
      },
    });
    this.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 1,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    const allow = (actions: readonly string[], resources: readonly string[]): void => {
      this.function.addToRolePolicy(
        new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
      );
    };
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`${logGroup.logGroupArn}`]);
    allow(['s3:GetObject', 's3:GetObjectVersion'], [uploads.arnForObjects('*')]);
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [results.arnForObjects('results/*')]);
    allow(['s3:GetObject', 's3:PutObject'], [results.arnForObjects('memory/*')]);
    // The action knows no resources.
    allow(['translate:TranslateText'], ['*']);
  }
}
