import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toJob } from '../../shared/jobs/job-item.ts';
import { jobKey } from '../../shared/jobs/job-key.ts';
import { documentsOf } from '../../shared/platform/dynamodb-documents.ts';
import { parseMachine } from './support/asl.ts';
import { instrumented, waysOf, waysTaken } from './support/coverage.ts';
import { type JobTable, startJobTable } from './support/job-table.ts';
import {
  BATCH,
  BATCH_MACHINE,
  type BatchSettings,
  batchStore,
  item,
  QUESTION,
  runBatch,
} from './support/run-batch.ts';
import { AWAY_THEN_KILLED, always, fail, reply, type Script } from './support/script.ts';

const CONDITION = 'DynamoDB.ConditionalCheckFailedException';
const THROTTLED = 'DynamoDB.ProvisionedThroughputExceededException';
const SECOND = '01JG0000000000000000000000';
const invalid = reply({ outcome: 'invalid', error: { name: 'BatchFileInvalid', message: 'Line 3: no.' } });
const empty = reply({
  ...{ outcome: 'valid', questions: 0, itemsKey: 'k', concurrency: 1, intervalMs: 1, retentionDays: 30 },
  principal: { id: 'ana', roles: [], attributes: {} },
  principalAttribute: {},
});

let folder: string;
let table: JobTable;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inquery-batch-machine-'));
  table = await startJobTable(folder);
});

afterAll(async () => {
  await table.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => forget());

/** No question is known and nobody waits in line. */
async function forget(): Promise<void> {
  const rate = { pk: { S: 'RATE#BATCHES' }, sk: { S: 'NEXT' } };
  const jobs = [QUESTION, SECOND].map((id) => ({ pk: { S: `JOB#${id}` }, sk: { S: 'JOB' } }));
  for (const Key of [rate, ...jobs]) {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key }));
  }
}

const run = (settings: Partial<BatchSettings> = {}) => runBatch({ table, ...settings });
const batch = () => batchStore(table).find(BATCH);
const failing = { QueryLanguage: 'JSONata', StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } };

describe('A batch', () => {
  it('is opened, validated, answered, summarised, and told of', async () => {
    const { visited, events, outcome } = await run();

    expect(visited).toBe('Open Opened Validate Valid Answer Summarise Complete TellCompleted');
    expect(outcome.status).toBe('SUCCEEDED');
    expect(await batch()).toMatchObject({ status: 'COMPLETED', counts: { ANSWERED: 1 } });
    const record = await documentsOf({ client: table.client, table: table.name }).get(jobKey(BATCH));
    expect(record).not.toHaveProperty('openKind');
    expect(events).toMatchObject([{ jobId: BATCH, status: 'COMPLETED', principalId: 'ana' }]);
  });

  it('gives each question a record as the API does, and a run of its own', async () => {
    await run();

    const record = await documentsOf({ client: table.client, table: table.name }).get(jobKey(QUESTION));
    expect(record && toJob(record)).toMatchObject({
      ...{ id: QUESTION, kind: 'question', status: 'ANSWERED', question: 'How many?', batchId: BATCH },
      principal: { id: 'ana', roles: ['analyst'], attributes: { tenant: 'a' } },
    });
    const createdAt = Date.parse(String(record?.createdAt)) / 1_000;
    expect(record?.expiresAt).toBe(Math.floor(createdAt) + 30 * 24 * 3_600);
  });

  it('lets its questions wait for their turn', async () => {
    const turn = Date.now() + 4_000;
    const Item = { pk: { S: 'RATE#BATCHES' }, sk: { S: 'NEXT' }, nextAt: { N: String(turn) } };
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));

    const { items } = await run();

    expect(items).toEqual(['Reserve AwaitTurn CreateJob Ask Look Count Done']);
    expect(Date.now()).toBeGreaterThanOrEqual(turn);
  });

  it('skips the Map when every row is bad', async () => {
    const { visited } = await run({ script: { Validate: [empty] } });

    expect(visited).toBe('Open Opened Validate Valid Summarise Complete TellCompleted');
  });

  it('fails with the reason when its file is of no use', async () => {
    const { visited, events } = await run({ script: { Validate: [invalid] } });

    expect(visited).toBe('Open Opened Validate Valid Fail Close TellFailed');
    expect(await batch()).toMatchObject({ status: 'FAILED', error: { message: 'Line 3: no.' } });
    expect(events).toMatchObject([{ status: 'FAILED', error: { name: 'BatchFileInvalid' } }]);
  });

  it('goes on when a question fails, whose record says how it ended', async () => {
    const { outcome, items } = await run({ question: failing });

    expect(items).toEqual(['Reserve StartLine CreateJob Ask Look Count Done']);
    expect(outcome.status).toBe('SUCCEEDED');
    expect(await batch()).toMatchObject({ status: 'COMPLETED', counts: { SUBMITTED: 1 } });
  });

  it('does nothing for a file that was taken before, and fails for one that nobody answers for', async () => {
    const ignored = await run({ script: { Open: [reply({ outcome: 'ignored', reason: 'Before.' })] } });
    const refused = await run({ script: { Open: [reply({ outcome: 'refused', reason: 'Nobody.' })] } });

    expect(ignored).toMatchObject({ visited: 'Open Opened Ignored', outcome: { status: 'SUCCEEDED' } });
    expect(refused.outcome).toMatchObject({ status: 'FAILED', error: 'NotAuthorised', cause: 'Nobody.' });
  });

  it('stays stopped when it was stopped while the last question ran', async () => {
    const { outcome, events } = await run({ status: 'STOPPED' });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'AlreadyEnded' });
    expect(await batch()).toMatchObject({ status: 'STOPPED' });
    expect(events).toEqual([]);
  });
});

