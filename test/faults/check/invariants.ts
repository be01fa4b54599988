import { ENDING_EVENTS } from '../../../shared/contracts/events.ts';
import { FINAL_STATUSES } from '../../../shared/contracts/job-status.ts';
import type { AcceptedJob } from '../workload/accepted-job.ts';
import { ledgerIsRight } from './ledger.ts';
import type { Item, Observed } from './observed.ts';
import type { Invariant } from './violation.ts';

const FINAL: readonly string[] = [...FINAL_STATUSES, 'READY', 'EXPIRED', 'COMPLETED', 'STOPPED'];
const TELLING_THE_END = /^(Export (Ready|Failed)|Batch (Completed|Failed|Stopped))$/;

const jobItems = ({ items }: Observed) => items.filter(({ sk }) => sk === 'JOB');

const everyJobEnds: Invariant = {
  name: 'every accepted job reaches a final status',
  check: (observed, accepted) => {
    const byId = new Map(jobItems(observed).map((item) => [String(item.id), item]));
    return accepted.flatMap(({ id, kind, asked }) => {
      const status = byId.get(id)?.status;
      if (status === undefined) return [`${kind} ${id} (${asked}) is not on record`];
      return isFinal(String(status)) ? [] : [`${kind} ${id} (${asked}) is ${status}`];
    });
  },
};

const noJobIsOpen: Invariant = {
  name: 'no job that others began is left open',
  check: (observed, accepted) => {
    const known = new Set(accepted.map(({ id }) => id));
    return jobItems(observed)
      .filter(
        ({ id, kind, status }) => !known.has(String(id)) && !isFinal(String(status)) && kind !== 'batch',
      )
      .map(({ id, kind, status }) => `${kind} ${id} is ${status}`);
  },
};

const oneFinalEvent: Invariant = {
  name: 'exactly one final event id for each job',
  check: (observed) => {
    const told = Map.groupBy(
      observed.events.filter((event) => event.bus === 'inquery' && tellsTheEnd(event['detail-type'])),
      ({ detail }) => detail.jobId,
    );
    return jobItems(observed)
      .filter((item) => isFinal(String(item.status)) && !isCancelledExport(item))
      .flatMap(({ id, kind, status }) => {
        const events = told.get(String(id)) ?? [];
        const ids = [...new Set(events.map(({ detail }) => detail.eventId))];
        if (ids.length !== 1)
          return [`${kind} ${id} (${status}) was told by ${ids.length} ids: ${ids.join(', ')}`];
        const others = events.filter(({ detail }) => detail.status !== status);
        return others.length > 0
          ? [`${kind} ${id} is ${status} and was told as ${others[0]?.detail.status}`]
          : [];
      });
  },
};

const noUpload: Invariant = {
  name: 'no upload is left',
  check: ({ uploads }) => uploads,
};

const noLease: Invariant = {
  name: 'no lease is left',
  check: ({ items }) =>
    items
      .filter(
        ({ leaseOwner, leaseBy, openKind }) =>
          leaseOwner !== undefined || leaseBy !== undefined || openKind === 'refresh',
      )
      .map(({ pk }) => String(pk)),
};

const nothingRuns: Invariant = {
  name: 'no execution goes on without end',
  check: ({ runningExecutions }) => runningExecutions,
};

/** What a settled stack is held to, but for the contents of files. */
export const INVARIANTS: readonly Invariant[] = [
  everyJobEnds,
  noJobIsOpen,
  oneFinalEvent,
  noUpload,
  noLease,
  nothingRuns,
  ledgerIsRight,
];

/** Its caller was told by the answer to the cancel; there is no event of it. */
const isCancelledExport = ({ kind, status }: Item) => kind === 'export' && status === 'CANCELLED';

function isFinal(status: string): boolean {
  return FINAL.includes(status);
}

const tellsTheEnd = (detailType: string) =>
  ENDING_EVENTS.includes(detailType) || TELLING_THE_END.test(detailType);

/** Final statuses that have changed since they were seen; a final status is never left. */
export function leftStatuses(
  before: ReadonlyMap<string, string>,
  observed: Observed,
  accepted: readonly AcceptedJob[],
): string[] {
  const now = finalStatuses(observed);
  return accepted.flatMap(({ id, kind }) => {
    const was = before.get(id);
    return was === undefined || now.get(id) === was ? [] : [`${kind} ${id} was ${was} and is ${now.get(id)}`];
  });
}

export const finalStatuses = (observed: Observed): Map<string, string> =>
  new Map(
    jobItems(observed)
      .filter(({ status }: Item) => isFinal(String(status)))
      .map(({ id, status }) => [String(id), String(status)]),
  );
