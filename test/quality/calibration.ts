import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * How far the confidence of cleaning can be trusted: for each threshold, how many articles are below it, and how many of those
 * below and above really have a text below 0.8 F1.
 *
 *     npx tsx test/quality/calibration.ts SCORER PREDICTIONS.jsonl ROWS.jsonl.gz…
 *
 * SCORER prints with `--ids` a line for each row that begins with its F1 and ends with its id. Predictions are what
 * train-labeller.ts writes with --cross-validate.
 */
const good = 0.8;
const thresholds = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

const [scorer, predictions, ...rows] = process.argv.slice(2);
if (scorer === undefined || predictions === undefined || rows.length === 0) {
  console.error('Usage: npx tsx test/quality/calibration.ts SCORER PREDICTIONS.jsonl ROWS.jsonl.gz…');
  process.exit(2);
}
const { status, stdout, stderr } = spawnSync(process.execPath, [scorer, predictions, ...rows, '--ids'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
});
if (status !== 0) throw new Error(stderr);
const scores = new Map(
  [...stdout.matchAll(/^([01]\.\d{3}) .* (\S+)$/gm)].map(([, f1, id]) => [id ?? '', Number(f1)] as const),
);
const pages = readFileSync(predictions, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; confidence?: number })
  .flatMap(({ id, confidence }) => {
    const f1 = scores.get(id);
    return confidence === undefined || f1 === undefined ? [] : [{ confidence, isGood: f1 >= good }];
  });

const share = (list: readonly { readonly isGood: boolean }[]): string =>
  list.length === 0
    ? '–'
    : `${((100 * list.filter(({ isGood }) => !isGood).length) / list.length).toFixed(1)} %`;
console.log(`${pages.length} articles, ${share(pages)} of them below ${good} F1`);
console.log('threshold  articles below it  of them bad  of the others bad');
for (const threshold of thresholds) {
  const below = pages.filter(({ confidence }) => confidence < threshold);
  const above = pages.filter(({ confidence }) => confidence >= threshold);
  const part = `${((100 * below.length) / pages.length).toFixed(1)} %`;
  console.log(
    `${threshold.toFixed(2).padEnd(10)} ${part.padEnd(18)} ${share(below).padEnd(12)} ${share(above)}`,
  );
}
