import { describe, expect, it } from '@jest/globals';
import { planOutline } from '../../../../shared/sql-guard/plan-outline.ts';

const STEPS = [
  { depth: 0, kind: 'Aggregate', cost: 20, rows: 1 },
  { depth: 1, kind: 'Seq Scan', table: 'orders', cost: 18, rows: 830 },
];
const plan = { cost: 20, rows: 1, steps: STEPS };

describe('The outline of a plan', () => {
  it('has a line a step', () => {
    const outline = planOutline(plan, { tableNames: new Set(['orders']), tellsFigures: true });

    expect(outline).toBe('Aggregate (cost 20, rows 1)\n  Seq Scan on orders (cost 18, rows 830)');
  });

  it('names no table and no figure that its audience may not know', () => {
    const outline = planOutline(plan, { tableNames: new Set(), tellsFigures: false });

    expect(outline).toBe('Aggregate\n  Seq Scan');
  });

  it('is none where the planner shows no steps', () => {
    expect(planOutline({ cost: 1, rows: 1 }, { tableNames: new Set(), tellsFigures: true })).toBeUndefined();
  });
});
