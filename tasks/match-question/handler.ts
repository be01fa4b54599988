import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { MatchQuestionInput, type MatchQuestionOutput } from '../../shared/contracts/question-machine.ts';
import { budgetGate, gatedEmbedding } from '../../shared/model/budget-gate.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { newTask, type TaskNotes } from '../../shared/platform/task.ts';
import { matchQuestion } from '../../shared/retrieval/verified/match-question.ts';
import { catalogs, configuration, indexes, logger, models, ports, spending } from './dependencies.ts';

const NO_MATCH: MatchQuestionOutput = { found: false };

/** Whether the question is an approved one up to its parameters, and the SQL for it. Trouble is no match. */
export const handler = newTask({
  input: MatchQuestionInput,
  ports,
  run: (event, notes) =>
    match(event, notes).catch((error: unknown) => {
      logger.warn('A question was not matched with the verified ones.', errorFields(error));
      return NO_MATCH;
    }),
});

async function match({ job }: MatchQuestionInput, notes: TaskNotes): Promise<MatchQuestionOutput> {
  const index = await indexes.load(job.source);
  if (!index) return NO_MATCH;
  const { value } = await configuration.current();
  const whole = await catalogs.load(job.source);
  // A question that the policy stops is told so by the guardrail's own state.
  if (!whole || guardrailPolicy(job.question, value.guardrail.deniedTopics)) return NO_MATCH;
  const { policy } = authorise(job.source, findSource(value, job.source), principalOf(job));
  const { embedding } = value.models;
  const gate = budgetGate(value, job, spending);
  const asked = {
    question: job.question,
    catalog: visibleCatalog(whole, policy),
    embedding: gatedEmbedding(models.embedding(embedding), embedding, gate),
    threshold: value.match.threshold,
  };
  const found = await matchQuestion(index, asked, notes.use);
  if (!found) return NO_MATCH;
  notes.sql(found.sql);
  return { found: true, ...found };
}
