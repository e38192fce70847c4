import { readdirSync, readFileSync } from 'node:fs';

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `ratio`: the same on any machine but for noise, so that the guard can hold it against a limit. */
  readonly unit: string;
}

export const ratio = (name: string, value: number): Figure => ({ name, value, unit: 'ratio' });

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Time the processors worked for this process, all its threads, in milliseconds: what others do meanwhile doesn't count. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Processor time that the threads of another process have had, in milliseconds, from Linux's accounts. */
export function cpuMsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/task`)
    .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6)
    .reduce((sum, ms) => sum + ms, 0);
}

/**
 * Processor time of each work, in milliseconds: the median of several rounds in which all have their turn, after one that
 * doesn't count.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const ms = await cpuMs(works[name]);
      if (round > 0) times.get(name)?.push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
