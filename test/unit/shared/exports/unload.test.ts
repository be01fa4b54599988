import { describe, expect, it } from '@jest/globals';
import { ExportOptions } from '../../../../shared/contracts/exports.ts';
import { startCsvExport } from '../../../../shared/exports/export-csv.ts';
import { createMemoryMultipartStore } from '../../../support/memory-multipart-store.ts';

describe('An engine that unloads by itself', () => {
  it('is left to write the files: no row comes through us and no upload begins', async () => {
    const memory = createMemoryMultipartStore();
    const store = { ...memory, put: async () => undefined, clear: async () => undefined };
    const files = [{ name: 'rows.csv', key: 'f/rows.csv', bytes: 3, sha256: 'a'.repeat(64) }];
    const engine = {
      copyCsv: () => Promise.reject(new Error('It was asked for rows.')),
      unload: async () => ({ rows: 1, files }),
    };
    const request = {
      ...{ sql: 'SELECT 1', options: ExportOptions.parse({}), folder: 'f', name: 'rows', statementMs: 1_000 },
      signal: new AbortController().signal,
    };

    const exported = await startCsvExport({ engine, store }, request).done;

    expect(exported).toEqual({ rows: 1, files });
    expect(memory.underWay()).toBe(0);
  });
});
