import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SQSRecord } from 'aws-lambda';

/** One request, as a fault may look at it. */
export interface AwsRequest {
  readonly service: 's3' | 'sqs' | 'events' | 'cloudformation';
  /** `GET`, `PUT`, …; the action's name for all but S3. */
  readonly action: string;
  /** S3: bucket and key. */
  readonly path: string;
  /** The access key that signed it: tells clients apart. */
  readonly client: string;
}

/** What goes wrong: an error instead of the work, or after it, as an answer that was lost; or no answer at all. */
export type AwsFault =
  | { readonly when: 'before' | 'after'; readonly status: number; readonly code: string }
  | { readonly when: 'before' | 'after'; readonly silent: true };

export interface StoredObject {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly versionId?: string;
  readonly lastModified: Date;
}

export interface StubMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
  readonly sentAt: number;
  receives: number;
  visibleAt: number;
  receipt: string;
}

export interface StubQueueOptions {
  /** How long a received message is hidden. */
  readonly visibilityMs?: number;
  /** After so many receives a message goes to the dead letters. */
  readonly maxReceives?: number;
  readonly deadLetters?: StubQueue;
  /** How long a second lasts where a client asks for a delay. */
  readonly secondMs?: number;
}

/** A queue as SQS keeps it: at least once, hidden while received, dead letters after so many receives. */
export class StubQueue {
  readonly name: string;
  readonly options: StubQueueOptions;
  readonly messages: StubMessage[] = [];
  sent = 0;
  /** How long a second lasts where a client asks for a delay. */
  secondMs: number;

  constructor(name: string, options: StubQueueOptions = {}) {
    this.name = name;
    this.options = options;
    this.secondMs = options.secondMs ?? 1000;
  }

  get arn(): string {
    return `arn:aws:sqs:us-east-1:123456789012:${this.name}`;
  }

  send(body: string, attributes: StubMessage['attributes'] = {}, delayMs = 0): StubMessage {
    const now = Date.now();
    this.sent++;
    const message = {
      id: randomUUID(),
      body,
      attributes,
      sentAt: now,
      receives: 0,
      visibleAt: now + delayMs,
      receipt: '',
    };
    this.messages.push(message);
    return message;
  }

  /** The next message that is visible; those received too often go to the dead letters. */
  receive(): StubMessage | undefined {
    const now = Date.now();
    for (;;) {
      const index = this.messages.findIndex(({ visibleAt }) => visibleAt <= now);
      const message = this.messages[index];
      if (message === undefined) return undefined;
      const { maxReceives, deadLetters, visibilityMs = 30_000 } = this.options;
      if (maxReceives !== undefined && message.receives >= maxReceives) {
        this.messages.splice(index, 1);
        deadLetters?.messages.push({ ...message, receives: 0 });
        continue;
      }
      message.receives++;
      message.visibleAt = now + visibilityMs;
      message.receipt = randomUUID();
      return message;
    }
  }

  /** What Lambda hands a function of a received message, as it is now. */
  recordOf({ id, receipt, body, receives, sentAt, attributes }: StubMessage): SQSRecord {
    return {
      messageId: id,
      receiptHandle: receipt,
      body,
      attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
          name,
          { dataType: DataType, stringValue: StringValue },
        ]),
      ),
      eventSourceARN: this.arn,
    } as unknown as SQSRecord;
  }

  hide(receipt: string, seconds: number): void {
    const message = this.messages.find((one) => one.receipt === receipt);
    if (message !== undefined) message.visibleAt = Date.now() + seconds * this.secondMs;
  }

  delete(receipt: string): void {
    const index = this.messages.findIndex((message) => message.receipt === receipt);
    if (index >= 0) this.messages.splice(index, 1);
  }
}

export interface AwsStubOptions {
  readonly queues?: readonly StubQueue[];
  readonly fault?: (request: AwsRequest) => AwsFault | undefined;
  /** Outputs of stacks, by the stack's name. */
  readonly stacks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How many keys are listed at once. @default S3's 1,000 */
  readonly pageSize?: number;
  /** Whether moves of messages stand still for now. */
  readonly isMoveHeld?: () => boolean;
  /** Buckets that keep versions. */
  readonly versioned?: readonly string[];
}

export interface BusEvent {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
}

export interface AwsStub {
  readonly url: string;
  readonly queueUrl: (queue: StubQueue) => string;
  /** By bucket and key: `bucket/key`. */
  readonly objects: Map<string, StoredObject>;
  /** Every event that was put on the bus. */
  readonly events: readonly BusEvent[];
  readonly put: (path: string, body: string | Uint8Array) => StoredObject;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});
