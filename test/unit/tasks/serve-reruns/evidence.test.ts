import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ADMIN, ANALYST, createFakeHttpApi, type FakeHttpApi } from '../../../support/fake-http-api.ts';
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
  return { api, of, ...evidenceOf(api, of.id) };
}

/** How the bundle of a question is asked for, and where it is stored. */
function evidenceOf(api: FakeHttpApi, id: string) {
  const path = `/v1/questions/${id}/evidence`;
  const keyOf = (sha256: string) => `evidence/${id}/${sha256}.json`;
  const bundle = async () => {
    const { body } = await api.call('GET', path);
    return JSON.parse(api.objects.get(keyOf(body.sha256)) ?? '');
  };
  return { path, keyOf, bundle };
}

describe('GET /v1/questions/{id}/evidence', () => {
  it('links a bundle of how the answer came about, with its digest', async () => {
    const { api, of, path, keyOf } = answered();

    const { status, body } = await api.call('GET', path);

    const stored = keyOf(body.sha256);
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

  it('is the one that was built first, where two build it at once', async () => {
    const { api, of, path, keyOf } = answered();
    const others = '{"built":"by another"}';
    const sha256 = createHash('sha256').update(others).digest('hex');
    const evidenceDigests = { find: async () => undefined, keepFirst: async () => sha256 };
    const racing = createFakeHttpApi({ jobs: api.jobs, evidenceDigests });
    racing.objects.set(keyOf(sha256), others);

    const { body } = await racing.call('GET', path);

    expect(body).toMatchObject({ sha256, file: { url: expect.stringContaining(`${of.id}/${sha256}`) } });
  });

  it('is not given out when what is stored is another, or gone', async () => {
    const { api, path, keyOf } = answered();
    const { body } = await api.call('GET', path);
    const key = keyOf(body.sha256);

    api.objects.set(key, '{"forged":true}');
    const forged = await api.call('GET', path);
    api.objects.delete(key);
    const gone = await api.call('GET', path);

    expect(forged).toMatchObject({ status: 500, body: { title: 'EvidenceAltered' } });
    expect(gone).toMatchObject({ status: 404, body: { title: 'EvidenceNotFound' } });
    expect(api.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('has what the question before it was shown and told, whose work it went on with', async () => {
    const { api, of } = answered();
    api.jobs.put({ ...of, status: 'FAILED' });
    const { body } = await api.call('POST', `/v1/questions/${of.id}/redrive`);
    const redriven = await api.jobs.find(body.id);
    if (!redriven) throw new Error('There is no redrive.');
    const { steps: _before, ...rest } = redriven;
    putRun(api, 'ANSWERED', [{ state: 'GuardRerun' }, { state: 'Check' }], { ...rest, status: 'ANSWERED' });

    const bundle = await evidenceOf(api, body.id).bundle();

    expect(bundle.origins).toMatchObject([{ id: of.id, status: 'FAILED', usage: { modelCalls: 2 } }]);
    expect(bundle.exchanges).toMatchObject([
      { question: of.id, state: 'Generate' },
      { question: of.id, state: 'GenerateCandidate' },
    ]);
    expect(bundle.decisions.guardrail).toMatchObject([{ state: 'GuardRerun', verdict: 'passed' }]);
  });

  it('has what the guardrail said of a question it stopped', async () => {
    const api = createFakeHttpApi();
    const checked = { policy: 'own guardrail policy', configuration: 'v1' };
    const error = { name: 'GuardrailBlocked' as const, message: 'Not here.' };
    const { id } = putRun(api, 'REFUSED', [{ state: 'ApplyGuardrail', step: { checked, error } }], {
      ending: { error },
    });

    const bundle = await evidenceOf(api, id).bundle();

    expect(bundle).toMatchObject({
      question: { status: 'REFUSED' },
      ending: { error },
      checks: [],
      decisions: {
        guardrail: [{ verdict: 'blocked', by: checked.policy, configuration: 'v1', message: error.message }],
      },
      missing: [],
    });
  });

  it('has SQL and rows of each figure of a why by their digests', async () => {
    const api = createFakeHttpApi();
    const snapshot = {
      ...{ key: 'k', columns: [], rowCount: 3, truncated: false, pageOffsets: [0, 9] },
      ...{ ranAt: '2026-05-04T10:00:00.000Z', sha256: 'f'.repeat(64) },
    };
    const factors = [{ question: 'by month', sql: SQL, rowCount: 3, snapshot }];
    const { id } = putRun(api, 'ANSWERED', [], { ending: { answer: 'So.', factors } });

    const bundle = await evidenceOf(api, id).bundle();

    expect(bundle.factors).toEqual([
      {
        question: 'by month',
        sql: { text: SQL, sha256: createHash('sha256').update(SQL).digest('hex') },
        rowCount: 3,
        rows: expect.objectContaining({ rowCount: 3, sha256: 'f'.repeat(64) }),
      },
    ]);
    expect((await api.call('GET', `/v1/questions/${id}`)).body.factors).toEqual([
      { question: 'by month', sql: SQL, rowCount: 3 },
    ]);
  });

  it('names what is no longer kept', async () => {
    const { api, of, bundle } = answered();
    api.objects.delete(`jobs/${of.id}/context.json`);

    expect(await bundle()).toMatchObject({
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
