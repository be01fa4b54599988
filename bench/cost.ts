import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { taskNamed } from '../cdk/tasks.ts';
import { LOCAL_API_KEY } from '../local/api-key.ts';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { jobKey } from '../shared/jobs/job-key.ts';
import { documentsOf } from '../shared/platform/dynamodb-documents.ts';
import type { BenchLine } from './bench-line.ts';
import { countRequests, type Requests } from './cost/counted-requests.ts';
import { USD_PER_MILLION as USD } from './cost/prices.ts';

const QUESTION = 'How many customers are there?';
/** Configuration, catalogue and secrets are kept by then. */
const WARM_UP = 3;
const BUDGET_USD = 0.5;

/** What is taken as given: none of it can be counted here. */
const GIVEN = {
  /** Of each call of a function, beside the model and the database. */
  seconds: 0.05,
  /** Around the machine: the API's, the count of usage, the look for subscribers at both events. */
  functions: ['serve-http', 'count-usage', 'notify-subscribers', 'notify-subscribers'],
  /** The record enters two indexes and leaves one. */
  indexWrites: 3,
  /** Sent, received and deleted for subscribers, for both events. */
  queueRequests: 6,
  topicMessages: 2,
  logKib: 7,
} as const;

interface Walked {
  readonly states: number;
  readonly historyEvents: number;
  /** The tasks that were called. */
  readonly tasks: readonly string[];
  readonly tableWrites: number;
  readonly events: number;
}

/**
 * What one plain question costs on AWS without the model, reckoned: the states it enters and the requests it makes
 * are counted on the local stack, sizes of functions are the template's, prices the public ones.
 */
export async function benchCost(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', log: () => {} });
  try {
    for (let at = 0; at < WARM_UP; at++) await askToTheEnd(stack);
    let id = '';
    const buckets = stack.resources.buckets.map(({ name }) => name);
    const requests = await countRequests(buckets, async () => {
      id = await askToTheEnd(stack);
    });
    return linesOf(walkedBy(stack, id), requests, await recordKib(stack, id));
  } finally {
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function askToTheEnd({ url }: Stack): Promise<string> {
  const response = await fetch(`${url}/v1/questions`, {
    method: 'POST',
    headers: { 'x-api-key': LOCAL_API_KEY, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ question: QUESTION }),
  });
  const { id, status }: { id: string; status: string } = JSON.parse(await response.text());
  if (status !== 'ANSWERED') throw new Error(`The bench question ended as ${status}`);
  // Its use is counted and its subscribers are looked for once it has ended.
  await pause(2_000);
  return id;
}

function walkedBy({ resources, stepFunctions }: Stack, id: string): Walked {
  const machine = resources.stateMachines.find(({ name }) => name.includes('question'));
  const arn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${id}`;
  const { events } = stepFunctions.execution(arn).history;
  const scheduled = events.flatMap(({ type, details }) =>
    type === 'TaskScheduled' ? [Object(details)] : [],
  );
  const of = (service: string) => scheduled.filter(({ resourceType }) => resourceType === service);
  const taskOf = (name: string) => resources.functions.find((each) => each.arn === name)?.task ?? '';
  return {
    states: events.filter(({ type }) => type.endsWith('StateEntered')).length,
    historyEvents: events.length,
    tasks: of('lambda').map(({ parameters }) => taskOf(JSON.parse(parameters).FunctionName)),
    tableWrites: of('dynamodb').length,
    events: of('events').length,
  };
}

/** Of a job's record as it ended: what a write of it is paid by. */
async function recordKib({ clients, resources }: Stack, id: string): Promise<number> {
  const table = resources.tables[0]?.name ?? '';
  const record = await documentsOf({ client: clients.dynamodb, table }).get(jobKey(id));
  return Math.ceil(JSON.stringify(record).length / 1024);
}

function linesOf(walked: Walked, requests: Requests, kib: number): BenchLine[] {
  const tasks = [...walked.tasks, ...GIVEN.functions];
  const gib = tasks.reduce((sum, name) => sum + taskNamed(name).memoryMiB / 1024, 0);
  // The record grows from write to write.
  const mean = (1 + kib) / 2;
  const writes = Math.ceil((requests.dynamodbWrites + walked.tableWrites) * mean) + GIVEN.indexWrites;
  const parts = {
    'Step Functions': walked.states * USD.state,
    Lambda: tasks.length * USD.lambdaCall + gib * GIVEN.seconds * USD.lambdaGibSecond,
    DynamoDB: writes * USD.dynamodbWrite + requests.dynamodbReads * USD.dynamodbRead,
    S3: requests.s3Writes * USD.s3Write + requests.s3Reads * USD.s3Read,
    'API Gateway, events, queues, logs':
      USD.apiCall +
      walked.events * USD.event +
      GIVEN.queueRequests * USD.queueRequest +
      GIVEN.topicMessages * USD.topicMessage +
      GIVEN.logKib * USD.logKib,
  };
  const all = Object.values(parts).reduce((sum, part) => sum + part, 0) / 1_000;
  return [
    { name: 'question on AWS, states entered', value: walked.states, unit: 'states' },
    { name: 'question on AWS, history', value: walked.historyEvents, unit: 'events' },
    ...Object.entries(requests).map(([kind, value]) => ({
      name: `question on AWS, ${kind}`,
      value,
      unit: '',
    })),
    { name: 'question on AWS, DynamoDB write units', value: writes, unit: 'units' },
    ...Object.entries(parts).map(([part, usd]) => line(`question on AWS, ${part}`, usd / 1_000)),
    {
      ...line('question on AWS without the model', all),
      budget: `<= ${BUDGET_USD}`,
      pass: all <= BUDGET_USD,
    },
  ];
}

const line = (name: string, usd: number): BenchLine => ({
  name,
  value: Math.round(usd * 1_000) / 1_000,
  unit: 'USD a thousand',
});
