import { describe, expect, it } from '@jest/globals';
import { runQuestion } from './support/run-question.ts';
import { DOUBTFUL } from './support/scenarios.ts';
import { fail, reply } from './support/script.ts';
import { SNAPSHOT, SQL, TASK_CONTRACTS } from './support/task-contracts.ts';

/** The candidate whose rows have this digest; its snapshot tells it apart. */
const gives = (digest: string, key: string) => reply({ ...SNAPSHOT, key, digest });
const writes = (sql: string) => reply({ ...Object(TASK_CONTRACTS.GenerateCandidate?.reply), sql });
const passes = (sql: string) => reply({ ...Object(TASK_CONTRACTS.Check?.reply), sql });
const WRITTEN = {
  ...DOUBTFUL,
  GenerateCandidate: [writes('SELECT 1'), writes('SELECT 2')],
  CheckCandidate: [passes('SELECT 1'), passes('SELECT 2')],
};

const vote = async (...executed: ReturnType<typeof reply>[]) => {
  const { ended } = await runQuestion({ script: { ...WRITTEN, ExecuteCandidate: executed } });
  const { sql, confidence, snapshot, assumptions } = ended?.ending ?? {};
  return { sql, confidence, key: snapshot?.key, told: assumptions };
};

describe('Several candidates', () => {
  it('are decided by the rows that most of them give', async () => {
    const elected = await vote(gives('a', '0'), gives('b', '1'), gives('b', '2'));

    expect(elected).toMatchObject({ sql: 'SELECT 1', key: '1', confidence: 0.67 });
  });

  it('that all agree are certain', async () => {
    const elected = await vote(gives('a', '0'), gives('a', '1'), gives('a', '2'));

    expect(elected).toMatchObject({ sql: SQL, key: '0', confidence: 1 });
  });

  it('that all differ leave the first, with little confidence', async () => {
    const elected = await vote(gives('a', '0'), gives('b', '1'), gives('c', '2'));

    expect(elected).toMatchObject({ sql: SQL, key: '0', confidence: 0.33 });
  });

  it('that fail have no vote, and take from the confidence', async () => {
    const elected = await vote(fail('GroupingError'), gives('b', '1'), fail('StatementTimeout'));

    expect(elected).toMatchObject({ sql: 'SELECT 1', key: '1', confidence: 0.33 });
  });

  it('are told of in the assumptions the caller sees', async () => {
    const { calls } = await runQuestion({
      script: { ...WRITTEN, ExecuteCandidate: [gives('a', '0'), gives('b', '1'), gives('b', '2')] },
    });

    const explain = calls.find(({ state }) => state === 'Explain');
    expect(explain?.payload).toMatchObject({
      sql: 'SELECT 1',
      assumptions: ['Every row is a customer.', '2 of 3 queries, written apart, gave this result.'],
    });
  });

  it('are written each by its own approach, and recorded apart', async () => {
    const { calls } = await runQuestion({ script: WRITTEN });

    const of = (name: string) => calls.filter(({ state }) => state === name).map(({ payload }) => payload);
    expect(of('GenerateCandidate').map(({ variant }) => variant)).toEqual([1, 2]);
    expect(of('ExecuteCandidate').map(({ step }) => Object(step).branch)).toEqual([
      'candidate-0',
      'candidate-1',
      'candidate-2',
    ]);
  });

  it('are compared once: what is mended afterwards is run alone', async () => {
    const { visited, ended } = await runQuestion({
      script: {
        ...DOUBTFUL,
        ExecuteCandidate: [1, 2, 3].map(() => fail('GroupingError')),
        Execute: [fail('GroupingError')],
      },
    });

    expect(visited.filter((state) => state === 'Compare')).toHaveLength(1);
    expect(ended?.status).toBe('ANSWERED');
  });
});
