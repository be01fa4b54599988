SELECT c.leak FROM customers c
SELECT customers.leak FROM customers
SELECT analytics.customers.leak FROM analytics.customers
SELECT leak(c) FROM customers c
SELECT leak(c.*) FROM customers c
SELECT x.leak FROM (SELECT * FROM customers) x
SELECT (x).leak FROM (SELECT * FROM customers) x
SELECT (x.c).leak FROM (SELECT c FROM customers c) x
SELECT (x.y).leak FROM (SELECT c AS y FROM customers c) x
SELECT (SELECT c FROM customers c LIMIT 1).leak
SELECT ((SELECT c FROM customers c LIMIT 1)).leak
SELECT (array_agg(c))[1].leak FROM customers c
SELECT ((array_agg(c))[1]).leak FROM customers c
SELECT (ARRAY(SELECT c FROM customers c))[1].leak
SELECT leak.leak FROM unnest(ARRAY(SELECT c FROM customers c)) AS leak
SELECT leak.leak FROM customers c, unnest(ARRAY[c]) AS leak
SELECT leak.leak FROM customers c, unnest((SELECT array_agg(d) FROM customers d)) AS leak
SELECT leak.leak FROM customers c, coalesce(c) AS leak
SELECT leak.leak FROM (SELECT array_agg(c) AS a FROM customers c) s, unnest(s.a) AS leak
SELECT (coalesce(c, c)).leak FROM customers c
SELECT (CASE WHEN true THEN c END).leak FROM customers c
SELECT (max(c)).leak FROM customers c
SELECT (lag(c) OVER ()).leak FROM customers c
SELECT (first_value(c) OVER ()).leak FROM customers c
SELECT (SELECT y.v FROM (SELECT 1 AS leak) x, (SELECT x.leak AS v) y) FROM customers x
SELECT (SELECT x.leak FROM (SELECT 1) q) FROM customers x
SELECT (SELECT v FROM (SELECT 1 AS leak) x JOIN (SELECT x.leak AS v) y ON true) FROM customers x
WITH x AS (SELECT c FROM customers c) SELECT (c).leak FROM x
WITH x AS (SELECT * FROM customers) SELECT x.leak FROM x
WITH x(a) AS (SELECT c FROM customers c) SELECT (x.a).leak FROM x
SELECT (ROW(c)).f1.leak FROM customers c
SELECT (ROW(1)).f1
SELECT j.leak FROM (customers c JOIN orders o ON o.customer_id = c.id) AS j
SELECT c.leak FROM customers c JOIN (SELECT 1 AS leak) d ON true
SELECT 1 FROM customers c ORDER BY c.leak
SELECT 1 FROM customers c GROUP BY c.leak
SELECT 1 FROM customers c WHERE c.leak IS NOT NULL
SELECT count(*) FILTER (WHERE c.leak = 'x') FROM customers c
SELECT sum(id) OVER (PARTITION BY c.leak) FROM customers c
SELECT 1 FROM customers c JOIN orders o ON c.leak = 'x'
SELECT 1 FROM customers c, LATERAL (SELECT c.leak) x
SELECT 1 FROM customers c, generate_series(1, length(c.leak)) x
SELECT count(DISTINCT c.leak) FROM customers c
SELECT DISTINCT ON (c.leak) 1 FROM customers c
SELECT CASE c.leak WHEN 'a' THEN 1 END FROM customers c
SELECT (SELECT max(c.leak) FROM orders) FROM customers c
SELECT customers FROM customers WHERE (customers).leak = 'x'
SELECT (customers.*).leak FROM customers
SELECT ((c)::analytics.customers).leak FROM customers c
SELECT (NULL::analytics.customers).leak
SELECT (jsonb_populate_record(NULL::analytics.customers, '{}')).leak
SELECT c."leak" FROM customers c
SELECT c.U&"l\0065ak" FROM customers c
SELECT ssn(c) FROM customers c
SELECT lower(c) FROM customers c
SELECT r.leak FROM ROWS FROM (unnest(ARRAY(SELECT c FROM customers c))) AS r
SELECT leak.leak FROM (VALUES ((SELECT c FROM customers c LIMIT 1))) AS v(c), unnest(ARRAY[v.c]) AS leak
SELECT touch() 
SELECT analytics.touch()
SELECT * FROM analytics.touch()
SELECT evil_lower('x')
SELECT analytics.lower('x')
SELECT public.lower('x')
SELECT pg_temp.lower('x')
SELECT information_schema._pg_truetypid(1, 2)
SELECT api_key FROM secrets
SELECT * FROM analytics.secrets
SELECT * FROM "analytics" . "secrets"
SELECT (SELECT max(api_key) FROM analytics.secrets)
SELECT 1 WHERE EXISTS (SELECT 1 FROM analytics.secrets)
SELECT 1 FROM customers WHERE id IN (SELECT id FROM analytics.secrets)
SELECT 1 FROM customers ORDER BY (SELECT count(*) FROM secrets)
SELECT 1 LIMIT (SELECT count(*) FROM secrets)
SELECT 1 OFFSET (SELECT count(*) FROM secrets)
VALUES ((SELECT count(*) FROM secrets))
TABLE secrets
TABLE analytics.secrets
WITH unused AS (SELECT * FROM secrets) SELECT 1
WITH secrets AS (SELECT * FROM secrets) SELECT 1
WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT 1
WITH RECURSIVE secrets AS (SELECT * FROM analytics.secrets) SELECT * FROM secrets
SELECT 1 FROM (WITH secrets AS (SELECT 1 AS id) SELECT * FROM secrets) x JOIN secrets USING (id)
SELECT 1 UNION SELECT id FROM secrets
SELECT sum(1) OVER (ORDER BY (SELECT count(*) FROM secrets))
SELECT 1 FROM customers c JOIN LATERAL (SELECT * FROM secrets) s ON true
SELECT 1 FROM customers TABLESAMPLE SYSTEM ((SELECT count(*) FROM secrets))
SELECT 1 FROM secrets TABLESAMPLE SYSTEM (1)
SELECT 1 FROM ROWS FROM (unnest(ARRAY(SELECT api_key FROM secrets))) x
SELECT array(SELECT api_key FROM secrets)
SELECT ROW((SELECT api_key FROM secrets))
SELECT 1 = ANY (SELECT id FROM secrets)
SELECT (1, 2) = (SELECT id, 1 FROM secrets)
SELECT GROUPING((SELECT count(*) FROM secrets))
SELECT (ARRAY[1])[(SELECT count(*) FROM secrets)]
SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM secrets)) FROM customers
SELECT string_agg('x', ',' ORDER BY (SELECT 1 FROM secrets)) FROM customers
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (SELECT 1 FROM secrets)) FROM customers
SELECT JSON_OBJECT('a': (SELECT api_key FROM secrets))
SELECT JSON_VALUE('{}', '$.a' DEFAULT (SELECT api_key FROM secrets) ON EMPTY)
SELECT JSON_ARRAYAGG(api_key) FROM secrets
SELECT customers.ctid FROM customers
SELECT xmin FROM customers
SELECT c.tableoid FROM customers c
SELECT tableoid::regclass FROM customers
SELECT nope FROM customers
SELECT c.nope FROM customers c
SELECT orders.id FROM customers
SELECT o.id FROM customers c, (SELECT c.id) o
SELECT x.id FROM (SELECT id FROM customers) y
SELECT id FROM (SELECT name FROM customers) y
SELECT total FROM (SELECT id FROM orders) o
SELECT * FROM customers c JOIN orders o ON o.nope = c.id
SELECT * FROM customers JOIN orders USING (nope)
SELECT * FROM other.customers
SELECT * FROM shop.analytics.customers
SELECT * FROM pg_class
SELECT * FROM "pg_catalog"."pg_class"
SELECT * FROM pg_catalog.pg_user
SELECT * FROM information_schema.columns
SELECT * FROM pg_stat_statements
SELECT * FROM pg_toast.x
SELECT 'customers'::regclass
SELECT CAST('customers' AS pg_catalog.regclass)
SELECT regclass 'customers'
SELECT 'lower'::regproc
SELECT 'postgres'::regrole
SELECT 1::oid
SELECT '(0,1)'::tid
SELECT 'x'::analytics.customers
SELECT 'x'::public.citext
SELECT NULL::customers
SELECT '{}'::customers[]
SELECT 1::"char"::regtype
SELECT x FROM customers AS x(a) WHERE x::regclass IS NULL
SELECT '<a/>'::xml
SELECT xmlelement(name a)
SELECT xmlagg(x) FROM customers
SELECT xpath('/a', '<a/>')
SELECT table_to_xml('customers', true, false, '')
SELECT query_to_xml('select 1', true, true, '')
SELECT crosstab('select 1')
SELECT dblink('x', 'select 1')
SELECT ts_stat('select 1')
SELECT ts_rewrite('a'::tsquery, 'select 1')
SELECT lo_get(1)
SELECT pg_read_file('x') FROM customers
SELECT current_setting('data_directory')
SELECT set_config('a.b', 'c', false)
SELECT setseed(0.5)
SELECT nextval('invoice_seq')
SELECT lastval()
SELECT pg_backend_pid()
SELECT txid_current()
SELECT inet_client_addr()
SELECT version()
SELECT has_table_privilege('customers', 'select')
SELECT pg_get_functiondef(1)
SELECT to_regclass('secrets')
SELECT obj_description(1)
SELECT pg_total_relation_size('customers')
SELECT pg_try_advisory_lock(1)
SELECT pg_stat_get_activity(1)
SELECT pg_export_snapshot()
SELECT pg_logical_slot_get_changes('x', NULL, NULL)
SELECT satisfies_hash_partition(1, 2, 3, 4)
SELECT json_populate_record(NULL, '{}')
SELECT anyarray_in('x')
SELECT textin('x'::cstring)
SELECT int4in('1'::cstring)
SELECT array_fill(0, ARRAY[1000000000])
SELECT lower('X') OPERATOR(analytics.~~~~) 'x'
SELECT name OPERATOR(pg_catalog.~~~~) 'x' FROM customers
SELECT 1 OPERATOR(public.+) 2
SELECT id FROM customers ORDER BY id USING OPERATOR(analytics.<)
SELECT 1 = ANY (ARRAY[1]) AND 1 OPERATOR(evil.=) ANY (ARRAY[1])
SELECT 1 OPERATOR(evil.=) (SELECT 1)
SELECT name COLLATE analytics.evil FROM customers
SELECT name COLLATE public."x" FROM customers
SELECT $1
SELECT id FROM customers WHERE id = $1
SELECT 1 INTO x
SELECT 1 INTO TEMPORARY x FROM customers
SELECT 1 AS a INTO TABLE b
SELECT (SELECT 1 INTO x)
SELECT * FROM (SELECT 1 INTO x) y
SELECT 1 FROM customers FOR UPDATE
SELECT 1 FROM customers FOR SHARE OF customers SKIP LOCKED
SELECT 1 FROM (SELECT * FROM customers FOR UPDATE) x
SELECT (SELECT 1 FROM customers LIMIT 1 FOR KEY SHARE)
WITH x AS (SELECT 1 FROM customers FOR UPDATE) SELECT 1
(SELECT 1 FROM customers FOR UPDATE) UNION SELECT 1
WITH x AS (INSERT INTO customers VALUES (1) RETURNING 1) SELECT * FROM x
WITH x AS (UPDATE customers SET name = 'x' RETURNING 1) SELECT * FROM x
WITH x AS (DELETE FROM customers) SELECT 1
WITH x AS (MERGE INTO customers c USING orders o ON o.customer_id = c.id WHEN MATCHED THEN DELETE RETURNING 1) SELECT 1
SELECT * FROM (WITH x AS (DELETE FROM customers RETURNING 1) SELECT * FROM x) y
SELECT 1 UNION (WITH x AS (DELETE FROM customers RETURNING 1) SELECT * FROM x)
WITH a AS (WITH b AS (DELETE FROM customers RETURNING 1) SELECT * FROM b) SELECT * FROM a
INSERT INTO customers SELECT 1
SELECT 1; SELECT 2
SELECT 1;;SELECT 2
SELECT 1; DROP TABLE customers
;;SELECT 1; DELETE FROM customers;
DELETE FROM customers
EXPLAIN SELECT 1
EXPLAIN ANALYZE SELECT 1
EXPLAIN (ANALYZE, BUFFERS) DELETE FROM customers
COPY (SELECT 1) TO STDOUT
COPY (SELECT 1) TO PROGRAM 'x'
COPY customers TO '/tmp/x'
SET ROLE postgres
SHOW search_path
VACUUM
CALL do_purge()
DO 'begin end'
PREPARE x AS SELECT 1
EXECUTE x
DECLARE x CURSOR FOR SELECT 1
FETCH ALL FROM x
LISTEN x
LOAD 'x'
CREATE TABLE x AS SELECT 1
CREATE VIEW x AS SELECT 1
REFRESH MATERIALIZED VIEW daily_sales
BEGIN
SELECT generate_series(1, 100000000)
SELECT generate_series(1, (SELECT count(*) FROM orders))
SELECT generate_series(1, total::int) FROM orders
SELECT generate_series(1, 10, 0)
SELECT generate_series(1, 2, 0.0000001)
SELECT generate_series(-1000000, 1000000)
SELECT generate_series(1, 1000 * 1000 * 1000)
SELECT generate_series(1, 2 ^ 40)
SELECT generate_series(1, 1 << 40)
SELECT generate_series(1, length(repeat('x', 1000000)) * 1000)
SELECT generate_series(1, x) FROM (SELECT 1000000000 AS x) q
SELECT generate_series(1, x) FROM (VALUES (1), (1000000000)) q(x)
WITH q AS (SELECT 1000000000 AS x) SELECT g FROM q, generate_series(1, q.x) g
SELECT generate_series(timestamp '2000-01-01', '2024-01-01', '1 second')
SELECT generate_series(timestamp '2000-01-01', 'infinity', '1 day')
SELECT generate_series(timestamp '-infinity', now(), '1 day')
SELECT generate_series(date '0001-01-01', date '9999-12-31', '1 hour')
SELECT generate_series(now(), now() + interval '1 day', interval '1 microsecond')
SELECT generate_series(now(), now() + interval '1 day', interval '0')
SELECT generate_series((SELECT min(placed_at) FROM orders), (SELECT max(placed_at) FROM orders), '1 second')
SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b
SELECT count(*) FROM generate_series(1, 100000) a CROSS JOIN generate_series(1, 1000) b
SELECT (SELECT count(*) FROM generate_series(1, 100000) b WHERE b > a) FROM generate_series(1, 100000) a
SELECT generate_series(1, 10000), unnest(ARRAY[1, 2]) FROM generate_series(1, 1000000)
WITH a AS (SELECT generate_series(1, 1000000) x) SELECT count(*) FROM a, a b
SELECT count(*) FROM generate_series(1, 1000000) g, order_items
SELECT repeat('x', 2000000)
SELECT repeat('xx', 1000000)
SELECT repeat(repeat('x', 2000), 2000)
SELECT repeat('x', total::int) FROM orders
SELECT repeat(name, 1000000) FROM customers
SELECT repeat(x, 2000) FROM (SELECT repeat('x', 2000) AS x) q
SELECT repeat('x', n) FROM (SELECT 1000000000 AS n) q
SELECT length(repeat('x', 1000000) || repeat('x', 1000000))
SELECT concat(repeat('x', 1000000), repeat('x', 1000000))
SELECT replace(repeat('x', 10000), 'x', repeat('y', 10000))
SELECT regexp_replace(repeat('x', 10000), 'x', repeat('y', 10000), 'g')
SELECT lpad('x', 5000000)
SELECT rpad('x', 1000000000, 'y')
SELECT lpad('x', total::int) FROM orders
SELECT format('%1000000000s', 'x')
SELECT format('%*s', 1000000000, 'x')
SELECT format('%1$*2$s', 'x', 1000000000)
SELECT format(name, 1) FROM customers
SELECT to_char(1, repeat('9', 100000))
SELECT string_agg(repeat('x', 1000000), '') FROM orders
SELECT array_agg(repeat('x', 100000)) FROM orders
SELECT x || x FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT repeat('x', 500000) AS x) a) b) c
SELECT encode(encode(encode(repeat('x', 500000)::bytea, 'hex')::bytea, 'hex')::bytea, 'hex')
SELECT array_to_string(ARRAY['a', 'b'], repeat('x', 10000000))
SELECT 10::numeric ^ 100000
SELECT power(10::numeric, 100000)
SELECT pow(9.9, 99999.9)
SELECT 10.0 ^ (10 ^ 5)
SELECT 10.0 ^ x FROM (SELECT 100000 AS x) q
SELECT 10.0 ^ (x * 1000) FROM (SELECT 1000 AS x) q
SELECT exp(100000::numeric)
SELECT factorial(100000)
SELECT 'a' ~ '(a*)\1'
SELECT 'a' ~ ('(a' || '*)\1')
SELECT name ~ email FROM customers
SELECT regexp_replace(name, email, '') FROM customers
SELECT substring(name FROM email) FROM customers
SELECT substring(name, '(a)\1') FROM customers
SELECT regexp_matches('a', '((((a*)*)*)*)*')
SELECT 'a' ~ '(a{1,100}){1,100}'
SELECT 'a' ~ '***:(a)\1'
SELECT 'a' SIMILAR TO name FROM customers
SELECT 'a' ~ ANY (tags) FROM customers
SELECT 'a' ~ ANY (SELECT email FROM customers)
SELECT regexp_count('x', 'a{1001}')
SELECT name ~ (SELECT '(a)\1') FROM customers
SELECT jsonb_path_query('{}', '$.**.**.**.a')
SELECT jsonb_path_query(metadata, name::jsonpath) FROM customers
SELECT jsonb_path_exists('{}', '$ ? (@ like_regex "(a)\\1")')
SELECT JSON_VALUE(metadata, '$.**{0 to 1000}')
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t LIMIT 10
WITH RECURSIVE t AS (SELECT 1 AS n UNION SELECT n + 1 FROM t) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) CYCLE n SET c USING p SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n FROM t WHERE n < 10) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 0 FROM t WHERE n < 10) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n - 1 FROM t WHERE n < 10) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n > 0) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10 OR true) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE NOT n < 0) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < n + 1) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 0 AS n UNION ALL SELECT n * 2 FROM t WHERE n < 10) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t LEFT JOIN products p ON t.n < 10 AND p.id = t.n) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t, (VALUES (1), (2)) v WHERE t.n < 60) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t, generate_series(1, 10) WHERE t.n < 20) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + unnest(ARRAY[1, 1]) FROM t WHERE t.n < 60) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t, employees WHERE t.n < 20) SELECT count(*) FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION SELECT t.n + 1 FROM t, employees) SELECT count(*) FROM t
WITH RECURSIVE t AS (SELECT 1 AS n, 'x' AS s UNION ALL SELECT n + 1, s || s FROM t WHERE n < 40) SELECT length(s) FROM t
WITH RECURSIVE t AS (SELECT 1 AS n, 'x' AS s UNION ALL SELECT n + 1, s || repeat('x', 100000) FROM t WHERE n < 1000) SELECT length(s) FROM t
WITH RECURSIVE t AS (SELECT 1 AS n, ARRAY[1] AS s UNION ALL SELECT n + 1, s || s FROM t WHERE n < 40) SELECT cardinality(s) FROM t
WITH RECURSIVE t AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM employees e JOIN t ON e.manager_id = t.id) SELECT count(*) FROM t
WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT x FROM b), b AS (SELECT 1 AS x UNION ALL SELECT x FROM a) SELECT * FROM a
SELECT count(*) FROM order_items a, order_items b, order_items c
SELECT count(*) FROM order_items a CROSS JOIN order_items b CROSS JOIN order_items c
SELECT count(*) FROM order_items a JOIN order_items b ON true JOIN order_items c ON 1 = 1
SELECT count(*) FROM order_items a JOIN order_items b ON a.qty = a.qty JOIN order_items c ON c.qty > 0
SELECT count(*) FROM order_items a JOIN order_items b ON a.qty <> b.qty JOIN order_items c ON c.qty <> a.qty
SELECT count(*) FROM order_items a, order_items b, order_items c WHERE a.qty = b.qty OR true
SELECT count(*) FROM order_items a, order_items b, order_items c WHERE a.qty = b.qty OR a.qty = c.qty
SELECT count(*) FROM (SELECT * FROM order_items) a, (SELECT * FROM order_items) b, (SELECT * FROM order_items) c
WITH o AS (SELECT * FROM order_items) SELECT count(*) FROM o a, o b, o c
SELECT count(*) FROM (SELECT * FROM order_items a, order_items b) x, (SELECT * FROM order_items c, order_items d) y
SELECT (SELECT count(*) FROM order_items b, order_items c WHERE a.qty IS NOT NULL) FROM order_items a
SELECT count(*) FROM order_items a WHERE EXISTS (SELECT 1 FROM order_items b, order_items c WHERE a.qty IS NOT NULL)
SELECT count(*) FROM order_items a, LATERAL (SELECT * FROM order_items) b, LATERAL (SELECT * FROM order_items) c
SELECT count(*) FROM order_items a LEFT JOIN order_items b ON false LEFT JOIN order_items c ON true
SELECT count(*) FROM customers NATURAL JOIN order_items, events, employees
SELECT leak.leak FROM unnest(to_tsvector('a b')) AS leak
SELECT leak.leak FROM unnest('a b'::tsvector) AS leak
SELECT leak.leak FROM (SELECT strip(to_tsvector(name)) v FROM customers) c, unnest(c.v) AS leak
SELECT metadata @? p FROM customers, (SELECT '$.**{0 to 100000}'::jsonpath AS p) x
SELECT count(*) FROM string_to_table(repeat('a,', 500000), ',') a, string_to_table(repeat('a,', 500000), ',') b
SELECT count(*) FROM unnest(ARRAY(SELECT generate_series(1, 1000000))) a, unnest(ARRAY(SELECT generate_series(1, 1000000))) b
WITH a AS (SELECT array_agg(g) AS q FROM generate_series(1, 1000000) g) SELECT count(*) FROM a, unnest(a.q) x, unnest(a.q) y
SELECT count(*) FROM unnest(ARRAY(SELECT qty FROM order_items)) a, unnest(ARRAY(SELECT qty FROM order_items)) b, unnest(ARRAY(SELECT qty FROM order_items)) c
WITH a AS (SELECT array_agg(qty) AS q FROM order_items) SELECT count(*) FROM a, unnest(q) x, unnest(q) y, unnest(q) z
WITH a AS (SELECT jsonb_agg(qty) AS q FROM order_items) SELECT count(*) FROM a, jsonb_array_elements(q) x, jsonb_array_elements(q) y, jsonb_array_elements(q) z
WITH a AS (SELECT array_agg(qty) AS q FROM order_items) SELECT unnest(q), unnest(q) FROM a, unnest(q) y, order_items z
SELECT count(*) FROM (SELECT count(*), generate_series(1, 1000000) FROM accounts) a, (SELECT count(*), generate_series(1, 1000000) FROM accounts) b
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 100000) SELECT count(*) FROM t a, t b
WITH RECURSIVE t AS (SELECT id FROM employees UNION SELECT e.id FROM employees e JOIN t ON e.manager_id = t.id) SELECT count(*) FROM t a, t b, t c
SELECT generate_series(1, length(repeat('x', 1000000)) * 2)
SELECT repeat('x', length(repeat('x', 1000000)) * 2)
WITH a AS (SELECT array_agg(qty) AS q FROM order_items) SELECT generate_series(1, cardinality(q)) FROM a
