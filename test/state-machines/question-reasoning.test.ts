import { describe, expect, it } from '@jest/globals';
import { runQuestion } from './support/run-question.ts';
import { APPROVE, WHY } from './support/scenarios.ts';
import { always, fail, reply, times } from './support/script.ts';
import { SNAPSHOT, SQL, TASK_CONTRACTS } from './support/task-contracts.ts';

const EXECUTED = reply(TASK_CONTRACTS.ExecuteFactor?.reply);

describe('A question that asks why', () => {
  it('keeps each figure with its SQL and how many rows it has', async () => {
    const { ended } = await runQuestion({ script: WHY });

    expect(ended).toEqual({
      status: 'ANSWERED',
      ending: {
        answer: 'Fewer customers came from Germany.',
        chart: null,
        factors: [
          { question: 'customers by month', sql: SQL, rowCount: 1, snapshot: SNAPSHOT },
          { question: 'customers by country', sql: SQL, rowCount: 1, snapshot: SNAPSHOT },
        ],
        assumptions: ['Every row is a customer.'],
        confidence: 0.9,
      },
    });
  });

  it('records the steps of each figure apart', async () => {
    const { calls } = await runQuestion({ script: WHY });

    const branches = calls
      .filter(({ state }) => state === 'ExecuteFactor')
      .map(({ payload }) => Object(payload.step).branch);
    expect(branches).toEqual(['factor-0', 'factor-1']);
  });

  it('names a figure that could not be fetched, and explains from the others', async () => {
    const { ended, calls } = await runQuestion({
      script: {
        ...WHY,
        ExecuteFactor: [EXECUTED, ...times(2, fail('StatementTimeout', 'It ran too long.'))],
      },
    });

    const missing = {
      question: 'customers by country',
      sql: SQL,
      error: { name: 'StatementTimeout', message: 'It ran too long.' },
    };
    expect(ended?.ending.factors).toEqual([
      { question: 'customers by month', sql: SQL, rowCount: 1, snapshot: SNAPSHOT },
      missing,
    ]);
    const sent = calls.find(({ state }) => state === 'Argue')?.payload.factors;
    expect(sent).toMatchObject([{ snapshot: { rowCount: 1 } }, missing]);
  });

  it('shows nothing of an error that is not of the contract but its name', async () => {
    const { ended } = await runQuestion({
      script: { ...WHY, ExecuteFactor: [EXECUTED, fail('TypeError', 'postgres://admin:hunter2@10.0.0.7')] },
    });

    expect(ended?.ending.factors?.[1]?.error).toEqual({
      name: 'Internal',
      message: 'It could not be fetched (TypeError).',
    });
  });

  it('says why it is refused when no figure could be fetched', async () => {
    const { ended } = await runQuestion({
      script: {
        ...WHY,
        GenerateFactor: [
          fail('NotAnswerable', 'No months here.'),
          fail('NotAnswerable', 'No countries here.'),
        ],
      },
    });

    expect(ended?.ending.error).toEqual({
      name: 'NotAnswerable',
      message:
        'None of the figures that bear on this could be fetched. customers by month: No months here. customers by country: No countries here.',
    });
  });

  it('leaves out figures that would need approval', async () => {
    const costly = reply({ ...Object(TASK_CONTRACTS.Check?.reply), gate: APPROVE });

    const { ended } = await runQuestion({ script: { ...WHY, CheckFactor: [costly] } });

    expect(ended?.ending.factors?.[0]?.error?.name).toBe('TooExpensive');
  });

  it('keeps the figures when no explanation could be written', async () => {
    const { ended } = await runQuestion({ script: { ...WHY, Argue: always(fail('ModelUnavailable')) } });

    expect(ended?.ending).toMatchObject({
      answer: expect.stringContaining('no explanation'),
      factors: [
        { rowCount: 1, snapshot: SNAPSHOT },
        { rowCount: 1, snapshot: SNAPSHOT },
      ],
      confidence: 0.9,
    });
  });
});
