import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDynamodbRefreshLeases } from '../../shared/catalog/dynamodb-refresh-leases.ts';
import { createDynamodbRefreshStatuses } from '../../shared/catalog/dynamodb-refresh-statuses.ts';
import { endRefreshes, sweepRefresh } from '../../shared/catalog/end-refreshes.ts';
import { parseMachine } from './support/asl.ts';
import { instrumented, waysOf, waysTaken } from './support/coverage.ts';
import { type JobTable, startJobTable } from './support/job-table.ts';
import { CATALOG_MACHINE, type CatalogSettings, runCatalog } from './support/run-catalog.ts';
import { AWAY_THEN_KILLED, always, fail, reply, type Script } from './support/script.ts';

const WHOLE =
  'Plan RefreshEach Begin Claim Collect NeedsDatabase Introspect Build Record Announce NeedsValues IndexValues IndexLogin Release';
const THROTTLED = 'DynamoDB.ProvisionedThroughputExceededException';
const planned = (...refreshes: object[]): Script => ({ Plan: [reply({ refreshes })] });
const ofKnowledge = planned({ source: 'northwind', scope: 'knowledge', logins: [] });

let folder: string;
let table: JobTable;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inquery-catalog-machine-'));
  table = await startJobTable(folder);
});

afterAll(async () => {
  await table.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  for (const source of ['northwind', 'other']) {
    const Key = { pk: { S: `KNOWLEDGE#${source}` }, sk: { S: 'REFRESH' } };
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key }));
  }
});

const run = (settings: Partial<CatalogSettings> = {}) => runCatalog({ table, ...settings });
const status = (source = 'northwind') =>
  createDynamodbRefreshStatuses({ client: table.client, table: table.name }).find(source);

describe('A refresh', () => {
  it('reads what people wrote, then the database, builds, and tells', async () => {
    const { visited, outcome, events } = await run();

    expect(visited).toBe(`${WHOLE} AllRefreshed Refreshed`);
    expect(outcome.status).toBe('SUCCEEDED');
    expect(events).toMatchObject([{ source: 'northwind', version: 'v2', tables: 14 }]);
    expect(await status()).toMatchObject({ running: false, lastSuccess: { version: 'v2' } });
  });

  it('leaves the database alone when only what people wrote has changed', async () => {
    const { visited } = await run({ script: ofKnowledge });

    expect(visited).toContain('NeedsDatabase Build Record');
  });

  it('reads a database that was never read, whatever was asked for', async () => {
    const { visited } = await run({
      script: { ...ofKnowledge, Collect: [reply({ isIntrospected: false })] },
    });

    expect(visited).toContain('NeedsDatabase Introspect Build');
  });

  it('has each login read the values it may see', async () => {
    const logins = ['one', 'two', 'three'].map((secretName) => ({ secretName }));

    const { visited } = await run({ script: planned({ source: 'northwind', scope: 'all', logins }) });

    expect(visited.match(/IndexLogin/g)).toHaveLength(3);
  });

  it('is a success though a login cannot read its values', async () => {
    const logins = [{ secretName: 'one' }, { secretName: 'two' }];
    const script = {
      ...planned({ source: 'northwind', scope: 'all', logins }),
      IndexLogin: [fail('Error', 'No value index was built for: one.')],
    };

    const { visited, outcome } = await run({ script });

    expect([visited.match(/IndexLogin|KeepLast/g)?.sort(), outcome.status]).toEqual([
      ['IndexLogin', 'IndexLogin', 'KeepLast'],
      'SUCCEEDED',
    ]);
    expect(await status()).toMatchObject({ running: false, lastSuccess: { version: 'v2' } });
  });

  it('reads no values when nothing has changed', async () => {
    const { visited } = await run({ script: { ...ofKnowledge, Build: [reply({ isNew: false })] } });

    expect(visited).toContain('Announce NeedsValues Release');
  });

  it('starts nothing for a file that belongs to no source', async () => {
    const { visited, outcome } = await run({
      input: { metadataKey: 'metadata/none/a.csv' },
      script: planned(),
    });

    expect(visited).toBe('Plan RefreshEach AllRefreshed Refreshed');
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('keeps what could not be used of what people wrote', async () => {
    const problems = [{ file: 'a.csv', message: 'Row 3: table is empty.' }];

    await run({ script: { Build: [reply({ problems })] } });

    expect(await status()).toMatchObject({ problems });
  });

  it('of one source fails by itself, says why, and lets go', async () => {
    const all = { scope: 'all', logins: [] };
    const script = {
      ...planned({ source: 'northwind', ...all }, { source: 'other', ...all }),
      Introspect: [fail('ConfigInvalid', 'The secret x lacks: port.')],
    };

    const { outcome, events } = await run({ script });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'NotRefreshed' });
    const failed = events[0]?.source === 'other' ? 'northwind' : 'other';
    expect(outcome.cause).toMatch(new RegExp(`^Not refreshed: ${failed}\\.`));
    expect(await status(failed)).toMatchObject({
      running: false,
      lastError: { name: 'ConfigInvalid', message: 'The secret x lacks: port.' },
    });
  });

  it('keeps the last success beside the failure after it, until the next success', async () => {
    await run();
    await run({ script: { Build: [fail('TypeError', 'secret words')] } });
    const failed = await status();
    await run();

    expect(failed).toMatchObject({ lastSuccess: { version: 'v2' }, lastError: { name: 'Internal' } });
    expect(JSON.stringify(failed)).not.toContain('secret words');
    expect(await status()).not.toHaveProperty('lastError');
  });
});

