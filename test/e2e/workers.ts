import type { StubMessage, StubQueue } from '../stubs/aws-server.ts';
import { type FunctionUnderTest, startFunction } from './lambda-runtime.ts';

export interface WorkersOptions {
  /** Begins the access key of every process: unlike that of any other workers. */
  readonly name: string;
  readonly node: string;
  readonly handlerFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly count: number;
  readonly timeoutMs: number;
  /** In the order in which they are looked into. */
  readonly queues: readonly StubQueue[];
  /** Told of every invocation; `client` is the access key of the process. */
  readonly onInvoke?: (client: string) => void;
  /** Told of a process that was stopped, once it surely is. */
  readonly onStopped?: (client: string) => Promise<void>;
}

export interface Workers {
  /** Stops the process in the middle of whatever it does; another takes its place. */
  readonly kill: (client: string) => void;
  readonly invocations: () => number;
  /** @throws what the function itself failed with */
  readonly check: () => void;
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

const idleMs = 20;

/** Plays AWS Lambda between queues and function: so many processes at once, each handles one message at a time. */
export function startWorkers(options: WorkersOptions): Workers {
  const { node, handlerFile, environment, name, count, timeoutMs, queues, onInvoke, onStopped } = options;
  const running = new Map<string, FunctionUnderTest>();
  let isOpen = true;
  let invocations = 0;
  let log = '';
  let failure: unknown;

  async function take(): Promise<{ readonly message: StubMessage; readonly queue: StubQueue } | undefined> {
    for (const queue of queues) {
      const message = queue.receive();
      if (message !== undefined) return { message, queue };
    }
    await new Promise((later) => setTimeout(later, idleMs));
    return undefined;
  }

  async function work(place: string): Promise<void> {
    let generation = 0;
    while (isOpen) {
      const client = `${place}G${++generation}`;
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
          const answer = (await handler.invoke({ Records: [queue.recordOf(message)] })) as {
            readonly batchItemFailures: readonly unknown[];
          };
          if (answer.batchItemFailures.length === 0) queue.delete(receipt);
        }
      } catch (error) {
        // Killed, or out of its time.
        if (!String(error).includes('The function ended')) throw error;
        await onStopped?.(client);
      } finally {
        log += handler.log();
        running.delete(client);
        await handler.close();
      }
    }
  }

  const ended = Promise.all(Array.from({ length: count }, (_, index) => work(`${name}${index + 1}`)));
  ended.catch((error) => {
    failure = error;
  });
  return {
    kill: (client) => running.get(client)?.kill(),
    invocations: () => invocations,
    check: () => {
      if (failure !== undefined) throw failure;
    },
    log: () => log + [...running.values()].map((handler) => handler.log()).join(''),
    close: async () => {
      isOpen = false;
      await ended;
    },
  };
}
