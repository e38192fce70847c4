import { readFileSync } from 'node:fs';
import { clean } from '../../lambda/clean/clean.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { type Figure, ratio } from './figures.ts';

/** After two thousand articles the heap is where it was after one hundred. */
export async function benchHeap(): Promise<Figure[]> {
  const bytes = readFileSync(new URL('../../bin/sample/night-ferry.txt', import.meta.url));
  const heapAfter = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index++) summarize(await clean({ ref: { key: 'a.txt' }, bytes }));
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const early = await heapAfter(100);
  const late = await heapAfter(1_900);
  return [
    { name: 'memory: heap after 100 articles', value: early, unit: 'MB' },
    ratio('memory: heap after 2,000 articles over after 100', late / early),
  ];
}
