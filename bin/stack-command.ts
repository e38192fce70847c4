import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { helpHint } from './wrong-usage.ts';

/** Thrown for a command that was given wrongly. */
export class UsageError extends Error {}

/**
 * Runs a command for whoever operates a deployed stack. Exit status: 0 done, 1 failed, 2 wrong usage; what is wrong is said
 * in one line.
 *
 * @param help printed for `--help`
 * @param most how many positional arguments there may be
 */
export async function runStackCommand<const Options extends ParseArgsOptionsConfig>(
  help: string,
  options: Options,
  most: number,
  work: (
    values: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>['values'],
    positionals: readonly string[],
  ) => Promise<void>,
): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      options: { ...options, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if ('help' in values && values.help === true) {
      console.log(help);
      return;
    }
    if (positionals.length > most) throw new UsageError(`Unexpected argument "${positionals[most]}"`);
    await work(values as Parameters<typeof work>[0], positionals);
  } catch (error) {
    const { code = '', message } = error as Error & { readonly code?: string };
    const isUsage = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`${message}\n${isUsage ? helpHint : ''}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
