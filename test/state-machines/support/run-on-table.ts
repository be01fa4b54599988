import { ulid } from 'ulid';
import { systemClock } from '../../../local/step-functions/clock.ts';
import type { CallService, InvokeLambda } from '../../../local/step-functions/integrations/ports.ts';
import { sdkServices } from '../../../local/step-functions/integrations/sdk-services.ts';
import {
  type RunOptions,
  type RunOutcome,
  runDefinition,
} from '../../../local/step-functions/run-definition.ts';
import type { QuestionJob } from '../../../shared/contracts/job.ts';
import type { JobStore } from '../../../shared/jobs/job-store.ts';
import { questionInput } from '../../../shared/jobs/question-input.ts';
import { fakeIntegrations } from './fakes.ts';
import type { JobTable } from './job-table.ts';
import { QUESTION_MACHINE, SUBSTITUTIONS } from './run-question.ts';
import type { Script } from './script.ts';
import { substitutedTask } from './task-contracts.ts';

export interface Around {
  readonly script?: Script;
  readonly beforeExecute?: () => Promise<unknown>;
  readonly onTokens?: RunOptions['onTokens'];
}

/** Runs a job's machine on the real table; a scripted failure of a write comes after it was made. */
export function runOnTable(
  table: JobTable,
  job: QuestionJob,
  { script = {}, beforeExecute, onTokens }: Around = {},
): Promise<RunOutcome> {
  const { integrations } = fakeIntegrations(script);
  const dynamodb = sdkServices({ dynamodb: table.client });
  const callService: CallService = async (request, signal) => {
    if (request.service !== 'dynamodb') return integrations.callService(request);
    const output = await dynamodb(request, signal);
    await integrations.callService(request);
    return output;
  };
  const invokeLambda: InvokeLambda = async (name, payload, signal) => {
    if (name === substitutedTask('execute-query')) await beforeExecute?.();
    return integrations.invokeLambda(name, payload, signal);
  };
  return runDefinition(
    QUESTION_MACHINE,
    questionInput(job),
    { invokeLambda, callService },
    {
      substitutions: SUBSTITUTIONS,
      executionName: job.id,
      clock: systemClock,
      random: () => 0,
      ...(onTokens && { onTokens }),
    },
  );
}

/** A job just submitted, in the table. */
export async function submittedJob(jobs: JobStore): Promise<QuestionJob> {
  const job: QuestionJob = {
    id: ulid(),
    kind: 'question',
    status: 'SUBMITTED',
    version: 1,
    question: 'How many customers are there?',
    source: 'northwind',
    mode: 'answer',
    principal: { id: 'key:local', roles: [], attributes: {} },
    createdAt: new Date().toISOString(),
    steps: [],
  };
  await jobs.create(job, 36_500);
  return job;
}
