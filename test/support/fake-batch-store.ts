import type { BatchStore } from '../../shared/batches/batch-store.ts';
import type { BatchJob } from '../../shared/contracts/batch.ts';
import { isBatchFinal } from '../../shared/contracts/batch-status.ts';
import type { QuestionJob } from '../../shared/contracts/job.ts';

/** Batches in memory under the rules of the table: a final status stays, an execution begins a batch once. */
export function createFakeBatchStore(questions: ReadonlyMap<string, QuestionJob> = new Map()) {
  const byId = new Map<string, BatchJob>();
  const files = new Map<string, string>();
  const change = (id: string, changes: Partial<BatchJob>) => {
    const batch = byId.get(id);
    if (!batch) throw new Error(`No batch ${id}`);
    const changed = { ...batch, ...changes, version: batch.version + 1 };
    byId.set(id, changed);
    return changed;
  };
  const store: BatchStore = {
    async create(batch) {
      if (byId.has(batch.id)) return false;
      byId.set(batch.id, batch);
      return true;
    },
    find: async (id) => byId.get(id),
    async listByPrincipal(principalId, { limit }) {
      const own = [...byId.values()].filter(({ principal }) => principal.id === principalId);
      return { items: own.reverse().slice(0, limit) };
    },
    async claimFile(key, etag, batchId) {
      const owner = files.get(`${key} ${etag}`) ?? batchId;
      files.set(`${key} ${etag}`, owner);
      return owner;
    },
    fileOwner: async (key, etag) => files.get(`${key} ${etag}`),
    async begin(id, executionArn, at) {
      const batch = byId.get(id);
      const isOwn = batch?.status === 'RUNNING' && batch.executionArn === executionArn;
      if (batch?.status !== 'SUBMITTED' && !isOwn) return false;
      change(id, { status: 'RUNNING', executionArn, startedAt: batch.startedAt ?? at });
      return true;
    },
    listRunning: async (createdBefore) =>
      [...byId.values()]
        .filter(({ status, createdAt }) => status === 'RUNNING' && createdAt < createdBefore)
        .map(({ id }) => id),
    async setSize(id, size, at) {
      change(id, { ...size, answeringSince: at, counts: {} });
    },
    async setCounts(id, counts) {
      change(id, { counts });
    },
    findQuestions: async (ids) => ids.flatMap((id) => questions.get(id) ?? []),
    async close(id, { status, error }, at) {
      const batch = byId.get(id);
      if (!batch || isBatchFinal(batch.status)) return batch;
      return change(id, { status, endedAt: at, ...(error && { error }) });
    },
  };
  return { ...store, byId };
}
