import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEmbeddings } from '../../shared/adapters/aws-embeddings.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { authorise } from '../../shared/authorisation/authorise.ts';
import { guardScope } from '../../shared/authorisation/guard-scope.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { classifyIntent } from '../../shared/generation/classify-intent.ts';
import { explainAnswer } from '../../shared/generation/explain-answer.ts';
import { generateSql } from '../../shared/generation/generate-sql.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { createBinarySearchIndex } from '../../shared/retrieval/binary-search-index.ts';
import { retrieveContext } from '../../shared/retrieval/retrieve-context.ts';
import { checkPostgresStatement } from '../../shared/sql-guard/check-statement.ts';
import { type Outcome, offerLoad } from './offered-load.ts';

/**
 * The same questions on plain awaits: `plain-awaits.ts CALLERS SECONDS QUESTION` calls what the tasks call, in one
 * process, by the same adapters to the same model and database. No HTTP before it, no machine, no record of anything.
 */
const [callers = '', seconds = '', question = ''] = process.argv.slice(2);
const EXPLAIN_MS = 5_000;
const SOURCE = 'northwind';
const CALLER = { id: 'local', roles: ['admin'], attributes: {} };

const environment = readEnvironment(['DATA_BUCKET', 'CONFIG_BUCKET', 'CONFIG_KEY']);
const configuration = configurationFrom(environment);
const objects = objectsFrom(environment);
const catalogs = createCatalogStore(objects);
const index = createBinarySearchIndex(objects);
const models = newModels();
const embeddingFor = newEmbeddings();
const engineFor = newEngines();
const unobserved = { use: () => {}, prompt: () => {}, sql: () => {}, exchange: () => {} };

async function ask(): Promise<Outcome> {
  const askedAt = new Date().toISOString();
  const { value } = await configuration.current();
  const { prompts, conversation } = value;
  const source = findSource(value, SOURCE);
  const { policy, login } = authorise(SOURCE, source, CALLER);
  const catalog = await catalogs.load(SOURCE);
  if (!catalog || guardrailPolicy(question, value.guardrail.deniedTopics)) return { kind: 'failed' };
  const toClassify = { question, askedAt, source: SOURCE, turns: [], conversation, prompts };
  await classifyIntent(models.language(value.models.intent), toClassify, unobserved);

  const embedding = embeddingFor(value.models.embedding);
  const visible = visibleCatalog(catalog, policy);
  const found = await retrieveContext({ index, embedding }, catalog, visible, question, source);
  if (!found) return { kind: 'failed' };
  const { schema, tables, tokens } = found;
  const context = { dialect: 'postgres' as const, schema, tables: [...tables], tokens };
  const asked = { question, askedAt, context, prompts };
  const { sql } = await generateSql(models.language(value.models.sql), asked, unobserved);

  await checkPostgresStatement(sql, guardScope(catalog, policy));
  const engine = await engineFor(source, login);
  await engine.explain(sql, EXPLAIN_MS);
  const { rows, bytes, statementSeconds } = source.limits;
  const result = await engine.run(sql, { rows, bytes, statementMs: statementSeconds * 1_000 });
  const toExplain = { question, sql, ...result, rowCount: result.rows.length, prompts };
  await explainAnswer(models.language(value.models.explain), toExplain, unobserved);
  return { kind: 'answered' };
}

process.stdout.write(JSON.stringify(await offerLoad(Number(callers), Number(seconds), ask)));
// Pools of connections keep a process.
process.exit(0);
