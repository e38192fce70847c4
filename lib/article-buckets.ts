import { type CfnResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { memoryParts } from '../lambda/text/memory-entry.ts';

export interface ArticleBucketsProps {
  /** What becomes of the buckets, with all that is in them, when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** How long a version of an upload that was replaced or deleted is kept. */
  readonly oldVersionsKept: Duration;
  /** How long what an engine translated is remembered. */
  readonly memoryKept: Duration;
  readonly logRetention: RetentionDays;
  /** A bucket that is there already, which must tell EventBridge of its objects. @default one is made */
  readonly uploadsBucket?: string;
  /** @default Amazon S3's own keys */
  readonly encryptionKey?: IKey;
}

/** How long access logs are kept. */
export const accessLogsKept = Duration.days(90);
/** Leases and counters: none is of use after a day. */
const stateKept = Duration.days(30);

/** Where articles arrive and where results are stored: private, encrypted, reached by TLS only. */
export class ArticleBuckets extends Construct {
  /** Tells EventBridge of every new object. Versioned: an upload replaced by mistake is not lost. */
  readonly uploads: IBucket;
  readonly results: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: ArticleBucketsProps) {
    super(scope, id);
    const { removalPolicy, oldVersionsKept, memoryKept, uploadsBucket, encryptionKey } = props;
    const isPrivate: BucketProps = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy,
      // A bucket that is not empty can't be deleted.
      autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
    };
    const holdsArticles: BucketProps =
      encryptionKey === undefined
        ? isPrivate
        : { ...isPrivate, encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true };
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      // Log delivery needs no access control list: the bucket policy allows it. It knows no keys but S3's own.
      ...isPrivate,
      lifecycleRules: [{ expiration: accessLogsKept }],
    });
    this.results = new Bucket(this, 'Results', {
      ...holdsArticles,
      lifecycleRules: [
        { prefix: 'state/', expiration: stateKept },
        // What people translated, below memory/people/, is nobody's to delete.
        { prefix: `memory/${memoryParts.engine}/`, expiration: memoryKept },
      ],
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'results/',
    });
    if (isPrivate.autoDeleteObjects === true) this.deleteLogsOfEmptier(props);
    if (uploadsBucket !== undefined) {
      this.uploads = Bucket.fromBucketName(this, 'Uploads', uploadsBucket);
      return;
    }
    const uploads = new Bucket(this, 'Uploads', {
      ...holdsArticles,
      versioned: true,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: oldVersionsKept,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'uploads/',
    });
    // `eventBridgeEnabled` would bring a custom resource with a function of its own; the property itself needs none.
    (uploads.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    this.uploads = uploads;
  }

  /**
   * CDK's function that empties buckets when the stack is deleted would leave a log group behind: it gets one of the stack's own,
   * which is deleted after it.
   */
  private deleteLogsOfEmptier({ logRetention, removalPolicy, encryptionKey }: ArticleBucketsProps): void {
    const emptier = Stack.of(this)
      .node.findChild('Custom::S3AutoDeleteObjectsCustomResourceProvider')
      .node.findChild('Handler') as CfnResource;
    const logs = new LogGroup(this, 'EmptierLogs', { retention: logRetention, removalPolicy, encryptionKey });
    emptier.addPropertyOverride('LoggingConfig', { LogGroup: logs.logGroupName });
  }
}
