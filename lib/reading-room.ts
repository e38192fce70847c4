import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLevel,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  KeyValueStore,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogsKept } from './article-buckets.ts';

export interface ReadingRoomProps {
  /** Stays private: the distribution reads it, and `results/` alone. */
  readonly results: IBucket;
  /** Where access to the log of visits is logged itself. */
  readonly accessLogs: IBucket;
  /** What becomes of the log of visits when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/** A front page may be this old: it is rewritten with every article. */
const cachedFor = Duration.seconds(30);

/**
 * Serves the results to readers with a name and a password, over HTTPS.
 *
 * Who may read stands in a key value store, as a digest of name and password. It is empty when it is made: nobody gets in
 * until somebody was let in by hand.
 */
export class ReadingRoom extends Construct {
  readonly distribution: Distribution;
  readonly readers: KeyValueStore;

  constructor(scope: Construct, id: string, { results, accessLogs, removalPolicy }: ReadingRoomProps) {
    super(scope, id);
    this.readers = new KeyValueStore(this, 'Readers', { comment: 'Digests of names and passwords' });
    const doorkeeper = new EdgeFunction(this, 'Doorkeeper', {
      comment: 'Lets in who is among the readers',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        readFileSync(fileURLToPath(new URL('doorkeeper.js', import.meta.url)), 'utf8'),
      ),
      keyValueStore: this.readers,
    });
    const visits = new Bucket(this, 'Visits', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // CloudFront delivers by an access control list; what it delivers belongs to the bucket's owner all the same.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      removalPolicy,
      autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
      lifecycleRules: [{ expiration: accessLogsKept }],
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'visits/',
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Tribrief reading room',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Who asked for what, when and from where: neither name nor password.
      logBucket: visits,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(results, {
          originPath: '/results',
          originAccessLevels: [AccessLevel.READ],
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        functionAssociations: [{ function: doorkeeper, eventType: FunctionEventType.VIEWER_REQUEST }],
        cachePolicy: new CachePolicy(this, 'Cache', {
          minTtl: Duration.seconds(0),
          defaultTtl: cachedFor,
          maxTtl: cachedFor,
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true,
        }),
        responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Headers', {
          securityHeadersBehavior: {
            contentTypeOptions: { override: true },
            frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
            referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
            strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
          },
          customHeadersBehavior: {
            customHeaders: [
              { header: 'cache-control', value: 'private, max-age=0, must-revalidate', override: true },
              { header: 'x-robots-tag', value: 'noindex', override: true },
            ],
          },
        }),
      },
    });
  }
}
