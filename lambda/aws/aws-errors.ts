import { OutageError, ThrottledError, UpstreamError } from '../errors.ts';

/**
 * What is done about an error of a service:
 *
 * - `absent`: there is no such object; the caller goes on without.
 * - `taken`: another run wrote first; the caller looks again.
 * - `throttled`: the message waits and comes back; that is no failure.
 * - `outage`: the service's own trouble; the message waits and comes back likewise.
 * - `retried`: passing, or a fault of the deployment that somebody mends: the message comes back, later each time, and after
 *   the fifth time waits among the dead letters.
 * - `lasting`: no retry of this request mends it; the article is stored without this translation.
 *
 * An error that no table knows is `retried`, or an `outage` where its status says that the service failed (5xx).
 */
export type Treatment = 'absent' | 'taken' | 'throttled' | 'outage' | 'retried' | 'lasting';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, those that reading and writing objects can give. */
export const s3Errors: Readonly<Record<string, Treatment>> = {
  NoSuchKey: 'absent',
  NoSuchVersion: 'absent',
  NotFound: 'absent',

  PreconditionFailed: 'taken',
  ConditionalRequestConflict: 'taken',

  SlowDown: 'throttled',
  BandwidthLimitExceeded: 'throttled',
  RequestLimitExceeded: 'throttled',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequests: 'throttled',
  TooManyRequestsException: 'throttled',
  'KMS.ThrottlingException': 'throttled',

  InternalError: 'outage',
  InternalServerError: 'outage',
  ServiceUnavailable: 'outage',
  OperationAborted: 'outage',
  RequestTimeout: 'outage',
  RequestTimeTooSkewed: 'retried',
  RequestExpired: 'retried',
  IncompleteBody: 'retried',
  BadDigest: 'retried',
  XAmzContentSHA256Mismatch: 'retried',
  TemporaryRedirect: 'outage',
  Redirect: 'outage',
  NetworkingError: 'outage',
  TimeoutError: 'outage',
  // Of the network, by Node's names.
  EAI_AGAIN: 'outage',
  ECONNREFUSED: 'outage',
  ECONNRESET: 'outage',
  EHOSTUNREACH: 'outage',
  ENETUNREACH: 'outage',
  ENOTFOUND: 'outage',
  EPIPE: 'outage',
  ETIMEDOUT: 'outage',

  AccessDenied: 'retried',
  Forbidden: 'retried',
  AllAccessDisabled: 'retried',
  AccountProblem: 'retried',
  AuthorizationHeaderMalformed: 'retried',
  AuthorizationQueryParametersError: 'retried',
  CredentialsNotSupported: 'retried',
  ExpiredToken: 'retried',
  TokenRefreshRequired: 'retried',
  InvalidAccessKeyId: 'retried',
  InvalidToken: 'retried',
  InvalidSecurity: 'retried',
  InvalidPayer: 'retried',
  NotSignedUp: 'retried',
  SignatureDoesNotMatch: 'retried',
  UnauthorizedAccess: 'retried',
  NoSuchBucket: 'retried',
  PermanentRedirect: 'retried',
  IllegalLocationConstraintException: 'retried',
  InvalidObjectState: 'retried',
  MethodNotAllowed: 'retried',
  NotImplemented: 'retried',
  InvalidRequest: 'retried',
  InvalidArgument: 'retried',
  InvalidBucketName: 'retried',
  InvalidBucketState: 'retried',
  InvalidDigest: 'retried',
  InvalidEncryptionAlgorithmError: 'retried',
  InvalidRange: 'retried',
  InvalidStorageClass: 'retried',
  InvalidURI: 'retried',
  EntityTooLarge: 'retried',
  EntityTooSmall: 'retried',
  KeyTooLongError: 'retried',
  MissingContentLength: 'retried',
  MissingSecurityHeader: 'retried',
  MaxMessageLengthExceeded: 'retried',
  MetadataTooLarge: 'retried',
  MalformedXML: 'retried',
  RequestHeaderSectionTooLarge: 'retried',
  UnexpectedContent: 'retried',
  'KMS.DisabledException': 'retried',
  'KMS.DependencyTimeoutException': 'outage',
  'KMS.InternalException': 'outage',
  'KMS.InvalidKeyUsageException': 'retried',
  'KMS.InvalidStateException': 'retried',
  'KMS.KMSInvalidStateException': 'retried',
  'KMS.KeyUnavailableException': 'outage',
  'KMS.NotFoundException': 'retried',
};

