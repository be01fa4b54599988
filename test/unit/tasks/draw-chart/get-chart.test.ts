import { describe, expect, it } from '@jest/globals';
import type { Chart } from '../../../../shared/contracts/job.ts';
import type { Row } from '../../../../shared/contracts/rows.ts';
import { chooseChart } from '../../../../shared/generation/chart/choose-chart.ts';
import { createFakeHttpApi } from '../../../support/fake-http-api.ts';
import { endedJob } from '../../../support/sample-job.ts';

const COLUMNS = [
  { name: 'country', type: 'text' },
  { name: 'revenue', type: 'numeric' },
];
const ROWS: Row[] = [
  ['Germany', '12.50'],
  ['<script>alert(1)</script>', '7'],
];
const drawn = chooseChart({ question: '', columns: COLUMNS, rows: ROWS, rowCount: ROWS.length });

function answered(chart: Chart | null, rows: readonly Row[] = ROWS) {
  const api = createFakeHttpApi();
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const snapshot = {
    key: 'jobs/x/rows.jsonl',
    columns: COLUMNS,
    rowCount: rows.length,
    truncated: false,
    pageOffsets: [0, Buffer.byteLength(text)],
    ranAt: '2026-01-01T00:00:00.000Z',
  };
  api.objects.set(snapshot.key, text);
  const job = endedJob('ANSWERED', { answer: 'So.', sql: 'SELECT 1', snapshot, chart });
  api.jobs.put(job);
  return { api, path: `/v1/questions/${job.id}/chart.svg` };
}

describe('GET /v1/questions/{id}/chart.svg', () => {
  it('draws the rows as a picture that runs nothing', async () => {
    const { api, path } = answered(drawn);

    const { status, text, headers } = await api.call('GET', path);

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toMatch(/^<svg[\s\S]*Germany[\s\S]*<\/svg>$/);
    expect(text).not.toContain('<script>');
  });

  it('says that an answer has no chart', async () => {
    const { api, path } = answered(null);

    expect(await api.call('GET', path)).toMatchObject({ status: 404, body: { title: 'ChartNotFound' } });
  });

  it('says that the rows are gone', async () => {
    const { api, path } = answered(drawn);
    api.objects.clear();

    expect(await api.call('GET', path)).toMatchObject({ status: 404, body: { title: 'RowsNotFound' } });
  });

  it("shows nobody another's chart", async () => {
    const { api, path } = answered(drawn);
    const principal = { id: 'key:other', roles: ['analyst'], attributes: {} };

    expect(await api.call('GET', path, { principal })).toMatchObject({
      status: 404,
      body: { title: 'NotFound' },
    });
  });
});
