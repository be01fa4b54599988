import { ExplainFactorsInput, type FetchedFactor } from '../../shared/contracts/question-machine.ts';
import { argueAnswer, type Factor } from '../../shared/generation/reasoning/argue-answer.ts';
import { changedFor } from '../../shared/generation/replay-changes.ts';
import { readPage } from '../../shared/jobs/snapshot.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { newTask } from '../../shared/platform/task.ts';
import { assumptionsOf } from './assumptions-of.ts';
import { configuration, models, objects, ports, spending } from './dependencies.ts';

/** Why something is as it is, argued from the figures that were fetched. */
export const handler = newTask({
  input: ExplainFactorsInput,
  ports,
  run: async ({ job, question, factors }, notes) => {
    const value = await changedFor(job, (await configuration.current()).value, objects);
    const { prompts } = value;
    const { explain } = value.models;
    const model = gatedModel(models.language(explain), explain, budgetGate(value, job, spending));
    const fetched = await Promise.all(factors.map(withRows));
    const why = { question, askedAt: job.askedAt, factors: fetched, prompts };
    const answer = await argueAnswer(model, why, notes);
    return { answer, assumptions: assumptionsOf(factors) };
  },
});

async function withRows({ question, sql, snapshot, error }: FetchedFactor): Promise<Factor> {
  const rows = snapshot && (await readPage(objects, snapshot, 0));
  if (!snapshot || !rows || sql === undefined) return { question, missing: error?.message ?? 'no rows' };
  const { columns, rowCount, truncated } = snapshot;
  return { question, sql, columns, rows, rowCount, truncated };
}
