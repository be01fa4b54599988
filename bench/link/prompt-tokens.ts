import { indexCatalog } from '../../commands/link/linker.ts';
import { type Catalog, type Metric, tableId } from '../../shared/contracts/catalog.ts';
import { generateSql } from '../../shared/generation/generate-sql.ts';
import type { LanguageModel } from '../../shared/model/language-model.ts';
import { openIndex } from '../../shared/retrieval/binary-search-index.ts';
import { retrieveContext } from '../../shared/retrieval/retrieve-context.ts';
import type { SearchQuery } from '../../shared/retrieval/search-index.ts';
import { subwordVector } from '../../shared/retrieval/subword-vector.ts';
import type { ValueHit } from '../../shared/retrieval/value-index.ts';
import { EXAMPLE_TOKENS, renderExamples } from '../../shared/retrieval/verified/examples.ts';

const DIMENSIONS = 256;
const LIMITS = { maxTables: 8, schemaTokens: 1_200 - EXAMPLE_TOKENS };
const CHARACTERS_PER_TOKEN = 4;
const MANY = 5;
const NO_USE = { model: 'none', tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 };

/**
 * Tokens (four characters each) of what a model is sent for each of these questions: rules, tools, schema, and as many
 * metrics, values and examples as are ever shown.
 */
export function promptTokens(catalog: Catalog, questions: readonly string[]): Promise<number[]> {
  const index = openIndex(indexCatalog(catalog));
  const retrieval = {
    index: {
      build: async () => undefined,
      search: async (_: string, query: SearchQuery) => index.search(query),
    },
    embedding: {
      id: 'subwords',
      embed: async (texts: readonly string[]) => ({
        vectors: texts.map((text) => subwordVector(text, DIMENSIONS)),
        use: NO_USE,
      }),
    },
  };
  const named = { metrics: metricsOf(catalog), hits: hitsOf(catalog) };
  return Promise.all(
    questions.map(async (question) => {
      const found = await retrieveContext(retrieval, catalog, catalog, question, LIMITS, named);
      if (!found) throw new Error(`Nothing was found for "${question}".`);
      const { schema, metrics, values, tables, tokens } = found;
      const examples = renderExamples(examplesFor(question));
      const context = { dialect: 'postgres' as const, tables: [...tables], tokens };
      return sentFor({ ...context, schema, metrics, values, examples }, question);
    }),
  );
}

async function sentFor(
  context: Parameters<typeof generateSql>[1]['context'],
  question: string,
): Promise<number> {
  let sent = 0;
  const model: LanguageModel = {
    call: async ({ system, prompt, tools }) => {
      sent = system.length + prompt.length + JSON.stringify(tools).length;
      return { tool: 'write_sql', input: { sql: 'SELECT 1', assumptions: [], confidence: 1 }, use: NO_USE };
    },
  };
  const ignore = () => undefined;
  const observer = { use: ignore, exchange: ignore, sql: ignore, prompt: ignore };
  await generateSql(model, { question, askedAt: '2026-01-01T00:00:00Z', context }, observer);
  return Math.ceil(sent / CHARACTERS_PER_TOKEN);
}

function metricsOf({ tables }: Catalog): Metric[] {
  return tables.slice(0, 1).flatMap((table) =>
    Array.from(
      { length: MANY },
      (_, at): Metric => ({
        name: `measure ${at}`,
        definition: 'What was asked for, less what was returned, less what was given away. '.repeat(MANY),
        synonyms: [`figure ${at}`],
        sql: table.columns.map(({ name }) => `sum(${name})`).join(' + '),
        tables: [tableId(table)],
      }),
    ),
  );
}

function hitsOf({ tables }: Catalog): ValueHit[] {
  return tables.slice(0, MANY).map((table) => ({
    table: tableId(table),
    column: table.columns[1]?.name ?? '',
    value: `A name of ${tableId(table)} that is rather long`,
    matched: 'a rather long name',
    score: 0.9,
  }));
}

const examplesFor = (question: string) =>
  Array.from({ length: MANY }, () => ({ question, sql: 'SELECT region, avg(amount) FROM sales GROUP BY 1' }));
