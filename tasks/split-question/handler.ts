import { SplitQuestionInput } from '../../shared/contracts/question-machine.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { splitQuestion } from '../../shared/generation/reasoning/split-question.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports } from './dependencies.ts';

/** The questions whose figures a "why" is explained from, or NotAnswerable with the model's reason. */
export const handler = newTask({
  input: SplitQuestionInput,
  ports,
  run: async ({ job, question, contextKey }, notes) => {
    const { value } = await configuration.current();
    const context = await readContext(objects, contextKey);
    const asked = { question, askedAt: job.askedAt, context };
    return splitQuestion(models.language(value.models.sql), asked, notes);
  },
});
