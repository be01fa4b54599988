-- Tables and views of the given schemas that this login may read, with what the planner already knows about
-- their columns. Reads the system catalogues only; no table is scanned.
SELECT
  n.nspname AS schema,
  c.relname AS name,
  CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END AS kind,
  obj_description(c.oid, 'pg_class') AS description,
  -- What the parent of partitions was never analysed for, its partitions may know.
  CASE WHEN c.relkind = 'p' AND c.reltuples < 0
    THEN (
      WITH RECURSIVE parts AS (
        SELECT i.inhrelid AS oid FROM pg_inherits i WHERE i.inhparent = c.oid
        UNION ALL
        SELECT i.inhrelid FROM parts JOIN pg_inherits i ON i.inhparent = parts.oid
      )
      SELECT COALESCE(sum(l.reltuples), -1)
      FROM parts
      JOIN pg_class l ON l.oid = parts.oid
      WHERE l.relkind <> 'p' AND l.reltuples >= 0
    )
    ELSE c.reltuples
  END::float8 AS "estimatedRows",
  -- A view may do any work for its first row, a foreign table lies elsewhere.
  c.relkind IN ('r', 'p', 'm') AS stored,
  COALESCE((
    SELECT json_agg(a.attname ORDER BY k.position)
    FROM pg_constraint p
    CROSS JOIN unnest(p.conkey) WITH ORDINALITY AS k (number, position)
    JOIN pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.number
    WHERE p.conrelid = c.oid AND p.contype = 'p'
  ), '[]'::json) AS "primaryKey",
  COALESCE((
    SELECT json_agg(json_build_object(
      'name', a.attname,
      'type', t.typname,
      'category', t.typcategory,
      'nullable', NOT a.attnotnull,
      'description', col_description(c.oid, a.attnum),
      'nullShare', s.null_frac,
      'distinct', s.n_distinct,
      'common', s.most_common_vals::text::text[],
      'bounds', s.histogram_bounds::text::text[]
    ) ORDER BY a.attnum)
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    -- A table that others inherit from has statistics of itself alone and with them.
    LEFT JOIN LATERAL (
      SELECT *
      FROM pg_stats s
      WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
      ORDER BY s.inherited DESC
      LIMIT 1
    ) s ON true
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege(c.oid, a.attnum, 'SELECT')
  ), '[]'::json) AS columns
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1)
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND has_schema_privilege(n.oid, 'USAGE')
  AND has_any_column_privilege(c.oid, 'SELECT')
ORDER BY 1, 2
