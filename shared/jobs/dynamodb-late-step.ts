import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptStep } from '../contracts/job.ts';
import { documentsOf, type Item } from '../platform/dynamodb-documents.ts';
import { type ItemUpdate, updateTogether } from '../platform/dynamodb-transaction.ts';
import { usageDay, usesOf } from './usage-entry.ts';
import { usageUpdate } from './usage-item.ts';

/**
 * Records a step that ended after its job was counted (a cancelled question's, or one whose state had waited long
 * enough) and adds what it used to the ledger, both or neither. A step that is on record already was counted as it
 * stands there, and stays.
 */
export async function recordLateStep(
  options: { client: DynamoDBClient; table: string },
  step: KeptStep,
  record: ItemUpdate,
): Promise<void> {
  const late = { ...record, ConditionExpression: 'attribute_not_exists(steps.#step)' };
  const uses = usesOf([step]);
  const addition = async () => usageUpdate({ ...(await accountOf(options, record.Key)), uses }, 0);
  await updateTogether(options, uses.length === 0 ? [late] : [late, await addition()]);
}

/** The principal and the day that a job counts to. */
async function accountOf(options: { client: DynamoDBClient; table: string }, key: Item) {
  const { principal, createdAt } = Object((await documentsOf(options).get(key)) ?? {});
  return { principalId: String(principal.id), day: usageDay(String(createdAt)) };
}
