import { gravestOf } from '../errors.ts';

/**
 * Runs the work for every item, at most so many at once; the results in the items' order.
 *
 * Every item has its turn, whatever becomes of the others: then the gravest failure is thrown.
 */
export async function eachConcurrently<Item, Result>(
  items: readonly Item[],
  maxAtOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const failures: unknown[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, items.length) }, worker));
  if (failures.length > 0) throw gravestOf(failures);
  return results;
}
