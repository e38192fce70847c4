import type { StubMessage, StubQueue } from '../stubs/aws-server.ts';
import { type FunctionUnderTest, startFunction } from './lambda-runtime.ts';

export interface WorkersOptions {
  readonly node: string;
  readonly handlerFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly count: number;
  readonly timeoutMs: number;
  /** In the order in which they are looked into. */
  readonly queues: readonly StubQueue[];
  /** Told of every invocation; `client` is the access key of the process. */
  readonly onInvoke?: (client: string) => void;
}

export interface Workers {
  /** Stops the process in the middle of whatever it does; another takes its place. */
  readonly kill: (client: string) => void;
  readonly invocations: () => number;
  readonly killed: () => ReadonlySet<string>;
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

const idleMs = 20;

/** Plays AWS Lambda between queues and function: so many processes at once, each handles one message at a time. */
export function startWorkers(options: WorkersOptions): Workers {
  const { node, handlerFile, environment, count, timeoutMs, queues, onInvoke } = options;
  const running = new Map<string, FunctionUnderTest>();
  const killed = new Set<string>();
  let isOpen = true;
  let invocations = 0;
  let log = '';

  async function take(): Promise<{ readonly message: StubMessage; readonly queue: StubQueue } | undefined> {
    for (const queue of queues) {
      const message = queue.receive();
      if (message !== undefined) return { message, queue };
    }
    await new Promise((later) => setTimeout(later, idleMs));
    return undefined;
  }

  async function work(name: string): Promise<void> {
    let generation = 0;
    while (isOpen) {
      const client = `${name}G${++generation}`;
      const handler = await startFunction(
        node,
        handlerFile,
        { ...environment, AWS_ACCESS_KEY_ID: client },
        timeoutMs,
      );
      running.set(client, handler);
      try {
        while (isOpen) {
          const taken = await take();
          if (taken === undefined) continue;
          const { message, queue } = taken;
          const { receipt } = message;
          onInvoke?.(client);
          invocations++;
          const answer = (await handler.invoke(eventOf(message, queue))) as {
            readonly batchItemFailures: readonly unknown[];
          };
          if (answer.batchItemFailures.length === 0) queue.delete(receipt);
        }
      } catch (error) {
        // A timeout stops a process as well.
        killed.add(client);
        if (!String(error).includes('The function ended')) throw error;
      } finally {
        log += handler.log();
        running.delete(client);
        await handler.close();
      }
    }
  }

  const ended = Promise.all(Array.from({ length: count }, (_, index) => work(`W${index + 1}`)));
  ended.catch((error) => {
    log += String(error);
  });
  return {
    kill: (client) => {
      killed.add(client);
      running.get(client)?.kill();
    },
    invocations: () => invocations,
    killed: () => killed,
    log: () => log + [...running.values()].map((handler) => handler.log()).join(''),
    close: async () => {
      isOpen = false;
      await ended;
    },
  };
}

function eventOf(message: StubMessage, queue: StubQueue): object {
  const messageAttributes = Object.fromEntries(
    Object.entries(message.attributes).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  );
  return {
    Records: [
      {
        messageId: message.id,
        receiptHandle: message.receipt,
        body: message.body,
        attributes: {
          ApproximateReceiveCount: String(message.receives),
          SentTimestamp: String(message.sentAt),
        },
        messageAttributes,
        eventSourceARN: queue.arn,
      },
    ],
  };
}
