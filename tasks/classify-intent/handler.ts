import { ClassifyIntentInput } from '../../shared/contracts/question-machine.ts';
import { classifyIntent } from '../../shared/generation/classify-intent.ts';
import { MOST_TURNS } from '../../shared/generation/render-conversation.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, jobs, models, ports, spending } from './dependencies.ts';

/** What is asked, and what it means in its conversation. */
export const handler = newTask({
  input: ClassifyIntentInput,
  ports,
  run: async ({ job }, notes) => {
    const { value } = await configuration.current();
    const { intent } = value.models;
    const model = gatedModel(models.language(intent), intent, budgetGate(value, job, spending));
    const source = `${job.source}: ${value.sources[job.source]?.description ?? ''}`;
    const turns = await jobs.turnsBefore(job, MOST_TURNS);
    const asked = { question: job.question, askedAt: job.askedAt, source, turns };
    const classified = await classifyIntent(model, asked, notes);
    notes.standaloneQuestion(classified.standaloneQuestion);
    return classified;
  },
});
