import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from '../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import type { BenchLine } from './bench-line.ts';
import { copyByPsql, exportByChild } from './export/children.ts';
import type { ExportRequest, Measured } from './export/measured.ts';
import { median } from './median.ts';

const ROWS = 2_000_000;
const ROUNDS = 5;
const SQL = 'SELECT * FROM export_rows';
/** Five times the rows, from the same table. */
const MORE_SQL = 'SELECT r.* FROM generate_series(1, 5) AS s, export_rows AS r';
const COPY_OPTIONS = '(FORMAT csv, HEADER true)';

interface Round {
  readonly serverMs: number;
  readonly psqlCpuMs: number;
  readonly plain: Measured;
  readonly safe: Measured;
  readonly zstd: Measured;
}

/**
 * Exports of two million rows of ten columns, as the worker makes them, against the server's own COPY to a file and
 * against psql. All are measured in turns, so that a busy moment of the machine touches all alike.
 */
export async function benchExport(): Promise<BenchLine[]> {
  const dir = mkdtempSync(join(tmpdir(), 'inquery-bench-'));
  // The server, which may run under another account, writes its file there.
  chmodSync(dir, 0o777);
  const server = await startPostgres({ dataDir: join(dir, 'postgres'), port: 0, durable: false });
  try {
    await fillTable(server);
    return await measure(server, join(dir, 'server.csv'));
  } finally {
    await server.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function measure(server: RunningPostgres, file: string): Promise<BenchLine[]> {
  const run = (request: Omit<ExportRequest, 'secret'>) =>
    exportByChild({ ...request, secret: secretOf(server) });
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      serverMs: await copyByServer(server, file),
      plain: await run({ sql: SQL }),
      psqlCpuMs: await copyByPsql(server.url, `COPY (${SQL}) TO STDOUT ${COPY_OPTIONS}`, `${file}.psql`),
      safe: await run({ sql: SQL, spreadsheetSafe: true }),
      zstd: await run({ sql: SQL, compression: 'zstd' }),
    });
  }
  const code = await run({ sql: SQL, way: 'rows' });
  const more = await run({ sql: MORE_SQL });
  const isIdentical = (await sha256Of(file)) === rounds[0]?.plain.sha256;
  return [...ratios(rounds), ...memory(rounds, more), identity(isIdentical), ...usualWay(rounds, code)];
}

function ratios(rounds: readonly Round[]): BenchLine[] {
  const of = (ratio: (round: Round) => number) => median(rounds.map(ratio));
  return [
    times(
      'export, wall',
      of(({ plain, serverMs }) => plain.wallMs / serverMs),
      "the server's COPY to a file",
      1.15,
    ),
    times(
      'export, processor time',
      of(({ plain, psqlCpuMs }) => plain.cpuMs / psqlCpuMs),
      "psql's to a file",
      2,
    ),
    times(
      'export, spreadsheetSafe, wall',
      of(({ safe, plain }) => safe.wallMs / plain.wallMs),
      'without',
      1.5,
    ),
    times(
      'export, zstd, wall',
      of(({ zstd, plain }) => zstd.wallMs / plain.wallMs),
      'without',
      1.3,
    ),
    {
      name: 'export, rows',
      value: Math.round(of(({ plain }) => (ROWS * 1000) / plain.wallMs)),
      unit: 'a second',
    },
  ];
}

function times(name: string, ratio: number, against: string, budget: number): BenchLine {
  const value = Math.round(ratio * 100) / 100;
  return { name, value, unit: `× ${against}`, budget: `<= ${budget}`, pass: value <= budget };
}

function memory(rounds: readonly Round[], more: Measured): BenchLine[] {
  const line = (name: string, mib: number): BenchLine => {
    const value = Math.round(mib);
    return { name, value, unit: 'MiB', budget: '<= 150', pass: value <= 150 };
  };
  return [
    line('export, resident at most', median(rounds.map(({ plain }) => plain.residentMiB))),
    line(`export, resident at most, ${more.rows} rows`, more.residentMiB),
  ];
}

function identity(isIdentical: boolean): BenchLine {
  return {
    name: "export, same bytes as the server's",
    value: isIdentical ? 1 : 0,
    unit: '',
    pass: isIdentical,
  };
}

/** For comparison only: rows through a cursor, values and csv-stringify. */
function usualWay(rounds: readonly Round[], code: Measured): BenchLine[] {
  const wall = code.wallMs / median(rounds.map(({ serverMs }) => serverMs));
  const cpu = code.cpuMs / median(rounds.map(({ psqlCpuMs }) => psqlCpuMs));
  const round = (value: number) => Math.round(value * 10) / 10;
  return [
    { name: 'rows through code and csv-stringify, wall', value: round(wall), unit: "× the server's COPY" },
    { name: 'rows through code and csv-stringify, processor time', value: round(cpu), unit: "× psql's" },
  ];
}

async function fillTable({ url }: RunningPostgres): Promise<void> {
  const text = readFileSync(new URL('export/sample-rows.sql', import.meta.url), 'utf8');
  await operate(url, text.replace(':rows', String(ROWS)));
  await operate(url, 'VACUUM ANALYZE export_rows');
}

async function copyByServer({ url }: RunningPostgres, file: string): Promise<number> {
  const started = performance.now();
  await operate(url, `COPY (${SQL}) TO '${file}' ${COPY_OPTIONS}`);
  return performance.now() - started;
}

async function operate(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function secretOf({ url, port }: RunningPostgres) {
  const { username, password } = new URL(url);
  return { host: '127.0.0.1', port, dbname: 'postgres', username, password };
}

async function sha256Of(file: string): Promise<string> {
  if (!existsSync(file)) return '';
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
