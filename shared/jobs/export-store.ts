import type { ErrorName, JobError } from '../contracts/errors.ts';
import type { ExportEnding, ExportJob } from '../contracts/exports.ts';
import type { Page, PageRequest } from './job-store.ts';

/** Who works on an export, and until when nobody else may: kept alive by progress, over by itself. */
export interface Lease {
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export type LeaseOutcome =
  | { readonly outcome: 'taken'; readonly job: ExportJob }
  /** Somebody works on it. */
  | { readonly outcome: 'held'; readonly until: number }
  | { readonly outcome: 'ended'; readonly job: ExportJob };

export interface WrittenSoFar {
  readonly rows: number;
  readonly bytes: number;
}

/** What is written when an export ends without files. */
export interface ExportClose {
  readonly status: 'FAILED' | 'CANCELLED';
  readonly endedBy: 'worker' | 'caller' | 'finaliser' | 'dead-letter';
  readonly error?: JobError;
  /** Given by a worker, which may end it only while its lease is its own. */
  readonly owner?: string;
}

export type FailedExport = { readonly name: ErrorName; readonly message: string };

/** The records of exports. Every write is conditional: a final status is never left, a lease never overruled. */
export interface ExportStore {
  /** Writes a SUBMITTED export, kept as a question's job is; returns false when one of that id is there already. */
  create(job: ExportJob, retentionDays: number): Promise<boolean>;
  find(id: string): Promise<ExportJob | undefined>;
  /** Newest first. */
  listByPrincipal(principalId: string, page: PageRequest): Promise<Page<ExportJob>>;
  /** Ids of exports created before this ISO time that have not ended, oldest first. */
  listOpen(createdBefore: string): Promise<readonly string[]>;
  /** Begins another attempt, unless somebody is at it; undefined when there is no such export. */
  takeLease(id: string, lease: Lease, now: number): Promise<LeaseOutcome | undefined>;
  /** Tells how far it is and lengthens the lease; false when the export has ended or is another's. */
  recordProgress(id: string, lease: Lease, written: WrittenSoFar): Promise<boolean>;
  /** Lets another attempt begin at once; keeps why this one failed. */
  giveUp(id: string, owner: string, error: FailedExport): Promise<void>;
  /** Makes it READY; undefined when it has ended or is another's. */
  finish(id: string, owner: string, ending: ExportEnding, at: string): Promise<ExportJob | undefined>;
  /** Ends an open export; returns it as it then is (ended by this or by something before). */
  close(id: string, close: ExportClose, at: string): Promise<ExportJob | undefined>;
}
