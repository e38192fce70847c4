import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a file in the browser of the person who asked for it; `onFailure` is told where it can't. */
export async function openPage(path: string, onFailure: () => void): Promise<void> {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, resolve(path)], { detached: true, stdio: 'ignore' });
  const isStarted = await new Promise<boolean>((done) => {
    child.once('spawn', () => done(true)).once('error', () => done(false));
  });
  if (isStarted) child.unref();
  else onFailure();
}
