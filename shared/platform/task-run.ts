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
}

/** One invocation while it lasts. */
export interface Run<Event extends TaskEvent = TaskEvent> {
  readonly event: Event;
  readonly startedAt: Date;
  readonly startedMs: number;
  uses: ModelUse[];
  writes: Promise<void>[];
  /** Nothing was done that the job's record should tell. */
  idle: boolean;
  /** Name → version of the prompts that were sent. */
  prompts: Record<string, string>;
  exchanges: unknown[];
  sql?: string;
  standaloneQuestion?: string;
}
