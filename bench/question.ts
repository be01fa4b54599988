import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import pg from 'pg';
import { LOCAL_API_KEY } from '../local/api-key.ts';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { Configuration } from '../shared/contracts/configuration.ts';
import { CLASSIFY, EXPLAIN, WRITE_SQL } from '../shared/generation/tools.ts';
import { createBedrockEmbedding } from '../shared/model/bedrock-embedding.ts';
import { createBedrockModel } from '../shared/model/bedrock-model.ts';
import { OneShotSha256 } from '../shared/platform/one-shot-sha256.ts';
import type { BenchLine } from './bench-line.ts';
import { median } from './median.ts';
import { processorTime } from './question/processor-time.ts';

const QUESTION = 'How many customers are there?';
const SQL = 'SELECT count(*) AS customers FROM northwind.customers';
/** Until Node has compiled and optimised what a question runs: the first hundred take half as long again. */
const WARM_UP = 400;
const MEASURED = 150;
const BUDGET_MS = 40;
/** About what a prompt has. */
const PROMPT_CHARACTERS = 2_500;

/**
 * What a question costs beside the model and the database: HTTP, authoriser, state machine, seven tasks and their
 * durable records. The model answers at once with ordered replies; the time its calls and PostgreSQL take for the
 * same is measured in the same run and taken off.
 */
export async function benchQuestion(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', log: () => {} });
  try {
    orderReplies(stack, 2 * (WARM_UP + MEASURED));
    await repeat(WARM_UP, () => ask(stack));
    const before = await processorTime(stack);
    const wall = median(await repeat(MEASURED, () => ask(stack)));
    const after = await processorTime(stack);
    const database = median(await databaseTimes(stack));
    const model = median(await modelTimes(stack));
    const overhead = wall - database - model;
    return [
      { name: 'question, whole, model at once', value: round(wall), unit: 'ms median' },
      { name: "question, the model's part (four calls)", value: round(model), unit: 'ms median' },
      { name: "question, the database's part", value: round(database), unit: 'ms median' },
      {
        name: 'question, our own overhead',
        value: round(overhead),
        unit: 'ms median',
        budget: `<= ${BUDGET_MS}`,
        pass: overhead <= BUDGET_MS,
      },
      ...processorLine(before, after),
    ];
  } finally {
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Tells more than the wall time where other programs run beside it. */
function processorLine(before: number | undefined, after: number | undefined): BenchLine[] {
  if (before === undefined || after === undefined) return [];
  const value = round((after - before) / MEASURED);
  return [{ name: 'question, processor time of stack and functions', value, unit: 'ms a question' }];
}

function orderReplies(stack: Stack, times: number): void {
  const reply = (tool: string, input: object) => ({
    kind: 'reply' as const,
    times,
    match: { tool },
    name: tool,
    input,
  });
  stack.faults.order([
    reply('classify', { intent: 'retrieval', standaloneQuestion: QUESTION, confidence: 1 }),
    reply('write_sql', { sql: SQL, assumptions: [], confidence: 1 }),
    reply('explain', { answer: 'There are 91 customers.' }),
  ]);
}

async function ask({ url }: Stack): Promise<number> {
  const before = performance.now();
  const response = await fetch(`${url}/v1/questions`, {
    method: 'POST',
    headers: { 'x-api-key': LOCAL_API_KEY, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ question: QUESTION }),
  });
  const { status }: { status: string } = JSON.parse(await response.text());
  if (status !== 'ANSWERED') throw new Error(`The bench question ended as ${status}`);
  return performance.now() - before;
}

/** The statements that Check and Execute send, on a connection that is open, as theirs is. */
async function databaseTimes({ database }: Stack): Promise<number[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const begin = "BEGIN READ ONLY; SET LOCAL statement_timeout = 20000; SET LOCAL timezone = 'UTC'; SELECT 1";
  const statements = [begin, `EXPLAIN (FORMAT JSON) ${SQL}`, 'ROLLBACK', begin, SQL, 'ROLLBACK'];
  const times = await repeat(MEASURED, async () => {
    const before = performance.now();
    for (const statement of statements) await client.query(statement);
    return performance.now() - before;
  });
  await client.end();
  return times;
}

/** The calls of one question, by the same adapters: three to the model and one to the embedding. */
async function modelTimes({ urls }: Stack): Promise<number[]> {
  const client = new BedrockRuntimeClient({
    endpoint: urls.services,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: new NodeHttpHandler(),
    cacheMiddleware: true,
    sha256: OneShotSha256,
  });
  const { models } = Configuration.parse(JSON.parse(await readFile('inquery.config.json', 'utf8')));
  const model = createBedrockModel(client, models.sql);
  const embedding = createBedrockEmbedding(client, models.embedding);
  const prompt = 'x'.repeat(PROMPT_CHARACTERS);
  return repeat(WARM_UP + MEASURED, async () => {
    const before = performance.now();
    await embedding.embed([QUESTION]);
    for (const tool of [CLASSIFY, WRITE_SQL, EXPLAIN]) {
      await model.call({ system: prompt, prompt, tools: [tool] });
    }
    return performance.now() - before;
  });
}

async function repeat(count: number, measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at++) times.push(await measure());
  return times;
}

const round = (ms: number) => Math.round(ms * 10) / 10;
