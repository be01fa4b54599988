import { describe, expect, it } from '@jest/globals';
import type { BatchJob } from '../../../../shared/contracts/batch.ts';
import { ADMIN, ANALYST, CURATOR, createFakeHttpApi } from '../../../support/fake-http-api.ts';

const ID = '01JE0000000000000000000000';
const batch = (changes: Partial<BatchJob> = {}): BatchJob => ({
  ...{ id: ID, kind: 'batch', name: 'q.csv', status: 'RUNNING', version: 2, counts: {} },
  ...{ principal: ANALYST, key: `batches/in/${ID}/q.csv`, createdAt: '2026-01-01T00:00:00.000Z' },
  ...changes,
});

describe('POST /v1/batches', () => {
  it('gives a link to put the file to', async () => {
    const api = createFakeHttpApi();

    const { status, body, headers } = await api.call('POST', '/v1/batches', { body: { name: 'q.csv' } });

    expect({ status, body }).toMatchObject({
      status: 202,
      body: {
        kind: 'batch',
        status: 'SUBMITTED',
        upload: { method: 'PUT', url: expect.stringContaining('/q.csv?put') },
      },
    });
    expect(headers.location).toContain(`/v1/batches/${body.id}`);
  });

  it.each(['q.exe', '../q.csv', 'a/b.csv', '.csv', 'q'])('refuses the name %s', async (name) => {
    const { status, body } = await createFakeHttpApi().call('POST', '/v1/batches', { body: { name } });

    expect({ status, field: body.errors[0].field }).toEqual({ status: 400, field: 'name' });
  });
});

describe('GET /v1/batches/{id}', () => {
  it('shows how far it is and how long it will take', async () => {
    const api = createFakeHttpApi();
    const since = new Date(api.clock.now() - 60_000).toISOString();
    await api.batches.create(
      batch({ questions: 30, rows: 31, counts: { ANSWERED: 9, FAILED: 1 }, answeringSince: since }),
      36_500,
    );

    const { body } = await api.call('GET', `/v1/batches/${ID}`);

    expect(body.progress).toEqual({ done: 10, total: 30, perMinute: 10, secondsLeft: 120 });
  });

  it('links the answers once it is complete', async () => {
    const api = createFakeHttpApi();
    await api.batches.create(batch({ status: 'COMPLETED', counts: { ANSWERED: 1 } }), 36_500);

    const { body } = await api.call('GET', `/v1/batches/${ID}`);

    expect(body.results).toMatchObject({ csv: `https://bucket/batches/out/${ID}/answers.csv?get` });
  });

  it.each([
    ['its owner', ANALYST, 200],
    ['an admin', ADMIN, 200],
    ['anyone else', CURATOR, 404],
  ])('answers %s', async (_who, principal, status) => {
    const api = createFakeHttpApi();
    await api.batches.create(batch(), 36_500);

    expect((await api.call('GET', `/v1/batches/${ID}`, { principal })).status).toBe(status);
  });
});

describe('DELETE /v1/batches/{id}', () => {
  it('ends the record, then the execution, which tells of it', async () => {
    const api = createFakeHttpApi();
    await api.batches.create(batch({ executionArn: 'arn:run' }), 36_500);

    const { body } = await api.call('DELETE', `/v1/batches/${ID}`);

    expect({ status: body.status, calls: api.batchCalls }).toEqual({
      status: 'STOPPED',
      calls: ['stop arn:run'],
    });
  });

  it('tells of it itself where there is no execution yet', async () => {
    const api = createFakeHttpApi();
    await api.batches.create(batch({ status: 'SUBMITTED' }), 36_500);

    await api.call('DELETE', `/v1/batches/${ID}`);

    expect(api.batchCalls).toEqual(['Batch Stopped']);
  });

  it('leaves one that has ended as it is', async () => {
    const api = createFakeHttpApi();
    await api.batches.create(batch({ status: 'COMPLETED' }), 36_500);

    const { status, body } = await api.call('DELETE', `/v1/batches/${ID}`);

    expect({ status, title: body.title }).toEqual({ status: 409, title: 'AlreadyEnded' });
  });
});

describe('POST /v1/batches/{id}/rerun', () => {
  it('starts a batch over the same rows for the same principal, whoever asks', async () => {
    const api = createFakeHttpApi();
    await api.batches.create(batch({ status: 'STOPPED', questions: 2 }), 36_500);

    const { status, body } = await api.call('POST', `/v1/batches/${ID}/rerun`, { principal: ADMIN });

    expect({ status, body }).toMatchObject({ status: 202, body: { rerunOf: ID, principal: ANALYST.id } });
    expect(api.batchCalls).toEqual([`rerun ${body.id} of ${ID}`]);
  });

  it.each([
    ['runs', batch()],
    ['had no use for its file', batch({ status: 'FAILED' })],
  ])('refuses one that %s', async (_why, earlier) => {
    const api = createFakeHttpApi();
    await api.batches.create(earlier, 36_500);

    expect((await api.call('POST', `/v1/batches/${ID}/rerun`)).body.title).toBe('BatchNotEnded');
  });
});
