import { OpenRunInput } from '../../shared/contracts/schedule-machine.ts';
import { openRun } from '../../shared/schedules/open-run.ts';
import { ports } from './dependencies.ts';

/** Finds out whether and as whom a standing question is asked now, and writes the question's record. */
export const handler = (event: unknown) => openRun(OpenRunInput.parse(event), ports);
