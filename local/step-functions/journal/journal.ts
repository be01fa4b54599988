import type { EndedExecution } from '../integrations/integration.ts';
import type { Line } from './line.ts';

/** What an execution was started with. */
export interface ExecutionStart {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachine: { readonly arn: string; readonly name: string; readonly roleArn: string };
  /** The definition as it was then, JSON text: the execution keeps it, whatever becomes of the machine. */
  readonly definition: string;
  /** Of an item: the label of its distributed Map. */
  readonly label?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
}

/** Which task or Map item of another execution an execution was started for. */
export interface Origin {
  /** The other execution's number in the journal. */
  readonly parent: number;
  readonly place: string;
}

export interface ExecutionEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** An execution as the journal has it. */
export interface KeptExecution extends ExecutionStart {
  readonly id: number;
  /** Of one that has ended: how, when, and the length of its history. */
  readonly ended?: { readonly end: ExecutionEnd; readonly stopDate: number; readonly events: number };
}

/** The part of the journal that belongs to one execution. */
export interface ExecutionJournal {
  readonly id: number;
  /** Resolved when it returns: the lines outlive this process. Throws a StateFileError with nothing written. */
  append(lines: readonly Line[]): void;
  /** Writes the last lines and the end; what fails is tried again until it works. `saved` is called then. */
  end(
    lines: readonly Line[],
    ended: { end: ExecutionEnd; stopDate: number; events: number },
    saved: () => void,
  ): void;
  lines(): Line[];
  /** Takes it out when it can; while what started it still runs, its end is kept for that. */
  forget(): void;
}

/** Keeps executions beyond this process. Every method throws a StateFileError when the file can't be used. */
export interface Journal {
  /** What task tokens are sealed with, the same for as long as the file lives. */
  readonly secret: Buffer;
  begin(start: ExecutionStart): ExecutionJournal;
  /** Those that are not forgotten, in the order of starting. */
  executions(): KeptExecution[];
  of(id: number): ExecutionJournal;
  /** How the execution that was started for this ended. */
  endedFor(origin: Origin): EndedExecution | undefined;
  close(): void;
}
