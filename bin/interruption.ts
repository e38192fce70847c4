import { StoppedError } from '../lambda/errors.ts';
import type { Stop } from '../lambda/ports.ts';

/** By the convention of shells, 128 and the signal's number. */
const exitStatuses = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof exitStatuses;

export interface Interruption {
  readonly stop: Stop;
  /** Has the work end as the first Ctrl-C does, for another reason. */
  readonly end: (reason: StoppedError) => void;
  /** What a run ends with that was interrupted; undefined: nobody interrupted it. */
  readonly exitStatus: () => number | undefined;
}

/** What starts the program passes Ctrl-C on, which reached it already: signals so soon after each other are one. In milliseconds. */
const sameSignalMs = 500;

/**
 * Takes Ctrl-C for the wish to stop: the first time what is under way is finished, the second time it is given up, the third time
 * the process ends as it would have at once.
 *
 * @param onFirst told at once
 */
export function listenForInterruption(onFirst: () => void): Interruption {
  const [soon, now] = [new AbortController(), new AbortController()];
  let exitStatus: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const interrupt = (signal: Signal): void => {
    const sinceLast = performance.now() - last;
    last = performance.now();
    if (sinceLast < sameSignalMs) return;
    exitStatus = exitStatuses[signal];
    const reason = new StoppedError(`It was stopped by ${signal}`);
    if (!soon.signal.aborted) {
      soon.abort(reason);
      onFirst();
      return;
    }
    for (const name of Object.keys(exitStatuses)) process.off(name, interrupt);
    now.abort(reason);
  };
  for (const name of Object.keys(exitStatuses)) process.on(name, interrupt);
  return {
    stop: { soon: soon.signal, now: now.signal },
    end: (reason) => soon.abort(reason),
    exitStatus: () => exitStatus,
  };
}
