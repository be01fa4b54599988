import { createPostgresEngine } from '../../shared/engines/postgres-engine.ts';
import { DatabaseSecret } from '../../shared/engines/postgres-secret.ts';
import { CsvFiles } from '../../shared/exports/csv-files.ts';
import { discardingStore } from './discarding-store.ts';
import { ExportRequest, type Measured } from './measured.ts';
import { throughCode } from './through-code.ts';

/** One export as the worker makes it, in a process of its own so that its memory and processor time are its own. */
const { secret, sql, compression, spreadsheetSafe, way } = ExportRequest.parse(
  JSON.parse(process.argv[2] ?? ''),
);
const login = DatabaseSecret.parse(secret);
const format = { header: true, delimiter: ',', spreadsheetSafe };
const limits = { statementMs: 900_000, signal: new AbortController().signal };
const started = performance.now();
const files = new CsvFiles({
  store: discardingStore,
  folder: 'bench',
  name: 'bench',
  header: true,
  bom: false,
  compression,
  maxBytesPerFile: Number.MAX_SAFE_INTEGER,
});
const engine = createPostgresEngine(login, { tls: 'disable', schemas: ['public'] });
const sent =
  way === 'copy'
    ? await engine.copyCsv(sql, { ...format, ...limits }, files)
    : await throughCode(login, sql, files, format);
const written = await files.complete(sent);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const measured: Measured = {
  wallMs: performance.now() - started,
  cpuMs: (userCPUTime + systemCPUTime) / 1000,
  residentMiB: maxRSS / 1024,
  rows: written.rows,
  sha256: written.files[0]?.sha256 ?? '',
};
console.log(JSON.stringify(measured));
process.exit(0);
