import { describe, expect, it } from '@jest/globals';
import { SourceConfiguration } from '../../../../shared/contracts/configuration.ts';
import { CostVerdict } from '../../../../shared/contracts/question-machine.ts';
import { type EstimatedPlan, gateCost } from '../../../../shared/sql-guard/cost-gate.ts';

const AUDIENCE = { tableNames: new Set(['orders', 'order_details', 'customers']), tellsFigures: true };

const source = (fields: object = {}) =>
  SourceConfiguration.parse({
    engine: 'postgres',
    secretName: 'shop',
    schemas: ['shop'],
    limits: { planCost: 1_000, estimatedRows: 500 },
    ...fields,
  });

const COMBINING: EstimatedPlan = {
  cost: 5_000,
  rows: 10,
  driver: { kind: 'combine', tables: ['orders', 'order_details'], rows: 4_600_000 },
};

const verdict = (plan: EstimatedPlan, fields: object = {}) =>
  CostVerdict.parse(gateCost(plan, source(fields), AUDIENCE));

describe('The cost gate', () => {
  it.each(['refuse', 'narrow', 'approve'])('lets run what is within the limits, under %s', (costPolicy) => {
    expect(verdict({ cost: 1_000, rows: 500 }, { costPolicy })).toEqual({ verdict: 'run' });
  });

  it('refuses what is above them when the source says nothing else, and says what costs most', () => {
    expect(() => gateCost(COMBINING, source(), AUDIENCE)).toThrow(
      expect.objectContaining({
        name: 'TooExpensive',
        message:
          'Answering this would be more work for the database than this source allows. Most of it is combining orders and order_details (about 4,600,000 rows). Ask for less, such as a shorter time or one group.',
      }),
    );
  });

  it('asks for a narrower question where the source wants that', () => {
    expect(verdict(COMBINING, { costPolicy: 'narrow' })).toMatchObject({
      verdict: 'narrow',
      clarification: {
        question: expect.stringMatching(/combining orders and order_details .*Can you ask for less/),
      },
    });
  });

  it('asks for approval with what it would cost and how long approvers have', () => {
    expect(verdict(COMBINING, { costPolicy: 'approve', approvalMinutes: 90 })).toMatchObject({
      verdict: 'approve',
      reason: expect.stringContaining('orders and order_details'),
      estimatedCost: 5_000,
      estimatedRows: 10,
      expirySeconds: 5_400,
    });
  });

  it('looks at rows too, where the source limits them', () => {
    const plan = { cost: 1, rows: 501 };

    expect(() => gateCost(plan, source(), AUDIENCE)).toThrow('Answering this would bring about 501 rows');
    expect(gateCost(plan, source({ limits: {} }), AUDIENCE)).toEqual({ verdict: 'run' });
  });

  it.each([
    [{ kind: 'read', tables: ['orders'], rows: 830 }, 'Most of it is reading orders.'],
    [{ kind: 'sort', tables: ['orders'], rows: 83_000 }, 'Most of it is putting about 83,000 rows in order.'],
    [{ kind: 'group', tables: ['orders', 'orders'], rows: 9 }, 'Most of it is grouping the rows of orders.'],
    [{ kind: 'other', tables: [], rows: 9 }, 'Most of it is a step over about 9 rows.'],
    [{ kind: 'combine', tables: ['salaries', 'hidden'], rows: 9 }, 'Most of it is combining its tables'],
    [{ kind: 'read', tables: ['salaries'], rows: 9 }, 'Most of it is reading its tables.'],
  ] as const)('says %j as "%s", naming no table the asker may not know of', (driver, words) => {
    expect(() => gateCost({ cost: 5_000, rows: 1, driver }, source(), AUDIENCE)).toThrow(words);
  });
});

describe('The cost limits in the configuration', () => {
  it.each([{ approvalMinutes: 0 }, { approvalMinutes: 10_081 }, { costPolicy: 'ask' }])(
    'refuse %j',
    (fields) => {
      expect(() => source(fields)).toThrow();
    },
  );

  it('tells no figure to somebody from whom rows are hidden', () => {
    const audience = { ...AUDIENCE, tellsFigures: false };

    expect(() => gateCost(COMBINING, source(), audience)).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/\d/) }),
    );
  });
});
