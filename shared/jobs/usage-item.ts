import type { Item } from '../platform/attribute-values.ts';
import type { DayUsage } from './usage-ledger.ts';

/** All items of the ledger in the index by principal; no principal's own key is without a `#`. */
export const ALL_USAGE = 'USAGE';

export const usagePartition = (principalId: string) => `USAGE#${encodeURIComponent(principalId)}`;

/** What is summed up, for each model in an attribute of its own: `calls#<model>`. */
export const SUMS = ['calls', 'tokensIn', 'tokensOut', 'tokensCached', 'costUsd'] as const;
type Sums = Record<(typeof SUMS)[number], number>;

export function dayUsage(item: Item): DayUsage {
  const byModel = new Map<string, Sums>();
  for (const [attribute, value] of Object.entries(item)) {
    const at = attribute.indexOf('#');
    const name = SUMS.find((sum) => sum === attribute.slice(0, at));
    if (!name) continue;
    const model = attribute.slice(at + 1);
    const sums = byModel.get(model) ?? { calls: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 };
    byModel.set(model, { ...sums, [name]: Number(value) });
  }
  return {
    day: String(item.sk),
    principalId: String(item.principalId),
    questions: Number(item.questions ?? 0),
    models: [...byModel]
      .map(([model, sums]) => ({ model, ...sums }))
      .sort((a, b) => (a.model < b.model ? -1 : 1)),
  };
}
