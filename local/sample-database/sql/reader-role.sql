-- The login that model-written SQL runs under: it reads the two schemas and nothing else.
REVOKE ALL ON ALL TABLES IN SCHEMA northwind, nw_abbr FROM PUBLIC;
REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA northwind, nw_abbr FROM PUBLIC;
REVOKE CREATE ON SCHEMA northwind, nw_abbr FROM PUBLIC;
GRANT USAGE ON SCHEMA northwind, nw_abbr TO inquery_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA northwind, nw_abbr TO inquery_reader;

ALTER ROLE inquery_reader SET default_transaction_read_only = on;
ALTER ROLE inquery_reader SET statement_timeout = '30s';
ALTER ROLE inquery_reader SET lock_timeout = '5s';
ALTER ROLE inquery_reader SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE inquery_reader SET search_path = northwind;
ALTER ROLE inquery_reader SET row_security = on;
