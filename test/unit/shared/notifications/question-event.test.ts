import { describe, expect, it } from '@jest/globals';
import { PUBLISHED_EVENTS } from '../../../../shared/contracts/events.ts';
import { JobStatus } from '../../../../shared/contracts/job-status.ts';
import { questionEvent } from '../../../../shared/notifications/question-event.ts';
import { jobId, newJob } from '../../../support/question-records.ts';

const announced = JobStatus.options.filter((status) => status !== 'RUNNING');

describe('questionEvent', () => {
  it.each(announced)('is an event of the contract when a job is %s', (status) => {
    const event = questionEvent(
      newJob({ status, conversationId: 'c1', endedAt: '2026-01-02T04:00:00.000Z' }),
    );

    const schema = PUBLISHED_EVENTS[event?.detailType ?? ''];
    expect(schema?.parse(event?.detail)).toMatchObject({ jobId: jobId(1), status, conversationId: 'c1' });
  });

  it('tells nobody that a job runs', () => {
    expect(questionEvent(newJob({ status: 'RUNNING' }))).toBeUndefined();
  });

  it('has an id that stays the same when it is told again, and differs from status to status', () => {
    const idOf = (status: JobStatus, version: number) =>
      questionEvent(newJob({ status, version }))?.detail.eventId;

    expect(idOf('FAILED', 3)).toBe(idOf('FAILED', 4));
    expect(idOf('FAILED', 3)).not.toBe(idOf('SUBMITTED', 3));
  });

  it('names the error, and carries neither question nor SQL nor what the error says', () => {
    const error = { name: 'UnsafeSql', message: 'not run' } as const;
    const event = questionEvent(
      newJob({
        status: 'REFUSED',
        question: 'How much is secret?',
        ending: { sql: 'SELECT secret', answer: 'secret', error },
      }),
    );

    expect(event?.detail.error).toBe('UnsafeSql');
    expect(JSON.stringify(event)).not.toMatch(/secret|not run/);
  });

  it('happened when the job ended, or began if it has not', () => {
    const at = (changes: object) => questionEvent(newJob(changes))?.detail.at;

    expect(at({ status: 'ANSWERED', endedAt: '2026-01-02T05:00:00.000Z' })).toBe('2026-01-02T05:00:00.000Z');
    expect(at({})).toBe('2026-01-02T03:04:05.000Z');
  });
});
