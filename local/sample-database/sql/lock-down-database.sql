-- For a database of our own: what PostgreSQL lets everybody do by default, nobody needs here.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

-- Volatile functions act: they wait, lock, signal, write; some others run text as SQL. Left are those that only make up a value, and those that
-- the server alone can call.
DO $$
DECLARE
  acting regprocedure;
BEGIN
  FOR acting IN
    SELECT p.oid
    FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace
      AND (p.provolatile = 'v' OR p.proname ~ '_to_xml|^ts_stat$')
      AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) g WHERE g.grantee = 0))
      AND NOT 'internal'::regtype = ANY (p.proargtypes)
      AND p.prorettype::regtype::text !~ '(handler|trigger)$'
      AND p.proname NOT IN ('random', 'random_normal', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', acting);
  END LOOP;
END $$;
