import type { Random } from './seeded-random.ts';

const TABLES = [
  'customers',
  'orders',
  'analytics.products',
  'employees',
  'events',
  'order_items',
  'secrets',
  'w',
];
const COLUMNS = [
  'id',
  'name',
  'total',
  'x.id',
  'y.name',
  'x',
  'x.leak',
  '(x).name',
  '(x).leak',
  'api_key',
  'x.*',
  'placed_at',
];
const FUNCTIONS = [
  'lower',
  'count',
  'sum',
  'to_jsonb',
  'coalesce',
  'length',
  'max',
  'array_agg',
  'unnest',
  'repeat',
  'touch',
  'leak',
];
const OPERATORS = [
  '+',
  '-',
  '=',
  '<',
  '||',
  '->',
  '^',
  '~',
  'AND',
  'OR',
  'IS DISTINCT FROM',
  'OPERATOR(analytics.~~~~)',
];
const TYPES = ['int', 'text', 'date', 'numeric', 'jsonb', 'regclass', 'analytics.customers', 'text[]'];

const DEEPEST = 4;

/** A query out of a small grammar, much of it nonsense. */
export function randomQuery(random: Random, depth = 0): string {
  const pick = random.pick;
  const maybe = (text: () => string, one = 2) => (random.below(one) === 0 ? text() : '');
  const expression = () => randomExpression(random, depth + 1);
  const from = maybe(
    () =>
      `FROM ${source(random, depth)} x ${maybe(() => `${join(random)} ${source(random, depth)} y ON ${expression()}`)}`,
  );
  const query = [
    maybe(() => `WITH ${maybe(() => 'RECURSIVE')} w AS (${inner(random, depth)})`, 5),
    `SELECT ${maybe(() => 'DISTINCT', 6)} ${expression()} ${maybe(() => `AS ${pick(['a', 'leak', 'id'])}`)}, ${expression()}`,
    from,
    maybe(() => `WHERE ${expression()}`),
    maybe(() => `GROUP BY ${expression()}`, 4),
    maybe(() => `ORDER BY ${expression()}`, 4),
    maybe(() => `LIMIT ${random.below(50)}`, 3),
    maybe(() => 'FOR UPDATE', 40),
  ];
  return query.filter(Boolean).join(' ');
}

const inner = (random: Random, depth: number): string =>
  depth < DEEPEST ? randomQuery(random, depth + 1) : 'SELECT 1 AS id';

const join = (random: Random) =>
  random.pick([', LATERAL', 'JOIN', 'LEFT JOIN', 'JOIN LATERAL', 'CROSS JOIN']);

function source(random: Random, depth: number): string {
  const kind = random.below(6);
  if (kind === 0) return `(${inner(random, depth)})`;
  if (kind === 1) return `${random.pick(FUNCTIONS)}(${randomExpression(random, depth + 1)})`;
  return kind === 2 ? `generate_series(1, ${random.below(2000)})` : random.pick(TABLES);
}

function randomExpression(random: Random, depth: number): string {
  const next = () => randomExpression(random, depth + 1);
  if (depth > DEEPEST) return random.pick([...COLUMNS, '1', "'x'", 'NULL']);
  const forms: readonly (() => string)[] = [
    () => random.pick(COLUMNS),
    () => random.pick(['1', "'abc'", 'NULL', 'true', '1.5', "date '2024-01-01'", 'now()']),
    () => `${random.pick(FUNCTIONS)}(${next()})`,
    () => `(${next()} ${random.pick(OPERATORS)} ${next()})`,
    () => `(${next()})::${random.pick(TYPES)}`,
    () => `CASE WHEN ${next()} THEN ${next()} ELSE ${next()} END`,
    () => `(${inner(random, depth)})`,
    () => `ARRAY[${next()}, ${next()}]`,
    () => `ROW(${next()}, ${next()})`,
    () => `EXISTS (${inner(random, depth)})`,
    () => `(${next()}).${random.pick(['leak', 'name', 'f1'])}`,
    () => `sum(${next()}) OVER (PARTITION BY ${next()})`,
    () => `${next()} IN (${inner(random, depth)})`,
  ];
  return random.pick(forms)();
}
