import { SplitQuestionInput } from '../../shared/contracts/question-machine.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { splitQuestion } from '../../shared/generation/reasoning/split-question.ts';
import { changedFor } from '../../shared/generation/replay-changes.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports, spending } from './dependencies.ts';

/** The questions whose figures a "why" is explained from, or NotAnswerable with the model's reason. */
export const handler = newTask({
  input: SplitQuestionInput,
  ports,
  run: async ({ job, question, contextKey }, notes) => {
    const value = await changedFor(job, (await configuration.current()).value, objects);
    const context = await readContext(objects, contextKey);
    const asked = { question, askedAt: job.askedAt, context, prompts: value.prompts };
    const { sql } = value.models;
    const model = gatedModel(models.language(sql), sql, budgetGate(value, job, spending));
    return splitQuestion(model, asked, notes);
  },
});
