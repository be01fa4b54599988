import { describe, expect, it } from '@jest/globals';
import { renderProgress } from '../../../../commands/ask/render-progress.ts';
import type { ExportView } from '../../../../shared/contracts/exports.ts';
import { exportSummary } from '../../../../tasks/serve-exports/export-view.ts';
import { sampleExport } from '../../../support/sample-export.ts';

const view = (change: Parameters<typeof sampleExport>[0]): ExportView => exportSummary(sampleExport(change));

describe('The progress of an export', () => {
  it('is a bar with rows, speed and the time left', () => {
    const half = { status: 'RUNNING', rowsWritten: 500, bytesWritten: 20e6, estimatedRows: 1_000 } as const;

    expect(renderProgress(view(half), 10)).toBe(
      '[###############...............] RUNNING   500 rows  2.0 MB/s  10 s left',
    );
  });

  it('guesses no time where the rows cannot be guessed', () => {
    expect(renderProgress(view({ status: 'RUNNING', rowsWritten: 5 }), 1)).toMatch(/MB\/s$/);
  });
});
