import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPostgresEngine } from '../../../../shared/engines/postgres-engine.ts';
import type { QueryEngine } from '../../../../shared/engines/query-engine.ts';
import { CsvFiles, type CsvFilesOptions } from '../../../../shared/exports/csv-files.ts';
import { createMemoryMultipartStore } from '../../../support/memory-multipart-store.ts';
import { startTestPostgres, type TestPostgres } from '../../../support/postgres-server.ts';

const AWKWARD = `SELECT * FROM (VALUES
  (1, 'plain', NULL::text, -1.5, '=1+1'::text, 'a'::char(3)),
  (2, 'comma, quote " and ' || E'\\nnewline', '', 2.0, '-x', NULL),
  (3, 'ünï', E'\\t tab', NULL, '@y', '+z'),
  (-4, E'\\r', ';', 0, '+1', '')) AS t (n, "a,b", c, d, "=e", f)`;

let postgres: TestPostgres;
let engine: QueryEngine;

beforeAll(async () => {
  postgres = await startTestPostgres();
  await postgres.admin("CREATE ROLE exporter LOGIN PASSWORD 'exporter'");
  const secret = postgres.secretOf('exporter', 'exporter');
  engine = createPostgresEngine(secret, { tls: 'disable', schemas: ['public'] });
});

afterAll(() => postgres.dispose());

const FORMAT = { header: true, delimiter: ',', spreadsheetSafe: false };
type Format = typeof FORMAT;

async function exported(sql: string, format: Partial<Format> = {}, files: Partial<CsvFilesOptions> = {}) {
  const store = createMemoryMultipartStore();
  const all = { ...FORMAT, ...format };
  const sink = new CsvFiles({
    ...{ store, folder: 'f', name: 'rows', bom: false, compression: 'none', maxBytesPerFile: 1e9 },
    ...all,
    ...files,
  });
  const signal = new AbortController().signal;
  const written = await sink.complete(
    await engine.copyCsv(sql, { ...all, statementMs: 60_000, signal }, sink),
  );
  return { written, objects: [...store.objects.values()], text: String([...store.objects.values()][0]) };
}

describe('Rows exported as CSV', () => {
  it('are written as COPY writes them: quotes, newlines, nulls and empty texts', async () => {
    const { text, written } = await exported(AWKWARD);

    expect(text).toBe(
      [
        'n,"a,b",c,d,=e,f',
        '1,plain,,-1.5,=1+1,a  ',
        '2,"comma, quote "" and \nnewline","",2.0,-x,',
        '3,ünï,\t tab,,@y,+z',
        '-4,"\r",;,0,+1,""',
        '',
      ].join('\n'),
    );
    expect(written.rows).toBe(4);
  });

  it('are safe in a spreadsheet when asked: texts get an apostrophe, numbers and nulls nothing', async () => {
    const { text } = await exported(AWKWARD, { spreadsheetSafe: true });

    expect(text).toBe(
      [
        'n,"a,b",c,d,\'=e,f',
        "1,plain,,-1.5,'=1+1,a  ",
        '2,"comma, quote "" and \nnewline","",2.0,\'-x,',
        "3,ünï,'\t tab,,'@y,'+z",
        '-4,"\'\r",;,0,\'+1,""',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [{ delimiter: ';' }, 'n;s\n1;"a;b"\n'],
    [{ delimiter: '\t' }, 'n\ts\n1\ta;b\n'],
    [{ header: false }, '1,a;b\n'],
  ])('follow the format %j', async (format, expected) => {
    const { text } = await exported("SELECT 1 AS n, 'a;b' AS s", format);

    expect(text).toBe(expected);
  });

  it('of none are a file with the header alone', async () => {
    const { text, written } = await exported('SELECT 1 AS n WHERE false', {}, { bom: true });

    expect(text).toBe('\uFEFFn\n');
    expect(written.rows).toBe(0);
  });

  it.each([
    ['gzip', gunzipSync],
    ['zstd', zstdDecompressSync],
  ] as const)('are the same after %s and back', async (compression, decompress) => {
    const sql = "SELECT n, repeat('x', 50) AS s FROM generate_series(1, 100000) AS n";
    const [plain, packed] = [await exported(sql), await exported(sql, {}, { compression })];

    expect(packed.written.files[0]?.name).toBe(`rows.csv.${compression === 'gzip' ? 'gz' : 'zst'}`);
    expect(decompress(packed.objects[0] ?? '').equals(plain.objects[0] ?? Buffer.alloc(0))).toBe(true);
    expect(packed.objects[0]?.length).toBeLessThan(plain.text.length / 2);
  });

  it('are cut between rows into files with a header each', async () => {
    const sql = "SELECT n, E'a\\nb' AS s FROM generate_series(1, 30000) AS n";
    const { objects, written } = await exported(sql, {}, { maxBytesPerFile: 100_000 });
    const bodies = objects.map((object) => {
      const text = String(object);
      expect(text.startsWith('n,s\n')).toBe(true);
      return text.slice('n,s\n'.length);
    });

    expect(written.files.length).toBeGreaterThan(3);
    expect(objects.every(({ length }) => length <= 100_000)).toBe(true);
    expect(`n,s\n${bodies.join('')}`).toBe((await exported(sql)).text);
  });

  it('fit through small pieces of the wire: a row larger than any buffer comes whole', async () => {
    const { text } = await exported("SELECT repeat('y', 20000000) AS big");

    expect(text.length).toBe(20_000_005);
  });

  it('are refused as a whole when a row of theirs fails, and the connection is not used again', async () => {
    const store = createMemoryMultipartStore();
    const sink = new CsvFiles({
      ...{ store, folder: 'f', name: 'rows', bom: false, compression: 'none', maxBytesPerFile: 1e9 },
      ...FORMAT,
    });
    const sql = 'SELECT 1 / (50000 - n) AS x FROM generate_series(1, 60000) AS n';
    const copying = engine.copyCsv(
      sql,
      { ...FORMAT, statementMs: 60_000, signal: new AbortController().signal },
      sink,
    );

    await expect(copying).rejects.toMatchObject({ name: 'TypeMismatch' });
    await sink.abort();
    expect([store.objects.size, store.underWay()]).toEqual([0, 0]);
    expect((await exported('SELECT 1 AS n')).text).toBe('n\n1\n');
  });

  it('are not completed when fewer have come than the database sent', async () => {
    const store = createMemoryMultipartStore();
    const sink = new CsvFiles({
      ...{ store, folder: 'f', name: 'rows', bom: false, compression: 'none', maxBytesPerFile: 1e9 },
      ...FORMAT,
    });
    const signal = new AbortController().signal;
    const sent = await engine.copyCsv('SELECT 1', { ...FORMAT, statementMs: 9_000, signal }, sink);

    await expect(sink.complete(sent + 1)).rejects.toThrow('Of 2 rows that the database sent, 1 arrived.');
    expect(store.objects.size).toBe(0);
  });

  it('cannot carry a second statement, or one that writes', async () => {
    const two = exported('SELECT 1) TO STDOUT; COPY (SELECT 2');
    const write = exported("SELECT set_config('transaction_read_only', 'off', false), nextval('s')");

    await expect(two).rejects.toMatchObject({ name: 'SqlSyntaxError' });
    await expect(write).rejects.toThrow();
  });
});
