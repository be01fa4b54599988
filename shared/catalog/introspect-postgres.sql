-- Tables and views of the given schemas that this login may read, with what the planner already knows about
-- their columns. Reads the system catalogues only; no table is scanned.
SELECT
  n.nspname AS schema,
  c.relname AS name,
  CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END AS kind,
  obj_description(c.oid, 'pg_class') AS description,
  c.reltuples::float8 AS "estimatedRows",
  COALESCE((
    SELECT json_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
    FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = c.oid AND i.indisprimary
  ), '[]'::json) AS "primaryKey",
  (
    SELECT json_agg(json_build_object(
      'name', a.attname,
      'type', t.typname,
      'category', t.typcategory,
      'nullable', NOT a.attnotnull,
      'description', col_description(c.oid, a.attnum),
      'distinct', s.n_distinct,
      'common', s.most_common_vals::text::text[],
      'bounds', s.histogram_bounds::text::text[]
    ) ORDER BY a.attnum)
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege(c.oid, a.attnum, 'SELECT')
  ) AS columns
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1)
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND has_any_column_privilege(c.oid, 'SELECT')
ORDER BY 1, 2
