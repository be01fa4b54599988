import { OpenRunInput } from '../../shared/contracts/schedule-machine.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { openRun } from '../../shared/schedules/open-run.ts';
import { ports } from './dependencies.ts';

/** Finds out whether and as whom a standing question is asked now, and writes the question's record. */
export const handler = stateHandler('Open', async (event) => {
  const input = OpenRunInput.parse(event);
  addLogFields({ scheduleId: input.firing.scheduleId });
  const opened = await openRun(input, ports);
  if (opened.outcome === 'opened') addLogFields({ jobId: opened.job.id });
  return opened;
});
