import { describe, expect, it } from '@jest/globals';
import { attemptsOf } from '../../../../shared/jobs/attempts.ts';
import { newStep } from '../../../support/question-records.ts';

const error = { name: 'UnknownColumn', message: 'no column x' };

describe('attemptsOf', () => {
  it('has none before SQL was written', () => {
    expect(attemptsOf([newStep('ClassifyIntent'), newStep('Retrieve', { error })])).toEqual([]);
  });

  it('ends each attempt with the error it met', () => {
    const steps = [
      newStep('Generate', { sql: 'SELECT x' }),
      newStep('Check', { error }),
      newStep('Reflect', { sql: 'SELECT y' }),
      newStep('Check'),
      newStep('Execute', { error: { name: 'StatementTimeout', message: 'slow' } }),
    ];

    expect(attemptsOf(steps)).toEqual([
      { sql: 'SELECT x', error },
      { sql: 'SELECT y', error: { name: 'StatementTimeout', message: 'slow' } },
    ]);
  });

  it('has no error for an attempt that went well in the end', () => {
    const busy = { name: 'DatabaseUnavailable', message: 'gone' };
    const steps = [
      newStep('Generate', { sql: 'SELECT x' }),
      newStep('Execute', { error: busy }),
      newStep('Execute'),
    ];

    expect(attemptsOf(steps)).toEqual([{ sql: 'SELECT x' }]);
  });

  it('counts SQL that was written and rejected at once', () => {
    expect(attemptsOf([newStep('Reflect', { sql: 'SELECT x', error })])).toEqual([
      { sql: 'SELECT x', error },
    ]);
  });

  it('keeps apart the lines of work that go on at once', () => {
    const steps = [
      newStep('GenerateFactor', { branch: 'factor-0', sql: 'SELECT 0' }),
      newStep('GenerateFactor', { branch: 'factor-1', sql: 'SELECT 1' }),
      newStep('CheckFactor', { branch: 'factor-0', error }),
      newStep('ExecuteFactor', { branch: 'factor-1' }),
    ];

    expect(attemptsOf(steps)).toEqual([{ sql: 'SELECT 0', error }, { sql: 'SELECT 1' }]);
  });

  it('blames no attempt for what went wrong elsewhere', () => {
    const steps = [
      newStep('Generate', { sql: 'SELECT x' }),
      newStep('Execute'),
      newStep('Explain', { error }),
    ];

    expect(attemptsOf(steps)).toEqual([{ sql: 'SELECT x' }]);
  });
});
