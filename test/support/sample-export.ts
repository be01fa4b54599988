import { ExportInput, type ExportJob } from '../../shared/contracts/exports.ts';

const AT = '2026-01-01T00:00:00.000Z';
const ID = '01JC0000000000000000000001';

/** An export of ANALYST's, with a file of two rows where it is, or was, ready. */
export function sampleExport(change: Partial<ExportJob> = {}): ExportJob {
  const asked = ExportInput.parse({
    ...{ id: ID, source: 'northwind', sql: 'SELECT 1', askedAt: AT },
    ...{ principalId: 'ana', roles: ['analyst'], attributes: {} },
  });
  const file = { name: 'rows.csv', key: `exports/${ID}/1/rows.csv`, bytes: 10, sha256: 'a'.repeat(64) };
  const isOpen = [undefined, 'SUBMITTED', 'RUNNING'].includes(change.status);
  return {
    ...{ id: ID, kind: 'export', status: 'SUBMITTED', version: 1, asked, createdAt: AT },
    ...{ attempt: 0, rowsWritten: 0, bytesWritten: 0, steps: [] },
    ...(!isOpen && { endedAt: AT, ending: { rows: 2, ranAt: AT, files: [file] } }),
    ...change,
  };
}
