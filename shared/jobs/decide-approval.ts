import type { QuestionJob } from '../contracts/job.ts';
import type { Executions } from './executions.ts';
import type { Decision, JobStore } from './job-store.ts';

export type DecidedApproval =
  /** This decision stands, from this call or an earlier one of the same principal. */
  | { readonly outcome: 'decided'; readonly job: QuestionJob }
  /** Somebody has decided before, or this principal otherwise. */
  | { readonly outcome: 'decided-before'; readonly job: QuestionJob }
  /** It awaits approval of other SQL than the caller looked at. */
  | { readonly outcome: 'other-sql'; readonly job: QuestionJob }
  /** No approval is asked for, or not any more. */
  | { readonly outcome: 'not-awaiting'; readonly job: QuestionJob }
  /** The machine has asked but not yet begun to wait; it will within moments. */
  | { readonly outcome: 'not-ready'; readonly job: QuestionJob };

export interface ApprovalPorts {
  readonly jobs: Pick<JobStore, 'recordDecision'>;
  readonly executions: Pick<Executions, 'succeedTask' | 'failTask'>;
}

/**
 * Decides on a job that awaits approval. The record is written first and the waiting machine told after it, so
 * that one decision stands whoever else decides at the same time; calling again tells the machine again, in case
 * it was not reached. Undefined when there is no such job.
 */
export async function decideApproval(
  { jobs, executions }: ApprovalPorts,
  jobId: string,
  decision: Decision,
): Promise<DecidedApproval | undefined> {
  const recorded = await jobs.recordDecision(jobId, decision);
  if (!recorded) return undefined;
  const { job, token, isNew } = recorded;
  const isWaiting = job.status === 'AWAITING_APPROVAL';
  if (!stands(job, decision)) return { outcome: whyNot(job, decision, token), job };
  const isTold = isWaiting && token !== undefined && (await tell(executions, token, decision));
  // The task timed out, or its execution was stopped, since the decision was written.
  if (isNew && !isTold) return { outcome: 'not-awaiting', job };
  return { outcome: 'decided', job };
}

function stands({ approval }: QuestionJob, { decision, decidedBy, sha256 = approval?.sha256 }: Decision) {
  return approval?.decision === decision && approval.decidedBy === decidedBy && approval.sha256 === sha256;
}

function whyNot({ approval, status }: QuestionJob, { decidedAt, sha256 }: Decision, token?: string) {
  if (approval?.decision) return 'decided-before';
  if (status !== 'AWAITING_APPROVAL' || !approval || approval.expiresAt <= decidedAt) return 'not-awaiting';
  if (sha256 !== undefined && approval.sha256 !== sha256) return 'other-sql';
  return token === undefined ? 'not-ready' : 'not-awaiting';
}

function tell(executions: ApprovalPorts['executions'], token: string, decision: Decision): Promise<boolean> {
  const { decidedBy, decisionReason } = decision;
  if (decision.decision === 'approve') return executions.succeedTask(token, { approvedBy: decidedBy });
  const why = decisionReason === undefined ? '.' : `: ${decisionReason}`;
  return executions.failTask(token, 'ApprovalDenied', `Running this was denied by ${decidedBy}${why}`);
}
