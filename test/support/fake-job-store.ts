import type { QuestionJob } from '../../shared/contracts/job.ts';
import { isFinal } from '../../shared/contracts/job-status.ts';
import { readCursor, writeCursor } from '../../shared/jobs/cursor.ts';
import type { IdempotencyClaim, JobStore, Page, PageRequest } from '../../shared/jobs/job-store.ts';

export interface FakeJobStore extends JobStore {
  /** Writes a job as it is, as other parts of the product would. */
  put(job: QuestionJob): void;
  /** For how many days a job was said to be kept. */
  daysKept(id: string): number | undefined;
  /** The next call of this method throws once, before it does anything. */
  failNext(method: keyof JobStore, error: Error): void;
}

/** The job store in memory, with the same conditions on its writes. */
export function createFakeJobStore(): FakeJobStore {
  const jobs = new Map<string, QuestionJob>();
  const claims = new Map<string, IdempotencyClaim>();
  const failures = new Map<string, Error>();
  const kept = new Map<string, number>();

  const mayFail = (method: keyof JobStore) => {
    const error = failures.get(method);
    failures.delete(method);
    if (error) throw error;
  };

  const page = (found: QuestionJob[], key: string, { limit, cursor }: PageRequest): Page<QuestionJob> => {
    const after = readCursor(cursor, 'key', key)?.id;
    const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
    const items = found.slice(start, start + limit);
    const last = items.at(-1);
    return start + limit < found.length && last
      ? { items, cursor: writeCursor({ key, id: last.id }) }
      : { items };
  };

  const ofPrincipal = (principalId: string) =>
    [...jobs.values()]
      .filter(({ principal }) => principal.id === principalId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));

  return {
    put: (job) => void jobs.set(job.id, job),
    daysKept: (id) => kept.get(id),
    failNext: (method, error) => void failures.set(method, error),
    claimIdempotencyKey: async (principalId, key, claim) => {
      mayFail('claimIdempotencyKey');
      const name = `${principalId}#${key}`;
      const existing = claims.get(name) ?? claim;
      claims.set(name, existing);
      return existing;
    },
    create: async (job, retentionDays) => {
      mayFail('create');
      if (jobs.has(job.id)) return false;
      jobs.set(job.id, job);
      kept.set(job.id, retentionDays);
      return true;
    },
    find: async (id) => {
      mayFail('find');
      return jobs.get(id);
    },
    listByPrincipal: async (principalId, request) =>
      page(ofPrincipal(principalId).reverse(), principalId, request),
    listByConversation: async (principalId, conversationId, request) =>
      page(
        ofPrincipal(principalId).filter((job) => job.conversationId === conversationId),
        `${principalId}#${conversationId}`,
        request,
      ),
    listOpen: async (createdBefore) =>
      [...jobs.values()]
        .filter(({ status, createdAt }) => !isFinal(status) && createdAt < createdBefore)
        .map(({ id }) => id),
    recordStep: async (id, _context, step) => {
      const job = jobs.get(id);
      if (job) jobs.set(id, { ...job, version: job.version + 1, steps: [...job.steps, step] });
    },
    recordDecision: async (id, { sha256, ...decided }) => {
      mayFail('recordDecision');
      const job = jobs.get(id);
      if (!job) return undefined;
      const { approval, status } = job;
      const isOpen =
        status === 'AWAITING_APPROVAL' &&
        approval !== undefined &&
        approval.decision === undefined &&
        approval.expiresAt > decided.decidedAt &&
        (sha256 === undefined || approval.sha256 === sha256);
      if (!isOpen) return { job, isNew: false, token: tokenOf(job) };
      const next = { ...job, version: job.version + 1, approval: { ...approval, ...decided } };
      jobs.set(id, next);
      return { job: next, isNew: true, token: tokenOf(next) };
    },
    addFeedback: async (id, feedback, after) => {
      mayFail('addFeedback');
      const job = jobs.get(id);
      if (!job || (job.feedback?.length ?? 0) !== after) return false;
      jobs.set(id, { ...job, version: job.version + 1, feedback: [...(job.feedback ?? []), feedback] });
      return true;
    },
    noteVerifiedQuery: async (id, index, verifiedQueryId) => {
      mayFail('noteVerifiedQuery');
      const job = jobs.get(id);
      const feedback = job?.feedback?.map((each, at) => (at === index ? { ...each, verifiedQueryId } : each));
      if (job && feedback) jobs.set(id, { ...job, version: job.version + 1, feedback });
    },
    close: async (id, { status, endedBy, error }, endedAt) => {
      const job = jobs.get(id);
      if (!job || isFinal(job.status)) return job;
      const ending = error ? { error } : {};
      const closed = { ...job, status, endedBy, endedAt, ending, version: job.version + 1 };
      jobs.set(id, closed);
      return closed;
    },
  };
}

const tokenOf = ({ id, status }: QuestionJob) =>
  status === 'AWAITING_APPROVAL' ? `token of ${id}` : undefined;
