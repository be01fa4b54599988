import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiCall } from '../../../../commands/api-call.ts';
import { exportAnswer } from '../../../../commands/ask/export-answer.ts';
import { exportExitCode, renderExport } from '../../../../commands/ask/render-export.ts';
import type { ExportJob } from '../../../../shared/contracts/exports.ts';
import { exportView } from '../../../../tasks/serve-exports/export-view.ts';
import { sampleExport } from '../../../support/sample-export.ts';
import { sha256Of } from '../../../support/sha256-of.ts';

const WISH = { question: 'List all rows', options: {} };
const FILE = 'a\n1\n2\n';

let folder: string;
let server: Server;
/** What the link answers with; `undefined` never ends. */
let body: string | undefined;
let job: ExportJob;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inquery-ask-'));
  body = FILE;
  job = sampleExport({ status: 'READY' });
  job.ending?.files?.splice(0, 1, {
    ...{ name: 'rows.csv', key: 'rows.csv', bytes: FILE.length, sha256: sha256Of(Buffer.from(FILE)) },
  });
  server = createServer((_, response) => {
    response.write((body ?? FILE).slice(0, 2));
    if (body !== undefined) response.end(body.slice(2));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** The API as far as it speaks of that one export; what was asked of it. */
function newApi() {
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const asked: string[] = [];
  const call: ApiCall = async (method, path) => {
    asked.push(`${method} ${path}`);
    if (method === 'DELETE') job = sampleExport({ status: 'CANCELLED', ending: {} });
    const link = { url: `http://127.0.0.1:${port}/`, expiresAt: new Date().toISOString() };
    return exportView(job, { download: async () => link });
  };
  return { call, asked };
}

function run(stop = new AbortController()) {
  const { call, asked } = newApi();
  const line = { show: () => undefined, end: () => undefined };
  return { asked, stop, done: exportAnswer(WISH, { call, line, folder, signal: stop.signal }) };
}

describe('An export that is asked for from the command line', () => {
  it('writes its file, and tells what it is', async () => {
    const { view, saved } = await run().done;

    expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe(FILE);
    expect([renderExport(view, saved), exportExitCode(view)]).toEqual(['rows.csv  (2 rows, 6 bytes)', 0]);
  });

  it('keeps a file of that name that is there', async () => {
    writeFileSync(join(folder, 'rows.csv'), 'mine');

    const { saved } = await run().done;

    expect(saved).toEqual(['rows (1).csv']);
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('mine');
  });

  it('leaves no file that did not arrive as it was written', async () => {
    body = 'a\n1\n';

    await expect(run().done).rejects.toThrow('did not arrive');

    expect(readdirSync(folder)).toEqual([]);
  });

  it('is cancelled when it is stopped, and writes nothing', async () => {
    job = sampleExport({ status: 'RUNNING' });
    const { asked, stop, done } = run();

    stop.abort();
    const { view, saved } = await done;

    expect(asked).toContain(`DELETE /v1/exports/${job.id}`);
    expect([renderExport(view, saved), exportExitCode(view)]).toEqual([
      'Cancelled; nothing was written.',
      130,
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves no part of a file when it is stopped while that is fetched', async () => {
    body = undefined;
    const { stop, done } = run();
    done.catch(() => undefined);

    while (readdirSync(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error('Stopped.'));

    await expect(done).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [{ name: 'NotAuthorised', message: 'No.' }, 2, 'Refused (NotAuthorised): No.'],
    [{ name: 'Internal', message: 'Oh.' }, 1, 'Failed (Internal): Oh.'],
  ] as const)('tells why there is none: %j', async (error, code, text) => {
    job = sampleExport({ status: 'FAILED', ending: { error } });

    const { view, saved } = await run().done;

    expect([exportExitCode(view), renderExport(view, saved)]).toEqual([code, text]);
  });
});
