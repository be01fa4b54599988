import pg from 'pg';
import { to } from 'pg-copy-streams';

/** What the server's own COPY makes of a query, in CSV, by the names the sample's sources use. */
export async function copyOfServer(url: string, sql: string): Promise<Buffer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET search_path = northwind; SET timezone = 'UTC'; SET datestyle = 'ISO'");
  const stream = client.query(to(`COPY (${sql}) TO STDOUT (FORMAT csv, HEADER true)`));
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  await client.end();
  return Buffer.concat(chunks);
}
