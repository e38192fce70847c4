interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still while anything computes: it moves on only when all work waits for it. Durations are those of
 * the waits alone, the same on every machine.
 */
export class VirtualClock {
  /** In milliseconds. */
  now = 0;
  readonly #sleepers: Sleeper[] = [];

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ due: this.now + ms, wake });
    });
  }

  /** @returns how long the work took by this clock, in milliseconds */
  async time(work: () => Promise<unknown>): Promise<number> {
    const started = this.now;
    let isDone = false;
    const ended = work().finally(() => {
      isDone = true;
    });
    for (;;) {
      await untilNothingComputes();
      if (isDone) break;
      const next = this.#sleepers.reduce<Sleeper | undefined>(
        (first, one) => (first === undefined || one.due < first.due ? one : first),
        undefined,
      );
      // Nothing sleeps: the work waits for something outside, such as a file.
      if (next === undefined) continue;
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      this.now = next.due;
      next.wake();
    }
    await ended;
    return this.now - started;
  }
}

/** A port of messages is that to the thread that finds modules. */
const computing = /^(?:Immediate|FSReq|MessagePort|Zlib|.*Job|Timeout)/;

async function untilNothingComputes(): Promise<void> {
  do await new Promise(setImmediate);
  while (process.getActiveResourcesInfo().some((resource) => computing.test(resource)));
}
