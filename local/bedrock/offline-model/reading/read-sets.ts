import { parentsOf } from '../joins/join-path.ts';
import type { Chunk } from '../linking/chunk.ts';
import type { Operator } from '../linking/operators.ts';
import type { SetQuery } from '../query/set-query.ts';
import type { Schema, Table } from '../schema/schema.ts';
import { tableNamed } from './peek.ts';
import { setColumns } from './set-columns.ts';

type Op = Operator['op'];
const LIGHT: readonly Op[] = ['filler', 'of', 'verb', 'relative', 'show', 'stop', 'distinct'];
const BY: readonly Op[] = ['each', 'by'];

/**
 * What two tables that nothing ties together have in common: "countries with both customers and suppliers",
 * "with customers but no suppliers", "customers and suppliers per country". Undefined for any other question.
 */
export function readSets(schema: Schema, chunks: readonly Chunk[]): SetQuery | undefined {
  const words = chunks.filter((chunk) => !isOp(chunk, ...LIGHT));
  return readCommon(schema, words) ?? readCounts(schema, words);
}

/** Value, "both" or "either", table, "and", "or" or "but no", table. */
function readCommon(schema: Schema, [asked, ...rest]: readonly Chunk[]): SetQuery | undefined {
  const told = isOp(rest[0], 'both', 'either');
  const [one, joint, ...others] = told ? rest.slice(1) : rest;
  const denied = isOp(others[0], 'without', 'not');
  const [other, ...more] = denied ? others.slice(1) : others;
  if (more.length > 0 || !isOp(joint, 'and', 'or') || (told && denied)) return undefined;
  const columns = pairOf(schema, asked, one, other);
  if (!columns) return undefined;
  if (denied) return { kind: 'except', columns };
  return isOp(joint, 'or') ? { kind: 'union', columns } : told ? { kind: 'intersect', columns } : undefined;
}

/** "How many", table, "and", table, "in each", value. */
function readCounts(schema: Schema, words: readonly Chunk[]): SetQuery | undefined {
  const [count, one, joint, other, each, asked, ...more] = words;
  const fits = isOp(count, 'count') && isOp(joint, 'and') && isOp(each, ...BY) && more.length === 0;
  const columns = fits ? pairOf(schema, asked, one, other) : undefined;
  return columns && { kind: 'counts', columns };
}

/** The column of that name in both tables, when neither table's rows belong to the other's. */
function pairOf(
  schema: Schema,
  asked: Chunk | undefined,
  one: Chunk | undefined,
  other: Chunk | undefined,
): SetQuery['columns'] | undefined {
  const [left, right] = [tableNamed(one), tableNamed(other)];
  if (!left || !right || left === right || asked?.kind !== 'items' || tableNamed(asked)) return undefined;
  const isTied = ([child, parent]: readonly [Table, Table]) =>
    parentsOf(schema, child.key).includes(parent.key);
  if (isTied([left, right]) || isTied([right, left])) return undefined;
  return setColumns(asked.candidates, left, right);
}

function isOp(chunk: Chunk | undefined, ...ops: readonly Op[]): boolean {
  return chunk?.kind === 'operator' && ops.includes(chunk.operator.op);
}
