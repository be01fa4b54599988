import { describe, expect, it } from '@jest/globals';
import { readPostgresPlan } from '../../../../shared/engines/postgres-plan.ts';

const node = (type: string, cost: number, rows: number, more: object = {}) => ({
  'Node Type': type,
  'Total Cost': cost,
  'Plan Rows': rows,
  'Startup Cost': 0,
  ...more,
});
const scan = (table: string, cost: number, rows: number) =>
  node('Seq Scan', cost, rows, { 'Relation Name': table, Alias: 't' });
const explained = (Plan: object) => [[{ Plan }]];

describe('A plan of PostgreSQL', () => {
  it('has the cost and rows of its root', () => {
    expect(readPostgresPlan(explained(scan('orders', 18.3, 830)))).toEqual({
      cost: 18.3,
      rows: 830,
      driver: { kind: 'read', tables: ['orders'], rows: 830 },
      steps: [{ depth: 0, kind: 'Seq Scan', table: 'orders', cost: 18.3, rows: 830 }],
    });
  });

  it('is driven by the step that costs most without those below it, with the tables it works on', () => {
    const join = node('Nested Loop', 9_000, 700_000, {
      Plans: [scan('orders', 18, 830), scan('a', 24, 900)],
    });
    const plan = node('Aggregate', 9_400, 1, { Plans: [node('Sort', 9_300, 700_000, { Plans: [join] })] });

    expect(readPostgresPlan(explained(plan))).toMatchObject({
      cost: 9_400,
      driver: { kind: 'combine', tables: ['orders', 'a'], rows: 700_000 },
    });
  });

  it('is not driven by a LIMIT that stops what is below it early', () => {
    const plan = node('Limit', 3, 5, { Plans: [scan('orders', 18, 830)] });

    expect(readPostgresPlan(explained(plan)).driver).toMatchObject({ kind: 'read', tables: ['orders'] });
  });

  it.each([
    ['HashAggregate', 'group'],
    ['WindowAgg', 'group'],
    ['Incremental Sort', 'sort'],
    ['Hash Join', 'combine'],
    ['Bitmap Heap Scan', 'read'],
    ['ProjectSet', 'other'],
  ])('calls %s %s', (type, kind) => {
    expect(readPostgresPlan(explained(node(type, 1, 1))).driver?.kind).toBe(kind);
  });
});
