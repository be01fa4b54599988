import { GenerateSqlInput } from '../../shared/contracts/question-machine.ts';
import { approachOf } from '../../shared/generation/candidates/approaches.ts';
import { generateSql } from '../../shared/generation/generate-sql.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { changedFor } from '../../shared/generation/replay-changes.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports, spending } from './dependencies.ts';

/** The question as SQL, or NotAnswerable with the model's reason. */
export const handler = newTask({
  input: GenerateSqlInput,
  ports,
  run: async ({ job, question, contextKey, variant = 0 }, notes) => {
    const value = await changedFor(job, (await configuration.current()).value, objects);
    const context = await readContext(objects, contextKey);
    const asked = { question, askedAt: job.askedAt, context, prompts: value.prompts };
    const { sql, strong = sql } = value.models;
    // Every other candidate is the second model's, where there is one: models err in different ways.
    const choice = variant % 2 === 1 ? strong : sql;
    const model = gatedModel(models.language(choice), choice, budgetGate(value, job, spending));
    return generateSql(model, asked, notes, approachOf(variant));
  },
});
