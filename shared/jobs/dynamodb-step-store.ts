import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptStep } from '../contracts/job.ts';
import type { StepContext } from '../contracts/question-machine.ts';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { recordLateStep } from './dynamodb-late-step.ts';
import { COUNTED, jobKey } from './job-key.ts';
import type { JobStore } from './job-store.ts';
import { withPaidEarlier } from './paid-earlier.ts';
import type { Spent } from './usage-ledger.ts';
import { stepName } from './visit.ts';

/** The part of a job's record that most tasks need: adding a step, and what those before have cost. */
interface StepStore extends Pick<JobStore, 'recordStep'> {
  spentBy(jobId: string): Promise<Spent>;
}

export function createDynamodbStepStore(options: { client: DynamoDBClient; table: string }): StepStore {
  const documents = documentsOf(options);
  return {
    recordStep: async (id: string, context: StepContext, step: KeptStep, standaloneQuestion?: string) => {
      const rewritten = standaloneQuestion === undefined ? '' : ', standaloneQuestion = :standalone';
      const name = stepName(context);
      const recordOf = (kept: KeptStep) => ({
        Key: jobKey(id),
        UpdateExpression: `SET steps.#step = :step, version = version + :one${rewritten}`,
        ExpressionAttributeNames: { '#step': name },
        ExpressionAttributeValues: {
          ':step': JSON.stringify(kept),
          ':one': 1,
          ':standalone': standaloneQuestion,
        },
      });
      // Of a job that is not there this fails whatever the condition: there is no map of steps to set one in.
      const how = {
        ConditionExpression: `attribute_not_exists(${COUNTED})`,
        ReturnValues: 'UPDATED_OLD',
      } as const;
      const write = (kept: KeptStep) => unlessRefused(documents.update({ ...recordOf(kept), ...how }));
      const recorded = await write(step);
      if (!recorded) return recordLateStep(options, step, recordOf(step));
      const replaced = Object(recorded.Attributes?.steps)[name];
      const whole = replaced && withPaidEarlier(step, JSON.parse(replaced));
      if (whole) await write(whole);
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
