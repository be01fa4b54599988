import type { ExportJob } from '../../shared/contracts/exports.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';

const isOpen = ({ endedAt }: ExportJob) => endedAt === undefined;

/** Exports in memory, as far as HTTP uses them; the real store has tests of its own. */
export function createFakeExportStore() {
  const exports = new Map<string, ExportJob>();
  const store: Pick<ExportStore, 'create' | 'find' | 'listByPrincipal' | 'close'> = {
    create: async (job) => {
      if (exports.has(job.id)) return false;
      exports.set(job.id, job);
      return true;
    },
    find: async (id) => exports.get(id),
    listByPrincipal: async (principalId, { limit }) => ({
      items: [...exports.values()].filter(({ asked }) => asked.principalId === principalId).slice(0, limit),
    }),
    close: async (id, { status, endedBy, error }, at) => {
      const job = exports.get(id);
      if (!job || !isOpen(job)) return job;
      const ending = error ? { error } : {};
      const ended = { ...job, status, endedBy, ending, endedAt: at, version: job.version + 1 };
      exports.set(id, ended);
      return ended;
    },
  };
  return { ...store, put: (job: ExportJob) => void exports.set(job.id, job) };
}
