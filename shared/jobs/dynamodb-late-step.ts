import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptStep } from '../contracts/job.ts';
import type { Item } from '../platform/dynamodb-documents.ts';
import { type ItemUpdate, updateTogether } from '../platform/dynamodb-transaction.ts';
import { usageDay, usesOf } from './usage-entry.ts';
import { usageUpdate } from './usage-item.ts';

/**
 * Records a step that ended after its job was counted (a cancelled question's, or one whose state had waited long
 * enough) and adds what this run of it used to the ledger, both or neither; false when the job's record has changed.
 */
export async function addLateStep(
  options: { client: DynamoDBClient; table: string },
  record: ItemUpdate,
  step: KeptStep,
  job: Item | undefined,
): Promise<boolean> {
  const uses = usesOf([step]);
  const account = { principalId: String(Object(job?.principal).id), day: usageDay(String(job?.createdAt)) };
  const additions = uses.length === 0 ? [] : [usageUpdate({ ...account, uses }, 0)];
  return (await updateTogether(options, [record, ...additions])) === undefined;
}
