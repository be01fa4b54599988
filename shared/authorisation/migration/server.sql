-- The server, what PUBLIC may do in this database beside reading, and the roles that may rely on it.
SELECT
  pg_catalog.current_database() AS database,
  pg_catalog.current_setting('server_version_num')::int / 10000 AS version,
  COALESCE((
    SELECT bool_or(g.privilege_type = 'TEMPORARY')
    FROM pg_catalog.pg_database d,
      pg_catalog.aclexplode(COALESCE(d.datacl, pg_catalog.acldefault('d', d.datdba))) g
    WHERE d.datname = pg_catalog.current_database() AND g.grantee = 0
  ), false) AS "publicTemporary",
  (SELECT COALESCE(json_agg(n.nspname ORDER BY n.nspname), '[]'::json)
   FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) g
   WHERE g.grantee = 0 AND g.privilege_type = 'CREATE' AND n.nspname NOT LIKE 'pg\_%') AS "publicCreate",
  (SELECT COALESCE(json_agg(r.rolname ORDER BY r.rolname), '[]'::json)
   FROM pg_catalog.pg_roles r
   WHERE r.rolname NOT LIKE 'pg\_%' AND r.rolname NOT LIKE 'rds%' AND NOT r.rolsuper
     AND r.rolname <> 'inquery_former_public') AS roles,
  (SELECT COALESCE(json_agg(DISTINCT pg_catalog.pg_get_userbyid(c.relowner)), '[]'::json)
   FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')) AS owners
