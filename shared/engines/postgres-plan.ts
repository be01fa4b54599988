import * as z from 'zod';
import type { PlanStep } from '../sql-guard/cost-gate.ts';
import type { Plan } from './query-engine.ts';

const PlanNode = z.object({
  'Node Type': z.string(),
  'Total Cost': z.number(),
  'Plan Rows': z.number(),
  'Relation Name': z.string().optional(),
  get Plans(): z.ZodDefault<z.ZodArray<typeof PlanNode>> {
    return z.array(PlanNode).default([]);
  },
});
type PlanNode = z.infer<typeof PlanNode>;

const PlanRow = z.tuple([z.tuple([z.object({ Plan: PlanNode })])]);

type Driver = NonNullable<Plan['driver']>;

/** Node types of EXPLAIN by what they do, for people. */
const KINDS: readonly (readonly [RegExp, Driver['kind']])[] = [
  [/Scan$/, 'read'],
  [/Join$|^Nested Loop$/, 'combine'],
  [/Sort$/, 'sort'],
  [/Aggregate$|^Group$|^Unique$|^WindowAgg$/, 'group'],
];

/** The one row that EXPLAIN (FORMAT JSON) gives, with the step that costs most by itself. */
export function readPostgresPlan(row: unknown): Plan {
  const [[{ Plan: root }]] = PlanRow.parse(row);
  const costliest = nodesOf(root).reduce((most, node) => (ownCost(node) > ownCost(most) ? node : most));
  return {
    cost: root['Total Cost'],
    rows: root['Plan Rows'],
    driver: {
      kind: KINDS.find(([pattern]) => pattern.test(costliest['Node Type']))?.[1] ?? 'other',
      tables: nodesOf(costliest).flatMap((node) => node['Relation Name'] ?? []),
      rows: costliest['Plan Rows'],
    },
    steps: stepsOf(root, 0),
  };
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...node.Plans.flatMap(nodesOf)];
}

function stepsOf(node: PlanNode, depth: number): PlanStep[] {
  const table = node['Relation Name'];
  const step = { depth, kind: node['Node Type'], cost: node['Total Cost'], rows: node['Plan Rows'] };
  return [
    { ...step, ...(table !== undefined && { table }) },
    ...node.Plans.flatMap((each) => stepsOf(each, depth + 1)),
  ];
}

/** A node's total includes its children's. Under LIMIT a child costs more than its parent: then nothing. */
function ownCost(node: PlanNode): number {
  return node['Total Cost'] - node.Plans.reduce((sum, child) => sum + child['Total Cost'], 0);
}