function stackError(status: number, code: string, message: string): Answer {
  return xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
}

const s3Error = (status: number, code: string): Answer =>
  xml(status, `<Error><Code>${code}</Code><Message>${code} from the stub</Message></Error>`);
const missing = (key: string): never => {
  throw new Error(`There is no object ${key}`);
};
const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

/**
 * Stands in for S3, SQS, EventBridge and CloudFormation on the wire, as far as this product asks for them. S3's conditional
 * writes are atomic, as they are at AWS; a single process, so that thousands of articles pass in minutes.
 */
export async function startAwsStub(options: AwsStubOptions = {}): Promise<AwsStub> {
  const { queues = [], fault, stacks = {}, versioned = [], pageSize = 1000 } = options;
  const objects = new Map<string, StoredObject>();
  const events: BusEvent[] = [];
  const moves: { readonly source: StubQueue; moved: number; readonly total: number }[] = [];

  function put(path: string, body: string | Uint8Array): StoredObject {
    const bytes = Buffer.from(body);
    const object = {
      bytes,
      etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
      lastModified: new Date(),
      ...(versioned.includes(path.split('/')[0] ?? '') ? { versionId: randomUUID() } : {}),
    };
    objects.set(path, object);
    return object;
  }

  function onObject(action: string, path: string, request: IncomingMessage, body: Buffer): Answer {
    const found = objects.get(path);
    if (action === 'DELETE') {
      objects.delete(path);
      return { status: 204 };
    }
    if (action === 'PUT') {
      const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = request.headers;
      if (ifNoneMatch === '*' && found !== undefined) return s3Error(412, 'PreconditionFailed');
      if (ifMatch !== undefined && found === undefined) return s3Error(404, 'NoSuchKey');
      if (ifMatch !== undefined && found?.etag !== ifMatch) return s3Error(412, 'PreconditionFailed');
      return { status: 200, headers: headersOf(put(path, body)) };
    }
    if (found === undefined) return s3Error(404, 'NoSuchKey');
    return { status: 200, headers: headersOf(found), body: action === 'HEAD' ? undefined : found.bytes };
  }

  function list(bucket: string, query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const most = Number(query.get('max-keys') ?? pageSize);
    const keys = [...objects.keys()]
      .filter((path) => path.startsWith(`${bucket}/${prefix}`))
      .map((path) => path.slice(bucket.length + 1))
      .filter((key) => key > after)
      .sort();
    const page = keys.slice(0, most);
    const contents = page.map((key) => {
      const { bytes, lastModified } = objects.get(`${bucket}/${key}`) ?? missing(key);
      return `<Contents><Key>${escapeXml(key)}</Key><Size>${bytes.length}</Size><LastModified>${lastModified.toISOString()}</LastModified></Contents>`;
    });
    const more =
      keys.length > page.length
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>`
        : '<IsTruncated>false</IsTruncated>';
    return xml(200, `<ListBucketResult>${contents.join('')}${more}</ListBucketResult>`);
  }

  function onQueue(action: string, input: Record<string, unknown>): Answer {
    const byUrl = queues.find(({ name }) => String(input.QueueUrl ?? '').endsWith(`/${name}`));
    const byArn = queues.find(({ arn }) => arn === input.SourceArn);
    const queue = byUrl ?? byArn;
    if (queue === undefined)
      return json(400, {
        __type: 'com.amazonaws.sqs#QueueDoesNotExist',
        message: 'The specified queue does not exist.',
      });
    const receipt = String(input.ReceiptHandle ?? '');
    switch (action) {
      case 'SendMessage': {
        const body = String(input.MessageBody);
        const delay = Number(input.DelaySeconds ?? 0) * queue.secondMs;
        const message = queue.send(body, input.MessageAttributes as StubMessage['attributes'], delay);
        return json(200, {
          MessageId: message.id,
          MD5OfMessageBody: createHash('md5').update(body).digest('hex'),
        });
      }
      case 'SendMessageBatch': {
        const entries = input.Entries as { readonly Id: string; readonly MessageBody: string }[];
        const Successful = entries.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: queue.send(MessageBody).id,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        }));
        return json(200, { Successful, Failed: [] });
      }
      case 'ChangeMessageVisibility':
        queue.hide(receipt, Number(input.VisibilityTimeout));
        return json(200, {});
      case 'GetQueueAttributes': {
        const now = Date.now();
        const visible = queue.messages.filter(({ visibleAt }) => visibleAt <= now).length;
        return json(200, {
          Attributes: {
            QueueArn: queue.arn,
            ApproximateNumberOfMessages: String(visible),
            ApproximateNumberOfMessagesNotVisible: String(queue.messages.length - visible),
          },
        });
      }
      case 'StartMessageMoveTask': {
        const target = queues.find(({ options: { deadLetters } }) => deadLetters === queue);
        if (target === undefined)
          return json(400, {
            __type: 'com.amazonaws.sqs#UnsupportedOperation',
            message: 'Source queue must be configured as a Dead Letter Queue.',
          });
        if (moves.some(({ source, moved, total }) => source === queue && moved < total)) {
          return json(400, {
            __type: 'com.amazonaws.sqs#UnsupportedOperation',
            message: 'There is already a task running.',
          });
        }
        const task = { source: queue, moved: 0, total: queue.messages.length };
        moves.unshift(task);
        const move = (): void => {
          if (options.isMoveHeld?.() === true) return void setTimeout(move, 10);
          const message = queue.messages.shift();
          if (message === undefined) return;
          target.send(message.body, message.attributes);
          task.moved++;
          setTimeout(move, 1);
        };
        move();
        return json(200, { TaskHandle: randomUUID() });
      }
      case 'ListMessageMoveTasks':
        return json(200, {
          Results: moves
            .filter(({ source }) => source === queue)
            .map(({ moved, total }) => ({
              Status: moved < total ? 'RUNNING' : 'COMPLETED',
              SourceArn: queue.arn,
              ApproximateNumberOfMessagesMoved: moved,
              ApproximateNumberOfMessagesToMove: total,
            })),
        });
      default:
        return json(400, { __type: 'InvalidAction', message: action });
    }
  }

  function onStacks(form: URLSearchParams): Answer {
    const name = form.get('StackName') ?? '';
    if (stacks[name] === undefined)
      return stackError(400, 'ValidationError', `Stack with id ${name} does not exist`);
    const outputs = Object.entries(stacks[name]);
    const members = outputs.map(
      ([key, value]) =>
        `<member><OutputKey>${key}</OutputKey><OutputValue>${escapeXml(value)}</OutputValue></member>`,
    );
    return xml(
      200,
      `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://stub');
    // Not the URL's path: that resolves `..`, which S3 takes as it is.
    const path = decodeURIComponent((request.url ?? '/').replace(/\?.*$/s, '').slice(1));
    const target = String(request.headers['x-amz-target'] ?? '');
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const [, client = ''] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    const service = target.startsWith('AmazonSQS.')
      ? 'sqs'
      : target.startsWith('AWSEvents.')
        ? 'events'
        : isForm
          ? 'cloudformation'
          : 's3';
    const action = service === 's3' ? (request.method ?? '') : (target.split('.').at(-1) ?? '');
    const work = (): Answer => {
      if (service === 's3') {
        const isBucket = /^[^/]*\/?$/.test(path);
        if (isBucket && action === 'GET') return list(path.replace(/\/$/, ''), url.searchParams);
        return onObject(action, path, request, body);
      }
      if (service === 'cloudformation') return onStacks(new URLSearchParams(body.toString('utf8')));
      const input = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
      if (service === 'sqs') return onQueue(action, input);
      for (const entry of input.Entries as Omit<BusEvent, 'at'>[]) events.push({ ...entry, at: Date.now() });
      return json(200, { FailedEntryCount: 0, Entries: [{ EventId: randomUUID() }] });
    };
    const failure = fault?.({ service, action, path, client });
    let answer: Answer | undefined;
    if (failure?.when !== 'before') answer = work();
    if (failure !== undefined) {
      if ('silent' in failure) return;
      const { status, code } = failure;
      if (service === 's3') answer = s3Error(status, code);
      else if (service === 'cloudformation') answer = stackError(status, code, 'from the stub');
      else answer = json(status, { __type: code, message: 'from the stub' });
    }
    const length = Buffer.byteLength(answer?.body ?? '');
    response
      .writeHead(answer?.status ?? 500, { ...answer?.headers, 'content-length': length })
      .end(answer?.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    queueUrl: ({ name }) => `${url}/123456789012/${name}`,
    objects,
    events,
    put,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function headersOf({ etag, versionId }: StoredObject): Record<string, string> {
  return versionId === undefined ? { etag } : { etag, 'x-amz-version-id': versionId };
}
