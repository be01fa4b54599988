import { describe, expect, it } from '@jest/globals';
import type { ErrorName } from '../../../shared/contracts/errors.ts';
import { toItem } from '../../../shared/jobs/job-item.ts';
import { newJob } from '../../support/question-records.ts';
import { allStrikes } from '../strikes/all-strikes.ts';
import { tooManyFailed, unexplained } from './explained.ts';

const failedWith = (name: ErrorName) =>
  newJob({ status: 'FAILED', steps: [], ending: { error: { name, message: 'Sorry.' } } });
const seen = (name: ErrorName) => ({
  items: [toItem(failedWith(name))],
  ...{ events: [], uploads: [], runningExecutions: [], answeredCalls: 0 },
});
const found = (name: ErrorName, struck: readonly string[], before = new Map<string, string>()) =>
  unexplained(
    before,
    seen(name),
    allStrikes().filter(({ kind }) => struck.includes(kind)),
  ).map(({ what }) => what);

describe('what jobs fail with', () => {
  it('may be what the faults of their round explain', () => {
    expect(found('ServiceUnavailable', ['SQS delivers twice', 'S3 answers 500'])).toEqual([]);
    expect(found('Internal', ["the journal's disk is full"])).toEqual([]);
    expect(found('UnsafeSql', [])).toEqual([]);
  });

  it('is a violation when no fault explains it', () => {
    expect(found('Internal', ['S3 answers 500'])).toEqual([
      `question ${newJob().id} failed with Internal, after S3 answers 500`,
    ]);
    expect(found('ModelThrottled', ['PostgreSQL stopped'])).toHaveLength(1);
    expect(found('DatabaseUnavailable', ['the whole stack killed'])).toHaveLength(1);
  });

  it('is looked at in the round in which they failed', () => {
    expect(found('Internal', [], new Map([[newJob().id, 'FAILED']]))).toEqual([]);
  });
});

describe('how many fail', () => {
  const ended = (failed: number, all: number) =>
    new Map(Array.from({ length: all }, (_, at) => [`${at}`, at < failed ? 'FAILED' : 'ANSWERED']));

  it('is a violation when it is more than every seventh of many', () => {
    expect(tooManyFailed(ended(15, 100))).toEqual([]);
    expect(tooManyFailed(ended(16, 100))).toHaveLength(1);
    expect(tooManyFailed(ended(9, 10))).toEqual([]);
  });
});
