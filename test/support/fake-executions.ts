import type { QuestionInput } from '../../shared/contracts/question-machine.ts';
import type { Executions } from '../../shared/jobs/executions.ts';

type Control = Pick<Executions, 'stop' | 'succeedTask' | 'failTask'>;

export interface FakeExecutions<Input extends { readonly id: string } = QuestionInput> extends Control {
  start(input: Input): Promise<void>;
  readonly started: Input[];
  readonly stopped: string[];
  /** What was sent through tokens, and whether anything waits for them. */
  readonly sent: { readonly token: string; readonly output?: unknown; readonly error?: string }[];
  isWaiting: boolean;
  /** Whether there is one to stop. */
  hasExecution: boolean;
  /** The next start throws once. */
  failNextStart(error: Error): void;
}

/** Keeps what was started and stopped; an execution of the same name starts once. */
export function createFakeExecutions<
  Input extends { readonly id: string } = QuestionInput,
>(): FakeExecutions<Input> {
  const started: Input[] = [];
  const stopped: string[] = [];
  const sent: FakeExecutions['sent'][number][] = [];
  let failure: Error | undefined;
  return {
    started,
    stopped,
    sent,
    isWaiting: true,
    async succeedTask(token, output) {
      sent.push({ token, output });
      return this.isWaiting;
    },
    async failTask(token, _error, message) {
      sent.push({ token, error: message });
      return this.isWaiting;
    },
    failNextStart: (error) => {
      failure = error;
    },
    start: async (input) => {
      const error = failure;
      failure = undefined;
      if (error) throw error;
      if (!started.some(({ id }) => id === input.id)) started.push(input);
    },
    hasExecution: true,
    async stop(jobId) {
      stopped.push(jobId);
      return this.hasExecution;
    },
  };
}
