import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptStep } from '../contracts/job.ts';
import type { StepContext } from '../contracts/question-machine.ts';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { countLateStep } from './dynamodb-late-step.ts';
import { COUNTED, jobKey } from './job-key.ts';
import type { JobStore } from './job-store.ts';
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
      const name = stepName(context);
      const rewritten = standaloneQuestion === undefined ? '' : ', standaloneQuestion = :standalone';
      // Of a job that is not there this fails whatever the condition: there is no map of steps to set one in.
      const writeIf = (ConditionExpression: string) =>
        unlessRefused(
          documents.update({
            Key: jobKey(id),
            UpdateExpression: `SET steps.#step = :step, version = version + :one${rewritten}`,
            ConditionExpression,
            ExpressionAttributeNames: { '#step': name },
            ExpressionAttributeValues: {
              ':step': JSON.stringify(step),
              ':one': 1,
              ':standalone': standaloneQuestion,
            },
          }),
        );
      if (await writeIf(`attribute_not_exists(${COUNTED})`)) return;
      // The job's use is in the ledger, and with it every step that it has.
      await countLateStep(documents, id, name, step);
      await writeIf('attribute_not_exists(steps.#step)');
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
