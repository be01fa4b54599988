import { describe, expect, it } from '@jest/globals';
import type { Feedback } from '../../../../shared/contracts/job.ts';
import {
  ADMIN,
  ANALYST,
  CURATOR,
  createFakeHttpApi,
  type FakeCall,
  ulidOf,
} from '../../../support/fake-http-api.ts';
import { endedJob, sampleJob } from '../../../support/sample-job.ts';

const SQL = 'SELECT count(*) FROM customers';
const PATH = `/v1/questions/${ulidOf(900)}/feedback`;
const REJECT = { verdict: 'reject', reason: 'Returns were counted in.' };
const CORRECT = { verdict: 'correct', sql: 'SELECT 2' };
const OTHER = { id: 'eve', roles: ['analyst'], attributes: {} };

function answered() {
  const api = createFakeHttpApi();
  api.jobs.put({ ...endedJob('ANSWERED', { sql: SQL }), standaloneQuestion: 'How many customers in all?' });
  const give = (body: object, call: FakeCall = {}) => api.call('POST', PATH, { body, ...call });
  const kept = async () => (await api.jobs.find(ulidOf(900)))?.feedback ?? [];
  const queries = async () =>
    (await api.call('GET', '/v1/verified-queries', { query: { source: 'northwind' }, principal: ADMIN })).body
      .queries;
  return { api, give, kept, queries };
}

describe('feedback', () => {
  it('of a curator that approves makes a verified query of the question, written out, and its SQL', async () => {
    const { give, kept, queries } = answered();

    const { status, body } = await give({ verdict: 'approve' }, { principal: CURATOR });

    const [query] = await queries();
    expect(query).toMatchObject({
      ...{
        question: 'How many customers in all?',
        sql: SQL,
        origin: 'feedback',
        approvedBy: 'cur',
        state: 'pending',
      },
    });
    expect(status).toBe(200);
    expect(body.feedback).toMatchObject({ verdict: 'approve', by: 'cur', verifiedQueryId: query.id });
    expect(body.links.verifiedQuery).toBe(`/v1/verified-queries/${query.id}?source=northwind`);
    expect(await kept()).toEqual([body.feedback]);
  });

  it('of anybody else proposes one, which a curator finds and approves', async () => {
    const { api, give } = answered();
    const asCurator = { principal: CURATOR, query: { source: 'northwind', state: 'proposed' } };
    const proposals = async () => (await api.call('GET', '/v1/verified-queries', asCurator)).body.queries;

    await give(CORRECT);
    const [proposed] = await proposals();
    const approval = { principal: CURATOR, query: { source: 'northwind' } };
    const own = await api.call('POST', `/v1/verified-queries/${proposed.id}/approval`, {
      ...approval,
      principal: ANALYST,
    });
    const approved = await api.call('POST', `/v1/verified-queries/${proposed.id}/approval`, approval);

    expect(proposed).toMatchObject({ sql: 'SELECT 2', state: 'proposed', approvedBy: 'ana' });
    expect(own.status).toBe(403);
    expect([approved.status, approved.body]).toEqual([
      202,
      expect.objectContaining({ id: proposed.id, state: 'pending', approvedBy: 'cur', sql: 'SELECT 2' }),
    ]);
    expect(await proposals()).toEqual([]);
  });

  it('that corrects makes one of the SQL given', async () => {
    const { give, queries } = answered();

    await give(CORRECT);

    expect(await queries()).toMatchObject([{ sql: 'SELECT 2' }]);
  });

  it('that rejects is kept with its reason and makes none', async () => {
    const { api, give, queries } = answered();

    await give(REJECT);

    const { body } = await api.call('GET', `/v1/questions/${ulidOf(900)}`);
    expect(body.feedback).toEqual([{ ...REJECT, by: 'ana', at: expect.any(String) }]);
    expect(await queries()).toEqual([]);
  });

  it('said again changes nothing; said otherwise, both are kept', async () => {
    const { give, kept } = answered();

    const first = await give({ verdict: 'approve' });
    const again = await give({ verdict: 'approve' });
    await give(REJECT);
    await give(REJECT, { principal: CURATOR });

    expect(again.body).toEqual(first.body);
    expect((await kept()).map(({ verdict, by }) => [verdict, by])).toEqual([
      ['approve', 'ana'],
      ['reject', 'ana'],
      ['reject', 'cur'],
    ]);
  });

  it('that got lost before its verified query was noted makes it when it is said again', async () => {
    const { api, give, kept, queries } = answered();
    api.jobs.failNext('noteVerifiedQuery', new Error('gone'));

    const lost = await give({ verdict: 'approve' });
    const again = await give({ verdict: 'approve' });

    expect([lost.status, again.status]).toEqual([500, 200]);
    expect(await kept()).toEqual([again.body.feedback]);
    expect(await queries()).toHaveLength(1);
  });

  it('is given by who asked, curators and admins', async () => {
    const { give } = answered();

    const givers = [ANALYST, CURATOR, ADMIN, OTHER, { ...OTHER, roles: ['curator'] }];
    const statuses = [];
    for (const principal of givers) statuses.push((await give(REJECT, { principal })).status);

    expect(statuses).toEqual([200, 200, 200, 404, 404]);
  });

  it('tells a curator nothing of the answer', async () => {
    const { give } = answered();

    const { text } = await give({ verdict: 'approve' }, { principal: CURATOR });

    expect(text).not.toContain('customers');
  });

  it.each([
    [{ verdict: 'correct' }, 'sql'],
    [{ verdict: 'approve', sql: SQL }, 'sql'],
    [{ verdict: 'reject' }, 'reason'],
    [{ verdict: 'perhaps' }, 'verdict'],
  ])('%j is refused by field', async (body, field) => {
    const refused = await answered().give(body);

    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].field).toBe(field);
  });

  it('approves an answer only; what failed can be put right', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(endedJob('FAILED', { error: { name: 'AttemptsExhausted', message: 'No.' } }));

    const approved = await api.call('POST', PATH, { body: { verdict: 'approve' } });
    const corrected = await api.call('POST', PATH, { body: CORRECT });

    expect(approved).toMatchObject({ status: 409, body: { title: 'NotJudgeable', jobStatus: 'FAILED' } });
    expect(corrected.status).toBe(200);
  });

  it('waits for the end of the question', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ status: 'RUNNING' }));

    const { status, body } = await api.call('POST', PATH, { body: REJECT });

    expect([status, body.title]).toEqual([409, 'NotJudgeable']);
  });

  it('ends at a hundred entries', async () => {
    const api = createFakeHttpApi();
    const entry: Feedback = { verdict: 'approve', by: 'x', at: '2026-05-04T10:00:00.000Z' };
    api.jobs.put({
      ...endedJob('ANSWERED', { sql: SQL }),
      feedback: Array.from({ length: 100 }, () => entry),
    });

    const { status, body } = await api.call('POST', PATH, { body: REJECT });

    expect([status, body.title]).toEqual([409, 'FeedbackFull']);
  });
});
