import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { maxUploadBytes } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { unpack } from '../../lambda/clean/unpack.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { type HostileInput, hostileInputs, ordinaryPage } from './hostile-inputs.ts';

/**
 * Takes each hostile input through unpacking, cleaning and summarizing, in a process of its own, and prints a line of JSON for each: what
 * it ended in, the processor time it took, and how far the peak of memory was raised over that after a short article.
 *
 *     npx tsx test/clean/measure-hostile.ts [NAME…]
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
const longest: HostileInput = { ...ordinaryPage(490_000), name: 'an article of the longest length' };
const inputs = [longest, ordinaryPage(size), ...hostileInputs(size)];

const run = (...args: readonly string[]): Buffer =>
  execFileSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), ...args], {
    maxBuffer: 10 * size,
  });

const [mode, name] = process.argv.slice(2);
const named = inputs.find((input) => input.name === name);
if (mode === '--make' && named !== undefined) process.stdout.write(named.make());
else if (mode === '--measure' && named !== undefined) {
  const usual = ordinaryPage(8_000);
  for (let time = 0; time < 3; time++) await outcomeOf(usual, usual.make());
  // Made elsewhere: it may take more memory than to read it.
  const bytes = run('--make', named.name);
  const base = peak();
  const before = process.cpuUsage();
  const outcome = await outcomeOf(named, bytes);
  const { user, system } = process.cpuUsage(before);
  const cpuMs = Math.round((user + system) / 1000);
  console.log(JSON.stringify({ name: named.name, outcome, cpuMs, grownMb: Math.round(peak() - base) }));
} else {
  const wanted = process.argv.slice(2);
  for (const { name } of inputs)
    if (wanted.length === 0 || wanted.some((part) => name.includes(part)))
      process.stdout.write(run('--measure', name));
}
