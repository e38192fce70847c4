import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface FunctionUnderTest {
  /** Hands the event to the function and gives back what it answers. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Settles when it has started and asks for its first event. */
  readonly ready: Promise<void>;
  /** Of its process. */
  readonly pid: number;
  /** What it has logged so far. */
  readonly log: () => string;
  /** Stops the process at once, in the middle of whatever it does; what is under way rejects. */
  readonly kill: () => void;
  readonly close: () => Promise<void>;
}

/** As lib/ sets it. */
const deployedTimeoutMs = 120_000;

const bootstrap = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));

/** Plays the Lambda service: runs the published bundle in its own process and speaks the Runtime API to it. */
export async function startFunction(
  nodePath: string,
  handlerFile: string,
  environment: Readonly<Record<string, string>>,
  timeoutMs: number = deployedTimeoutMs,
): Promise<FunctionUnderTest> {
  const events: { readonly event: unknown; readonly settle: (body: string, isError: boolean) => void }[] = [];
  const running = new Map<string, (body: string, isError: boolean) => void>();
  let idle: ServerResponse | undefined;
  const handOut = (): void => {
    if (idle === undefined) return;
    const next = events.shift();
    if (next === undefined) return;
    const requestId = randomUUID();
    running.set(requestId, next.settle);
    idle
      .writeHead(200, {
        'lambda-runtime-aws-request-id': requestId,
        'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      })
      .end(JSON.stringify(next.event));
    const timer = setTimeout(() => running.has(requestId) && child.kill('SIGKILL'), timeoutMs);
    timer.unref();
    idle = undefined;
  };
  let started = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    started = resolve;
  });
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith('/next')) {
      started();
      idle = response;
      return handOut();
    }
    const [, requestId = '', kind] = /invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? [];
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(202).end();
    running.get(requestId)?.(Buffer.concat(chunks).toString('utf8'), kind === 'error');
    running.delete(requestId);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  let log = '';
  const child: ChildProcess = spawn(nodePath, [bootstrap], {
    env: {
      PATH: process.env.PATH,
      ...environment,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      HANDLER_FILE: handlerFile,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (log += String(data)));
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The function ended with status ${code}:\n${log}`)));
  });
  ended.catch(() => undefined);
  return {
    ready: Promise.race([asked, ended]),
    invoke: (event) => {
      const answered = new Promise((resolve, reject) => {
        const settle = (body: string, isError: boolean): void =>
          isError
            ? reject(new Error(`${body}\n${log}`))
            : resolve(body === '' ? undefined : JSON.parse(body));
        events.push({ event, settle });
        handOut();
      });
      return Promise.race([answered, ended]);
    },
    pid: child.pid ?? 0,
    log: () => log,
    kill: () => void child.kill('SIGKILL'),
    close: () =>
      new Promise((closed) => {
        child.kill();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
