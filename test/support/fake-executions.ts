import type { QuestionInput } from '../../shared/contracts/question-machine.ts';
import type { Executions } from '../../shared/jobs/executions.ts';

export interface FakeExecutions extends Pick<Executions, 'start' | 'stop'> {
  readonly started: QuestionInput[];
  readonly stopped: string[];
  /** The next start throws once. */
  failNextStart(error: Error): void;
}

/** Keeps what was started and stopped; an execution of the same name starts once. */
export function createFakeExecutions(): FakeExecutions {
  const started: QuestionInput[] = [];
  const stopped: string[] = [];
  let failure: Error | undefined;
  return {
    started,
    stopped,
    failNextStart: (error) => {
      failure = error;
    },
    start: async (input) => {
      const error = failure;
      failure = undefined;
      if (error) throw error;
      if (!started.some(({ id }) => id === input.id)) started.push(input);
    },
    stop: async (jobId) => void stopped.push(jobId),
  };
}
