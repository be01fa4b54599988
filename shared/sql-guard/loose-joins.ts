import { newTies, productOf, TABLE } from './postgres/volume.ts';

/** Two names of sources that a condition compares; undefined where a column stands without one. */
export type Link = readonly [string | undefined, string | undefined];

/** Refuses a product of three or more sources of unknown size that no condition ties together. */
export function refuseLooseJoins(sources: readonly string[], links: readonly Link[]): void {
  const ties = newTies();
  const idOf = (name: string | undefined) => (name === undefined ? -1 : sources.indexOf(name));
  for (const [left, right] of links) {
    const [a, b] = [idOf(left), idOf(right)];
    if (left === undefined || right === undefined) ties.tieSome();
    else if (a >= 0 && b >= 0 && a !== b) ties.tie(a, b);
  }
  productOf(
    sources.map((_, id) => ({ id, volume: TABLE })),
    ties,
  );
}
