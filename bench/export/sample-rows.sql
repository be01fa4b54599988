CREATE UNLOGGED TABLE export_rows AS
SELECT
  n::int4 AS id,
  (n * 7919 % 100000)::int4 AS customer_id,
  (n * 31 % 1000)::int2 AS quantity,
  (n * 104729 % 10000000)::numeric / 100 AS price,
  CASE WHEN n % 11 = 0 THEN NULL ELSE (n % 101)::numeric / 1000 END AS discount,
  timestamp '2020-01-01' + make_interval(secs => (n * 37 % 150000000)::int4) AS ordered_at,
  date '2020-01-01' + (n % 1800)::int4 AS due_on,
  'Customer ' || n * 7919 % 100000 || CASE WHEN n % 5 = 0 THEN ', Ltd' ELSE '' END AS customer,
  CASE
    WHEN n % 7 = 0 THEN NULL
    WHEN n % 13 = 0 THEN E'Call first.\nThen "deliver", to the back'
    ELSE 'Leave at the door'
  END AS note,
  CASE WHEN n % 17 = 0 THEN '-' || n ELSE md5(n::text) END AS reference
FROM generate_series(1::int8, :rows) AS n
