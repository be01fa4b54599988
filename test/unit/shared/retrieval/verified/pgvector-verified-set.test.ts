import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OwnVerifiedQueries } from '../../../../../shared/contracts/pgvector-configuration.ts';
import { matchPair } from '../../../../../shared/retrieval/verified/own-pairs.ts';
import { nearestPairs } from '../../../../../shared/retrieval/verified/pgvector-verified-set.ts';
import { type PgvectorServer, startPgvector } from '../../../../support/pgvector-server.ts';

const SET: OwnVerifiedQueries = {
  provider: 'pgvector',
  secretName: 'inquery/own',
  tls: 'disable',
  schema: 'kb',
  table: 'Golden',
  columns: { question: 'asked', sql: 'answer', embedding: 'vec' },
  dimensions: 2,
  topK: 2,
  threshold: 0.5,
};
const COUNT = { question: 'How many customers are there?', sql: 'SELECT count(*) FROM customers;' };
const ORDERS = { question: 'How many orders are there?', sql: 'SELECT count(*) FROM orders' };

let server: PgvectorServer;

beforeAll(async () => {
  server = await startPgvector();
  await server.client.query(`
    CREATE EXTENSION vector;
    CREATE SCHEMA kb;
    CREATE TABLE kb."Golden" (asked text, answer text, vec vector(2));
    CREATE INDEX ON kb."Golden" USING hnsw (vec vector_cosine_ops)`);
  for (const [pair, vector] of [
    [COUNT, '[1,0]'],
    [ORDERS, '[0.8,0.6]'],
    [{ question: 'Far?', sql: 'SELECT 1' }, '[0,1]'],
  ] as const) {
    const values = [pair.question, pair.sql, vector];
    await server.client.query('INSERT INTO kb."Golden" VALUES ($1, $2, $3)', values);
  }
});

afterAll(() => server?.stop());

describe('a set of verified queries in a pgvector table of one’s own', () => {
  it('gives the nearest pairs from its threshold on, the nearest first', async () => {
    const found = await nearestPairs(server.client, SET, Float32Array.of(1, 0));

    expect(found.map(({ question }) => question)).toEqual([COUNT.question, ORDERS.question]);
    expect(found[1]?.similarity).toBeCloseTo(0.8, 5);
  });

  it('gives no more than it is configured to, and none that is too far', async () => {
    const one = await nearestPairs(server.client, { ...SET, topK: 1 }, Float32Array.of(1, 0));
    const near = await nearestPairs(server.client, { ...SET, threshold: 0.9 }, Float32Array.of(1, 0));

    expect([one.length, near.length]).toEqual([1, 1]);
  });

  it('says when its vectors are not those of the embedding model', async () => {
    const finding = nearestPairs(server.client, SET, Float32Array.of(1, 0, 0));

    await expect(finding).rejects.toMatchObject({ name: 'ConfigInvalid' });
  });
});

const near = (pair: { question: string; sql: string }) => [{ ...pair, similarity: 0.99 }];

describe('matchPair', () => {
  it('takes the pair that asks the same, whatever fillings it has', () => {
    const match = matchPair('number of customers', [...near(ORDERS), ...near(COUNT)]);

    expect(match).toEqual({
      id: expect.stringMatching(/^own_[0-9a-f]{24}$/),
      sql: 'SELECT count(*) FROM customers',
      similarity: 0.99,
    });
  });

  it.each(['How many customers are not there?', 'How many suppliers are there?', 'How many 5 customers?'])(
    'takes nothing near that asks something else: %s',
    (question) => {
      expect(matchPair(question, near(COUNT))).toBeUndefined();
    },
  );

  it.each([
    { question: 'Orders this year', sql: 'SELECT 1' },
    { question: 'My orders', sql: 'SELECT 1' },
    { question: 'Orders in March', sql: "SELECT 1 WHERE d >= '2024-03-01'" },
    { question: 'Orders in 2023', sql: "SELECT 1 WHERE d >= '2021-01-01'" },
  ])('takes no pair whose SQL may say more than its words: $question', (pair) => {
    expect(matchPair(pair.question, near(pair))).toBeUndefined();
  });

  it('takes a pair whose SQL ends the year that it names', () => {
    const pair = { question: 'Orders in 2023', sql: "SELECT 1 WHERE d >= '2023-01-01' AND d < '2024-01-01'" };

    expect(matchPair('orders in 2023', near(pair))?.sql).toBe(pair.sql);
  });
});
