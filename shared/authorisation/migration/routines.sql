-- Functions and procedures that everybody may call and a login of a policy should not: users' own within its reach,
-- and volatile ones, of extensions and of the server. Immutable functions of extensions stay: their types need them.
SELECT
  p.oid::pg_catalog.regprocedure::text AS signature,
  n.nspname = 'pg_catalog' AS "builtIn"
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE (p.proacl IS NULL OR EXISTS (SELECT FROM pg_catalog.aclexplode(p.proacl) g WHERE g.grantee = 0))
  AND n.nspname <> 'information_schema'
  AND CASE WHEN n.nspname = 'pg_catalog' THEN
      -- Those that run text as SQL need not be volatile.
      (p.provolatile = 'v' OR p.proname ~ '_to_xml|^ts_stat$')
      -- Called by the server alone.
      AND NOT 'pg_catalog.internal'::pg_catalog.regtype = ANY (p.proargtypes)
      AND p.prorettype::pg_catalog.regtype::text !~ '(handler|trigger)$'
      -- These read nothing and change nothing.
      AND p.proname NOT IN ('random', 'random_normal', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7')
    ELSE
      (n.nspname = ANY ($1) OR EXISTS (
        SELECT FROM pg_catalog.aclexplode(n.nspacl) g WHERE g.grantee = 0 AND g.privilege_type = 'USAGE'
      ))
      AND (p.provolatile = 'v' OR NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e'
      ))
    END
ORDER BY 2, 1
