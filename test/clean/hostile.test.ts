import { beforeAll, describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';
import { unpack } from '../../lambda/clean/unpack.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';
import { type HostileInput, hostileInputs, ordinaryPage } from './hostile-inputs.ts';

/** A tenth of what may be dropped: what takes time out of proportion shows here as well. `measure-hostile.ts` takes the whole. */
const size = 1_000_000;

async function outcomeOf({
  key,
  make,
}: HostileInput): Promise<{ readonly ends: string; readonly ms: number }> {
  const source = { ref: { key }, bytes: make() };
  const started = performance.now();
  let ends = 'article';
  try {
    const archive = await unpack(source);
    for (const read of archive?.entries.map((entry) => entry.read) ?? [() => source]) await clean(read());
  } catch (error) {
    if (!(error instanceof RejectedArticleError)) throw error;
    ends = error.reason;
  }
  return { ends, ms: performance.now() - started };
}

describe('a hostile file', () => {
  let usualMs = 0;
  beforeAll(async () => {
    usualMs = (await outcomeOf(ordinaryPage(size))).ms;
  });

  it.each(hostileInputs(size))('ends in an article or a rejection, in proportion: $name', async (input) => {
    const first = await outcomeOf(input);
    if (first.ms < 20 * usualMs) return;
    // Measured once more side by side: what else the machine does slows both.
    const { ms } = await outcomeOf(ordinaryPage(size));
    expect((await outcomeOf(input)).ms).toBeLessThan(20 * ms);
  });

  it.each(
    hostileInputs(size).filter(({ name }) =>
      /^a PDF (?:of forms that multiply|whose content unpacks)/.test(name),
    ),
  )('is told to be too large: $name', async (input) => {
    expect((await outcomeOf(input)).ends).toBe('too-large');
  });

  it('with a script in a PDF is its text', async () => {
    const [scripts] = hostileInputs(size).filter(({ name }) => name === 'a PDF with scripts');
    expect(scripts && (await outcomeOf(scripts)).ends).toBe('article');
  });
});
