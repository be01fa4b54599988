import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import type { SourceConfiguration } from '../../shared/contracts/configuration.ts';
import type { OwnVerifiedQueries } from '../../shared/contracts/pgvector-configuration.ts';
import {
  MatchQuestionInput,
  type MatchQuestionOutput,
  type QuestionInput,
} from '../../shared/contracts/question-machine.ts';
import { budgetGate, gatedEmbedding } from '../../shared/model/budget-gate.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import type { EmbeddingModel } from '../../shared/model/language-model.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { newTask, type TaskNotes } from '../../shared/platform/task.ts';
import { type Match, matchQuestion } from '../../shared/retrieval/verified/match-question.ts';
import { matchPair } from '../../shared/retrieval/verified/own-pairs.ts';
import { nearestPairs } from '../../shared/retrieval/verified/pgvector-verified-set.ts';
import {
  catalogs,
  configuration,
  indexes,
  logger,
  models,
  pgvectorFor,
  ports,
  spending,
} from './dependencies.ts';

const NO_MATCH: MatchQuestionOutput = { found: false };

/** Whether the question is an approved one up to its parameters, and the SQL for it. Trouble is no match. */
export const handler = newTask({
  input: MatchQuestionInput,
  ports,
  run: (event, notes) =>
    match(event, notes)
      .catch((error: unknown) => {
        logger.warn('A question was not matched with the verified ones.', errorFields(error));
        return NO_MATCH;
      })
      .then((output) => {
        if (!output.found) notes.idle();
        return output;
      }),
});

async function match({ job, look }: MatchQuestionInput, notes: TaskNotes): Promise<MatchQuestionOutput> {
  if (!look) return NO_MATCH;
  const { value } = await configuration.current();
  // A question that the policy stops is told so by the guardrail's own state.
  if (guardrailPolicy(job.question, value.guardrail.deniedTopics)) return NO_MATCH;
  const source = findSource(value, job.source);
  const choice = value.models.embedding;
  const embedding = gatedEmbedding(models.embedding(choice), choice, budgetGate(value, job, spending));
  const found = source.verifiedQueries
    ? await matchOwn(job.question, source.verifiedQueries, embedding, notes)
    : await matchOurs(job, source, { embedding, threshold: value.match.threshold }, notes);
  if (!found) return NO_MATCH;
  notes.sql(found.sql);
  return { found: true, ...found };
}

async function matchOurs(
  job: QuestionInput,
  source: SourceConfiguration,
  how: { embedding: EmbeddingModel; threshold: number },
  notes: TaskNotes,
): Promise<Match | undefined> {
  const index = await indexes.load(job.source);
  const whole = index && (await catalogs.load(job.source));
  if (!whole) return undefined;
  const { policy } = authorise(job.source, source, principalOf(job));
  const asked = { question: job.question, catalog: visibleCatalog(whole, policy), ...how };
  return matchQuestion(index, asked, notes.use);
}

async function matchOwn(
  question: string,
  set: OwnVerifiedQueries,
  embedding: EmbeddingModel,
  notes: TaskNotes,
): Promise<Match | undefined> {
  const { vectors: [vector] = [], use } = await embedding.embed([question], 'query');
  notes.use(use);
  return vector && matchPair(question, await nearestPairs(await pgvectorFor(set), set, vector));
}
