/** The namespace of the metrics in CloudWatch; their one dimension, `service`, is the name of the deployment. */
export const metricNamespace = 'Tribrief';

/** What the function counts, and in which unit CloudWatch shows it. */
export const metricUnits = {
  ArticlesStored: 'Count',
  ArticlesRejected: 'Count',
  /** The same bytes with the same settings were stored already. */
  ArticlesUnchanged: 'Count',
  /** The upload was gone, or could not be told from one that is gone. */
  ArticlesGone: 'Count',
  /** A receive that counts as a failure: after the fifth, the message waits among the dead letters. */
  ArticlesFailed: 'Count',
  /** Put back to go on later, which is no failure: throttled, or more work than one invocation has time for. */
  ArticlesContinued: 'Count',
  /** Stored without translations that the day's limit of characters did not allow; they follow. */
  ArticlesPostponed: 'Count',
  /** As Amazon Translate answered them, whether or not the article came to be stored. */
  CharactersTranslated: 'Count',
  /** Taken from the memory instead. */
  CharactersReused: 'Count',
  /** Segments sent twice, as their first translation had an error. */
  SecondTries: 'Count',
  DollarsSpent: 'None',
  Findings: 'Count',
  /** From the first event of an upload to its result. */
  AgeAtStore: 'Seconds',
  /** From the first event of an upload to now, for one that is put back or fails. */
  AgeWhileWaiting: 'Seconds',
} as const;

export type MetricName = keyof typeof metricUnits;
