import type { ClientBase } from 'pg';

/** Goes up whenever the same scale gives other rows or tables, so that an older sample is loaded anew. */
const VERSION = 1;

/** What the schemas in a database are: absent, ours (at a scale and version), or somebody else's. */
export type SampleState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'foreign'; readonly schemas: readonly string[] }
  | { readonly kind: 'ours'; readonly scale: number; readonly isCurrent: boolean };

export async function readSampleState(client: ClientBase): Promise<SampleState> {
  const { rows } = await client.query<{ name: string; comment: string | null }>(
    `SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS comment
     FROM pg_catalog.pg_namespace WHERE nspname IN ('northwind', 'nw_abbr') ORDER BY nspname`,
  );
  const marks = rows.map(({ comment }) => /^Inquery sample, version (\d+), scale (\d+)$/.exec(comment ?? ''));
  const foreign = rows.filter((_, index) => !marks[index]).map(({ name }) => name);
  if (foreign.length > 0) return { kind: 'foreign', schemas: foreign };
  const [mark] = marks;
  if (!mark) return { kind: 'absent' };
  const isWhole = rows.length === 2 && marks.every((other) => other?.[0] === mark[0]);
  return { kind: 'ours', scale: Number(mark[2]), isCurrent: isWhole && Number(mark[1]) === VERSION };
}

/** Marks both schemas as ours; the comment goes with the schema when somebody drops it. */
export async function markSample(client: ClientBase, scale: number): Promise<void> {
  const mark = `'Inquery sample, version ${VERSION}, scale ${scale}'`;
  await client.query(`COMMENT ON SCHEMA northwind IS ${mark}; COMMENT ON SCHEMA nw_abbr IS ${mark}`);
}
