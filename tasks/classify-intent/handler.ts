import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { tableId } from '../../shared/contracts/catalog.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import { ClassifyIntentInput, type QuestionInput } from '../../shared/contracts/question-machine.ts';
import { classifyIntent } from '../../shared/generation/classify-intent.ts';
import { changedFor } from '../../shared/generation/replay-changes.ts';
import { writeReply } from '../../shared/generation/write-reply.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { newTask } from '../../shared/platform/task.ts';
import { catalogs, configuration, jobs, models, objects, ports, spending } from './dependencies.ts';

/** What is asked, and what it means in its conversation; the answer, where it is about the system itself. */
export const handler = newTask({
  input: ClassifyIntentInput,
  ports,
  run: async ({ job }, notes) => {
    const value = await changedFor(job, (await configuration.current()).value, objects);
    const { conversation, prompts } = value;
    const { intent } = value.models;
    const model = gatedModel(models.language(intent), intent, budgetGate(value, job, spending));
    const source = `${job.source}: ${value.sources[job.source]?.description ?? ''}`;
    const turns = await jobs.turnsBefore(job, conversation.turns);
    const { question, askedAt } = job;
    const asked = { question, askedAt, source, turns, conversation, prompts };
    const classified = await classifyIntent(model, asked, notes);
    notes.standaloneQuestion(classified.standaloneQuestion);
    if (classified.intent !== 'chat' || classified.reply || classified.clarification) return classified;
    const about = {
      question: classified.standaloneQuestion,
      source,
      tables: await tablesOf(job, value),
      prompts,
    };
    return { ...classified, reply: await writeReply(model, about, notes) };
  },
});

/** What the principal may know of: names and descriptions. */
async function tablesOf(job: QuestionInput, value: Configuration) {
  const { policy } = authorise(job.source, findSource(value, job.source), principalOf(job));
  const catalog = await catalogs.load(job.source);
  if (!catalog) return [];
  return visibleCatalog(catalog, policy).tables.map((table) => ({
    name: tableId(table),
    description: table.description,
  }));
}
