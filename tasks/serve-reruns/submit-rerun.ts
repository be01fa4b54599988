import type { Entry } from '../../shared/contracts/entry.ts';
import type { QuestionJob, Step } from '../../shared/contracts/job.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { isoNow } from '../../shared/http/clock.ts';
import { questionInput } from '../../shared/jobs/question-input.ts';
import type { Dependencies } from './operation.ts';
import { triedAt } from './recorded/entry-at.ts';
import type { RecordedWork } from './recorded/recorded-work.ts';

interface Rerun {
  readonly id: string;
  readonly of: QuestionJob;
  readonly caller: Principal;
  readonly work: RecordedWork;
  /** Undefined: from the beginning. */
  readonly entry: Entry | undefined;
  /** What it is more than another run of the same question. */
  readonly marks: Pick<QuestionJob, 'redriveOf' | 'replayOf' | 'changesKey' | 'mode' | 'export'>;
}

/** Has the record written, then starts the execution; repeated after a crash between the two, it does the rest. */
export async function submitRerun(
  rerun: Rerun,
  {
    jobs,
    executions,
    configuration,
    clock,
  }: Pick<Dependencies, 'jobs' | 'executions' | 'configuration' | 'clock'>,
): Promise<QuestionJob> {
  const job = newJob(rerun, isoNow(clock));
  const { retentionDays } = (await configuration.current()).value;
  const kept = (await jobs.create(job, retentionDays)) ? job : ((await jobs.find(job.id)) ?? job);
  if (kept.status === 'SUBMITTED') await executions.start(questionInput(kept));
  return kept;
}

function newJob({ id, of, caller, work, entry, marks }: Rerun, createdAt: string): QuestionJob {
  const { question, standaloneQuestion, source, conversationId } = of;
  return {
    ...{ id, kind: 'question', status: 'SUBMITTED', version: 1, question, source },
    ...(entry && standaloneQuestion !== undefined && { standaloneQuestion }),
    ...(conversationId !== undefined && { conversationId }),
    // It stays who asked: with the roles of today where these are known, with those of then where an admin acts.
    principal: caller.id === of.principal.id ? caller : of.principal,
    createdAt,
    ...(entry && { entry }),
    ...marks,
    steps: entry ? stepsBefore(entry, work, createdAt) : [],
  };
}

/** The attempts of before, free of charge: mending must know them, and whoever looks should see them. */
function stepsBefore(entry: Entry, work: RecordedWork, startedAt: string): Step[] {
  return triedAt(entry.state, work).map(({ sql, error }) => ({
    ...{ state: 'Enter', startedAt, ms: 0, sql },
    ...(error && { error }),
  }));
}
