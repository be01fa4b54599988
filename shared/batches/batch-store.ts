import type { BatchJob, StatusCounts } from '../contracts/batch.ts';
import type { JobError } from '../contracts/errors.ts';
import type { QuestionJob } from '../contracts/job.ts';
import type { Page, PageRequest } from '../jobs/job-store.ts';

/** How a batch ends outside its machine. */
export interface BatchClose {
  readonly status: 'FAILED' | 'STOPPED';
  readonly error?: JobError;
}

/** The records of batches. Every write is conditional: a final status is never left. */
export interface BatchStore {
  /** Writes a SUBMITTED batch, kept as a question's job is; returns false when one of that id is there already. */
  create(batch: BatchJob, retentionDays: number): Promise<boolean>;
  find(id: string): Promise<BatchJob | undefined>;
  /** Newest first. */
  listByPrincipal(principalId: string, page: PageRequest): Promise<Page<BatchJob>>;
  /**
   * Claims a file dropped without a record for a new batch, for as long as that is kept; gives the id of the batch that has it, this one or
   * an earlier one with the same file.
   */
  claimFile(key: string, etag: string, batchId: string, retentionDays: number): Promise<string>;
  /** Which batch has a file that was dropped without a record. */
  fileOwner(key: string, etag: string): Promise<string | undefined>;
  /** Sets it RUNNING for this execution; false when another has it or it has ended. Repeating it is harmless. */
  begin(id: string, executionArn: string, at: string): Promise<boolean>;
  /** Ids of batches that run, of those made before this ISO time. */
  listRunning(createdBefore: string): Promise<readonly string[]>;
  /** Notes how much there is to do. */
  setSize(id: string, size: { readonly rows: number; readonly questions: number }, at: string): Promise<void>;
  /** Counts of all rows in place of those counted on the way. */
  setCounts(id: string, counts: StatusCounts): Promise<void>;
  /** The questions of these ids that there are. */
  findQuestions(ids: readonly string[]): Promise<QuestionJob[]>;
  /** Ends an open batch; returns it as it then is (ended by this or by something before). */
  close(id: string, close: BatchClose, at: string): Promise<BatchJob | undefined>;
}
