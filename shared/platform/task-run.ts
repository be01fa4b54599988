import type { ModelUse, Step } from '../contracts/job.ts';
import type { QuestionInput, StepContext } from '../contracts/question-machine.ts';

export interface TaskEvent {
  readonly job: QuestionInput;
  readonly step: StepContext;
}

export interface TaskPorts {
  recordStep(jobId: string, context: StepContext, step: Step, standaloneQuestion?: string): Promise<void>;
  /** Where evidence goes; a task that asks no model has none. */
  keep?(key: string, body: string, contentType: string): Promise<void>;
  /** Adds to what its principal has used; a task that asks no model has none. */
  count?(entry: CountedStep): Promise<void>;
}

/** What a run used, under names that stay the same when it is told again. */
interface CountedStep {
  readonly principalId: string;
  readonly jobId: string;
  readonly stepId: string;
  /** In UTC, YYYY-MM-DD. */
  readonly day: string;
  readonly isQuestion: boolean;
  readonly uses: readonly ModelUse[];
}

/** One invocation while it lasts. */
export interface Run<Event extends TaskEvent = TaskEvent> {
  readonly event: Event;
  readonly startedAt: Date;
  readonly startedMs: number;
  uses: ModelUse[];
  writes: Promise<void>[];
  sql?: string;
  standaloneQuestion?: string;
  exchange?: unknown;
  isQuestion?: boolean;
}
