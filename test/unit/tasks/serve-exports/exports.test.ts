import { describe, expect, it } from '@jest/globals';
import { ADMIN, createFakeHttpApi, SAMPLE_DOCUMENT, ulidOf } from '../../../support/fake-http-api.ts';
import { sampleExport } from '../../../support/sample-export.ts';
import { endedJob } from '../../../support/sample-job.ts';

const ASKED = { question: 'List all customers', source: 'northwind' };

describe('POST /v1/exports', () => {
  it('makes the record, starts the machine and says where to look', async () => {
    const { call, exportExecutions } = createFakeHttpApi();

    const { status, headers, body } = await call('POST', '/v1/exports', {
      body: { ...ASKED, options: { compression: 'gzip' } },
    });

    expect(status).toBe(202);
    expect(headers.location).toBe(`/v1/exports/${body.id}`);
    expect(body).toMatchObject({ status: 'SUBMITTED', rows: 0, options: { compression: 'gzip' } });
    expect(exportExecutions.started).toEqual([
      expect.objectContaining({ id: body.id, question: expect.objectContaining({ mode: 'sql' }) }),
    ]);
  });

  it('makes one export of a call that is repeated with its key', async () => {
    const { call, exportExecutions } = createFakeHttpApi();
    const repeated = { body: ASKED, headers: { 'Idempotency-Key': 'k' } };

    const first = await call('POST', '/v1/exports', repeated);
    const second = await call('POST', '/v1/exports', repeated);
    const other = await call('POST', '/v1/exports', { ...repeated, body: { ...ASKED, source: 'nw_abbr' } });

    expect(second.body.id).toBe(first.body.id);
    expect(exportExecutions.started).toHaveLength(1);
    expect(other.status).toBe(409);
  });

  it.each([
    [{}, 400],
    [{ ...ASKED, questionId: ulidOf(1) }, 400],
    [{ questionId: ulidOf(9) }, 404],
    [{ ...ASKED, source: 'secret' }, 404],
    [{ ...ASKED, options: { delimiter: 'x' } }, 400],
    [{ ...ASKED, options: { maxBytesPerFile: 1 } }, 400],
  ])('refuses %j with %i', async (body, expected) => {
    const { call } = createFakeHttpApi();

    const { status } = await call('POST', '/v1/exports', { body });

    expect(status).toBe(expected);
  });

  it.each([
    [{ delimiter: 'x' }, 'options.delimiter'],
    [{ maxBytesPerFile: 1 }, 'options.maxBytesPerFile'],
    [{ compression: 'zip' }, 'options.compression'],
  ])('names the option that is wrong: %j', async (options, field) => {
    const { call } = createFakeHttpApi();

    const { body } = await call('POST', '/v1/exports', { body: { ...ASKED, options } });

    expect(body.errors).toEqual([expect.objectContaining({ field })]);
  });

  it.each(['What do the customers weigh?', 'And for Berlin?'])(
    'fetches nothing again that is denied today: %s',
    async (question) => {
      const { call, configure, jobs } = createFakeHttpApi();
      const job = endedJob('ANSWERED', { sql: 'SELECT 1', answer: 'One.' });
      jobs.put({ ...job, question, standaloneQuestion: 'What do the customers weigh in Berlin?' });
      const deniedTopics = [{ name: 'Health', phrases: ['customers weigh'] }];
      configure({ ...SAMPLE_DOCUMENT, guardrail: { deniedTopics } }, 'v2');

      const { status, body } = await call('POST', '/v1/exports', { body: { questionId: job.id } });

      expect([status, body.title]).toEqual([422, 'GuardrailBlocked']);
    },
  );

  it('refuses a question that has no rows to export', async () => {
    const { call } = createFakeHttpApi();
    const { body: question } = await call('POST', '/v1/questions', { body: ASKED });

    const { status, body } = await call('POST', '/v1/exports', { body: { questionId: question.id } });

    expect([status, body.title, body.jobStatus]).toEqual([409, 'NothingToExport', 'SUBMITTED']);
  });
});

describe('GET /v1/exports/{id}', () => {
  it('links each file of one that is ready, for as long as the configuration says', async () => {
    const { call, exports } = createFakeHttpApi();
    exports.put(sampleExport({ status: 'READY' }));

    const { body } = await call('GET', `/v1/exports/${sampleExport().id}`);

    expect(body).toMatchObject({ status: 'READY', progress: 1, rows: 2, bytes: 10 });
    expect(body.files).toEqual([
      expect.objectContaining({ name: 'rows.csv', url: expect.stringContaining('seconds=3600') }),
    ]);
  });

  it.each(['RUNNING', 'EXPIRED', 'CANCELLED'] as const)('links nothing of one that is %s', async (status) => {
    const { call, exports } = createFakeHttpApi();
    exports.put(sampleExport({ status }));

    const { body } = await call('GET', `/v1/exports/${sampleExport().id}`);

    expect([body.status, body.files]).toEqual([status, undefined]);
  });

  it('guesses how far one is by the estimate, never to the end', async () => {
    const { call, exports } = createFakeHttpApi();
    exports.put(sampleExport({ status: 'RUNNING', rowsWritten: 500, estimatedRows: 400 }));

    const { body } = await call('GET', `/v1/exports/${sampleExport().id}`);

    expect(body.progress).toBe(0.99);
  });

  it('shows it to who asked and to an admin, and to nobody else', async () => {
    const { call, exports } = createFakeHttpApi();
    exports.put(sampleExport({ status: 'READY' }));
    const path = `/v1/exports/${sampleExport().id}`;
    const other = { id: 'bob', roles: ['analyst'], attributes: {} };

    const statuses = [
      (await call('GET', path)).status,
      (await call('GET', path, { principal: ADMIN })).status,
      (await call('GET', path, { principal: other })).status,
      (await call('DELETE', path, { principal: other })).status,
    ];

    expect(statuses).toEqual([200, 200, 404, 404]);
  });
});

describe('DELETE /v1/exports/{id}', () => {
  it('cancels one that is open, as often as it is asked, and leaves one that has ended', async () => {
    const { call, exports, exportExecutions } = createFakeHttpApi();
    exports.put(sampleExport({ status: 'RUNNING' }));
    const path = `/v1/exports/${sampleExport().id}`;

    const [first, second] = [await call('DELETE', path), await call('DELETE', path)];
    exports.put(sampleExport({ status: 'READY' }));
    const late = await call('DELETE', path);

    expect([first.body.status, second.body.status]).toEqual(['CANCELLED', 'CANCELLED']);
    expect(exportExecutions.stopped).toContain(sampleExport().id);
    expect(exportExecutions.started).toEqual([]);
    expect([late.status, late.body.title]).toEqual([409, 'AlreadyEnded']);
  });

  it('starts an execution that never was, once the record has ended, so that its end is told', async () => {
    const { call, exports, exportExecutions } = createFakeHttpApi();
    exports.put(sampleExport());
    exportExecutions.hasExecution = false;

    const { body } = await call('DELETE', `/v1/exports/${sampleExport().id}`);

    expect(body.status).toBe('CANCELLED');
    expect(exportExecutions.started).toEqual([sampleExport().asked]);
  });
});
