import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ArticleRef, Outcome } from './article.ts';
import type { ServiceTerminologies } from './aws/amazon-translator.ts';
import { createAwsServices } from './aws/aws-ports.ts';
import type { UploadMessage } from './aws/message-queues.ts';
import { resultsFolder } from './aws/s3-result-store.ts';
import { createUploadMessages } from './aws/upload-messages.ts';
import { bundledTerminology } from './bundled-terminology.ts';
import { type FunctionConfig, loadConfig } from './config.ts';
import { OutOfTimeError, UpstreamError } from './errors.ts';
import { createPipeline } from './pipeline.ts';
import { resultFolder } from './store/result-keys.ts';
import { serviceTerminologies } from './translate/terminology.ts';

// Built once per container, so that a bad configuration fails the cold start, not an article.
const terminology = await bundledTerminology();
const config = { ...loadConfig(process.env), terminology };
const services = createAwsServices(config, terminologiesIn(config));
const { queues, log, meter, announce } = services;

const handleMessage = createUploadMessages({
  ...services,
  clock: Date.now,
  random: Math.random,
  async work(ref, message, invocation, isTakenOver) {
    let refusedCharacters: number | undefined;
    let isIncomplete = false;
    let hasProgressed = false;
    const ports = services.portsFor(invocation, Date.now(), {
      onProgress: () => {
        hasProgressed = true;
      },
      onRefused: (characters) => {
        refusedCharacters = Math.max(characters, refusedCharacters ?? 0);
      },
    });
    const report = async (of: ArticleRef, outcome: Outcome): Promise<void> => {
      count(outcome, message);
      const { status } = outcome;
      if (status === 'stored')
        isIncomplete ||= Object.values(outcome.result.translations).some(
          (one) => one.status === 'unavailable',
        );
      // A run that stored the result and was stopped then, or failed, may not have come to say so.
      const isNews = status === 'stored' || status === 'rejected' || (status === 'unchanged' && isTakenOver);
      if (!isNews || (status === 'unchanged' && outcome.isArchive)) return;
      await announce({
        service: config.serviceName,
        upload: status === 'stored' ? outcome.result.ref : of,
        result: {
          bucket: config.resultsBucket,
          prefix: `${resultsFolder}${resultFolder(of.key, of.entry)}/`,
        },
        reason: status === 'rejected' ? outcome.reason : undefined,
      });
    };
    const outcome = await createPipeline(config, ports)(ref, { onArticle: report }).catch((error) => {
      // What got nowhere in a whole invocation would get nowhere in the next one either: that is a failure.
      if (error instanceof OutOfTimeError && !hasProgressed)
        throw new UpstreamError('AWS Lambda', 'the time did not suffice', { cause: error });
      throw error;
    });
    await report(ref, outcome);
    const { status } = outcome;
    // A second try that was over the limit is no reason to come back: the translation is there.
    return { status, refusedCharacters: isIncomplete ? refusedCharacters : undefined };
  },
});

/** The names that the stack gave Amazon Translate the terms under. */
function terminologiesIn({ serviceName }: FunctionConfig): ServiceTerminologies | undefined {
  if (terminology === undefined) return undefined;
  const names = serviceTerminologies(terminology, serviceName).map(({ target, name }) => [target, name]);
  return { language: terminology.language, names: Object.fromEntries(names) };
}

/** Processes the uploads of one batch; only the messages that are to come back return to the queue. */
export async function handler(batch: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const endsAt = Date.now() + context.getRemainingTimeInMillis();
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const [index, record] of batch.Records.entries()) {
    const message = queues.read(record);
    log.about({ requestId: context.awsRequestId, messageId: message.id });
    const invocation = { id: `${context.awsRequestId}/${index}`, endsAt };
    const isDone = await handleMessage(message, invocation);
    if (!isDone) batchItemFailures.push({ itemIdentifier: message.id });
  }
  meter.flush();
  return { batchItemFailures };
}

const counters = {
  stored: 'ArticlesStored',
  rejected: 'ArticlesRejected',
  unchanged: 'ArticlesUnchanged',
  gone: 'ArticlesGone',
} as const;

function count(outcome: Outcome, { firstSentAt }: UploadMessage): void {
  // Each article of an archive was counted by itself.
  if (outcome.status === 'unpacked') return;
  meter.add(counters[outcome.status]);
  if (outcome.status !== 'stored') return;
  const { usage, translations } = outcome.result;
  const findings = Object.values(translations).map((translation) =>
    translation.status === 'complete' ? translation.findings.length : 0,
  );
  meter.add('CharactersReused', usage.charactersReused);
  meter.add('SecondTries', usage.secondTries);
  meter.add(
    'Findings',
    findings.reduce((sum, some) => sum + some, 0),
  );
  meter.add('AgeAtStore', (Date.now() - firstSentAt) / 1000);
}
