import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface ArticleBucketsProps {
  /** What becomes of the buckets when the stack is deleted. A bucket that still has objects stays in any case. */
  readonly removalPolicy: RemovalPolicy;
  /** How long a version of an upload that was replaced or deleted is kept. */
  readonly oldVersionsKept: Duration;
}

/** How long access logs are kept. */
const accessLogsKept = Duration.days(90);

/** Where articles arrive and where results are stored: private, encrypted, reached by TLS only. */
export class ArticleBuckets extends Construct {
  /** Tells EventBridge of every new object. Versioned: an upload replaced by mistake is not lost. */
  readonly uploads: Bucket;
  readonly results: Bucket;

  constructor(scope: Construct, id: string, { removalPolicy, oldVersionsKept }: ArticleBucketsProps) {
    super(scope, id);
    const isPrivate: BucketProps = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy,
    };
    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...isPrivate,
      // Log delivery needs no access control list: the bucket policy allows it.
      lifecycleRules: [{ expiration: accessLogsKept }],
    });
    this.uploads = new Bucket(this, 'Uploads', {
      ...isPrivate,
      versioned: true,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: oldVersionsKept,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'uploads/',
    });
    this.results = new Bucket(this, 'Results', {
      ...isPrivate,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'results/',
    });
    // `eventBridgeEnabled` would bring a custom resource with a function of its own; the property itself needs none.
    const { uploads } = this;
    (uploads.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
}
