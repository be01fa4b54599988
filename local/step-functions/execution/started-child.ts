import type { StartedChild } from '../integrations/integration.ts';
import type { Origin } from '../journal/journal.ts';
import type { EndedExecution } from './ended-execution.ts';
import type { Execution } from './execution.ts';

/** Tells what executions were started for apart. */
export const keyOf = ({ parent, place }: Origin) => `${parent}/${place}`;

/** A running execution, or one of this process that has ended, as what started it sees it. */
export function asChild(execution: Execution): StartedChild {
  return {
    executionArn: execution.parts.executionArn,
    startDate: execution.startDate,
    ended: execution.ended,
    stop: () => execution.stop(),
  };
}

/** The same of one that ended in an earlier process. */
export function asEndedChild(ended: EndedExecution): StartedChild {
  const { executionArn, startDate } = ended;
  return { executionArn, startDate, ended: Promise.resolve(ended), stop: () => {} };
}
