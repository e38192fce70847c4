import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { dollarsPerCharacter } from '../article.ts';
import type { FunctionConfig } from '../config.ts';
import { OutOfTimeError } from '../errors.ts';
import type { PipelinePorts, Translator } from '../ports.ts';
import {
  createAmazonTranslator,
  createTranslateClient,
  type ServiceTerminologies,
} from './amazon-translator.ts';
import { type Announce, createAnnounce } from './announcements.ts';
import { type CharacterBudget, createBudgetedTranslator, createCharacterBudget } from './character-budget.ts';
import { type Invocation, workEndsAt, writingEndsAt } from './invocation.ts';
import { createLambdaLog, type LambdaLog } from './lambda-log.ts';
import { createLambdaMeter, type Meter } from './lambda-metrics.ts';
import { createMessageQueues, type MessageQueues } from './message-queues.ts';
import { createPatientMemory } from './patient-memory.ts';
import { createPatientTranslator } from './patient-translator.ts';
import { createS3ArticleSource } from './s3-article-source.ts';
import { createS3Packs } from './s3-packs.ts';
import { createS3Records } from './s3-record.ts';
import { createS3Reservations } from './s3-reservations.ts';
import { createS3ResultStore } from './s3-result-store.ts';
import { createS3TranslationMemory } from './s3-translation-memory.ts';
import { createUploadLeases, type UploadLeases } from './upload-leases.ts';

const connectionTimeoutMs = 3_000;
/** All attempts together end within what an invocation keeps for its end: {@link workEndsAt}. */
const requestTimeoutMs = 5_000;
const maxAttempts = 4;
/** Of S3, enough for an article's lookups to go side by side. */
const maxSockets = 64;

/** What the function has of AWS, once for all its invocations. */
export interface AwsServices {
  readonly log: LambdaLog;
  readonly meter: Meter;
  readonly queues: MessageQueues;
  readonly leases: UploadLeases;
  readonly announce: Announce;
  /** Absent: no limit. */
  readonly budget?: CharacterBudget;
  /**
   * What the pipeline needs for one upload.
   *
   * @param startedAt when the invocation began, in milliseconds since 1970
   */
  readonly portsFor: (
    invocation: Invocation,
    startedAt: number,
    observer: TranslationObserver,
  ) => PipelinePorts;
}

/** Is told of the requests of one upload. */
export interface TranslationObserver {
  /** A request was answered, or a result stored: the next invocation need not do it again. */
  readonly onProgress: () => void;
  /** A request of so many characters was over the day's limit. */
  readonly onRefused: (characters: number) => void;
}

/** @param terminologies what Amazon Translate has of terms; absent: none */
export function createAwsServices(
  config: FunctionConfig,
  terminologies: ServiceTerminologies | undefined,
): AwsServices {
  const { resultsBucket, serviceName, queueUrl, postponedQueueUrl, maxCharactersPerDay } = config;
  const patience = {
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpsAgent: { maxSockets },
      httpAgent: { maxSockets },
    }),
    maxAttempts,
  };
  const s3 = new S3Client(patience);
  const clock = Date.now;
  const records = createS3Records(s3, resultsBucket);
  const meter = createLambdaMeter(serviceName);
  const log = createLambdaLog(serviceName);
  // Requests are sent again by the patient translator, which knows the time that is left.
  const amazon = metered(createAmazonTranslator(createTranslateClient(1), { terminologies }), meter);
  const budget =
    maxCharactersPerDay === undefined
      ? undefined
      : createCharacterBudget(records, maxCharactersPerDay, clock);
  return {
    log,
    meter,
    queues: createMessageQueues(
      new SQSClient(patience),
      { queue: queueUrl, postponed: postponedQueueUrl },
      clock,
    ),
    leases: createUploadLeases(records, clock),
    announce: createAnnounce(new EventBridgeClient(patience)),
    budget,
    portsFor(invocation, startedAt, { onProgress, onRefused }) {
      const workEnds = workEndsAt(invocation, startedAt);
      const packs = createS3Packs(s3, resultsBucket);
      const observed: Translator = {
        ...amazon,
        async translate(segments, pair, options) {
          const reply = await amazon.translate(segments, pair, options);
          onProgress();
          return reply;
        },
      };
      const results = createS3ResultStore(s3, resultsBucket);
      const affordable =
        budget === undefined ? observed : createBudgetedTranslator(observed, budget, onRefused);
      return {
        source: createS3ArticleSource(s3),
        translator: createPatientTranslator(affordable, { workEnds, clock, random: Math.random }),
        memory: createPatientMemory(createS3TranslationMemory(s3, resultsBucket, packs), {
          ends: writingEndsAt(invocation, startedAt),
          clock,
          random: Math.random,
        }),
        reservations: createS3Reservations(s3, resultsBucket, packs, invocation, workEnds, clock),
        results: {
          ...results,
          async write(files) {
            await results.write(files);
            onProgress();
          },
        },
        log,
        now: () => new Date(),
        checkTime() {
          if (clock() >= workEnds) throw new OutOfTimeError('No time is left to begin with an article');
        },
      };
    },
  };
}

/** Counts what the engine answered as soon as it did, whatever becomes of the article. */
function metered(translator: Translator, meter: Meter): Translator {
  return {
    ...translator,
    async translate(segments, pair, options) {
      const reply = await translator.translate(segments, pair, options);
      meter.add('CharactersTranslated', reply.characters);
      meter.add('DollarsSpent', reply.characters * dollarsPerCharacter);
      return reply;
    },
  };
}
