import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { LOCAL_API_KEY } from '../local/api-key.ts';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { findVariable } from '../local/stack/find-variable.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { BatchView } from '../shared/contracts/batch.ts';
import { isBatchFinal } from '../shared/contracts/batch-status.ts';
import { benchMapMemory } from './batch/map-memory.ts';
import type { BenchLine } from './bench-line.ts';
import { median } from './median.ts';

const QUESTIONS = 500;
const WARM_UP = 20;
const ONE_BY_ONE = 40;
const MOST_SLOWDOWN = 3;

/** A file of questions against the same kind of questions one by one, and how long a person waits meanwhile. */
export async function benchBatch(): Promise<BenchLine[]> {
  const memory = await benchMapMemory();
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-batch-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', log: () => {} });
  try {
    await withoutRateLimit(stack);
    await askMany(stack, WARM_UP, 9_000);
    const alone = await askMany(stack, ONE_BY_ONE, 8_000);
    const { perSecond, meanwhile } = await answerFile(stack);
    const usual = median(alone);
    const inTheMiddle = median(meanwhile);
    return [...memory, ...lines(perSecond, alone, usual, inTheMiddle)];
  } finally {
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function lines(perSecond: number, alone: number[], usual: number, inTheMiddle: number): BenchLine[] {
  const slowdown = inTheMiddle / usual;
  const oneByOne = (1000 * alone.length) / alone.reduce((sum, ms) => sum + ms, 0);
  return [
    { name: `batch of ${QUESTIONS} questions`, value: round(perSecond), unit: 'questions/s' },
    { name: 'the same kind one by one over HTTP', value: round(oneByOne), unit: 'questions/s' },
    { name: 'batch to one by one', value: round(perSecond / oneByOne), unit: 'times' },
    { name: 'question of a person, alone', value: round(usual), unit: 'ms median' },
    {
      name: 'question of a person in the middle of the batch',
      value: round(slowdown),
      unit: 'times that',
      budget: `<= ${MOST_SLOWDOWN}`,
      pass: slowdown <= MOST_SLOWDOWN,
    },
  ];
}

/** So that the machine is measured and not the line the questions wait in. */
async function withoutRateLimit({ clients, resources }: Stack): Promise<void> {
  const document = JSON.parse(await readFile('inquery.config.json', 'utf8'));
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: findVariable(resources, 'CONFIG_BUCKET'),
      Key: findVariable(resources, 'CONFIG_KEY'),
      Body: JSON.stringify({ ...document, batches: { ...document.batches, questionsPerMinute: 60_000 } }),
    }),
  );
}

const questionAbove = (freight: number) => `How many orders have a freight above ${freight}?`;

async function askMany(stack: Stack, count: number, from: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at++) times.push(await ask(stack, questionAbove(from + at)));
  return times;
}

async function ask(stack: Stack, question: string): Promise<number> {
  const before = performance.now();
  const headers = { prefer: 'wait=20' };
  const { status } = await call(stack, 'POST', '/v1/questions', { question }, headers);
  if (status !== 'ANSWERED') throw new Error(`The bench question ended as ${status}`);
  return performance.now() - before;
}

async function answerFile(stack: Stack) {
  const batch = BatchView.parse(await call(stack, 'POST', '/v1/batches', { name: 'bench.csv' }));
  const rows = Array.from({ length: QUESTIONS }, (_, at) => questionAbove(at));
  const startedAt = performance.now();
  await fetch(batch.upload?.url ?? '', { method: 'PUT', body: ['question', ...rows].join('\n') });
  const meanwhile: number[] = [];
  for (let asked = 0; ; asked++) {
    const { status, counts, progress } = BatchView.parse(await call(stack, 'GET', `/v1/batches/${batch.id}`));
    if (isBatchFinal(status)) {
      if (counts.ANSWERED !== QUESTIONS)
        throw new Error(`The batch ended as ${status}: ${JSON.stringify(counts)}`);
      return { perSecond: (1000 * (QUESTIONS + asked)) / (performance.now() - startedAt), meanwhile };
    }
    const time = await ask(stack, questionAbove(7_000 + asked));
    if (progress) meanwhile.push(time);
  }
}

async function call(stack: Stack, method: string, path: string, body?: object, headers: object = {}) {
  const response = await fetch(`${stack.url}${path}`, {
    method,
    headers: { 'x-api-key': LOCAL_API_KEY, ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}

const round = (value: number) => Math.round(value * 100) / 100;
