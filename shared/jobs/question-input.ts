import type { QuestionJob } from '../contracts/job.ts';
import type { QuestionStart } from '../contracts/question-machine.ts';

/** The input of a job's execution: always the same for one job, so that starting it twice starts it once. */
export function questionInput(job: QuestionJob): QuestionStart {
  const rerunOf = job.redriveOf ?? job.replayOf;
  return {
    id: job.id,
    question: job.question,
    source: job.source,
    ...(job.conversationId && { conversationId: job.conversationId }),
    mode: job.mode,
    principalId: job.principal.id,
    roles: job.principal.roles,
    attributes: job.principal.attributes,
    askedAt: job.createdAt,
    ...(job.export && { export: job.export }),
    ...(rerunOf && { rerunOf }),
    ...(job.changesKey && { changesKey: job.changesKey }),
    ...(job.entry && { entry: job.entry }),
    ...(job.fresh && { fresh: true }),
  };
}
