/** What bounds one invocation of the function. */
export interface Invocation {
  /** Unlike any other's. */
  readonly id: string;
  /** When the service stops it, whatever it is doing; milliseconds since 1970. */
  readonly endsAt: number;
}

/** Kept of an invocation: for a request that was sent last to be answered, and to store what there is or put the message back. */
const reserveMs = 28_000;
/** A short invocation, as in tests, keeps no more than this part of itself. */
const largestReserve = 0.2;

/** Until when new work may begin, in milliseconds since 1970. */
export function workEndsAt({ endsAt }: Invocation, startedAt: number): number {
  return endsAt - Math.min(reserveMs, (endsAt - startedAt) * largestReserve);
}

/** Kept to put the message back. */
const farewellMs = 4_000;
const largestFarewell = 0.05;

/** Until when what must not be lost may still be written down, in milliseconds since 1970. */
export function writingEndsAt({ endsAt }: Invocation, startedAt: number): number {
  return endsAt - Math.min(farewellMs, (endsAt - startedAt) * largestFarewell);
}

/** A request that was sent before an invocation was stopped may still arrive for so long. */
const stragglersMs = 10_000;

/** From when nothing of an invocation can write any more, in milliseconds since 1970: what it holds is free from then. */
export function heldUntil({ endsAt }: Invocation): number {
  return endsAt + stragglersMs;
}
