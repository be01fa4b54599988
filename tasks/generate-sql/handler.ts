import { GenerateSqlInput } from '../../shared/contracts/question-machine.ts';
import { generateSql } from '../../shared/generation/generate-sql.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports, spending } from './dependencies.ts';

/** The question as SQL, or NotAnswerable with the model's reason. */
export const handler = newTask({
  input: GenerateSqlInput,
  ports,
  run: async ({ job, question, contextKey }, notes) => {
    const { value } = await configuration.current();
    const context = await readContext(objects, contextKey);
    const asked = { question, askedAt: job.askedAt, context, prompts: value.prompts };
    const { sql } = value.models;
    const model = gatedModel(models.language(sql), sql, budgetGate(value, job, spending));
    return generateSql(model, asked, notes);
  },
});