describe('The scenarios', () => {
  it('reach every state, choice rule, default, retrier and catcher of the file', async () => {
    const machine = parseMachine(BATCH_MACHINE);
    const definition = instrumented(machine);
    const taken = new Set<string>();
    const scripts: (Script | Partial<BatchSettings>)[] = [
      { items: [item(), item(SECOND)] },
      {
        Open: AWAY_THEN_KILLED,
        Validate: AWAY_THEN_KILLED,
        Summarise: AWAY_THEN_KILLED,
      },
      { Open: [reply({ outcome: 'ignored', reason: 'Before.' })] },
      { Open: [reply({ outcome: 'refused', reason: 'Nobody.' })] },
      { Validate: [empty] },
      {
        Validate: [fail('TypeError')],
        Close: [fail(THROTTLED)],
        TellFailed: [fail('EventBridge.ThrottlingException')],
      },
      { Validate: [invalid], Close: [fail(CONDITION)] },
      { Summarise: [fail('TypeError')] },
      { Complete: [fail(THROTTLED), fail(CONDITION)] },
      { TellCompleted: [fail('EventBridge.ThrottlingException')] },
      { Reserve: [fail(THROTTLED)], StartLine: [fail(THROTTLED), fail(CONDITION)] },
      {
        CreateJob: [fail(THROTTLED), fail(CONDITION)],
        Look: [fail(THROTTLED)],
        Count: always(fail(THROTTLED)),
      },
      { question: failing },
      { items: [{ jobId: '/' }] },
      {
        definition: definition.replace('"ToleratedFailurePercentage":100', '"ToleratedFailureCount":0'),
        script: { CreateJob: always(fail(THROTTLED)) },
      },
    ];

    for (const given of scripts) {
      await forget();
      const settings =
        'items' in given || 'question' in given || 'definition' in given ? given : { script: given };
      const { outcome } = await run({ definition, ...Object(settings) });
      for (const history of [outcome.history, ...outcome.itemHistories]) {
        for (const way of waysTaken(machine, history)) taken.add(way);
      }
    }

    // The local Step Functions is never at a limit of its own, so that a start is never refused for one.
    expect(waysOf(machine).filter((way) => !taken.has(way))).toEqual(['Ask__retry__0']);
  });
});
