import { GenerateSqlInput } from '../../shared/contracts/question-machine.ts';
import { generateSql } from '../../shared/generation/generate-sql.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports } from './dependencies.ts';

/** The question as SQL, or NotAnswerable with the model's reason. */
export const handler = newTask({
  input: GenerateSqlInput,
  ports,
  run: async ({ job, question, contextKey }, notes) => {
    const { value } = await configuration.current();
    const context = await readContext(objects, contextKey);
    const asked = { question, askedAt: job.askedAt, context, prompts: value.prompts };
    return generateSql(models.language(value.models.sql), asked, notes);
  },
});
