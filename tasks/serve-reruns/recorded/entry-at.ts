import type { SourceConfiguration } from '../../../shared/contracts/configuration.ts';
import type { Entry, EntryState } from '../../../shared/contracts/entry.ts';
import type { Attempt } from '../../../shared/contracts/job.ts';
import type { RecordedWork } from './recorded-work.ts';

/** The first repair: Reflect writes the second SQL at the earliest. */
const FIRST_REPAIR = 2;

/** Whether all that a state reads is still there, and the guardrail has let the question come that far. */
export function isRecorded(state: EntryState, work: RecordedWork): boolean {
  return (work.guarded || GUARDED_OTHERWISE.includes(state)) && isKept(state, work);
}

/** One asks the guardrail itself; before a verified query is looked for, its own policy is. */
const GUARDED_OTHERWISE: readonly EntryState[] = ['Understand', 'CheckMatch'];

function isKept(state: EntryState, work: RecordedWork): boolean {
  switch (state) {
    case 'Understand':
      return true;
    case 'CheckMatch':
      return work.match !== undefined;
    case 'Check':
      return work.understood !== undefined && work.written !== undefined;
    case 'Factors':
      return work.understood !== undefined && work.factors !== undefined;
    case 'Reflect':
      return work.understood !== undefined && work.context !== undefined && failedOf(work).length > 0;
    case 'Generate':
    case 'Split':
      return work.understood !== undefined && work.context !== undefined;
    case 'Retrieve':
    case 'Survey':
      return work.understood !== undefined;
  }
}

interface Asked {
  readonly question: string;
  readonly source: Pick<SourceConfiguration, 'maxAttempts' | 'candidates'>;
  readonly plain: boolean;
}

/** The machine entered at a state that `isRecorded`, with the limits that the source has today. */
export function entryAt(state: EntryState, work: RecordedWork, { question, source, plain }: Asked): Entry {
  const { written = NOTHING_WRITTEN, context, match } = work;
  return {
    state,
    match: state === 'CheckMatch' && match ? { found: true, ...match } : { found: false },
    understood: work.understood ?? { intent: 'retrieval', standaloneQuestion: question },
    factors: [...(work.factors ?? [])],
    contextKey: context?.key ?? '',
    maxAttempts: source.maxAttempts,
    // SQL that was paid for is not weighed against other SQL that would have to be paid.
    most: state === 'Check' ? 1 : source.candidates.most,
    doubts: [...(context?.text.doubts ?? [])],
    attempt: attemptAt(state, work),
    ...{ sql: written.sql, assumptions: written.assumptions, confidence: written.confidence },
    plain,
  };
}

const NOTHING_WRITTEN = { sql: '', assumptions: [], confidence: 0 };

function attemptAt(state: EntryState, work: RecordedWork): number {
  if (state === 'Reflect') return Math.max(FIRST_REPAIR, failedOf(work).length + 1);
  return state === 'Check' ? Math.max(1, triedAt(state, work).length) : 1;
}

/** The attempts of before, as the states from this one on know them: each is one of the new question's too. */
export function triedAt(state: EntryState, work: RecordedWork): readonly Attempt[] {
  if (state === 'Reflect') return failedOf(work);
  const current = state === 'Check' ? work.written : undefined;
  if (!current) return [];
  const at = work.attempts.findLastIndex(({ sql }) => sql === current.sql);
  return [...work.attempts.slice(0, Math.max(at, 0)), { sql: current.sql }];
}

/** Up to the last that came to nothing. */
function failedOf({ attempts }: RecordedWork): readonly Attempt[] {
  return attempts.slice(0, attempts.findLastIndex(({ error }) => error !== undefined) + 1);
}
