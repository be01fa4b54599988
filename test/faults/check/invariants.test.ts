import { describe, expect, it } from '@jest/globals';
import { toItem } from '../../../shared/jobs/job-item.ts';
import { newJob } from '../../support/question-records.ts';
import { INVARIANTS, leftStatuses } from './invariants.ts';
import type { Observed, ToldEvent } from './observed.ts';

const NOTHING: Observed = { items: [], events: [], uploads: [], runningExecutions: [], answeredCalls: 0 };
const ended = newJob({ status: 'ANSWERED', endedAt: '2026-01-02T03:04:07.000Z', steps: [] });
const accepted = [{ kind: 'question' as const, id: ended.id, asked: 'How many?' }];
const counted = {
  pk: `USAGE#${ended.principal.id}`,
  sk: ended.createdAt.slice(0, 10),
  principalId: ended.principal.id,
  questions: 1,
};
const settled: Observed = { ...NOTHING, items: [toItem(ended), counted], events: [told('ANSWERED')] };

function told(status: string, eventId = `${ended.id}:${status}`): ToldEvent {
  const detail = { eventId, jobId: ended.id, status };
  return { bus: 'inquery', source: 'inquery', 'detail-type': 'Question Answered', detail };
}

const broken = (observed: Observed) =>
  INVARIANTS.filter(({ check }) => check(observed, accepted).length > 0).map(({ name }) => name);

describe('the invariants', () => {
  it('hold of a job that has ended, was told of and counted', () => {
    expect(broken(settled)).toEqual([]);
  });

  it('hold when the same event was told twice', () => {
    expect(broken({ ...settled, events: [told('ANSWERED'), told('ANSWERED')] })).toEqual([]);
  });

  it('ask for no event of a cancelled export', () => {
    const cancelled = { sk: 'JOB', kind: 'export', id: '1', status: 'CANCELLED' };

    expect(broken({ ...settled, items: [...settled.items, cancelled] })).toEqual([]);
  });

  it.each<[string, Partial<Observed>]>([
    ['every accepted job reaches a final status', { items: [{ ...toItem(ended), status: 'RUNNING' }] }],
    ['every accepted job reaches a final status', { items: [] }],
    ['exactly one final event id for each job', { events: [] }],
    ['exactly one final event id for each job', { events: [told('ANSWERED'), told('ANSWERED', 'another')] }],
    ['exactly one final event id for each job', { events: [told('FAILED')] }],
    [
      'exactly one final event id for each job',
      { items: [{ ...toItem(ended), status: 'CANCELLED' }, counted], events: [] },
    ],
    ['no upload is left', { uploads: ['exports/1/1/rows.csv'] }],
    [
      'no lease is left',
      { items: [...settled.items, { pk: 'JOB#1', sk: 'JOB', leaseOwner: 'a', status: 'READY' }] },
    ],
    ['no execution goes on without end', { runningExecutions: ['arn'] }],
    [
      'no money is counted twice, and none is missed',
      { items: [toItem(ended), { ...counted, questions: 2 }] },
    ],
    ['no money is counted twice, and none is missed', { items: [toItem(ended)] }],
    [
      'no job that others began is left open',
      { items: [...settled.items, { sk: 'JOB', kind: 'export', id: '1', status: 'RUNNING' }] },
    ],
  ])('find out when it is not so that %s', (name, change) => {
    expect(broken({ ...settled, ...change })).toContain(name);
  });

  it('find a final status that became another', () => {
    const before = new Map([[ended.id, 'FAILED']]);

    expect(leftStatuses(before, settled, accepted)).toEqual([
      `question ${ended.id} was FAILED and is ANSWERED`,
    ]);
  });
});
