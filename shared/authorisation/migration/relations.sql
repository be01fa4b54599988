-- Tables and views that a login of a policy could reach: those of the source's schemas ($1) and of schemas that
-- PUBLIC may use.
SELECT
  n.nspname AS schema,
  c.relname AS name,
  n.nspname = ANY ($1) AS "inSource",
  c.relkind::text AS kind,
  c.relrowsecurity AS "rowSecurity",
  COALESCE((
    SELECT o.option_value::boolean FROM pg_catalog.pg_options_to_table(c.reloptions) o
    WHERE o.option_name = 'security_invoker'
  ), false) AS "securityInvoker",
  (SELECT COALESCE(json_agg(a.attname ORDER BY a.attnum), '[]'::json)
   FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT COALESCE(json_agg(DISTINCT pg_catalog.pg_get_userbyid(g.grantee)), '[]'::json)
   FROM (
     SELECT grantee FROM pg_catalog.aclexplode(c.relacl)
     UNION
     SELECT x.grantee FROM pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) x WHERE a.attrelid = c.oid
   ) g
   WHERE g.grantee <> 0 AND g.grantee <> c.relowner) AS grantees,
  (SELECT COALESCE(json_agg(g.privilege_type ORDER BY g.privilege_type), '[]'::json)
   FROM pg_catalog.aclexplode(c.relacl) g WHERE g.grantee = 0) AS "publicPrivileges",
  EXISTS (
    SELECT FROM pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) x
    WHERE a.attrelid = c.oid AND x.grantee = 0
  ) AS "hasPublicColumns"
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND (n.nspname = ANY ($1) OR EXISTS (
    SELECT FROM pg_catalog.aclexplode(n.nspacl) g WHERE g.grantee = 0 AND g.privilege_type = 'USAGE'
  ))
ORDER BY 1, 2
