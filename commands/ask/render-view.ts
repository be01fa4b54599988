import type { QuestionView } from '../../shared/contracts/job.ts';
import type { JobStatus } from '../../shared/contracts/job-status.ts';
import { renderTable } from './render-table.ts';

/** What the command ends with: 0 answered, 1 failed, 2 refused, 3 asks back, 130 cancelled. */
const EXIT_CODES: Partial<Record<JobStatus, number>> = {
  ANSWERED: 0,
  REPLIED: 0,
  REFUSED: 2,
  NEEDS_CLARIFICATION: 3,
  CANCELLED: 130,
};

export function exitCode({ status }: QuestionView): number {
  return EXIT_CODES[status] ?? 1;
}

/** How a question ended, as text for people. */
export function renderView(view: QuestionView): string {
  const parts = [...rewritten(view), ending(view), ...assumptions(view), ...sql(view), ...table(view)];
  return parts.join('\n\n');
}

/** What was answered, where it is not what was typed. */
function rewritten({ question, standaloneQuestion }: QuestionView): string[] {
  const isSame = standaloneQuestion === undefined || standaloneQuestion === question;
  return isSame ? [] : [`Understood as: ${standaloneQuestion}`];
}

function ending(view: QuestionView): string {
  const { status, answer, error, clarification } = view;
  if (clarification) {
    return [
      clarification.question,
      ...clarification.choices.map((choice, at) => `  ${at + 1}. ${choice}`),
    ].join('\n');
  }
  if (error) return `${status === 'REFUSED' ? 'Refused' : 'Failed'} (${error.name}): ${error.message}`;
  return answer ?? (status === 'CANCELLED' ? 'Cancelled.' : '');
}

function assumptions({ assumptions: taken = [] }: QuestionView): string[] {
  return taken.length === 0 ? [] : [['Assumed:', ...taken.map((one) => `  - ${one}`)].join('\n')];
}

/** The SQL that ran, or what was tried when nothing did. */
function sql(view: QuestionView): string[] {
  if (view.sql) return [view.sql];
  return view.attempts.map(
    (attempt) =>
      `${attempt.sql}${attempt.error ? `\n-- ${attempt.error.name}: ${attempt.error.message}` : ''}`,
  );
}

function table({ columns, rows, rowCount = 0, truncated }: QuestionView): string[] {
  if (!columns || !rows) return [];
  const shown = rows.length < rowCount ? `, the first ${rows.length} shown` : '';
  const cut = truncated ? '; the row limit cut the result' : '';
  return [`${renderTable(columns, rows)}\n(${rowCount} ${rowCount === 1 ? 'row' : 'rows'}${shown}${cut})`];
}
