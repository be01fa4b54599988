import type { QuestionResult } from '../result.ts';
import type { SuiteQuestion } from '../suite.ts';

export interface SuiteRun {
  readonly questions: readonly SuiteQuestion[];
  readonly concurrency: number;
  /** Once aborted no further question is asked, and those under way are given up. */
  readonly signal: AbortSignal;
  evaluate(question: SuiteQuestion): Promise<QuestionResult>;
  onResult(result: QuestionResult): void;
}

/** Evaluates several questions at a time, each result told as soon as it is there. */
export async function runSuite(run: SuiteRun): Promise<void> {
  if (run.signal.aborted) return;
  const given = new Promise<void>((resolve) => {
    run.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const queue = run.questions.values();
  const workers = Array.from({ length: run.concurrency }, () => work(run, queue));
  await Promise.race([Promise.all(workers), given]);
}

async function work(run: SuiteRun, queue: Iterator<SuiteQuestion>): Promise<void> {
  for (let next = queue.next(); !next.done && !run.signal.aborted; next = queue.next()) {
    const result = await run.evaluate(next.value);
    if (!run.signal.aborted) run.onResult(result);
  }
}
