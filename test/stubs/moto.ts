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

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Credentials that a role has. */
export async function assumeRole(moto: Moto, roleArn: string): Promise<Credentials> {
  const response = await fetch(moto.url, {
    method: 'POST',
    headers: {
      // Who asks is not looked at yet: only the service is read from it.
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: roleArn,
      RoleSessionName: 'a-test',
    }),
  });
  const text = await response.text();
  const read = (name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? '';
  return {
    accessKeyId: read('AccessKeyId'),
    secretAccessKey: read('SecretAccessKey'),
    sessionToken: read('SessionToken'),
  };
}

/** Has the emulator look at signatures and rights, or not, as at its start. */
export async function enforceRights(moto: Moto, isEnforced: boolean): Promise<void> {
  await fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: isEnforced ? '0' : 'inf' });
}
