import type { RowStatus } from '../../contracts/batch.ts';
import type { BatchRow } from '../../contracts/batch-machine.ts';
import type { QuestionJob } from '../../contracts/job.ts';
import type { Column, Row } from '../../contracts/rows.ts';

/** A row of the file with what became of it. */
export interface AnswerRow {
  readonly row: number;
  readonly id?: string | undefined;
  readonly question: string;
  readonly status: RowStatus;
  readonly answer?: string | undefined;
  readonly sql?: string | undefined;
  readonly columns?: readonly Column[] | undefined;
  readonly rowCount?: number | undefined;
  readonly rows?: readonly Row[] | undefined;
  readonly link?: string | undefined;
  readonly costUsd?: number | undefined;
  readonly error?: string | undefined;
  readonly carried: Readonly<Record<string, string>>;
}

/** The answer to a row; `job` is its question as it ended, `rows` the first of its result. */
export function answerRow(
  { row, id, question, jobId, error, carried }: BatchRow,
  job: QuestionJob | undefined,
  rows: readonly Row[] | undefined,
): AnswerRow {
  const asked = { row, id, question, carried };
  if (jobId === undefined) return { ...asked, status: 'INVALID', error: error ?? 'The row is no question.' };
  const link = `/v1/questions/${jobId}`;
  if (!job)
    return { ...asked, status: 'CANCELLED', link, error: 'The batch ended before this question was asked.' };
  const { ending } = job;
  return {
    ...asked,
    status: job.status,
    answer: ending?.answer ?? ending?.clarification?.question,
    sql: ending?.sql,
    columns: ending?.snapshot?.columns,
    rowCount: ending?.snapshot?.rowCount,
    rows,
    link,
    costUsd: job.steps.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0),
    error: ending?.error && `${ending.error.name}: ${ending.error.message}`,
  };
}
