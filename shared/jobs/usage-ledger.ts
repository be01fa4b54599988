import type { ModelUse } from '../contracts/job.ts';
import type { Page, PageRequest } from './job-store.ts';

/** What one step, or all of a day, used of a model. */
export interface StepUse extends Omit<ModelUse, 'price'> {
  readonly calls: number;
}

/** What is added to a principal's day. */
export interface UsageAddition {
  readonly principalId: string;
  /** In UTC, YYYY-MM-DD. */
  readonly day: string;
  readonly uses: readonly StepUse[];
}

/** What one question used, by its record in one version. */
export interface UsageEntry extends UsageAddition {
  readonly jobId: string;
  readonly version: number;
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

/** What became of a question that was to be counted. */
export type Counted =
  | 'counted'
  /** It was before. */
  | 'known'
  /** Its record has another version by now, or is gone. */
  | 'outdated';

/** Sums of what models were used for, by principal and day: where questions are added to them. */
export interface UsageCounter {
  /** Adds a question and marks its record, both or neither. */
  count(entry: UsageEntry): Promise<Counted>;
}

/** The same sums, where they are read. */
export interface UsageLedger {
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
