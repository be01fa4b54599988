import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import { refreshCatalogs } from '../../local/stack/refresh-catalogs.ts';
import { subwordVector } from '../../shared/retrieval/subword-vector.ts';
import { configure, putSecrets } from '../security/support/operate.ts';
import { type PgvectorServer, startPgvector } from '../support/pgvector-server.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const PGVECTOR = { secretName: 'inquery/vectors', tls: 'disable' };
const QUESTION = 'Which 5 customers brought in the most revenue?';
const OWN = { question: 'What do we make of it?', sql: 'SELECT count(*) AS orders FROM northwind.orders' };
const DIMENSIONS = 256;

describe('a server with pgvector', () => {
  let running: RunningStack;
  let server: PgvectorServer;

  beforeAll(async () => {
    [server, running] = await Promise.all([startPgvector(), runStack()]);
    await server.client.query(`
      CREATE EXTENSION vector;
      CREATE TABLE golden (question text, sql text, embedding vector(${DIMENSIONS}));
      INSERT INTO golden VALUES ('${OWN.question}', '${OWN.sql}', '[${subwordVector(OWN.question, DIMENSIONS).join(',')}]')`);
    const { port } = server;
    const login = { host: '127.0.0.1', port, dbname: 'postgres', username: 'postgres', password: 'any' };
    await putSecrets(running.stack, { [PGVECTOR.secretName]: login });
    const { northwind, nw_abbr } = standing.sources;
    await configure(running.stack, {
      ...standing,
      sources: {
        by_file: northwind,
        northwind: {
          ...northwind,
          search: { ...PGVECTOR, kind: 'pgvector', table: 'tables_of_ours' },
          verifiedQueries: {
            ...{ ...PGVECTOR, provider: 'pgvector', table: 'golden' },
            ...{ dimensions: DIMENSIONS, threshold: 0.5 },
          },
        },
        nw_abbr: { ...nw_abbr, search: { ...PGVECTOR, kind: 'pgvector', secretName: 'inquery/nowhere' } },
      },
    });
    await refreshCatalogs(running.stack);
  }, 180_000);

  afterAll(async () => {
    await running?.stop();
    await server?.stop();
  });

  /** What came of a question, and what was found for it. */
  async function ask(question: string, source = 'northwind') {
    const { status, sql, rows, assumptions, matchedQueryId } = await running.api.ask(question, { source });
    return { status, sql, rows, assumptions, isMatch: matchedQueryId !== undefined };
  }

  it('keeps the index of a source’s tables, and answers from it as from a file', async () => {
    const answer = await ask(QUESTION);

    const { rows } = await server.client.query(
      'SELECT count(*)::int AS tables FROM tables_of_ours_vectors_256',
    );
    expect(answer).toEqual(await ask(QUESTION, 'by_file'));
    expect(answer).toMatchObject({ status: 'ANSWERED', assumptions: [] });
    expect(rows).toEqual([{ tables: 14 }]);
  });

  it('has one’s own verified queries answer', async () => {
    expect(await ask(OWN.question)).toMatchObject({ status: 'ANSWERED', isMatch: true, sql: OWN.sql });
  });

  it('is done without where it cannot be reached, and the answer and the status of its source say so', async () => {
    const answer = await ask(QUESTION, 'nw_abbr');

    const { body } = await running.api.call('GET', '/v1/sources/nw_abbr/refresh');
    expect(answer.status).toBe('ANSWERED');
    expect(answer.assumptions).toContain(
      'Tables were searched by words alone: the index of this catalogue could not be read (ConfigInvalid).',
    );
    expect(JSON.stringify(body)).toContain(
      'Tables are searched by words alone: the index of this catalogue failed.',
    );
  });
});
