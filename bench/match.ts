import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_API_KEY } from '../local/api-key.ts';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { findVariable } from '../local/stack/find-variable.ts';
import { type Stack, startStack } from '../local/stack.ts';
import type { QuestionView } from '../shared/contracts/job.ts';
import type { ActiveQuery } from '../shared/contracts/verified-query.ts';
import { buildTemplate } from '../shared/retrieval/verified/build-template.ts';
import { createDynamodbVerifiedQueryStore } from '../shared/retrieval/verified/dynamodb-verified-query-store.ts';
import { matchQuestion } from '../shared/retrieval/verified/match-question.ts';
import { createVerifiedQueries } from '../shared/retrieval/verified/verified-queries.ts';
import type { BenchLine } from './bench-line.ts';
import { median } from './median.ts';

const SQL = (year: number) =>
  `SELECT count(*) AS orders FROM northwind.orders WHERE shipped_date >= DATE '${year}-01-01' AND shipped_date < DATE '${year + 1}-01-01'`;
const QUESTION = (year: number) => `How many orders were shipped in ${year}?`;

const WARM_UP = 20;
const MEASURED = 100;
const BUDGET_MS = 150;
const ENTRIES = 3_000;
const ENTRIES_BUDGET_MS = 5;

/** What a question costs that a verified query answers: end to end, in model calls, and among many. */
export async function benchMatch(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', log: () => {} });
  try {
    await verify(stack);
    for (let at = 0; at < WARM_UP; at++) await ask(stack, 2000 + at);
    const asked: { ms: number; job: QuestionView }[] = [];
    for (let at = 0; at < MEASURED; at++) asked.push(await ask(stack, 1990 + (at % 40)));
    const wall = median(asked.map(({ ms }) => ms));
    const calls = Math.max(
      ...asked.map(({ job }) => job.steps.filter(({ state, model }) => model && state !== 'Match').length),
    );
    const search = await searchTime();
    return [
      {
        name: 'verified match, end to end',
        value: round(wall),
        unit: 'ms median',
        budget: `<= ${BUDGET_MS}`,
        pass: wall <= BUDGET_MS,
      },
      {
        name: 'verified match, model calls beyond the embedding',
        value: calls,
        unit: 'calls',
        budget: '<= 0',
        pass: calls === 0,
      },
      {
        name: `verified match, looking through ${ENTRIES} queries`,
        value: round(search),
        unit: 'ms median',
        budget: `<= ${ENTRIES_BUDGET_MS}`,
        pass: search <= ENTRIES_BUDGET_MS,
      },
    ];
  } finally {
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Adds one verified query and waits until it answers. */
async function verify(stack: Stack): Promise<void> {
  const { clients, resources } = stack;
  const machine = findVariable(resources, 'QUESTION_MACHINE_ARN').replace(/question$/, 'verify-queries');
  const store = createDynamodbVerifiedQueryStore({
    client: clients.dynamodb,
    table: findVariable(resources, 'JOBS_TABLE'),
  });
  const start = async (input: unknown) =>
    void stack.stepFunctions.startExecution({ stateMachineArn: machine, input: JSON.stringify(input) });
  const queries = createVerifiedQueries({ store, verify: start, now: () => new Date().toISOString() });
  const pair = { source: 'northwind', question: QUESTION(2023), sql: SQL(2023), origin: 'edit' } as const;
  await queries.add(pair, { id: 'bench', roles: ['admin'], attributes: {} });
  for (let tries = 0; tries < 100; tries++) {
    if ((await ask(stack, 2023)).job.matchedQueryId) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The verified query of the bench never matched.');
}

async function ask({ url }: Stack, year: number): Promise<{ ms: number; job: QuestionView }> {
  const before = performance.now();
  const response = await fetch(`${url}/v1/questions`, {
    method: 'POST',
    headers: { 'x-api-key': LOCAL_API_KEY, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ question: QUESTION(year) }),
  });
  const job: QuestionView = JSON.parse(await response.text());
  return { ms: performance.now() - before, job };
}

/** The whole match in process, among queries that begin with the same words, for one that the last of them answers. */
async function searchTime(): Promise<number> {
  const catalog = {
    source: 's',
    version: '1',
    builtAt: '2026-01-01T00:00:00.000Z',
    tables: [],
    relationships: [],
  };
  const vector = Float32Array.from({ length: 256 }, () => 1 / 16);
  const use = { model: 'm', tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 };
  const embedding = { id: 'm/256', embed: async () => ({ vectors: [vector], use }) };
  const entries = Array.from({ length: ENTRIES }, (_, at): ActiveQuery => {
    const question = `How many orders of kind ${String.fromCharCode(97 + (at % 26))}${at} were shipped in 2023?`;
    const [start, end] = [SQL(2023).indexOf("'2023"), SQL(2023).indexOf("'2024")];
    const literals = [
      { start, end: start + 12, value: '2023-01-01', role: 'compare' as const },
      { start: end, end: end + 12, value: '2024-01-01', role: 'compare' as const },
    ];
    return {
      ...{ id: `vq_${at}`, source: 's', question, sql: SQL(2023), dialect: 'postgres', state: 'active' },
      ...{ origin: 'import', approvedBy: 'bench', approvedAt: '2026-01-01T00:00:00.000Z', count: 1 },
      ...{ tables: [], columns: [], template: buildTemplate(question, literals) },
    };
  });
  const index = { entries, model: embedding.id, vectors: entries.map(() => vector) };
  const question = entries.at(-1)?.question.replace('2023', '2022') ?? '';
  const times: number[] = [];
  for (let at = 0; at < MEASURED; at++) {
    const before = performance.now();
    const found = await matchQuestion(index, { question, catalog, embedding, threshold: 0.2 }, () => {});
    times.push(performance.now() - before);
    if (!found) throw new Error('The bench found no match.');
  }
  return median(times);
}

const round = (ms: number) => Math.round(ms * 100) / 100;
