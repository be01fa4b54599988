import { describe, expect, it } from '@jest/globals';
import type { QuestionJob } from '../../../../shared/contracts/job.ts';
import {
  ADMIN,
  ANALYST,
  createFakeHttpApi,
  type FakeCall,
  SAMPLE_DOCUMENT,
} from '../../../support/fake-http-api.ts';
import {
  away,
  CLASSIFIED,
  failing,
  putRun,
  RETRIEVED,
  type Recorded,
  SQL,
  WRITTEN,
  written,
} from './recorded-run.ts';

async function redriven(
  recorded: readonly Recorded[],
  changes: Parameters<typeof putRun>[3] = {},
  call: FakeCall = {},
) {
  const api = createFakeHttpApi();
  const of = putRun(api, 'FAILED', recorded, changes);
  const { status, body } = await api.call('POST', `/v1/questions/${of.id}/redrive`, call);
  const job = await api.jobs.find(body.id);
  return { api, of, status, body, job, entry: job?.entry };
}

const SPLIT: Recorded = {
  state: 'Split',
  reply: { tool: 'split', input: { factors: [{ question: 'by month' }, { question: 'by country' }] } },
};
const WHY: Recorded = {
  state: 'ClassifyIntent',
  reply: { tool: 'classify', input: { intent: 'reasoning', standaloneQuestion: 'why', confidence: 0.9 } },
};

