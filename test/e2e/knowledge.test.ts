import { setTimeout as delay } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { refreshCatalogs } from '../../local/stack/refresh-catalogs.ts';
import { createDynamodbRefreshStatuses } from '../../shared/catalog/dynamodb-refresh-statuses.ts';
import { TableView } from '../../shared/contracts/http/sources.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';
import { stopExecutions } from './support/stop-executions.ts';

/** How long a function may go on with the catalogue it has, and a little. */
const TAKEN_OVER_MS = 6_000;

const EMBEDDING = standing.models.embedding.id;
const NET_TAKE = 'sum(unit_price * quantity * (1 - discount))';
const METRICS = [
  'Metric,Synonyms,Definition,SQL Expression,Tables',
  `net take,house money,What is paid after discounts,${NET_TAKE},order_details`,
].join('\n');

describe('what people write about a source', () => {
  let running: RunningStack;
  let events: { source: string; version: string }[];

  beforeAll(async () => {
    running = await runStack();
    events = [];
    running.stack.buses.onEvent((event) => {
      if (event['detail-type'] === 'Catalog Refreshed') events.push(Object(event.detail));
    });
  });

  afterAll(() => running?.stop());

  const bucket = () => findVariable(running.stack.resources, 'DATA_BUCKET');

  async function put(source: string, name: string, Body: string): Promise<void> {
    const Key = `metadata/${source}/${name}`;
    await running.stack.clients.s3.send(new PutObjectCommand({ Bucket: bucket(), Key, Body }));
  }

  /** Puts a file whose refresh then hangs, for the embedding model gives no answer. */
  async function heldBack(source: string, name: string, body: string): Promise<void> {
    const { faults } = running.stack;
    faults.order({ kind: 'timeout', ms: 20_000, times: 99, match: { modelId: EMBEDDING } });
    await put(source, name, body);
    await until(() => faults.remaining() < 99);
    faults.clear();
  }

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await delay(50);
  }

  async function refreshItem(source: string) {
    const Key = { pk: { S: `KNOWLEDGE#${source}` }, sk: { S: 'REFRESH' } };
    const TableName = findVariable(running.stack.resources, 'JOBS_TABLE');
    return (await running.stack.clients.dynamodb.send(new GetItemCommand({ TableName, Key }))).Item;
  }

  const shippers = async () =>
    JSON.stringify((await running.api.call('GET', '/v1/sources/northwind/tables/northwind.shippers')).body);

  /** Puts a metadata file there and waits until its source was refreshed for it. */
  async function drop(source: string, name: string, Body: string): Promise<void> {
    const before = events.length;
    await put(source, name, Body);
    for (let tries = 0; tries < 200; tries++) {
      if (events.slice(before).some((event) => event.source === source)) break;
      await delay(50);
    }
    await delay(TAKEN_OVER_MS);
  }

  const statusOf = (source: string) =>
    createDynamodbRefreshStatuses({
      client: running.stack.clients.dynamodb,
      table: findVariable(running.stack.resources, 'JOBS_TABLE'),
    }).find(source);

  async function rowsOf(sql: string): Promise<unknown[][]> {
    const client = new pg.Client({ connectionString: running.readerUrl });
    await client.connect();
    try {
      return (await client.query({ text: sql, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  it('makes a question that names a metric answerable by its expression, and keeps its last good version', async () => {
    const question = 'What was the total house money?';
    const before = await running.api.ask(question);

    await drop('northwind', 'metrics.csv', METRICS);
    const after = await running.api.ask(question);
    await drop('northwind', 'metrics.csv', 'Metric,Definition\nnet take,without its SQL');
    const later = await running.api.ask(question);

    expect(before).toMatchObject({ status: 'REFUSED', error: { name: 'NotAnswerable' } });
    const sum = (await rowsOf(`SELECT ${NET_TAKE} FROM northwind.order_details`))[0]?.[0];
    expect(after).toMatchObject({ status: 'ANSWERED', rows: [[sum]] });
    expect(later).toMatchObject({ status: 'ANSWERED', rows: [[sum]] });
    expect((await statusOf('northwind')).problems).toEqual([
      { file: 'metrics.csv', message: 'Row 1 lacks the header sql.' },
    ]);
  });

  it('belongs to one source', async () => {
    const { status } = await running.api.ask('What was the total house money?', { source: 'nw_abbr' });

    expect(status).toBe('REFUSED');
    expect((await statusOf('nw_abbr')).problems).toEqual([]);
  });

  it('gives columns other names', async () => {
    const question = 'How many customers are there in the homestead Berlin?';
    const columns = 'table,column,synonyms\nt_cust_mst,cty,homestead';

    await drop('nw_abbr', 'columns.csv', columns);
    const { sql } = await running.api.ask(question, { source: 'nw_abbr' });

    expect(sql).toContain("cty = 'Berlin'");
  });

  it('waits for the next refresh when its own is stopped from outside, and the record says so', async () => {
    await heldBack('northwind', 'tables.csv', 'table,synonyms\nshippers,carters');

    stopExecutions(running, 'catalog');
    await until(async () => (await statusOf('northwind')).lastError !== undefined);
    const stopped = await statusOf('northwind');
    await running.api.call('POST', '/v1/sources/northwind/refresh');
    await until(async () => (await statusOf('northwind')).lastError === undefined);

    expect(stopped).toMatchObject({ running: false, lastError: { name: 'Internal' } });
    expect(stopped.lastError?.message).toMatch(/^The refresh was stopped from outside/);
    await expect(until(async () => (await shippers()).includes('carters'))).resolves.toBeUndefined();
  });

  it('is not forgotten when the refresh it was left to is stopped from outside', async () => {
    await heldBack('northwind', 'tables.csv', 'table,synonyms\nshippers,hauliers');
    await put('northwind', 'columns.csv', 'table,column,synonyms\nshippers,phone,hotline');
    await until(async () => (await refreshItem('northwind'))?.again !== undefined);

    stopExecutions(running, 'catalog');

    await expect(until(async () => /hauliers.*hotline/.test(await shippers()))).resolves.toBeUndefined();
  });
});

describe('a source whose names nobody explains', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
    const client = new pg.Client({ connectionString: running.adminUrl });
    await client.connect();
    await client.query('CREATE SCHEMA bare');
    for (const table of ['t_cust_mst', 't_cat_mst']) {
      await client.query(`CREATE TABLE bare.${table} AS SELECT * FROM nw_abbr.${table}`);
    }
    await client.query('GRANT USAGE ON SCHEMA bare TO inquery_reader');
    await client.query('GRANT SELECT ON ALL TABLES IN SCHEMA bare TO inquery_reader');
    await client.end();
    const { nw_abbr } = standing.sources;
    await putConfiguration(running, {
      ...standing,
      sources: { ...standing.sources, bare: { ...nw_abbr, schemas: ['bare'] } },
    });
    await refreshCatalogs(running.stack);
  });

  afterAll(() => running?.stop());

  it('is answered with a word about it, and one that is explained is not', async () => {
    const question = 'How many cust are there?';
    const bare = await running.api.ask(question, { source: 'bare' });
    const explained = await running.api.ask('How many customers are there?', { source: 'nw_abbr' });

    expect(JSON.stringify([bare.assumptions, bare.error])).toMatch(/glossary is missing/);
    expect(explained.assumptions).toEqual([]);
  });

  it('has values all the same: tables nobody analysed are sampled', async () => {
    const { body } = await running.api.call('GET', '/v1/sources/bare/tables/bare.t_cust_mst');
    const { columns } = TableView.parse(body);

    expect(columns.find(({ name }) => name === 'cntry')?.values).toContain('Germany');
  });
});
