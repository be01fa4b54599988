import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { namingWarnings } from '../../shared/catalog/naming/naming-warnings.ts';
import { RetrieveContextInput } from '../../shared/contracts/question-machine.ts';
import { contextKey, DIALECT_OF, type QuestionContext } from '../../shared/generation/question-context.ts';
import { budgetGate, gatedEmbedding } from '../../shared/model/budget-gate.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { chooseMetrics } from '../../shared/retrieval/choose-metrics.ts';
import type { RetrievalLimits } from '../../shared/retrieval/link-schema.ts';
import { retrieveContext } from '../../shared/retrieval/retrieve-context.ts';
import { EXAMPLE_TOKENS } from '../../shared/retrieval/verified/examples.ts';
import {
  catalogs,
  configuration,
  embeddingFor,
  indexFor,
  objects,
  ports,
  spending,
  valueIndexes,
} from './dependencies.ts';
import { examplesOf } from './examples.ts';

/** What the model gets to see, out of what the principal may see, put down as a claim check. */
export const handler = newTask({
  input: RetrieveContextInput,
  ports,
  run: async ({ job, step, question, wider = false }, notes) => {
    const { value } = await configuration.current();
    // In its conversation, or split, it may mean what its own words did not say.
    const stopped = question !== job.question && guardrailPolicy(question, value.guardrail.deniedTopics);
    if (stopped) throw new InqueryError('GuardrailBlocked', stopped);
    const source = findSource(value, job.source);
    const { policy, login } = authorise(job.source, source, principalOf(job));
    const whole = await catalogs.load(job.source);
    if (!whole) {
      throw new InqueryError('ConfigInvalid', `The catalogue of "${job.source}" has not been built yet.`);
    }
    const catalog = visibleCatalog(whole, policy);
    const choice = value.models.embedding;
    const gate = budgetGate(value, job, spending);
    const embedding = gatedEmbedding(embeddingFor(choice), choice, gate, notes.use);
    const values = await valueIndexes.load(whole, { secretName: login.secretName, policy });
    const hits = values?.lookup(question, catalog) ?? [];
    const metrics = chooseMetrics(catalog, question);
    // A question can be answered without examples, so trouble with them is none.
    const examplesFor = await examplesOf(job.source, source, policy, value.match.examples).catch(
      () => undefined,
    );
    const allowed = wider ? widened(source) : source;
    const schemaTokens = allowed.schemaTokens - (examplesFor ? EXAMPLE_TOKENS : 0);
    const limits = { ...allowed, schemaTokens: Math.max(schemaTokens, 1) };
    const insists = step.retry < RETRIES;
    const retrieval = { index: indexFor(source.search), embedding, insists };
    const found = await retrieveContext(retrieval, whole, catalog, question, limits, { metrics, hits });
    const warnings = namingWarnings(whole);
    if (!found) {
      const reason = 'Nothing in this source has to do with the question.';
      throw new InqueryError('NotAnswerable', [reason, ...warnings].join(' '));
    }
    const { schema, tables, tokens, vector, notes: lacking } = found;
    const examples = vector && (await examplesFor?.(vector, catalog).catch(() => undefined));
    const context: QuestionContext = {
      ...{ dialect: DIALECT_OF[source.engine], schema, tables: [...tables], tokens },
      ...{ metrics: found.metrics, values: found.values, warnings: [...warnings, ...lacking] },
      ...{ doubts: [...found.doubts], catalog: whole.version },
      ...(examples && { examples }),
    };
    const key = contextKey(job.id, wider ? 'wider' : step.branch);
    notes.write(objects.put(key, JSON.stringify(context), 'application/json'));
    return {
      ...{ contextKey: key, tables, tokens, maxAttempts: source.maxAttempts },
      ...{ candidates: source.candidates.most, doubts: [...found.doubts] },
    };
  },
});

/** How often the embedding model is waited for: words alone mostly do, and waiting longer costs more than it gains. */
const RETRIES = 1;

/** How much more is shown for SQL that failed twice. */
const WIDER = 2;

const widened = ({ maxTables, schemaTokens }: RetrievalLimits): RetrievalLimits => ({
  maxTables: maxTables * WIDER,
  schemaTokens: schemaTokens * WIDER,
});
