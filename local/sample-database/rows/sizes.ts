/** Rows at scale 1, as many as Northwind has. */
export const BASE_SIZE = { customers: 91, orders: 830, orderLines: 2155, products: 77 } as const;

export const MAX_SCALE = 10_000;

/** Products grow with the logarithm of the scale: a larger company sells more, not everything. */
export function productCount(scale: number): number {
  return BASE_SIZE.products * (1 + Math.floor(Math.log2(scale)));
}
