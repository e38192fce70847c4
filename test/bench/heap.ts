import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleHandler } from '../../lib/bundled-handler.ts';
import { deployedNode } from '../e2e/deployment.ts';
import { type FunctionUnderTest, startFunction } from '../e2e/lambda-runtime.ts';
import { messageOf, startStubs } from './deployed.ts';
import { type Figure, ratio } from './figures.ts';
import { paragraphsOf } from './made-article.ts';

/** Of the function's process, in MB. */
interface Memory {
  /** After garbage was collected. */
  readonly heap: number;
  readonly rss: number;
}

const mark = 'MEMORY ';
/** Loaded before the function: on a signal, says in its log what it holds. */
const reporter = `process.on('SIGUSR2',()=>{gc();console.log('${mark}'+JSON.stringify({heap:process.memoryUsage().heapUsed/1e6,rss:process.memoryUsage.rss()/1e6}))})`;

async function memoryOf({ pid, log }: FunctionUnderTest): Promise<Memory> {
  const before = log().length;
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    await sleep(20);
    const said = log().slice(before);
    const line = said.slice(said.indexOf(mark) + mark.length).split('\n');
    if (said.includes(mark) && line.length > 1) return JSON.parse(line[0] ?? '') as Memory;
  }
}

/** The bench's own stubs forget what was stored, so often. */
const forgetEvery = 50;

/**
 * The published bundle under the Runtime API, before stubs: articles, no two alike, are cleaned, summarized, translated into both
 * languages and stored. After the last it holds what it held after the hundredth.
 */
export async function benchHeap(articles: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-bench-'));
  const stubs = await startStubs();
  const { stub, queue, environment } = stubs;
  bundleHandler('handler.ts', folder);
  const started = await startFunction(deployedNode(), join(folder, 'index.mjs'), {
    ...environment,
    AWS_ACCESS_KEY_ID: 'bench',
    NODE_OPTIONS: `--expose-gc --import=data:text/javascript,${encodeURIComponent(reporter)}`,
  });
  const processAll = async (from: number, to: number): Promise<Memory> => {
    for (let index = from; index < to; index++) {
      if (index % forgetEvery === 0) stub.objects.clear();
      const key = `${index}.txt`;
      const headline = `Night ferry ${index} returns to the harbour`;
      stub.put(`uploads/${key}`, `${headline}\n\n${paragraphsOf(9, 9 * index).join('\n\n')}\n`);
      await started.invoke({ Records: [messageOf(queue, 'uploads', key, index)] });
      if (!stub.objects.has(`results/results/${key}/article.json`))
        throw new Error(`The function stored nothing:\n${started.log()}`);
    }
    return memoryOf(started);
  };
  try {
    await started.ready;
    const init = await memoryOf(started);
    const early = await processAll(0, 100);
    const late = await processAll(100, articles);
    return [
      { name: 'memory: articles', value: articles, unit: '' },
      { name: 'memory: heap after the start', value: init.heap, unit: 'MB' },
      { name: 'memory: of the process, after the start', value: init.rss, unit: 'MB' },
      { name: 'memory: heap after 100 articles', value: early.heap, unit: 'MB' },
      { name: 'memory: of the process, after 100 articles', value: early.rss, unit: 'MB' },
      { name: 'memory: of the process, after all articles', value: late.rss, unit: 'MB' },
      ratio('memory: heap after all articles over after 100', late.heap / early.heap),
      ratio('memory: of the process, after all articles over after 100', late.rss / early.rss),
    ];
  } finally {
    await started.close();
    await stubs.close();
    rmSync(folder, { recursive: true });
  }
}