describe('One refresh of a source at a time', () => {
  it('leaves the work to the run that has the source, which looks again before it lets go', async () => {
    let second: Awaited<ReturnType<typeof run>> | undefined;
    const before = async (state: string) => {
      if (state === 'Build' && !second) second = await run({ name: 'second', script: ofKnowledge });
    };

    const first = await run({ name: 'first', before });

    expect(second?.visited).toBe('Plan RefreshEach Begin Claim AskAgain AllRefreshed Refreshed');
    expect(first.visited).toBe(
      `${WHOLE} Claim Collect NeedsDatabase Build Record Announce NeedsValues IndexValues IndexLogin Release AllRefreshed Refreshed`,
    );
    expect(await status()).toMatchObject({ running: false });
  });

  it('reads the database again when that was asked for meanwhile, even if less was asked for after it', async () => {
    let isAsked = false;
    const before = async (state: string) => {
      if (state !== 'Build' || isAsked) return;
      isAsked = true;
      await run({ name: 'second' });
      await run({ name: 'third', script: ofKnowledge });
    };

    const { visited } = await run({ name: 'first', before, script: ofKnowledge });

    expect(visited.match(/Introspect/g)).toHaveLength(1);
    expect(visited.match(/Build/g)).toHaveLength(2);
  });

  it('looks again after a failure, too', async () => {
    let isAsked = false;
    const before = async (state: string) => {
      if (state === 'Build' && !isAsked) {
        isAsked = true;
        await run({ name: 'second', script: ofKnowledge });
      }
    };

    const { outcome } = await run({ name: 'first', before, script: { Build: [fail('TypeError')] } });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(await status()).not.toHaveProperty('lastError');
  });

  it('takes over a source whose run never let go', async () => {
    const lease = { leaseBy: { S: 'gone' }, leaseUntil: { S: '2026-01-01T00:00:00.000Z' } };
    const Item = { pk: { S: 'KNOWLEDGE#northwind' }, sk: { S: 'REFRESH' }, ...lease };
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    const before = await status();

    const { visited } = await run();

    expect(before.running).toBe(false);
    expect(visited).toContain(WHOLE);
  });

  it('claims a source that was let go of in the very moment it was found taken', async () => {
    const { visited } = await run({
      script: { Claim: [fail('DynamoDB.ConditionalCheckFailedException')] },
    });

    expect(visited).toContain('Begin Claim AskAgain Claim Collect');
  });
});

