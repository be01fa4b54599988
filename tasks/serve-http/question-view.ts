import type { QuestionSummary } from '../../shared/contracts/http/questions.ts';
import type { QuestionJob, QuestionView } from '../../shared/contracts/job.ts';
import { isFinal } from '../../shared/contracts/job-status.ts';
import type { Row } from '../../shared/contracts/rows.ts';
import { conversationPath, questionPath } from '../../shared/http/job-paths.ts';
import { attemptsOf } from '../../shared/jobs/attempts.ts';
import { readPage } from '../../shared/jobs/snapshot.ts';
import { usageOf } from '../../shared/jobs/usage.ts';
import type { Dependencies } from './operation.ts';

/** A question as HTTP shows it, with the first page of its rows. */
export async function questionView(
  job: QuestionJob,
  objects: Dependencies['objects'],
): Promise<QuestionView> {
  const { steps, ending = {}, endedBy: _by, export: _export, entry: _entry, ...rest } = job;
  const { changesKey: _changes, principal, ...record } = rest;
  const { snapshot, exportId: _exportId, factors, ...ended } = ending;
  return {
    ...record,
    principal: principal.id,
    ...ended,
    ...(factors && { factors: factors.map(({ snapshot: _rows, ...factor }) => factor) }),
    ...(snapshot && result(snapshot, await readPage(objects, snapshot, 0))),
    attempts: attemptsOf(steps),
    steps: steps.map(({ checked: _checked, code: _code, paidEarlier: _paid, ...step }) => step),
    usage: usageOf(steps),
    links: questionLinks(job),
  };
}

type Snapshot = NonNullable<NonNullable<QuestionJob['ending']>['snapshot']>;

/** Rows are left out once retention has removed the snapshot. */
function result({ columns, rowCount, truncated, ranAt }: Snapshot, rows: Row[] | undefined) {
  return { columns, rowCount, truncated, ranAt, ...(rows && { rows }) };
}

/** The same in a list: no rows, no steps, nothing to fetch. */
export function questionSummary(job: QuestionJob): QuestionSummary {
  const { id, kind, status, version, question, source, conversationId, mode } = job;
  const { redriveOf, replayOf } = job;
  const { createdAt, startedAt, endedAt, ending: { answer, sql, error, snapshot } = {} } = job;
  return {
    ...{ id, kind, status, version, question, source, conversationId, mode, createdAt, startedAt, endedAt },
    ...{ answer, sql, error, rowCount: snapshot?.rowCount, redriveOf, replayOf },
    links: questionLinks(job),
  };
}

/** Where a question can be followed, and what can be done with it now. */
export function questionLinks({
  id,
  status,
  conversationId,
  ending,
  redriveOf,
  replayOf,
}: QuestionJob): Record<string, string> {
  const self = questionPath(id);
  return {
    self,
    ...(ending?.snapshot && { rows: `${self}/rows` }),
    ...(isFinal(status) && { evidence: `${self}/evidence` }),
    ...(isFinal(status) && { feedback: `${self}/feedback` }),
    ...(status === 'FAILED' && { redrive: `${self}/redrive` }),
    ...(redriveOf && { redriveOf: questionPath(redriveOf) }),
    ...(replayOf && { replayOf: questionPath(replayOf) }),
    ...(ending?.exportId && { export: `/v1/exports/${ending.exportId}` }),
    ...(ending?.chart && { chart: `${self}/chart.svg` }),
    ...(!isFinal(status) && { cancel: `${self}/cancel` }),
    ...(status === 'AWAITING_APPROVAL' && { approval: `${self}/approval` }),
    ...(conversationId !== undefined && { conversation: conversationPath(conversationId) }),
  };
}
