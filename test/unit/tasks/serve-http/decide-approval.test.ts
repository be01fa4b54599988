import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../../shared/contracts/principal.ts';
import { createFakeHttpApi, type FakeHttpApi, ulidOf } from '../../../support/fake-http-api.ts';
import { endedJob, sampleJob } from '../../../support/sample-job.ts';

const APPROVER: Principal = { id: 'ann', roles: ['approver'], attributes: {} };
const OTHER: Principal = { id: 'bob', roles: ['approver'], attributes: {} };
const ID = ulidOf(900);
const SHA256 = 'a'.repeat(64);

const WAITING = sampleJob({
  status: 'AWAITING_APPROVAL',
  version: 7,
  approval: {
    sha256: SHA256,
    reason: 'Answering this would be more work than this source allows.',
    estimatedCost: 31_000_000,
    estimatedRows: 4_000,
    requestedAt: '2026-05-04T10:00:00.000Z',
    expiresAt: '2027-05-04T11:00:00.000Z',
  },
});

let api: FakeHttpApi;

beforeEach(() => {
  api = createFakeHttpApi();
  api.jobs.put(WAITING);
});

const decide = (body: object = { decision: 'approve' }, principal: Principal = APPROVER) =>
  api.call('POST', `/v1/questions/${ID}/approval`, { body, principal });
const read = (principal: Principal) => api.call('GET', `/v1/questions/${ID}`, { principal });

describe('POST /v1/questions/{id}/approval', () => {
  it('lets the machine go on when an approver approves, and shows nothing of its token', async () => {
    const answer = await decide({ decision: 'approve', sha256: SHA256 });

    expect(answer).toMatchObject({
      status: 200,
      body: { id: ID, version: 8, approval: { decision: 'approve', decidedBy: 'ann' } },
    });
    expect(api.executions.sent).toEqual([{ token: `token of ${ID}`, output: { approvedBy: 'ann' } }]);
    expect(JSON.stringify([answer, api.lines])).not.toContain('token of');
  });

  it('fails the wait with who and why when an approver denies', async () => {
    await decide({ decision: 'deny', reason: 'Ask for one year.' });

    expect(api.executions.sent).toMatchObject([
      { error: 'Running this was denied by ann: Ask for one year.' },
    ]);
  });

  it.each([
    ['the analyst who asked', { id: 'ana', roles: ['analyst'], attributes: {} }],
    ['a principal without roles', { id: 'eve', roles: [], attributes: {} }],
  ])('is not for %s', async (_, principal) => {
    const answer = await decide({ decision: 'approve' }, principal);

    expect(answer).toMatchObject({ status: 403, body: { title: 'NotAuthorised' } });
    expect(api.executions.sent).toEqual([]);
  });

  it('keeps the first decision', async () => {
    await decide();

    const answers = [await decide({ decision: 'deny' }), await decide({ decision: 'approve' }, OTHER)];

    expect(answers).toMatchObject([
      { status: 409, body: { title: 'AlreadyDecided' } },
      { status: 409, body: { title: 'AlreadyDecided' } },
    ]);
    expect(api.executions.sent).toHaveLength(1);
  });

  it('may be sent again', async () => {
    await decide();
    api.executions.isWaiting = false;

    expect(await decide()).toMatchObject({ status: 200, body: { approval: { decidedBy: 'ann' } } });
  });

  it('says so when the machine stopped waiting just before', async () => {
    api.executions.isWaiting = false;

    expect(await decide()).toMatchObject({ status: 409, body: { title: 'NotAwaitingApproval' } });
  });

  it('decides on no other SQL than was looked at', async () => {
    const answer = await decide({ decision: 'approve', sha256: 'b'.repeat(64) });

    expect(answer).toMatchObject({ status: 409, body: { title: 'NotAwaitingApproval' } });
    expect(api.executions.sent).toEqual([]);
  });

  it('says how a question stands that awaits no approval', async () => {
    api.jobs.put(endedJob('ANSWERED'));

    const answer = await decide();

    expect(answer).toMatchObject({
      status: 409,
      body: { title: 'NotAwaitingApproval', jobStatus: 'ANSWERED' },
    });
  });

  it('knows no question that is not there', async () => {
    const answer = await api.call('POST', `/v1/questions/${ulidOf(1)}/approval`, {
      body: { decision: 'approve' },
      principal: APPROVER,
    });

    expect(answer.status).toBe(404);
  });

  it.each([
    [{}, 'decision'],
    [{ decision: 'maybe' }, 'decision'],
    [{ decision: 'deny', reason: '' }, 'reason'],
    [{ decision: 'approve', sha256: 'abc' }, 'sha256'],
  ])('refuses %j, naming the field %s', async (body, field) => {
    const answer = await decide(body);

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

describe('A question that awaits approval', () => {
  it('can be read by an approver, with a link to decide', async () => {
    const answer = await read(APPROVER);

    expect(answer).toMatchObject({
      status: 200,
      body: { approval: { sha256: SHA256 }, links: { approval: `/v1/questions/${ID}/approval` } },
    });
  });

  it('can not be read by an approver once it has been answered', async () => {
    api.jobs.put(endedJob('ANSWERED'));

    expect((await read(APPROVER)).status).toBe(404);
  });

  it('shows its answer to no approver who waits for it', async () => {
    const reading = api.call('GET', `/v1/questions/${ID}`, {
      query: { wait: '5' },
      principal: APPROVER,
    });
    api.jobs.put(endedJob('ANSWERED'));

    expect((await reading).status).toBe(404);
  });

  it('is not for a principal who neither asked nor may approve', async () => {
    expect((await read({ id: 'eve', roles: ['analyst'], attributes: {} })).status).toBe(404);
  });
});
