import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { bundleHandler } from '../../lib/bundled-handler.ts';
import { deployedNode } from '../e2e/deployment.ts';
import { startFunction } from '../e2e/lambda-runtime.ts';
import { StubQueue, startAwsStub } from '../stubs/aws-server.ts';
import { startTranslateStub } from '../stubs/translate-server.ts';
import { pageOf } from './deployed.ts';
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
  const queue = new StubQueue('uploads');
  const postponed = new StubQueue('postponed');
  const stub = await startAwsStub({ queues: [queue, postponed] });
  const translate = await startTranslateStub();
  bundleHandler('handler.ts', folder);
  const peakOf = async ({ key, bytes }: (typeof uploads)[number], index: number): Promise<number> => {
    const folderOfUpload = `${index}/${key}`;
    stub.put(`uploads/${folderOfUpload}`, typeof bytes === 'string' ? bytes : Buffer.from(bytes));
    const event = {
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'uploads' }, object: { key: folderOfUpload, size: bytes.length } },
    };
    const one = await startFunction(deployedNode(), join(folder, 'index.mjs'), {
      AWS_ENDPOINT_URL: stub.url,
      AWS_ENDPOINT_URL_TRANSLATE: translate.url,
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      RESULTS_BUCKET: 'results',
      SERVICE_NAME: 'bench',
      QUEUE_URL: stub.queueUrl(queue),
      POSTPONED_QUEUE_URL: stub.queueUrl(postponed),
      FRONT_BASE: 'https://news.example.org/',
      NODE_OPTIONS: heapOption,
    });
    try {
      for (let count = 0; count < mostInvocations; count++) {
        const record = {
          messageId: `message-${count}`,
          receiptHandle: `receipt-${count}`,
          body: JSON.stringify(event),
          attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
          messageAttributes: {},
          eventSourceARN: queue.arn,
        };
        await one.invoke({ Records: [record] });
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
    await translate.close();
    await stub.close();
    rmSync(folder, { recursive: true });
  }
}

/** The most memory that a process has had in use, in MB, from Linux's accounts. */
function mostMemoryOf(pid: number): number {
  const [, kilobytes = ''] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}
