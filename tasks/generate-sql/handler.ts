import { GenerateSqlInput } from '../../shared/contracts/question-machine.ts';
import { approachOf } from '../../shared/generation/candidates/approaches.ts';
import { generateSql } from '../../shared/generation/generate-sql.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports } from './dependencies.ts';

/** The question as SQL, or NotAnswerable with the model's reason. */
export const handler = newTask({
  input: GenerateSqlInput,
  ports,
  run: async ({ job, question, contextKey, variant = 0 }, notes) => {
    const { value } = await configuration.current();
    const context = await readContext(objects, contextKey);
    const asked = { question, askedAt: job.askedAt, context };
    const { sql, strong = sql } = value.models;
    // Every other candidate is the second model's, where there is one: models err in different ways.
    const model = models.language(variant % 2 === 1 ? strong : sql);
    return generateSql(model, asked, notes, approachOf(variant));
  },
});
