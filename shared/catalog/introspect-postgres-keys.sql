-- Foreign keys between tables of the given schemas, columns in the key's order.
SELECT
  n.nspname || '.' || c.relname AS "table",
  (SELECT json_agg(a.attname ORDER BY k.position)
   FROM unnest(f.conkey) WITH ORDINALITY AS k (number, position)
   JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number) AS columns,
  rn.nspname || '.' || rc.relname AS "refTable",
  (SELECT json_agg(a.attname ORDER BY k.position)
   FROM unnest(f.confkey) WITH ORDINALITY AS k (number, position)
   JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.number) AS "refColumns"
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class rc ON rc.oid = f.confrelid
JOIN pg_namespace rn ON rn.oid = rc.relnamespace
WHERE f.contype = 'f' AND f.conparentid = 0 AND n.nspname = ANY ($1) AND rn.nspname = ANY ($1)
ORDER BY 1, f.conname
