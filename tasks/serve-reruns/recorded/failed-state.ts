import type { EntryState } from '../../../shared/contracts/entry.ts';
import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { isRecorded } from './entry-at.ts';
import type { RecordedWork } from './recorded-work.ts';

/** Where a failure of these states is gone on from: Execute runs nothing that Check has not just passed. */
const ENTRY_OF: Readonly<Record<string, EntryState>> = {
  ClassifyIntent: 'Understand',
  ApplyGuardrail: 'Understand',
  Survey: 'Survey',
  Split: 'Split',
  Retrieve: 'Retrieve',
  Generate: 'Generate',
  Widen: 'Reflect',
  Reflect: 'Reflect',
  Check: 'Check',
  Execute: 'Check',
};

/** From the last to the first: how far a question had come whose last step does not say. */
const FURTHEST: readonly EntryState[] = ['Check', 'Generate', 'Retrieve'];
const FURTHEST_OF_WHY: readonly EntryState[] = ['Factors', 'Split', 'Survey'];

/**
 * The state that a failed question is gone on from; undefined: the beginning. Where a run broke off without a step
 * (a function that died, a table that was away), the furthest state that all is recorded for.
 */
export function failedState(job: QuestionJob, work: RecordedWork): EntryState | undefined {
  const { last, factors, understood } = work;
  // A verified query answers without that state: its own policy let the question pass before it looked.
  if (!work.guarded && !work.match) return last && last.state !== 'Match' ? 'Understand' : undefined;
  const failed = last?.step.error ? ENTRY_OF[last.state] : undefined;
  const wanted = [
    ...(last?.state === 'GuardRerun' && job.entry ? [job.entry.state] : []),
    ...(job.ending?.error?.name === 'AttemptsExhausted' ? (['Reflect'] as const) : []),
    ...(work.match ? (['CheckMatch'] as const) : []),
    ...(factors ? (['Factors'] as const) : []),
    ...(failed ? [failed] : []),
    ...(understood?.intent === 'reasoning' && job.mode === 'answer' ? FURTHEST_OF_WHY : FURTHEST),
  ];
  const found = wanted.find((state) => isRecorded(state, work));
  return found ?? (work.last && work.last.state !== 'Match' ? 'Understand' : undefined);
}
