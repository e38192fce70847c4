/**
 * List prices in US dollars, region us-east-1, without free tiers; check your region: Seoul and Tokyo are up to a tenth dearer for
 * storage and Lambda. Looked up in 2025 on the vendor's pages: Amazon Translate and EventBridge. The others are as last known from the
 * pages named, not looked up again: together half a percent of what an article costs.
 */
export const prices = {
  /** https://aws.amazon.com/translate/pricing/ */
  translateCharacter: 15 / 1e6,
  /** https://aws.amazon.com/lambda/pricing/, arm64 */
  lambdaGigabyteSecond: 0.0000133334,
  lambdaInvocation: 0.2 / 1e6,
  /** https://aws.amazon.com/s3/pricing/, S3 Standard; DELETE is free */
  s3Put: 0.005 / 1e3,
  s3Get: 0.0004 / 1e3,
  s3GigabyteMonth: 0.023,
  /** https://aws.amazon.com/sqs/pricing/ */
  sqsRequest: 0.4 / 1e6,
  sqsFifoRequest: 0.5 / 1e6,
  /** https://aws.amazon.com/eventbridge/pricing/: our own events, and those of S3, which are opted into */
  eventBridgeEvent: 1 / 1e6,
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  logGigabyte: 0.5,
} as const;
