import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { bundleHandler } from '../../lib/bundled-handler.ts';
import { deployedNode } from '../e2e/deployment.ts';
import { startFunction } from '../e2e/lambda-runtime.ts';
import { messageOf, pageOf, startStubs } from './deployed.ts';
import type { Figure } from './figures.ts';
import { paragraphsOf } from './made-article.ts';

/** As AWS Lambda starts Node in the function's memory. */
const heapOption = '--max-old-space-size=920';
/** An article that takes longer than an invocation goes on in the next. */
const mostInvocations = 30;

const longest = paragraphsOf(4_000).join('\n\n').slice(0, 495_000);
const asMarkup = longest
  .split('\n\n')
  .map((text) => `<p>${text}</p>`)
  .join('\n');
const furniture = '<div class="menu"><a href="/a">Headline of another day</a></div>\n';
const pageOf10MB = `<!doctype html><html lang="en"><body>${furniture.repeat(4_000)}<article><h1>Night ferry</h1>${asMarkup}</article><script>${'x'.repeat(9_100_000)}</script></body></html>`;
const korean = '해운동의 작은 도서관이 오늘부터 스물네 시간 문을 연다고 주민들이 밝혔다. ';
const koreanArticle = Array.from({ length: 2_900 }, (_, index) => `${index} ${korean.repeat(4)}`)
  .join('\n\n')
  .slice(0, 495_000);
const articleOfMany = zipSync(
  Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`${index}.txt`, strToU8(longest.slice(0, 100_000))]),
  ),
);

const uploads: readonly {
  readonly name: string;
  readonly key: string;
  readonly bytes: string | Uint8Array;
}[] = [
  { name: 'a page of 4,300 characters', key: 'a.html', bytes: pageOf(0) },
  { name: 'an article of 495,000 characters', key: 'a.txt', bytes: longest },
  { name: 'the same in a page of 10 MB', key: 'a.html', bytes: pageOf10MB },
  { name: 'a Korean article of 495,000 characters', key: 'a.txt', bytes: koreanArticle },
  { name: 'a ZIP of 20 articles of 100,000 characters', key: 'a.zip', bytes: articleOfMany },
];

/** The most memory that the published bundle takes for one upload, all four stages, before stubs of AWS: each in a new process. */
export async function benchPeak(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-peak-'));
  const { stub, queue, environment, close } = await startStubs();
  bundleHandler('handler.ts', folder);
  const peakOf = async ({ key, bytes }: (typeof uploads)[number], index: number): Promise<number> => {
    const folderOfUpload = `${index}/${key}`;
    stub.put(`uploads/${folderOfUpload}`, typeof bytes === 'string' ? bytes : Buffer.from(bytes));
    const one = await startFunction(deployedNode(), join(folder, 'index.mjs'), {
      ...environment,
      AWS_ACCESS_KEY_ID: 'bench',
      NODE_OPTIONS: heapOption,
    });
    try {
      for (let count = 0; count < mostInvocations; count++) {
        await one.invoke({ Records: [messageOf(queue, 'uploads', folderOfUpload, count)] });
        if (stub.objects.has(`results/results/${folderOfUpload}/article.json`)) return mostMemoryOf(one.pid);
      }
      throw new Error(`The function stored nothing of ${key}:\n${one.log()}`);
    } finally {
      await one.close();
    }
  };
  try {
    const figures: Figure[] = [];
    for (const [index, upload] of uploads.entries())
      figures.push({ name: `peak: ${upload.name}`, value: await peakOf(upload, index), unit: 'MB' });
    return figures;
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/** The most memory that a process has had in use, in MB, from Linux's accounts. */
function mostMemoryOf(pid: number): number {
  const [, kilobytes = ''] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}
