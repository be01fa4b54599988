import type { ModelUse } from '../contracts/job.ts';
import type { Page, PageRequest } from './job-store.ts';

/** What one step used, to be added to its principal's day. */
export interface UsageEntry {
  readonly principalId: string;
  readonly jobId: string;
  /** Names the step: the same one is not counted twice. */
  readonly stepId: string;
  /** In UTC, YYYY-MM-DD. */
  readonly day: string;
  /** It began a question; each is counted once, whichever of its steps says so. */
  readonly isQuestion: boolean;
  readonly uses: readonly ModelUse[];
}

/** What a model was used for in a day. */
export interface ModelUsage extends Omit<ModelUse, 'price'> {
  readonly calls: number;
}

export interface DayUsage {
  readonly day: string;
  readonly principalId: string;
  readonly questions: number;
  readonly models: readonly ModelUsage[];
}

export interface Spent {
  readonly usd: number;
  /** In and out. */
  readonly tokens: number;
}

export interface UsageRequest extends PageRequest {
  /** Of all principals when left out. */
  readonly principalId?: string | undefined;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
}

/** Sums of what models were used for, by principal and day. */
export interface UsageLedger {
  count(entry: UsageEntry): Promise<void>;
  /** What a principal has spent on a day so far. */
  spentOn(principalId: string, day: string): Promise<Spent>;
}

/** What there is in the ledger, for people. */
export interface UsageReport {
  /** Oldest day first. */
  list(request: UsageRequest): Promise<Page<DayUsage>>;
}
