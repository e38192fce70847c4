import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Figure, median, ratio } from './figures.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const environment = {
  AWS_REGION: 'us-east-1',
  RESULTS_BUCKET: 'results',
  SERVICE_NAME: 'bench',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/queue',
  POSTPONED_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/postponed',
  NODE_NO_WARNINGS: '1',
};
const emptyHandler = `
  import { S3Client } from '@aws-sdk/client-s3';
  import { TranslateClient } from '@aws-sdk/client-translate';
  export const clients = [new S3Client({}), new TranslateClient({})];
  export const handler = async () => undefined;`;

async function bundle(
  entry: { readonly file: string } | { readonly code: string },
  outfile: string,
): Promise<string> {
  await build({
    ...('file' in entry
      ? { entryPoints: [entry.file] }
      : { stdin: { contents: entry.code, resolveDir: root } }),
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire as createRequireForBundle}from'node:module';const require=createRequireForBundle(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}

/** Processor time until a new process has loaded the handler, in milliseconds. */
function startOf(file: string): number {
  const code = `const before=process.cpuUsage();await import(${JSON.stringify(file)});const{user,system}=process.cpuUsage(before);console.log((user+system)/1000);process.exit()`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`The bundle did not start: ${stderr}`);
  return Number(stdout);
}

/** Size of the bundle, and its start beside an empty handler with the same clients. */
export async function benchBundle(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-bench-'));
  try {
    const handler = await bundle({ file: join(root, 'lambda/handler.ts') }, join(folder, 'handler.mjs'));
    const empty = await bundle({ code: emptyHandler }, join(folder, 'empty.mjs'));
    const times: [number, number][] = [];
    for (let round = 0; round < 9; round++) times.push([startOf(handler), startOf(empty)]);
    const [ours, other] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))];
    return [
      ratio('bundle: MB', statSync(handler).size / 1e6),
      { name: 'start: processor time to load the handler', value: ours, unit: 'ms' },
      ratio('start: time over an empty handler with the same clients', ours / other),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
