/** Says how far a run is and how long the rest may take. */
export interface Progress {
  /** `[3/120] about 2 min left` */
  readonly before: (index: number) => string;
  /** What was unchanged took no time and says nothing about the rest. */
  readonly finished: (isUnchanged: boolean) => void;
}

/** Fewer than these tell too little: the first brings the models or the connection up. */
const articlesJudgedBy = 3;

/** @param now in milliseconds */
export function createProgress(total: number, now: () => number): Progress {
  let start = now();
  let counted = 0;
  let spentMs = 0;
  return {
    before(index) {
      start = now();
      const place = `[${index + 1}/${total}] `;
      if (counted < articlesJudgedBy) return place;
      return `${place}${inWords((spentMs / counted) * (total - index))} left: `;
    },
    finished(isUnchanged) {
      if (isUnchanged) return;
      counted += 1;
      spentMs += now() - start;
    },
  };
}

/** To a precision that an estimate deserves. */
export function inWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return `about ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min` : `about ${Math.round(minutes / 60)} h`;
}
