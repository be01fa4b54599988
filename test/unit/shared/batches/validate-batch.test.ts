import { describe, expect, it } from '@jest/globals';
import { itemsKey, rowsKey } from '../../../../shared/batches/batch-keys.ts';
import { validateBatch } from '../../../../shared/batches/validate-batch.ts';
import type { BatchJob } from '../../../../shared/contracts/batch.ts';
import { Configuration } from '../../../../shared/contracts/configuration.ts';
import { createFakeBatchStore } from '../../../support/fake-batch-store.ts';
import { ANALYST, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';
import { createMemoryObjectStreams } from '../../../support/memory-object-streams.ts';

const ID = '01JE0000000000000000000000';
const KEY = `batches/in/${ID}/questions.csv`;
const NOW = '2026-01-01T00:00:00.000Z';

async function validate(file: string, batches: object = {}) {
  const store = createFakeBatchStore();
  const batch: BatchJob = {
    ...{ id: ID, kind: 'batch', name: 'questions.csv', status: 'RUNNING', version: 1, counts: {} },
    ...{ principal: ANALYST, key: KEY, createdAt: NOW },
  };
  await store.create(batch, 36_500);
  const memory = createMemoryObjectStreams({ [KEY]: file });
  let ids = 0;
  const output = await validateBatch(
    { id: ID, key: KEY, principalId: ANALYST.id },
    {
      batches: store,
      streams: memory.streams,
      configuration: async () => Configuration.parse({ ...SAMPLE_DOCUMENT, batches }),
      newId: () => `01JF${String(++ids).padStart(22, '0')}`,
      now: () => NOW,
    },
  );
  return { output, items: memory.lines(itemsKey(ID)), rows: memory.lines(rowsKey(ID)), store };
}

describe('Validating a batch', () => {
  it('asks equal questions of one source and mode once, and keeps the order of the rows', async () => {
    const file = 'question,source,mode\n a ,,\nb,,\na,northwind,answer\na,,sql\na,nw_abbr,\n';

    const { items, rows, output } = await validate(file);

    expect(items.map(({ question, source, mode }) => [question, source, mode].join(' '))).toEqual([
      'a northwind answer',
      'b northwind answer',
      'a northwind sql',
      'a nw_abbr answer',
    ]);
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
    expect(rows[2].jobId).toBe(rows[0].jobId);
    expect(output).toMatchObject({ outcome: 'valid', questions: 4 });
  });

  it('keeps bad rows with what is wrong, and every other column', async () => {
    const { rows } = await validate(`ID,question,team\n7,,west\n8,${'x'.repeat(5_000)},ost\n9,b\u0007,\n`);

    expect(rows).toEqual([
      { row: 1, id: '7', question: '', error: 'The question is empty.', carried: { team: 'west' } },
      {
        ...{ row: 2, id: '8', question: `${'x'.repeat(500)}…`, carried: { team: 'ost' } },
        error: 'A question has at most 2000 characters.',
      },
      {
        ...{ row: 3, id: '9', question: 'b\u0007', carried: { team: '' } },
        error: expect.stringContaining('control character'),
      },
    ]);
  });

  it('gives the rate as the time between two questions', async () => {
    const { output } = await validate('question\na\n', { questionsPerMinute: 120, concurrency: 7 });

    expect(output).toMatchObject({ intervalMs: 500, concurrency: 7 });
  });

  it.each([
    ['rows', 'question\na\nb\n', { maxRows: 1 }, 'The file has more than 1 rows.'],
    ['bytes', 'question\na\nb\n', { maxBytes: 9 }, 'The file has more than 9 bytes.'],
    ['no questions', 'question\n', {}, 'The file has no questions.'],
  ])(
    'refuses a file with too many %s or none, and leaves nothing to ask',
    async (_what, file, limits, message) => {
      const { output, items } = await validate(file, limits);

      expect(output).toEqual({ outcome: 'invalid', error: { name: 'BatchFileInvalid', message } });
      expect(items).toEqual([]);
    },
  );
});
