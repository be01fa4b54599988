import { ExplainFactorsInput, type FetchedFactor } from '../../shared/contracts/question-machine.ts';
import { argueAnswer, type Factor } from '../../shared/generation/reasoning/argue-answer.ts';
import { readPage } from '../../shared/jobs/snapshot.ts';
import { newTask } from '../../shared/platform/task.ts';
import { assumptionsOf } from './assumptions-of.ts';
import { configuration, models, objects, ports } from './dependencies.ts';

/** Why something is as it is, argued from the figures that were fetched. */
export const handler = newTask({
  input: ExplainFactorsInput,
  ports,
  run: async ({ job, question, factors }, notes) => {
    const { value } = await configuration.current();
    const why = { question, askedAt: job.askedAt, factors: await Promise.all(factors.map(withRows)) };
    const answer = await argueAnswer(models.language(value.models.explain), why, notes);
    return { answer, assumptions: assumptionsOf(factors) };
  },
});

async function withRows({ question, sql, snapshot, error }: FetchedFactor): Promise<Factor> {
  const rows = snapshot && (await readPage(objects, snapshot, 0));
  if (!snapshot || !rows || sql === undefined) return { question, missing: error?.message ?? 'no rows' };
  const { columns, rowCount, truncated } = snapshot;
  return { question, sql, columns, rows, rowCount, truncated };
}
