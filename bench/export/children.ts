import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ExportRequest, Measured } from './measured.ts';

const run = promisify(execFile);
const EXPORTER = fileURLToPath(new URL('exporter.ts', import.meta.url));

/** One export in a process of its own. */
export async function exportByChild(request: ExportRequest): Promise<Measured> {
  const { stdout } = await run(process.execPath, [EXPORTER, JSON.stringify(request)]);
  return Measured.parse(JSON.parse(stdout));
}

/** Milliseconds of processor time, its own and the kernel's, that psql needs to write the rows to a file. */
export async function copyByPsql(url: string, copy: string, file: string): Promise<number> {
  const script = 'TIMEFORMAT="%U %S"; time psql "$0" --no-psqlrc --quiet --command "$1" --output "$2"';
  const { stderr } = await run('bash', ['-c', script, url, copy, file]);
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
}
