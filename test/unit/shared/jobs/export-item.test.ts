import { describe, expect, it } from '@jest/globals';
import { toExport, toExportItem } from '../../../../shared/jobs/export-item.ts';
import { sampleExport } from '../../../support/sample-export.ts';

const EXPIRES_AT = '2026-02-01T00:00:00.000Z';
const file = { key: 'exports/x/rows.csv', name: 'rows.csv', bytes: 1, sha256: 'a'.repeat(64) };
const ending = { files: [file], rows: 1, ranAt: '2026-01-01T00:00:00.000Z', expiresAt: EXPIRES_AT };

function statusAt(time: string, status: 'READY' | 'FAILED' = 'READY') {
  const item = { ...toExportItem(sampleExport({ status })), ending: JSON.stringify(ending) };
  return toExport(item, Date.parse(time)).status;
}

describe('An export whose files have a time to live', () => {
  it.each([
    ['is READY until then', '2026-01-31T23:59:59.999Z', 'READY'],
    ['is EXPIRED from then on', EXPIRES_AT, 'EXPIRED'],
  ] as const)('%s', (_, time, status) => {
    expect(statusAt(time)).toBe(status);
  });

  it('stays what it is when it has ended in another way', () => {
    expect(statusAt(EXPIRES_AT, 'FAILED')).toBe('FAILED');
  });
});
