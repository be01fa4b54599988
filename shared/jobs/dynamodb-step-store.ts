import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptStep } from '../contracts/job.ts';
import type { StepContext } from '../contracts/question-machine.ts';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import type { ItemUpdate } from '../platform/dynamodb-transaction.ts';
import { addLateStep } from './dynamodb-late-step.ts';
import { COUNTED, jobKey } from './job-key.ts';
import type { JobStore } from './job-store.ts';
import { withPaidEarlier } from './paid-earlier.ts';
import type { Spent } from './usage-ledger.ts';
import { stepName } from './visit.ts';

/** The part of a job's record that most tasks need: adding a step, and what those before have cost. */
interface StepStore extends Pick<JobStore, 'recordStep'> {
  spentBy(jobId: string): Promise<Spent>;
}

/** A step to be recorded, and where. */
interface NewStep {
  readonly jobId: string;
  readonly context: StepContext;
  readonly step: KeptStep;
  readonly standaloneQuestion: string | undefined;
}

/** How often a step is tried to be written while others write the same one, or its job is counted. */
const MOST_TRIES = 5;

export function createDynamodbStepStore(options: { client: DynamoDBClient; table: string }): StepStore {
  const documents = documentsOf(options);

  /** Writes a step over what the record was found to be; false when it has changed since. */
  async function write(added: NewStep, found: Item | undefined): Promise<boolean> {
    const { step } = added;
    const old = Object(found?.steps)[stepName(added.context)];
    // Written here, from a step.
    const replaced: KeptStep | undefined = old && JSON.parse(old);
    const whole = (replaced && withPaidEarlier(step, replaced)) ?? step;
    const isCounted = Boolean(found?.[COUNTED]);
    const update = updateOf(added, { step: whole, old, isCounted });
    if (update.ExpressionAttributeValues[':step'] === old) return true; // the reply of a write got lost
    if (!isCounted) return (await unlessRefused(documents.update(update))) !== undefined;
    // A run that is on record was counted as it stands there.
    return replaced?.startedAt === step.startedAt || addLateStep(options, update, step, found);
  }

  return {
    recordStep: async (jobId, context, step, standaloneQuestion) => {
      let found: Item | undefined;
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        if (await write({ jobId, context, step, standaloneQuestion }, found)) return;
        found = await documents.get(jobKey(jobId));
      }
      throw new Error('A step could not be recorded: each time its record had changed.');
    },
    spentBy: async (jobId) => {
      const spent = { usd: 0, tokens: 0 };
      for (const text of Object.values((await documents.get(jobKey(jobId)))?.steps ?? {})) {
        // Written above, from a Step.
        const step: Partial<KeptStep> = JSON.parse(String(text));
        spent.usd += step.costUsd ?? 0;
        spent.tokens += (step.tokensIn ?? 0) + (step.tokensOut ?? 0);
      }
      return spent;
    },
  };
}

/** What a step is to be, what it was found to be, and whether its job was found counted. */
interface StepChange {
  readonly step: KeptStep;
  readonly old: string | undefined;
  readonly isCounted: boolean;
}

/**
 * Sets a step where the record is still as it was found. Of a job that is not there it fails whatever the condition:
 * there is no map of steps to set one in.
 */
function updateOf({ jobId, context, standaloneQuestion }: NewStep, change: StepChange): ItemUpdate {
  const { step, old, isCounted } = change;
  const rewritten = standaloneQuestion === undefined ? '' : ', standaloneQuestion = :standalone';
  const isAsFound = old === undefined ? 'attribute_not_exists(steps.#step)' : 'steps.#step = :old';
  return {
    Key: jobKey(jobId),
    UpdateExpression: `SET steps.#step = :step, version = version + :one${rewritten}`,
    // What is counted stays so.
    ConditionExpression: isCounted ? isAsFound : `${isAsFound} AND attribute_not_exists(${COUNTED})`,
    ExpressionAttributeNames: { '#step': stepName(context) },
    ExpressionAttributeValues: {
      ':step': JSON.stringify(step),
      ':old': old,
      ':one': 1,
      ':standalone': standaloneQuestion,
    },
  };
}
