import type { Operator } from '../linking/operators.ts';
import type { Column, Table } from '../schema/schema.ts';
import { mainDate } from './date-column.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isOperator, operatorAt, skip, tableAhead, tableNamed } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';
import { scaleColumn } from './scale-column.ts';

/** "When was the last order shipped", "the date of the latest order": the last or first of a table's dates. */
export function readWhen(draft: Draft): boolean {
  const named = /^(dates?|day)$/i.test(draft.chunks[draft.at]?.text ?? '');
  if (draft.select.length > 0 || draft.mode !== 'select') return false;
  const start = named ? skip(draft, draft.at + 1) : draft.asksWhen ? draft.at : undefined;
  const extreme = start === undefined ? undefined : extremeAt(draft, start);
  if (start === undefined || !extreme) return false;
  const at = skip(draft, start + 1);
  const table = tableNamed(draft.chunks[at]);
  const column = table && (verbDate(draft, at + 1, table) ?? mainDate(table));
  if (!table || !column) return false;
  mention(draft, table);
  project(draft, { kind: 'aggregate', fn: extreme, column });
  draft.mode = 'where';
  draft.at = at + 1;
  return true;
}

/** "How old is …": the figure of the table that follows. */
export function readHowMuch(draft: Draft): boolean {
  const operator = operatorAt(draft);
  const table = operator?.op === 'howMuch' ? (tableAhead(draft, draft.at + 1) ?? draft.entity) : undefined;
  const scaled = operator?.op === 'howMuch' && table && scaleColumn(draft, table, operator.adjective, 'desc');
  if (!table || !scaled || scaled.direction !== 'desc' || scaled.column.kind !== 'number') return false;
  project(draft, { kind: 'column', column: scaled.column });
  draft.entity ??= table;
  draft.at += 1;
  return true;
}

function extremeAt(draft: Draft, at: number): 'min' | 'max' | undefined {
  const operator: Operator | undefined = operatorAt(draft, at);
  if (operator?.op !== 'superlative') return undefined;
  return { early: 'min' as const, recent: 'max' as const }[operator.adjective ?? ''];
}

/** The date of the table that the next verb speaks of. */
export function verbDate(draft: Draft, from: number, table: Table): Column | undefined {
  for (let at = from; at < draft.chunks.length && !isOperator(draft, at, 'stop'); at += 1) {
    const chunk = draft.chunks[at];
    if (chunk?.kind !== 'operator' || !chunk.hints) continue;
    const column = resolveColumn(draft, chunk.hints, (one) => one.kind === 'date' && one.table === table.key);
    if (column) return column;
  }
  return undefined;
}
