import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { bundleHandler, bundleOptions } from '../../lib/bundled-handler.ts';
import { deployedNode } from '../e2e/deployment.ts';
import { startFunction } from '../e2e/lambda-runtime.ts';
import { cpuMsOf, type Figure, median, ratio } from './figures.ts';

const environment = {
  AWS_REGION: 'us-east-1',
  RESULTS_BUCKET: 'results',
  SERVICE_NAME: 'bench',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/queue',
  POSTPONED_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/postponed',
  NODE_NO_WARNINGS: '1',
  // As the function has it.
  NODE_OPTIONS: '--enable-source-maps',
};
const emptyHandler = `
  import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
  import { S3Client } from '@aws-sdk/client-s3';
  import { SQSClient } from '@aws-sdk/client-sqs';
  import { TranslateClient } from '@aws-sdk/client-translate';
  export const clients = [S3Client, TranslateClient, SQSClient, EventBridgeClient].map((Client) => new Client({}));
  export const handler = async () => undefined;`;

/** The files that are read before the handler can be called: the entry, and what it imports from there on. */
export function filesAtStart({ outputs }: Metafile, entry: string): Set<string> {
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file) || outputs[file] === undefined) return;
    files.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') add(path);
  };
  add(entry);
  return files;
}

interface Start {
  /** Processor time until a new process has loaded the handler, in milliseconds. */
  readonly cpu: number;
  /** In MB, when it is loaded. */
  readonly rss: number;
}

function startOf(node: string, file: string): Start {
  const code = `const before=process.cpuUsage();await import(${JSON.stringify(file)});const{user,system}=process.cpuUsage(before);console.log(JSON.stringify({cpu:(user+system)/1000,rss:process.memoryUsage.rss()/1e6}));process.exit()`;
  const { stdout, stderr } = spawnSync(node, ['--input-type=module', '-e', code], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`The bundle did not start: ${stderr}`);
  return JSON.parse(stdout) as Start;
}

/** Processor time from the start of Node to the first event that the function asks the Runtime API for, in milliseconds. */
async function initOf(node: string, file: string): Promise<number> {
  const started = await startFunction(node, file, environment);
  await started.ready;
  const ms = cpuMsOf(started.pid);
  await started.close();
  return ms;
}

/** Size of the published bundle, and its start in the deployed Node beside an empty handler with the same clients. */
export async function benchBundle(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-bench-'));
  try {
    const bundle = bundleHandler('handler.ts', join(folder, 'ours'));
    const files = Object.entries(bundle.outputs).filter(([file]) => /\.(?:mjs|json)$/.test(file));
    const entry = files.find(([file]) => file.endsWith('/index.mjs'))?.[0] ?? '';
    const atStart = filesAtStart(bundle, entry);
    const megabytes = (some: typeof files): number =>
      some.reduce((sum, [, { bytes }]) => sum + bytes, 0) / 1e6;
    const later = files
      .filter(
        ([file, { entryPoint, bytes }]) => !atStart.has(file) && entryPoint !== undefined && bytes > 30_000,
      )
      .map(([, { entryPoint = '', bytes }]) => ({
        name: `bundle: read when needed, ${entryPoint.replace('node_modules/', '')}`,
        value: bytes / 1e6,
        unit: 'MB',
      }));
    const ours = join(folder, 'ours/index.mjs');
    const empty = join(folder, 'empty/index.mjs');
    buildSync({
      ...bundleOptions,
      stdin: { contents: emptyHandler, resolveDir: bundleOptions.absWorkingDir },
      outfile: empty,
    });
    const node = deployedNode();
    const starts: { readonly ours: Start; readonly empty: Start }[] = [];
    const inits: { readonly ours: number; readonly empty: number }[] = [];
    for (let round = 0; round < 9; round++) {
      starts.push({ ours: startOf(node, ours), empty: startOf(node, empty) });
      inits.push({ ours: await initOf(node, ours), empty: await initOf(node, empty) });
    }
    const cpu = (name: 'ours' | 'empty'): number => median(starts.map((start) => start[name].cpu));
    const init = (name: 'ours' | 'empty'): number => median(inits.map((one) => one[name]));
    return [
      ratio('bundle: MB read at the start', megabytes(files.filter(([file]) => atStart.has(file)))),
      { name: 'bundle: all of it', value: megabytes(files), unit: 'MB' },
      ...later,
      { name: 'start: processor time to load the handler', value: cpu('ours'), unit: 'ms' },
      ratio('start: time over an empty handler with the same clients', cpu('ours') / cpu('empty')),
      {
        name: 'start: processor time to the first event, under the Runtime API',
        value: init('ours'),
        unit: 'ms',
      },
      ratio('start: time over an empty handler under the Runtime API', init('ours') / init('empty')),
      {
        name: 'start: memory of the process',
        value: median(starts.map((start) => start.ours.rss)),
        unit: 'MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
