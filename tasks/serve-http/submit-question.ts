import type { SourceConfiguration } from '../../shared/contracts/configuration.ts';
import type { AskQuestion } from '../../shared/contracts/http/questions.ts';
import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { claimId } from '../../shared/http/claim-id.ts';
import { isoNow } from '../../shared/http/clock.ts';
import { questionPath } from '../../shared/http/job-paths.ts';
import { questionInput } from '../../shared/jobs/question-input.ts';
import type { Dependencies } from './operation.ts';

interface Submission {
  readonly asked: AskQuestion;
  readonly source: string;
  readonly principal: Principal;
  readonly idempotencyKey: string | undefined;
  /** Of the source: whether a large result is exported. */
  readonly exports: ExportRule;
  /** Whether only rows that are read now will do. */
  readonly fresh?: boolean;
}

export type ExportRule = Pick<SourceConfiguration, 'autoExport' | 'largeResultThreshold'>;

/**
 * Claim the idempotency key → have the job's record → start its execution. Each step can be repeated after a
 * crash behind it: the key leads back to the same id, the record is written once, the execution bears the id.
 */
export async function submitQuestion(
  submission: Submission,
  dependencies: Dependencies,
): Promise<QuestionJob> {
  const { asked, principal, idempotencyKey } = submission;
  const claim = { principalId: principal.id, idempotencyKey, body: asked, pathOf: questionPath };
  const id = await claimId(dependencies.jobs, dependencies.newId(), claim);
  const { retentionDays } = (await dependencies.configuration.current()).value;
  const job = await ensureJob(
    newJob(id, retentionDays, submission, dependencies),
    retentionDays,
    dependencies,
  );
  if (job.status === 'SUBMITTED') await dependencies.executions.start(questionInput(job));
  return job;
}

async function ensureJob(
  job: QuestionJob,
  retentionDays: number,
  { jobs }: Dependencies,
): Promise<QuestionJob> {
  if (await jobs.create(job, retentionDays)) return job;
  // Only a retry finds it there; what was written first counts, also for the execution's input.
  return (await jobs.find(job.id)) ?? job;
}

function newJob(
  id: string,
  retentionDays: number,
  submission: Submission,
  { clock, newId }: Dependencies,
): QuestionJob {
  const { asked, source, principal, fresh } = submission;
  const { question, conversationId, mode } = asked;
  const above = exportedAbove(submission);
  return {
    id,
    kind: 'question',
    status: 'SUBMITTED',
    version: 1,
    question,
    source,
    ...(conversationId !== undefined && { conversationId }),
    mode,
    ...(fresh && { fresh }),
    principal,
    createdAt: isoNow(clock),
    ...(above && { export: { id: newId(), ...above, retentionDays } }),
    steps: [],
  };
}

/** Which results this question exports of itself: any, those with more rows than that, or none. */
function exportedAbove({ asked, exports }: Submission): { above?: number } | undefined {
  if (asked.mode === 'export') return {};
  return asked.mode === 'answer' && exports.autoExport ? { above: exports.largeResultThreshold } : undefined;
}
