import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { loadSchemas } from '../../../../local/sample-database/load-schemas.ts';
import { createReaderLogin } from '../../../../local/sample-database/reader-login.ts';
import { type SampleServer, startSampleServer } from './sample-server.ts';

describe('loadSchemas', () => {
  let server: SampleServer;
  let client: Client;

  beforeAll(async () => {
    server = await startSampleServer();
    client = new Client({ connectionString: server.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await server.close();
  });

  beforeEach(() => client.query('DROP SCHEMA IF EXISTS northwind, nw_abbr CASCADE'));

  async function count(table: string): Promise<unknown> {
    return (await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;
  }

  it('refuses schemas of these names that it did not make', async () => {
    await client.query('CREATE SCHEMA northwind; CREATE TABLE northwind.precious AS SELECT 1 AS n');

    await expect(loadSchemas(client, { scale: 1 })).rejects.toThrow(
      'The database has a schema northwind that Inquery did not make.',
    );
  });

  it('replaces them when told to', async () => {
    await client.query('CREATE SCHEMA nw_abbr');

    await loadSchemas(client, { scale: 1, replace: true });

    expect(await count('nw_abbr.t_ord_hdr')).toBe(830);
  });

  it('leaves nothing half done when a load breaks off', async () => {
    const onProgress = ({ step }: { step: string }) => {
      if (step === 'adding keys') throw new Error('the caller gave up');
    };

    await expect(loadSchemas(client, { scale: 1, onProgress })).rejects.toThrow('the caller gave up');

    const { rows } = await client.query(`SELECT to_regnamespace('northwind') AS schema`);
    expect(rows).toEqual([{ schema: null }]);
  });

  it.each([0, 1.5, -1, Number.NaN, 10_001])('refuses the scale %s', async (scale) => {
    await expect(loadSchemas(client, { scale })).rejects.toThrow('whole number from 1 to 10000');
  });

  it('tells an account that may not make logins so, and loads for it all the same', async () => {
    await client.query(
      `CREATE ROLE loader LOGIN PASSWORD 'loader'; GRANT CREATE ON DATABASE postgres TO loader`,
    );
    const url = server.url.replace(/postgres:[^:]*@/, 'loader:loader@');
    const loader = new Client({ connectionString: url });
    await loader.connect();

    await loadSchemas(loader, { scale: 1 });
    const notices = await createReaderLogin(loader, 'secret');

    await loader.end();
    expect(notices).toEqual([expect.stringContaining('may not create the login inquery_reader')]);
  });
});
