import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Step } from '../contracts/job.ts';
import type { StepContext } from '../contracts/question-machine.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';
import { jobKey } from './job-key.ts';
import type { JobStore } from './job-store.ts';
import type { Spent } from './usage-ledger.ts';

/** The part of a job's record that most tasks need: adding a step, and what those before have cost. */
interface StepStore extends Pick<JobStore, 'recordStep'> {
  spentBy(jobId: string): Promise<Spent>;
}

export function createDynamodbStepStore(options: { client: DynamoDBClient; table: string }): StepStore {
  const documents = documentsOf(options);
  return {
    recordStep: async (id: string, context: StepContext, step: Step, standaloneQuestion?: string) => {
      const rewritten = standaloneQuestion === undefined ? '' : ', standaloneQuestion = :standalone';
      // Of a job that is not there this fails without a condition: there is no map of steps to set one in.
      await documents.update({
        Key: jobKey(id),
        UpdateExpression: `SET steps.#step = :step, version = version + :one${rewritten}`,
        ExpressionAttributeNames: { '#step': stepName(context) },
        ExpressionAttributeValues: {
          ':step': JSON.stringify(step),
          ':one': 1,
          ':standalone': standaloneQuestion,
        },
      });
    },
    spentBy: async (jobId) => {
      const spent = { usd: 0, tokens: 0 };
      for (const text of Object.values((await documents.get(jobKey(jobId)))?.steps ?? {})) {
        // Written above, from a Step.
        const step: Partial<Step> = JSON.parse(String(text));
        spent.usd += step.costUsd ?? 0;
        spent.tokens += (step.tokensIn ?? 0) + (step.tokensOut ?? 0);
      }
      return spent;
    },
  };
}

function stepName({ enteredAt, state, branch, retry }: StepContext): string {
  return [enteredAt, state, ...(branch ? [branch] : []), retry].join('#');
}
