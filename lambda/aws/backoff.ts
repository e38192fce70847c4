/** How long a message waits before its next receive, in seconds. */

const firstFailureSeconds = 30;
const longestFailureSeconds = 15 * 60;

/**
 * After a failure: from half a minute, four times as long each time, to a quarter of an hour, of random length from half of that on, so that what
 * failed together does not come back together.
 *
 * @param receives how often the message was received, this time included
 * @param random from 0 to 1
 */
export function failureDelay(receives: number, random: number): number {
  const longest = Math.min(longestFailureSeconds, firstFailureSeconds * 4 ** (receives - 1));
  return Math.ceil(longest / 2 + (longest / 2) * random);
}

const longestWaitSeconds = 5 * 60;

/** For a service: from half a minute to five, so that a burst spreads over what the quota allows, or the service recovers. */
export function waitDelay(random: number): number {
  return Math.ceil(longestWaitSeconds * (0.1 + 0.9 * random));
}
