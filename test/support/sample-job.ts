import type { Ending, QuestionJob } from '../../shared/contracts/job.ts';
import { PAGE_ROWS, type Snapshot } from '../../shared/contracts/rows.ts';
import { ANALYST, ulidOf } from './fake-http-api.ts';
import { newJob } from './question-records.ts';

/** A question just submitted by the analyst, with changes. */
export function sampleJob(changes: Partial<QuestionJob> = {}): QuestionJob {
  return newJob({
    id: ulidOf(900),
    source: 'northwind',
    principal: ANALYST,
    createdAt: '2026-05-04T10:00:00.000Z',
    ...changes,
  });
}

/** A question that ended, with changes to how it did. */
export function endedJob(status: QuestionJob['status'], ending: Ending = {}, id = ulidOf(900)): QuestionJob {
  return sampleJob({ id, status, version: 9, endedAt: '2026-05-04T10:00:02.000Z', endedBy: 'x', ending });
}

/** A snapshot of that many rows as Execute writes it: its object's text and its facts. */
export function sampleSnapshot(rowCount: number): { text: string; snapshot: Snapshot } {
  const lines = Array.from({ length: rowCount }, (_, row) => `${JSON.stringify([row, `naïve ${row}`])}\n`);
  const pages = Array.from({ length: Math.ceil(rowCount / PAGE_ROWS) }, (_, page) =>
    Buffer.byteLength(lines.slice(0, page * PAGE_ROWS).join('')),
  );
  const text = lines.join('');
  const snapshot: Snapshot = {
    key: 'jobs/x/rows.jsonl',
    columns: [
      { name: 'n', type: 'int4' },
      { name: 'word', type: 'text' },
    ],
    rowCount,
    truncated: false,
    pageOffsets: [...pages, Buffer.byteLength(text)],
    ranAt: '2026-05-04T10:00:01.000Z',
  };
  return { text, snapshot };
}
