import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ADMIN, ANALYST, createFakeHttpApi } from '../../../support/fake-http-api.ts';
import { CLASSIFIED, putRun, RETRIEVED, SQL, WRITTEN, written } from './recorded-run.ts';

const CHECKED = { policy: 'all', configuration: 'v1', catalog: 'c1', plan: 'Aggregate' };

function answered() {
  const api = createFakeHttpApi();
  const use = {
    model: 'm',
    tokensIn: 5,
    tokensOut: 2,
    tokensCached: 0,
    costUsd: 0.5,
    prompts: { sql: 'v7' },
  };
  const of = putRun(
    api,
    'ANSWERED',
    [
      ...[CLASSIFIED, RETRIEVED, { ...WRITTEN, step: { sql: SQL, ...use } }],
      { state: 'Check', step: { checked: CHECKED, code: 'abc' } },
      { ...written('GenerateCandidate@candidate-1', 'SELECT 2'), step: { sql: 'SELECT 2', ...use } },
    ],
    { ending: { answer: 'Two.', sql: SQL } },
  );
  const path = `/v1/questions/${of.id}/evidence`;
  return { api, of, path, stored: `evidence/${of.id}.json` };
}

describe('GET /v1/questions/{id}/evidence', () => {
  it('links a bundle of how the answer came about, with its digest', async () => {
    const { api, of, path, stored } = answered();

    const { status, body } = await api.call('GET', path);

    const text = api.objects.get(stored) ?? '';
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sha256: createHash('sha256').update(text).digest('hex'),
      file: { name: `evidence-${of.id}.json`, url: expect.stringContaining(stored) },
    });
    expect(JSON.parse(text)).toMatchObject({
      question: { id: of.id, status: 'ANSWERED' },
      principal: ANALYST,
      sql: { text: SQL, sha256: createHash('sha256').update(SQL).digest('hex') },
      checks: [{ state: 'Check', ...CHECKED }],
      contexts: { [`jobs/${of.id}/context.json`]: { schema: expect.stringContaining('CREATE TABLE') } },
      exchanges: [
        { state: 'Generate', exchange: { reply: { tool: 'write_sql' } } },
        { state: 'GenerateCandidate', branch: 'candidate-1' },
      ],
      candidates: [{ branch: 'candidate-1', attempts: [{ sql: 'SELECT 2' }] }],
      usage: { modelCalls: 2, costUsd: 1 },
      decisions: { feedback: [] },
      versions: { prompts: { sql: 'v7' }, code: { Check: 'abc' }, configuration: ['v1'], catalog: ['c1'] },
      missing: [],
    });
  });

  it('stays as it is when more is said of the answer', async () => {
    const { api, path } = answered();
    const { body: first } = await api.call('GET', path);
    await api.call('POST', path.replace('evidence', 'feedback'), { body: { verdict: 'reject' } });

    const { body: later } = await api.call('GET', path, { principal: ADMIN });

    expect(later.sha256).toBe(first.sha256);
  });

  it('is the one that was stored first, where two build it at once', async () => {
    const { api, path, stored } = answered();
    const others = '{"built":"by another"}';
    const racing = createFakeHttpApi({
      jobs: api.jobs,
      writeOnce: async () => {
        racing.objects.set(stored, others);
        return false;
      },
    });

    const { body } = await racing.call('GET', path);

    expect(body.sha256).toBe(createHash('sha256').update(others).digest('hex'));
  });

  it('names what is no longer kept', async () => {
    const { api, of, path, stored } = answered();
    api.objects.delete(`jobs/${of.id}/context.json`);

    await api.call('GET', path);

    expect(JSON.parse(api.objects.get(stored) ?? '')).toMatchObject({
      missing: [`jobs/${of.id}/context.json`],
      contexts: {},
    });
  });

  it('is there once the question has ended', async () => {
    const api = createFakeHttpApi();
    const { id } = putRun(api, 'RUNNING', []);

    const answer = await api.call('GET', `/v1/questions/${id}/evidence`);

    expect(answer).toMatchObject({ status: 409, body: { title: 'EvidenceNotReady' } });
  });

  it('is for who asked and for admins', async () => {
    const { api, path } = answered();

    const answer = await api.call('GET', path, { principal: { ...ANALYST, id: 'eve' } });

    expect(answer).toMatchObject({ status: 404 });
  });
});
