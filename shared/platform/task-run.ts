import type { CheckedBy, KeptStep, ModelUse } from '../contracts/job.ts';
import type { QuestionInput, StepContext } from '../contracts/question-machine.ts';
import type { KeptExchange } from './kept-exchange.ts';
import type { ObjectStore } from './object-store.ts';

export interface TaskEvent {
  readonly job: QuestionInput;
  readonly step: StepContext;
}

export interface TaskPorts {
  recordStep(jobId: string, context: StepContext, step: KeptStep, standaloneQuestion?: string): Promise<void>;
  /** Where what models were told and said is filed; a task that asks none has no such place. */
  readonly exchanges?: Pick<ObjectStore, 'put' | 'getText'>;
}

/** One invocation while it lasts. */
export interface Run<Event extends TaskEvent = TaskEvent> {
  readonly event: Event;
  startedAt: Date;
  readonly startedMs: number;
  uses: ModelUse[];
  writes: Promise<void>[];
  /** Nothing was done that the job's record should tell. */
  idle: boolean;
  /** Name → version of the prompts that were sent. */
  prompts: Record<string, string>;
  exchanges: object[];
  /** Done when all exchanges are on file. */
  filed: Promise<void>;
  /** What runs of the same visit before this one had on file; absent until it was looked for. */
  earlier?: Promise<KeptExchange[]>;
  sql?: string;
  standaloneQuestion?: string;
  checked?: CheckedBy;
}
