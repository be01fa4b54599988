import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningPostgres, startPostgres } from '../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../local/postgres/state-folders.ts';
import { loadSampleDatabase } from '../../local/sample-database/load-sample-database.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { writePricedConfiguration } from '../support/priced-configuration.ts';
import { endedExport, startExport } from './support/exports.ts';
import { type SeenEvent, type StackProcess, startStackProcess } from './support/stack-process.ts';

const QUESTIONS = [
  'How many customers are there?',
  'How many products are discontinued?',
  'Which 5 customers brought in the most revenue?',
  'How many orders were shipped to Germany?',
];
/** Longer than any step may take: a call that hangs does so until the process is killed. */
const HANG_MS = 600_000;
/** A token costs more than that: sums of floating-point numbers may differ, no token may. */
const ROUNDING_DIGITS = 9;

let dir: string;
let postgres: RunningPostgres;
let readerUrl: string;
let configuration: string;
let stack: StackProcess;
const events: SeenEvent[] = [];

const start = () => startStackProcess(join(dir, 'stack'), readerUrl, events, configuration);
const ask = async (question: string) => (await stack.api.call('POST', '/v1/questions', { question })).body.id;
const finalIds = (jobId: string) => [
  ...new Set(
    events
      .filter(({ type, detail }) => detail.jobId === jobId && type !== 'Question Submitted')
      .map(({ detail }) => detail.eventId),
  ),
];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inquery-killed-'));
  postgres = await startPostgres({ dataDir: join(dir, 'database'), port: 0, durable: false });
  ({ readerUrl } = await loadSampleDatabase({ adminUrl: postgres.url, scale: 1 }));
  configuration = await writePricedConfiguration(dir);
  stack = await start();
});

afterAll(async () => {
  await stack?.kill();
  await postgres?.stop();
  for (const folder of [...postgresStateFolders(join(dir, 'database')), dir])
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('a stack that is killed while it works', () => {
  it('answers every question once, tells it once and counts it once after it starts again', async () => {
    stack.order([
      { kind: 'timeout', ms: HANG_MS, match: { tool: 'classify' } },
      { kind: 'timeout', ms: HANG_MS, match: { tool: 'write_sql' }, times: 2 },
    ]);
    const hanging = await Promise.all(QUESTIONS.slice(0, 3).map(ask));
    await stack.faultsMet();
    const asked = await Promise.all(QUESTIONS.map(ask));
    await stack.kill();
    stack = await start();
    const again = await Promise.all(QUESTIONS.map(ask));
    await stack.api.ended(hanging[0] ?? '');
    const kept = await Promise.all([newSchedule(), newSubscription()]);
    await stack.kill();
    stack = await start();
    expect(await Promise.all([onlyOne('schedules'), onlyOne('subscriptions')])).toEqual(kept);

    const ids = [...hanging, ...asked, ...again];
    const jobs = await Promise.all(ids.map(stack.api.ended));

    expect(jobs.map(({ status }) => status)).toEqual(ids.map(() => 'ANSWERED'));
    expect(jobs.map(({ answer }) => answer)).toEqual(
      ids.map((_, at) => jobs[at < 3 ? at : 3 + ((at - 3) % 4)]?.answer),
    );
    await untilTold(ids);
    expect(ids.map(finalIds)).toEqual(ids.map((id) => [`${id}:ANSWERED`]));
    const { costUsd, ...counted } = await untilCounted(ids.length);
    const { costUsd: spent, ...used } = sumOf(jobs);
    expect(counted).toEqual(used);
    expect(spent).toBeGreaterThan(0);
    expect(costUsd).toBeCloseTo(spent, ROUNDING_DIGITS);
    expect(await Promise.all(ids.map(stack.api.ended))).toEqual(jobs);
  });

  it('writes an export once that was asked for before', async () => {
    const { body } = await stack.api.call('POST', '/v1/questions', { question: QUESTIONS[2] });
    const { id: questionId } = await stack.api.ended(body.id);
    const { id } = await startExport(stack, { questionId });
    await stack.kill();
    stack = await start();

    const view = await endedExport(stack, id);

    expect(view.status).toBe('READY');
    expect(finalIds(id)).toHaveLength(1);
  });
});

/** Due so seldom, and told so seldom, that neither does anything here. */
async function newSchedule(): Promise<unknown> {
  const wish = { question: QUESTIONS[0], cron: '0 9 1 1 ? *', timeZone: 'Europe/Berlin' };
  expect((await stack.api.call('POST', '/v1/schedules', wish)).status).toBe(201);
  return onlyOne('schedules');
}

async function newSubscription(): Promise<unknown> {
  const wish = { url: 'https://93.184.216.34/inquery', events: ['Batch Completed'] };
  expect((await stack.api.call('POST', '/v1/subscriptions', wish)).status).toBe(201);
  return onlyOne('subscriptions');
}

async function onlyOne(kind: 'schedules' | 'subscriptions'): Promise<unknown> {
  const { body } = await stack.api.call('GET', `/v1/${kind}`);
  const [only, ...others] = Object(body)[kind];
  expect([only, others]).toEqual([expect.objectContaining({ id: expect.any(String) }), []]);
  return only;
}

async function untilTold(ids: readonly string[]): Promise<void> {
  while (ids.some((id) => finalIds(id).length === 0)) await delay(50);
}

interface Counted {
  readonly questions: number;
  readonly calls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly tokensCached: number;
  readonly costUsd: number;
}

const USES = ['calls', 'tokensIn', 'tokensOut', 'tokensCached', 'costUsd'] as const;

/** What the ledger has, once it has so many questions. */
async function untilCounted(questions: number): Promise<Counted> {
  for (;;) {
    const counted = await countedNow();
    if (counted.questions >= questions) return counted;
    await delay(100);
  }
}

async function countedNow(): Promise<Counted> {
  const { body } = await stack.api.call('GET', '/v1/usage');
  const total = { questions: 0, calls: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 };
  for (const day of Object(body).usage) {
    total.questions += day.questions;
    for (const model of day.models) for (const name of USES) total[name] += model[name];
  }
  return total;
}

function sumOf(jobs: readonly QuestionView[]): Counted {
  const steps = jobs.flatMap((job) => job.steps).filter(({ model }) => model !== undefined);
  const sum = (of: (step: (typeof steps)[number]) => number | undefined) =>
    steps.reduce((total, step) => total + (of(step) ?? 0), 0);
  return {
    questions: jobs.length,
    calls: sum(({ calls = 1 }) => calls),
    tokensIn: sum(({ tokensIn }) => tokensIn),
    tokensOut: sum(({ tokensOut }) => tokensOut),
    tokensCached: sum(({ tokensCached }) => tokensCached),
    costUsd: sum(({ costUsd }) => costUsd),
  };
}