describe('A refresh that breaks off while it has a source', () => {
  const LOST: Script = { ...ofKnowledge, Release: always(fail(THROTTLED)) };
  let started: string[];
  const leases = () => createDynamodbRefreshLeases({ client: table.client, table: table.name });
  const ports = (execution = 'ABORTED') => ({
    leases: leases(),
    refreshes: { start: async (source: string, scope: string) => void started.push(`${source} ${scope}`) },
    statusOf: async () => execution,
  });
  const holder = async () => (await leases().held())[0]?.leaseBy ?? 'nobody';
  const sweep = async (execution?: string) => {
    for (const held of await leases().held()) await sweepRefresh(held, ports(execution), new Date());
  };
  /** Another asks for the source while the first run has it. */
  const askedMeanwhile = () => {
    let asked: Promise<unknown> | undefined;
    return async (state: string) => {
      if (state === 'Build') asked ??= run({ name: 'second', script: ofKnowledge });
      await asked;
    };
  };

  beforeEach(() => {
    started = [];
  });

  it('lets go once the finaliser hears of it, and is noted as failed', async () => {
    const { outcome } = await run({ script: LOST });
    const before = await status();
    await endRefreshes(await holder(), 'ABORTED', ports(), new Date());

    expect(outcome.status).toBe('FAILED');
    expect(before).toMatchObject({ running: true });
    expect(await status()).toMatchObject({
      running: false,
      lastSuccess: { version: 'v2' },
      lastError: { name: 'Internal', message: expect.stringMatching(/stopped from outside.*next refresh/) },
    });
    expect([await leases().held(), started]).toEqual([[], []]);
  });

  it('loses nothing to the next one, which is a success', async () => {
    await run({ script: LOST });
    await endRefreshes(await holder(), 'FAILED', ports(), new Date());

    const { visited } = await run();

    expect(visited).toContain(WHOLE);
    expect(await status()).not.toHaveProperty('lastError');
    expect(await leases().held()).toEqual([]);
  });

  it('is not confused with another that has the source by now', async () => {
    await run({ name: 'first', script: LOST });
    const first = await holder();
    await endRefreshes(first, 'FAILED', ports(), new Date());
    await run({ name: 'second', script: LOST });

    await endRefreshes(first, 'FAILED', ports(), new Date());

    expect(await holder()).toMatch(/second$/);
    expect(await status()).not.toHaveProperty('lastError');
  });

  it('is followed by what was asked for meanwhile, which the sweep starts as well until it has begun', async () => {
    await run({ name: 'first', before: askedMeanwhile(), script: LOST });
    await endRefreshes(await holder(), 'TIMED_OUT', ports(), new Date());
    await sweep();
    await run({ name: 'third', script: ofKnowledge });
    await sweep();

    expect(started).toEqual(['northwind knowledge', 'northwind knowledge']);
    expect(await status()).not.toHaveProperty('lastError');
    expect(await leases().held()).toEqual([]);
  });

  it('is found by the sweep when nobody heard of it, and left alone while it runs', async () => {
    await run({ script: LOST });
    await sweep('RUNNING');
    const running = await status();
    await sweep('ABORTED');

    expect([running.running, (await status()).running]).toEqual([true, false]);
  });

  it('whose source was found free when it was to be let go of is forgotten by the next sweep', async () => {
    await run({ script: LOST });
    const at = new Date().toISOString();
    await leases().release('northwind', await holder(), { at, name: 'Internal', message: 'It broke off.' });

    await sweep();

    expect([await leases().held(), started]).toEqual([[], []]);
  });
});

describe('The scenarios', () => {
  it('reach every state, choice rule, default, retrier and catcher of the file', async () => {
    const machine = parseMachine(CATALOG_MACHINE);
    const definition = instrumented(machine);
    const taken = new Set<string>();
    const scripts: Script[] = [
      {},
      {
        Claim: [fail('DynamoDB.ConditionalCheckFailedException'), fail(THROTTLED)],
        AskAgain: [fail(THROTTLED)],
      },
      { Plan: AWAY_THEN_KILLED, Collect: AWAY_THEN_KILLED, Introspect: AWAY_THEN_KILLED },
      {
        Build: AWAY_THEN_KILLED,
        Record: [fail(THROTTLED)],
        Announce: [fail('EventBridge.ThrottlingException')],
      },
      { Release: [fail(THROTTLED), fail('DynamoDB.ConditionalCheckFailedException')] },
      { Collect: [fail('TypeError')], RecordFailure: [fail(THROTTLED)] },
      { Introspect: [fail('NotAuthorised')] },
      { Build: [fail('ModelRejected')] },
      { Record: always(fail(THROTTLED)) },
      { Announce: always(fail('EventBridge.ThrottlingException')) },
      { ...ofKnowledge, Build: [reply({ isNew: false })] },
      { IndexLogin: [fail('Lambda.ServiceException'), fail('Error')] },
    ];

    for (const [index, script] of scripts.entries()) {
      const { outcome } = await run({ script, definition, name: `run-${index}` });
      for (const way of waysTaken(machine, outcome.history)) taken.add(way);
    }

    expect(waysOf(machine).filter((way) => !taken.has(way))).toEqual([]);
  });
});
