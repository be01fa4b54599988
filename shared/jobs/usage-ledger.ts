import type { ModelUse } from '../contracts/job.ts';
import type { Page, PageRequest } from './job-store.ts';

/** What one step, or all of a day, used of a model. */
export interface StepUse extends Omit<ModelUse, 'price'> {
  readonly calls: number;
}

/** What one question used, to be added to its principal's day. */
export interface UsageEntry {
  readonly jobId: string;
  readonly principalId: string;
  /** In UTC, YYYY-MM-DD. */
  readonly day: string;
  readonly uses: readonly StepUse[];
}

export interface DayUsage {
  readonly day: string;
  readonly principalId: string;
  readonly questions: number;
  readonly models: readonly StepUse[];
}

export interface Spent {
  readonly usd: number;
  /** In and out. */
  readonly tokens: number;
}

/** Sums of what models were used for, by principal and day. */
export interface UsageLedger {
  /** Adds a question; false when it was added before. */
  count(entry: UsageEntry): Promise<boolean>;
  /** What the questions of a principal that were counted on a day have spent. */
  spentOn(principalId: string, day: string): Promise<Spent>;
}

export interface UsageRequest extends PageRequest {
  /** Of all principals when left out. */
  readonly principalId?: string | undefined;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
}

/** What there is in the ledger, for people. */
export interface UsageReport {
  /** Oldest day first. */
  list(request: UsageRequest): Promise<Page<DayUsage>>;
}