/**
 * https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html and CommonErrors.html, with the errors of
 * other operations that the service has been seen to give.
 */
export const translateErrors: Readonly<Record<string, Treatment>> = {
  TooManyRequestsException: 'throttled',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  RequestLimitExceeded: 'throttled',

  InternalServerException: 'retried',
  InternalFailure: 'retried',
  ServiceUnavailableException: 'retried',
  ServiceUnavailable: 'retried',
  ConcurrentModificationException: 'retried',
  // Of TranslateDocument, where it means too large; here it can only be a quota.
  LimitExceededException: 'retried',
  RequestTimeoutException: 'retried',
  RequestAbortedException: 'retried',
  NetworkingError: 'retried',
  TimeoutError: 'retried',

  AccessDeniedException: 'retried',
  NotAuthorized: 'retried',
  ExpiredTokenException: 'retried',
  IncompleteSignature: 'retried',
  InvalidClientTokenId: 'retried',
  InvalidSignatureException: 'retried',
  MissingAuthenticationToken: 'retried',
  OptInRequired: 'retried',
  RequestExpired: 'retried',
  UnrecognizedClientException: 'retried',
  MalformedHttpRequestException: 'retried',
  RequestEntityTooLargeException: 'retried',
  UnknownOperationException: 'retried',
  ValidationError: 'retried',
  ValidationException: 'retried',

  UnsupportedLanguagePairException: 'lasting',
  DetectedLanguageLowConfidenceException: 'lasting',
  InvalidRequestException: 'lasting',
  InvalidParameterValueException: 'lasting',
  TextSizeLimitExceededException: 'lasting',
  // The terminology of a deployment that is just being replaced: the next function knows the new one.
  ResourceNotFoundException: 'retried',
};

/** Name of an AWS SDK error, as the service or the network states it; empty for what is neither. */
export function awsErrorName(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  // Of a host with several addresses that all refuse, Node gives an AggregateError with the code of the first.
  return /^(?:Aggregate)?Error$/.test(error.name) && code !== undefined ? code : error.name;
}

/**
 * S3's answer for a missing key to somebody who may not list the bucket: "access denied", and where it says which right is
 * missing, the right to list. A refusal that names another right is a fault of the deployment: the object may well be there.
 */
function isDeniedForWantOfListing(error: unknown): boolean {
  if (!['AccessDenied', 'Forbidden'].includes(awsErrorName(error))) return false;
  const { message } = error as Error;
  return !/not authorized|kms:|explicit deny/i.test(message) || message.includes('s3:ListBucket');
}

/** What to do about an error of a request to S3. */
export function treatmentOfS3(error: unknown): Treatment {
  if (isDeniedForWantOfListing(error)) return 'absent';
  const { $metadata } = (error ?? {}) as { readonly $metadata?: { readonly httpStatusCode?: number } };
  const isServers = ($metadata?.httpStatusCode ?? 0) >= 500;
  return s3Errors[awsErrorName(error)] ?? (isServers ? 'outage' : 'retried');
}

/** There is no such object, as far as S3 tells. */
export function isMissingObject(error: unknown): boolean {
  return treatmentOfS3(error) === 'absent';
}

/** A conditional write came too late: another run wrote first. */
export function isTaken(error: unknown): boolean {
  return treatmentOfS3(error) === 'taken';
}

/** What S3 failed at, with S3's own words as the cause. */
export function s3Failure(action: string, error: unknown): UpstreamError {
  const classes: Partial<Record<Treatment, typeof UpstreamError>> = {
    throttled: ThrottledError,
    outage: OutageError,
  };
  const FailureError = classes[treatmentOfS3(error)] ?? UpstreamError;
  return new FailureError('Amazon S3', `${action}: ${awsErrorName(error)}`, { cause: error });
}
