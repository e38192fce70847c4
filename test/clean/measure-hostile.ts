import { maxUploadBytes } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { unpack } from '../../lambda/clean/unpack.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { type HostileInput, hostileInputs, ordinaryPage } from './hostile-inputs.ts';

/**
 * Takes each hostile input through unpacking, cleaning and summarizing, in this process, and prints a line of JSON for each: what
 * it ended in, how long it took, and how far the peak of memory was raised: over that after an ordinary article, and by itself.
 *
 *     npx tsx test/clean/measure-hostile.ts
 */
const peak = (): number => process.resourceUsage().maxRSS / 1024;

async function outcomeOf({ key }: HostileInput, bytes: Uint8Array): Promise<string> {
  const source = { ref: { key }, bytes };
  try {
    const archive = await unpack(source);
    const reads = archive?.entries.map((entry) => entry.read) ?? [() => source];
    for (const read of reads) summarize(await clean(read()));
    return archive === undefined ? 'article' : `${reads.length} articles`;
  } catch (error) {
    if (error instanceof RejectedArticleError) return error.reason;
    return `FAILED: ${error}`;
  }
}

const size = maxUploadBytes - 10_000;
const usual = ordinaryPage(8_000);
for (let time = 0; time < 3; time++) await outcomeOf(usual, usual.make());
const wanted = process.argv.slice(2);
const base = peak();
const longest: HostileInput = { ...ordinaryPage(490_000), name: 'an article of the longest length' };
for (const input of [longest, ordinaryPage(size), ...hostileInputs(size)]) {
  if (wanted.length > 0 && !wanted.some((name) => input.name.includes(name))) continue;
  const bytes = input.make();
  const before = peak();
  const started = performance.now();
  const outcome = await outcomeOf(input, bytes);
  const ms = Math.round(performance.now() - started);
  const line = {
    name: input.name,
    outcome,
    ms,
    grownMb: Math.round(peak() - base),
    byItMb: Math.round(peak() - before),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
