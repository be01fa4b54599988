import type { Configuration } from '../contracts/configuration.ts';

/** The source for questions that name none: the configured default, or the only one. */
export function defaultSource({ defaultSource: chosen, sources }: Configuration): string | undefined {
  const names = Object.keys(sources);
  return chosen ?? (names.length === 1 ? names[0] : undefined);
}
