import { chooseSource } from '../../shared/authorisation/choose-source.ts';
import type { ExportInput, ExportJob } from '../../shared/contracts/exports.ts';
import type { StartExport } from '../../shared/contracts/http/exports.ts';
import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { QuestionInput } from '../../shared/contracts/question-machine.ts';
import { type Claim, claimId } from '../../shared/http/claim-id.ts';
import { isoNow } from '../../shared/http/clock.ts';
import { findVisibleJob } from '../../shared/http/find-visible-job.ts';
import { problem } from '../../shared/http/http-problem.ts';
import { exportPath, questionPath } from '../../shared/http/job-paths.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import type { Dependencies } from './operation.ts';

interface Submission {
  readonly wish: StartExport;
  readonly principal: Principal;
  readonly idempotencyKey: string | undefined;
}

/** What an export is of: SQL of a question that was answered, or a question yet to be asked. */
type Subject = Pick<ExportInput, 'source' | 'questionId' | 'title' | 'sql' | 'question' | 'approvedSha256'>;

/**
 * Claim the idempotency key → have the export's record → have that of its question → start the execution. Each step
 * can be repeated after a crash behind it, as with questions.
 */
export async function submitExport(submission: Submission, dependencies: Dependencies): Promise<ExportJob> {
  const { exports, jobs, exportExecutions, configuration, clock, newId } = dependencies;
  const subject = await subjectOf(submission, dependencies);
  const id = await claimId(jobs, newId(), claimOf(submission));
  const { id: principalId, roles, attributes } = submission.principal;
  const caller = { principalId, roles, attributes, askedAt: isoNow(clock) };
  const job = newExport({ id, ...subject, ...caller, options: submission.wish.options });
  const { retentionDays } = (await configuration.current()).value;
  // Only a retry finds it there; what was written first counts.
  const kept = (await exports.create(job, retentionDays)) ? job : ((await exports.find(id)) ?? job);
  if (kept.status !== 'SUBMITTED') return kept;
  if (kept.asked.question) await jobs.create(newQuestion(kept.asked.question), retentionDays);
  await exportExecutions.start(kept.asked);
  return kept;
}

const claimOf = ({ wish, principal, idempotencyKey }: Submission): Claim => ({
  principalId: principal.id,
  // Apart from the keys of questions: the same word may stand for one of each.
  idempotencyKey: idempotencyKey === undefined ? undefined : `export:${idempotencyKey}`,
  body: wish,
  pathOf: exportPath,
});

function subjectOf(submission: Submission, dependencies: Dependencies): Promise<Subject> {
  const { wish, principal } = submission;
  return wish.questionId === undefined
    ? ofNewQuestion(submission, dependencies)
    : ofQuestion(wish.questionId, principal, dependencies);
}

async function ofQuestion(
  id: string,
  principal: Principal,
  { jobs, configuration }: Dependencies,
): Promise<Subject> {
  const { source, status, ending, approval, replayOf, ...asked } = await findVisibleJob(jobs, id, principal);
  const sql = status === 'ANSWERED' ? ending?.sql : undefined;
  if (replayOf) {
    throw problem('NothingToExport', 'A replay tries something out: export the question itself.', {
      instance: questionPath(id),
      jobStatus: status,
    });
  }
  if (sql === undefined) {
    throw problem('NothingToExport', `The question is ${status}; only an answer in rows can be exported.`, {
      instance: questionPath(id),
      jobStatus: status,
    });
  }
  const { deniedTopics } = (await configuration.current()).value.guardrail;
  // It passed the guardrail of then: what is denied today is not fetched again.
  for (const text of [asked.question, asked.standaloneQuestion ?? '']) {
    const stopped = guardrailPolicy(text, deniedTopics);
    if (stopped)
      throw problem('GuardrailBlocked', stopped, { instance: questionPath(id), jobStatus: status });
  }
  const approved = approval?.decision === 'approve' ? { approvedSha256: approval.sha256 } : {};
  return { source, questionId: id, title: asked.standaloneQuestion ?? asked.question, sql, ...approved };
}

async function ofNewQuestion({ wish, principal }: Submission, dependencies: Dependencies): Promise<Subject> {
  const { configuration, clock, newId } = dependencies;
  const source = chooseSource((await configuration.current()).value, wish.source, principal);
  const { id: principalId, roles, attributes } = principal;
  const question: QuestionInput = {
    ...{ id: newId(), question: wish.question ?? '', source, mode: 'sql' },
    ...{ principalId, roles, attributes, askedAt: isoNow(clock) },
  };
  return { source, questionId: question.id, question };
}

function newExport(asked: ExportInput): ExportJob {
  return {
    ...{ id: asked.id, kind: 'export', status: 'SUBMITTED', version: 1, asked, createdAt: asked.askedAt },
    ...{ attempt: 0, rowsWritten: 0, bytesWritten: 0, steps: [] },
  };
}

function newQuestion({ principalId, roles, attributes, askedAt, ...asked }: QuestionInput): QuestionJob {
  const principal = { id: principalId, roles, attributes };
  return {
    ...asked,
    kind: 'question',
    status: 'SUBMITTED',
    version: 1,
    principal,
    createdAt: askedAt,
    steps: [],
  };
}
