import { CompareRunInput } from '../../shared/contracts/schedule-machine.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { compareRun } from '../../shared/schedules/compare-run.ts';
import { ports } from './dependencies.ts';

/** Compares what a standing question was answered with what it was answered last. */
export const handler = stateHandler('Compare', async (event) =>
  compareRun(CompareRunInput.parse(event).firing, ports),
);
