import type { Block } from './page.ts';

/** Where blocks stand: an element, told by its name and the names of all around it. Elements of the same names are one place. */
export interface Place {
  /** From 0, in the order they are met. */
  readonly index: number;
  /** Absent for the page itself. */
  readonly around?: Place;
  /** The element's own name and marks, `div#main.story`; empty for the page itself. */
  readonly step: string;
}

export interface Places {
  /** All of them, also those that only have other places in them; each comes after the one around it. */
  readonly all: readonly Place[];
  /** For each block the index of its place. */
  readonly of: Int32Array;
}

const known = new WeakMap<readonly Block[], Places>();

/** The places of a page's blocks; found once, as both readings of a page ask for them. */
export function placesOf(blocks: readonly Block[]): Places {
  const found = known.get(blocks) ?? findPlaces(blocks);
  known.set(blocks, found);
  return found;
}

function findPlaces(blocks: readonly Block[]): Places {
  const page: Place = { index: 0, step: '' };
  const all = [page];
  const inside: Map<string, Place>[] = [new Map()];
  const of = Int32Array.from(blocks, ({ path }) => {
    let place = page;
    for (const step of path) {
      const inner = inside[place.index]?.get(step) ?? { index: all.length, around: place, step };
      if (inner.index === all.length) {
        all.push(inner);
        inside.push(new Map());
        inside[place.index]?.set(step, inner);
      }
      place = inner;
    }
    return place.index;
  });
  return { all, of };
}

/** For each block the index of the place so many elements further out; the page itself where there are not so many. */
export function placesAround({ all, of }: Places, up: number): Int32Array {
  return of.map((index) => {
    let place = all[index];
    for (let level = 0; level < up; level++) place = place?.around ?? place;
    return place?.index ?? 0;
  });
}

/** For each place the sum of the values of the blocks given as in it. */
export function sumsIn({ all }: Places, inPlaces: Int32Array, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(all.length);
  for (const [block, place] of inPlaces.entries()) sums[place] = (sums[place] ?? 0) + (values[block] ?? 0);
  return sums;
}
