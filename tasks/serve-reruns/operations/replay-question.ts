import type { Entry, EntryState } from '../../../shared/contracts/entry.ts';
import type { Changes, ReplayQuestion } from '../../../shared/contracts/http/reruns.ts';
import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import type { Principal } from '../../../shared/contracts/principal.ts';
import { changesKey, type ReplayChanges } from '../../../shared/generation/replay-changes.ts';
import { isCurator } from '../../../shared/http/caller.ts';
import { claimId } from '../../../shared/http/claim-id.ts';
import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { AccessRefused, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { findSource } from '../../../shared/platform/find-source.ts';
import { changedContext } from '../changed-context.ts';
import type { Dependencies, Operation } from '../operation.ts';
import { entryAt, isRecorded } from '../recorded/entry-at.ts';
import { answeredWith, type RecordedWork, recordedWork } from '../recorded/recorded-work.ts';
import { changesOf, entersAt } from '../replay-plan.ts';
import { rerunView } from '../rerun-view.ts';
import { submitRerun } from '../submit-rerun.ts';

export const replayQuestion: Operation<'replayQuestion'> = async (call, dependencies) => {
  const { params, body, principal, request } = call;
  const { jobs, readVisits, evidence, configuration, newId } = dependencies;
  const of = await findVisibleJob(jobs, params.id, principal);
  if (body.with) requireCurator(principal);
  const { value } = await configuration.current();
  const source = findSource(value, of.source);
  const changes = body.with && changesOf(body.from, body.with, value, of.source);
  const recorded = await recordedWork({ job: of, visits: await readVisits(of.id), objects: evidence });
  const work = answeredWith(of, recorded);
  const state = requireRecorded(of, body, work);
  const id = await claimId(jobs, newId(), claimOf(call));
  const plain = ['Check', 'CheckMatch'].includes(state ?? '') && body.from !== 'Explain';
  const entry = state && entryAt(state, work, { question: of.question, source, plain });
  const kept = { id, entry, changes, context: body.with?.context };
  const changed = await keepChanges(kept, work, dependencies);
  const marks = {
    replayOf: of.id,
    mode: of.mode === 'sql' ? of.mode : ('answer' as const),
    ...changed.marks,
  };
  const rerun = { id, of, caller: principal, work, entry: changed.entry, marks };
  const job = await submitRerun(rerun, dependencies);
  return json(202, rerunView(job), { location: `${request.basePath}${questionPath(job.id)}` });
};

function requireCurator(principal: Principal): void {
  if (isCurator(principal)) return;
  const refused = problem('NotAuthorised', 'Changes of a replay need the role curator or admin.');
  throw new AccessRefused('RoleMissing', refused);
}

/** The state the machine is entered at, everything it reads being there; undefined: the beginning. */
function requireRecorded(
  of: QuestionJob,
  { from }: ReplayQuestion,
  work: RecordedWork,
): EntryState | undefined {
  const about = { instance: questionPath(of.id), jobStatus: of.status };
  if (!isFinal(of.status)) throw problem('NothingRecorded', 'The question has not ended yet.', about);
  const wanted = entersAt(from);
  // What a verified query answered was checked as one.
  const state = wanted === 'Check' && work.match ? 'CheckMatch' : wanted;
  if (state === undefined || isRecorded(state, work)) return state;
  if (!work.guarded)
    throw problem('NothingRecorded', 'Its guardrail did not let it pass: try it from Understand.', about);
  throw problem('NothingRecorded', `What ${from} would go on with is not recorded.`, about);
}

function claimOf({ params, body, headers, principal }: Parameters<typeof replayQuestion>[0]) {
  const key = headers['idempotency-key'];
  return {
    principalId: principal.id,
    idempotencyKey: key === undefined ? undefined : `replay:${key}`,
    body: { of: params.id, ...body },
    pathOf: questionPath,
  };
}

interface Kept {
  readonly id: string;
  readonly entry: Entry | undefined;
  readonly changes: ReplayChanges | undefined;
  readonly context: Changes['context'];
}

/** Puts what the replay changes into its own folder, before anything can read it. */
async function keepChanges(
  { id, entry, changes, context }: Kept,
  work: RecordedWork,
  { evidence }: Pick<Dependencies, 'evidence'>,
) {
  const changed = context && work.context && changedContext(id, work.context.text, context);
  if (changes) await evidence.put(changesKey(id), JSON.stringify(changes), 'application/json');
  if (changed) await evidence.put(changed.key, JSON.stringify(changed.text), 'application/json');
  return {
    marks: changes ? { changesKey: changesKey(id) } : {},
    entry: entry && { ...entry, ...(changed && { contextKey: changed.key }) },
  };
}
