import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { UpstreamError } from '../errors.ts';

/** SQS's longest: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const maxDelaySeconds = 900;
const maxVisibilitySeconds = 43_200;

/** An upload's message as the function got it. */
export interface UploadMessage {
  readonly id: string;
  /** Of the first message of this upload's event; copies keep it. */
  readonly firstId: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly receives: number;
  /** When the first message of this upload's event was sent, in milliseconds since 1970; copies keep it. */
  readonly firstSentAt: number;
  /** When this message was sent, in milliseconds since 1970. */
  readonly sentAt: number;
  /** For a postponed one: how many characters there must be room for. */
  readonly characters?: number;
  readonly isPostponed: boolean;
  readonly receiptHandle: string;
}

export interface MessageQueues {
  readonly read: (record: SQSRecord) => UploadMessage;
  /**
   * Puts a copy into the queue; the message itself is then to be acknowledged.
   *
   * @throws {UpstreamError}
   */
  readonly sendAgain: (message: UploadMessage, delaySeconds: number) => Promise<void>;
  /**
   * Puts a copy among the postponed ones; the message itself is then to be acknowledged.
   *
   * @throws {UpstreamError}
   */
  readonly postpone: (message: UploadMessage, characters: number) => Promise<void>;
  /** Has the message delivered again after so long, instead of after the queue's own time, where that can be had. */
  readonly hideFor: (message: UploadMessage, seconds: number) => Promise<void>;
}

export function createMessageQueues(
  client: SQSClient,
  urls: { readonly queue: string; readonly postponed: string },
  clock: () => number,
): MessageQueues {
  const nameOf = (url: string): string | undefined => url.split('/').at(-1);

  async function send(
    QueueUrl: string,
    message: UploadMessage,
    characters?: number,
    DelaySeconds?: number,
  ): Promise<void> {
    const { firstId, firstSentAt } = message;
    const attributes = { firstId, firstSentAt, ...(characters === undefined ? {} : { characters }) };
    try {
      await client.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: message.body,
          DelaySeconds,
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [
              name,
              { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: String(value) },
            ]),
          ),
        }),
      );
    } catch (error) {
      throw new UpstreamError('Amazon SQS', 'putting a message back', { cause: error });
    }
  }

  return {
    read({ messageId, body, receiptHandle, attributes, messageAttributes, eventSourceARN }) {
      const sentAt = Number(attributes?.SentTimestamp ?? clock());
      const numberIn = (name: string): number | undefined => {
        const value = messageAttributes?.[name]?.stringValue;
        return value === undefined ? undefined : Number(value);
      };
      return {
        id: messageId,
        firstId: messageAttributes?.firstId?.stringValue ?? messageId,
        body,
        receiptHandle,
        sentAt,
        receives: Number(attributes?.ApproximateReceiveCount ?? 1),
        firstSentAt: numberIn('firstSentAt') ?? sentAt,
        characters: numberIn('characters'),
        isPostponed: eventSourceARN?.split(':').at(-1) === nameOf(urls.postponed),
      };
    },

    sendAgain: (message, delaySeconds) =>
      send(urls.queue, message, undefined, Math.min(maxDelaySeconds, Math.max(0, Math.ceil(delaySeconds)))),

    postpone: (message, characters) => send(urls.postponed, message, characters),

    async hideFor({ isPostponed, receiptHandle }, seconds) {
      const QueueUrl = isPostponed ? urls.postponed : urls.queue;
      const VisibilityTimeout = Math.min(maxVisibilitySeconds, Math.max(0, Math.ceil(seconds)));
      const change = new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout,
      });
      // Without it the message comes back all the same, only later or sooner.
      await client.send(change).catch(() => undefined);
    },
  };
}
