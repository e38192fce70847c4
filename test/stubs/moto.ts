import { spawn, spawnSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export interface Moto {
  readonly url: string;
  /** For clients and child processes. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => void;
}

export const motoHint =
  "The AWS emulator moto is missing. Install it with: pip install 'moto[server]==5.2.1'";

export function hasMoto(): boolean {
  return spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}

const startLimitMs = 60_000;

/** Starts an empty emulated AWS on this machine. */
export async function startMoto(): Promise<Moto> {
  if (!hasMoto()) throw new Error(motoHint);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const isUp = await fetch(`${url}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) break;
    if (Date.now() > deadline)
      throw new Error(`moto_server did not answer on ${url} within ${startLimitMs / 1000} s`);
    await new Promise((later) => setTimeout(later, 200));
  }
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return { url, environment, close: () => void server.kill() };
}
