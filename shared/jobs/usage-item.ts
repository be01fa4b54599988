import type { Item } from '../platform/attribute-values.ts';
import type { DayUsage, StepUse, UsageAddition } from './usage-ledger.ts';

/** All items of the ledger in the index by principal; no principal's own key is without a `#`. */
export const ALL_USAGE = 'USAGE';

export const usagePartition = (principalId: string) => `USAGE#${encodeURIComponent(principalId)}`;

export const dayKey = (principalId: string, day: string) => ({ pk: usagePartition(principalId), sk: day });

const KEPT_SECONDS = 400 * 24 * 3600;

/** What is summed up, for each model in an attribute of its own: `calls#<model>`. */
export const SUMS = ['calls', 'tokensIn', 'tokensOut', 'tokensCached', 'costUsd'] as const;
type Sums = Record<(typeof SUMS)[number], number>;

/** The change of one item, a principal's day, that adds to all of its sums, and so many questions. */
export function usageUpdate({ principalId, day, uses }: UsageAddition, questions: number) {
  const sums = Object.entries(sumsOf(uses));
  return {
    Key: dayKey(principalId, day),
    UpdateExpression: [
      'SET principalKey = :all, #id = :id, principalId = :principal, expiresAt = :expires',
      ' ADD questions :questions',
      ...sums.map((_, at) => `, #sum${at} :sum${at}`),
    ].join(''),
    ExpressionAttributeNames: {
      '#id': 'id', // there must be one
      ...Object.fromEntries(sums.map(([name], at) => [`#sum${at}`, name])),
    },
    ExpressionAttributeValues: {
      ':all': ALL_USAGE,
      ':id': `${day}#${encodeURIComponent(principalId)}`,
      ':principal': principalId,
      ':expires': Math.floor(Date.parse(day) / 1000) + KEPT_SECONDS,
      ':questions': questions,
      ...Object.fromEntries(sums.map(([, sum], at) => [`:sum${at}`, sum])),
    },
  };
}

/** Attribute → what is added to it. */
function sumsOf(uses: readonly StepUse[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const use of uses) {
    for (const name of SUMS) {
      const attribute = `${name}#${use.model}`;
      sums[attribute] = (sums[attribute] ?? 0) + use[name];
    }
  }
  return sums;
}

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
