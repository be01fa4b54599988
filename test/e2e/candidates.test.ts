import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
const ALL = 'SELECT count(*) FROM northwind.customers';
const GERMAN = "SELECT count(*) FROM northwind.customers WHERE country = 'Germany'";

describe('several candidates for a question', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
    const { northwind } = standing.sources;
    await putConfiguration(running, {
      ...standing,
      sources: { ...standing.sources, northwind: { ...northwind, candidates: { most: 3 } } },
    });
    await running.api.call('POST', '/v1/config/reload');
  });

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const writes = (confidence: number, ...statements: string[]) =>
    running.stack.faults.order(
      statements.map((sql) => ({
        kind: 'reply' as const,
        match: { tool: 'write_sql' },
        name: 'write_sql',
        input: { sql, assumptions: [], confidence },
      })),
    );

  it('that disagree are decided by the majority of their rows, and the confidence says how many agreed', async () => {
    writes(0.4, GERMAN, ALL, `${ALL} WHERE true`);

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']], confidence: 0.67 });
    expect(job.assumptions).toContain('2 of 3 queries, written apart, gave this result.');
    expect(job.attempts.map(({ sql }) => sql).toSorted()).toEqual(
      [ALL, `${ALL} WHERE true`, GERMAN].toSorted(),
    );
  });

  it('that agree make an unsure answer sure', async () => {
    writes(0.4, ALL, `SELECT count(customer_id) FROM northwind.customers`, `${ALL} WHERE true`);

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']], sql: ALL, confidence: 1 });
  });

  it('are all kept as evidence', async () => {
    writes(0.4, GERMAN, ALL, `${ALL} WHERE true`);

    const job = await running.api.ask(QUESTION);

    const Bucket = findVariable(running.stack.resources, 'DATA_BUCKET');
    const command = new ListObjectsV2Command({ Bucket, Prefix: `jobs/${job.id}/` });
    const { Contents = [] } = await running.stack.clients.s3.send(command);
    const keys = Contents.map(({ Key = '' }) => Key.replace(/^.*\//, '')).join(' ');
    for (const branch of ['candidate-0', 'candidate-1', 'candidate-2'])
      expect(keys).toContain(`${branch}-rows.jsonl`);
    expect(keys.match(/GenerateCandidate-candidate-[12]/g)).toHaveLength(2);
  });

  it('are not written where the first one is sure', async () => {
    writes(0.95, ALL);

    const job = await running.api.ask(QUESTION);

    expect(job.steps.map(({ state }) => state)).not.toContain('GenerateCandidate');
    expect(job.usage.modelCalls).toBeLessThanOrEqual(4);
  });
});
