import type { SourceConfiguration } from '../contracts/configuration.ts';
import type { CostVerdict } from '../contracts/question-machine.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { type CostDriver, count, describeDriver } from './describe-driver.ts';

/** What a database's planner expects of a statement. */
export interface EstimatedPlan {
  /** In the planner's own units. */
  readonly cost: number;
  readonly rows: number;
  /** The step that costs most by itself, where the planner shows its steps. */
  readonly driver?: CostDriver;
  /** All of its steps, from the one that gives the rows down. */
  readonly steps?: readonly PlanStep[];
}

export interface PlanStep {
  readonly depth: number;
  /** As the database calls it. */
  readonly kind: string;
  readonly table?: string;
  readonly cost: number;
  readonly rows: number;
}

type GatedSource = Pick<SourceConfiguration, 'limits' | 'costPolicy' | 'approvalMinutes'>;

/** What the asker may be told of a plan. */
export interface PlanAudience {
  /** Tables the asker may know of, by the name the database gives them. */
  readonly tableNames: ReadonlySet<string>;
  /** False where rows are hidden from the asker: the planner's figures speak of all of them. */
  readonly tellsFigures: boolean;
}

/**
 * What becomes of a statement with this plan: within the limits it runs, above them the source's policy decides.
 * Throws TooExpensive under the policy `refuse`.
 */
export function gateCost(plan: EstimatedPlan, source: GatedSource, audience: PlanAudience): CostVerdict {
  const { limits, costPolicy, approvalMinutes } = source;
  const tooManyRows = limits.estimatedRows !== undefined && plan.rows > limits.estimatedRows;
  if (plan.cost <= limits.planCost && !tooManyRows) return { verdict: 'run' };
  const reason = tooMuch(plan, tooManyRows, audience);
  switch (costPolicy) {
    case 'refuse':
      throw new InqueryError('TooExpensive', `${reason} Ask for less, such as a shorter time or one group.`);
    case 'narrow':
      return { verdict: 'narrow', clarification: { question: `${reason} ${NARROWER}`, choices: [] } };
    case 'approve':
      return {
        verdict: 'approve',
        reason,
        estimatedCost: plan.cost,
        estimatedRows: plan.rows,
        expirySeconds: Math.ceil(approvalMinutes * 60),
      };
  }
}

const NARROWER = 'Can you ask for less, such as a shorter time, one group or only the largest few?';

const TOO_MUCH_WORK = 'Answering this would be more work for the database than this source allows.';

function tooMuch(
  plan: EstimatedPlan,
  tooManyRows: boolean,
  { tableNames, tellsFigures }: PlanAudience,
): string {
  if (!tellsFigures) return TOO_MUCH_WORK;
  const what = tooManyRows
    ? `Answering this would bring about ${count(plan.rows)} rows, more than this source allows.`
    : TOO_MUCH_WORK;
  return plan.driver ? `${what} Most of it is ${describeDriver(plan.driver, tableNames)}.` : what;
}
