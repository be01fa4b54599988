/** Reads `$.detail.items[0].id` from a value; rules know no other form of path. */
export function readPath(path: string, value: unknown): unknown {
  if (!/^\$(\.[\w-]+|\[\d+\])*$/.test(path)) throw new Error(`The local bus does not know the path ${path}`);
  const steps = path.match(/[\w-]+/g) ?? [];
  return steps.reduce<unknown>((current, step) => Object(current)[step], value);
}