describe('POST /v1/questions/{id}/redrive', () => {
  it('begins a question that checks the SQL there is, and answers without a model', async () => {
    const { api, of, status, body, job } = await redriven([CLASSIFIED, RETRIEVED, WRITTEN, away('Check')]);

    expect(status).toBe(202);
    expect(body).toMatchObject({ redriveOf: of.id, enteredAt: 'Check', status: 'SUBMITTED' });
    expect(job?.entry).toMatchObject({
      state: 'Check',
      sql: SQL,
      confidence: 0.8,
      assumptions: ['Names are cryptic.', 'As of today.'],
      contextKey: `jobs/${of.id}/context.json`,
      doubts: ['several-joins'],
      plain: true,
      most: 1,
      attempt: 1,
    });
    expect(job?.steps).toEqual([{ state: 'Enter', startedAt: job?.createdAt, ms: 0, sql: SQL }]);
    expect(api.executions.started).toEqual([expect.objectContaining({ id: body.id, rerunOf: of.id })]);
  });

  it('lets a model explain where that is asked for', async () => {
    const { entry } = await redriven(
      [CLASSIFIED, RETRIEVED, WRITTEN, away('Execute')],
      {},
      {
        query: { explain: 'model' },
      },
    );

    expect(entry).toMatchObject({ state: 'Check', plain: false });
  });

  it.each<[string, readonly Recorded[], Partial<QuestionJob> | undefined, string | undefined]>([
    ['a question that could not be read', [failing('ClassifyIntent', 'ModelThrottled')], {}, 'Understand'],
    [
      'one whose guardrail was away',
      [CLASSIFIED, failing('ApplyGuardrail', 'ModelUnavailable')],
      {},
      'Understand',
    ],
    [
      'one whose guardrail was away while it was read',
      [failing('ApplyGuardrail', 'ModelUnavailable'), CLASSIFIED, RETRIEVED, WRITTEN, away('Check')],
      {},
      'Understand',
    ],
    ['one for which nothing was retrieved', [CLASSIFIED, away('Retrieve')], {}, 'Retrieve'],
    [
      'one for which no SQL was written',
      [CLASSIFIED, RETRIEVED, failing('Generate', 'ModelTimeout')],
      {},
      'Generate',
    ],
    [
      'one whose SQL could not be mended',
      [CLASSIFIED, RETRIEVED, WRITTEN, failing('Check', 'UnknownColumn'), failing('Reflect', 'ModelTimeout')],
      {},
      'Reflect',
    ],
    [
      'one whose attempts are used up',
      [CLASSIFIED, RETRIEVED, WRITTEN, failing('Check', 'UnknownColumn')],
      { ending: { error: { name: 'AttemptsExhausted', message: 'No.' } } },
      'Reflect',
    ],
    ['one whose function died as it wrote SQL', [CLASSIFIED, RETRIEVED], {}, 'Generate'],
    ['one that broke off before its first step', [], {}, undefined],
    ['one whose evidence is no longer kept', [{ state: 'ClassifyIntent' }, away('Check')], {}, 'Understand'],
    ['a why that was not split', [WHY, { state: 'Survey' }, failing('Split', 'ModelTimeout')], {}, 'Split'],
    ['a why for which nothing was retrieved', [WHY, away('Survey')], {}, 'Survey'],
    [
      'a question that a verified query matches',
      [{ state: 'Match', step: { sql: SQL } }, { state: 'CheckMatch' }, away('Execute')],
      { ending: { matchedQueryId: 'vq_1', error: { name: 'DatabaseUnavailable', message: 'Away.' } } },
      'CheckMatch',
    ],
  ])('goes on with %s', async (_, recorded, changes, state) => {
    const { body, entry } = await redriven(recorded, changes);

    expect(body.enteredAt).toBe(state);
    expect(entry?.state).toBe(state);
  });

  it('keeps the SQL of the figures of a why', async () => {
    const { entry } = await redriven([
      ...[WHY, { state: 'Survey' }, SPLIT],
      ...[written('GenerateFactor@factor-1', SQL, 0.7), away('CheckFactor@factor-1')],
    ]);

    expect(entry).toMatchObject({
      state: 'Factors',
      factors: [{ question: 'by month' }, { question: 'by country', sql: SQL, confidence: 0.7 }],
    });
  });

  it('tells mending of the attempts before', async () => {
    const { job } = await redriven([
      ...[CLASSIFIED, RETRIEVED, WRITTEN, failing('Check', 'UnknownColumn')],
      ...[written('Reflect', 'SELECT 2'), away('Execute')],
    ]);

    expect(job?.entry).toMatchObject({ state: 'Check', sql: 'SELECT 2', attempt: 2 });
    expect(job?.steps).toMatchObject([{ sql: SQL, error: { name: 'UnknownColumn' } }, { sql: 'SELECT 2' }]);
    expect(job?.steps[1]).not.toHaveProperty('error');
  });

  it('of a redrive that failed too goes on with what the first question had come to', async () => {
    const first = await redriven([CLASSIFIED, RETRIEVED, WRITTEN, away('Check')]);
    const { api, job } = first;
    if (job) putRun(api, 'FAILED', [away('Check')], { ...job, status: 'FAILED' });

    const { body } = await api.call('POST', `/v1/questions/${job?.id}/redrive`);

    expect((await api.jobs.find(body.id))?.entry).toEqual(job?.entry);
  });

  it.each([
    [
      'where it would have gone on, when its guardrail was away',
      [failing('GuardRerun', 'ModelUnavailable')],
      'Generate',
    ],
    [
      'with reading it, when its guardrail stopped it',
      [failing('GuardRerun', 'GuardrailBlocked'), away('Check')],
      'Understand',
    ],
  ] as const)('of a redrive goes on %s', async (_, recorded, state) => {
    const { api, job } = await redriven([CLASSIFIED, RETRIEVED, failing('Generate', 'ModelTimeout')]);
    if (job) putRun(api, 'FAILED', recorded, { ...job, status: 'FAILED' });

    const { body } = await api.call('POST', `/v1/questions/${job?.id}/redrive`);

    expect(body.enteredAt).toBe(state);
  });

  it.each(['ANSWERED', 'REFUSED', 'RUNNING', 'CANCELLED'] as const)(
    'is refused of one that is %s',
    async (status) => {
      const api = createFakeHttpApi();
      const { id } = putRun(api, status, []);

      const answer = await api.call('POST', `/v1/questions/${id}/redrive`);

      expect(answer).toMatchObject({ status: 409, body: { title: 'NotRedrivable', jobStatus: status } });
    },
  );

  it('begins one question however often it is sent with the same key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const { api, of, body } = await redriven(
      [CLASSIFIED, RETRIEVED, WRITTEN, away('Check')],
      {},
      { headers },
    );

    const again = await api.call('POST', `/v1/questions/${of.id}/redrive`, { headers });
    const other = await api.call('POST', `/v1/questions/${of.id}/redrive`, {
      headers,
      query: { explain: 'model' },
    });

    expect(again.body.id).toBe(body.id);
    expect(other).toMatchObject({ status: 409, body: { title: 'IdempotencyKeyReused' } });
  });

  it('belongs to who asked, with the roles of today, or those of then when an admin begins it', async () => {
    const run = [CLASSIFIED, RETRIEVED, WRITTEN, away('Check')];
    const today = { ...ANALYST, roles: ['reader'] };

    const own = await redriven(run, {}, { principal: today });
    const admins = await redriven(run, {}, { principal: ADMIN });

    expect(own.job?.principal).toEqual(today);
    expect(admins.job?.principal).toEqual(ANALYST);
  });

  it('counts as a question asked', async () => {
    const api = createFakeHttpApi();
    api.configure({ ...SAMPLE_DOCUMENT, access: { rateLimits: { questionsPerMinute: 1 } } }, 'v2');
    const { id } = putRun(api, 'FAILED', []);
    const redrive = () => api.call('POST', `/v1/questions/${id}/redrive`);

    expect([(await redrive()).status, (await redrive()).status]).toEqual([202, 429]);
  });

  it("shows nobody another's question", async () => {
    const { status } = await redriven([], {}, { principal: { ...ANALYST, id: 'eve' } });

    expect(status).toBe(404);
  });
});
