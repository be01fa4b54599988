import type { Schedule } from '../contracts/schedules.ts';

/**
 * Whether a run is told of. `changed` is undefined where there is no answer, or none that was compared. That answers
 * have stopped, and come again, is a change too.
 */
export function isTold(
  { notify, last }: Pick<Schedule, 'notify' | 'last'>,
  changed: boolean | undefined,
): boolean {
  if (notify === 'always') return true;
  const didFail = last?.answered === false;
  return changed === undefined ? !didFail : changed || didFail;
}
