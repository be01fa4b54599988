import { describe, expect, it } from '@jest/globals';
import { sampleEntry } from '../support/sample-entry.ts';
import { type QuestionRun, runQuestion } from './support/run-question.ts';
import { APPROVE, gated, MATCHING } from './support/scenarios.ts';
import { reply, type Script, times } from './support/script.ts';
import { SNAPSHOT, TASK_CONTRACTS } from './support/task-contracts.ts';

const KIB = 1024;
const QUESTION = '多'.repeat(2_000);
const SQL = `SELECT ${'x'.repeat(7_993)}`;

/** As much as travels at once: the longest question in a script of three bytes a letter, long SQL, twenty columns, a thousand rows. */
const LARGE: Script = {
  ClassifyIntent: [changed('ClassifyIntent', { standaloneQuestion: QUESTION })],
  Generate: [changed('Generate', { sql: SQL })],
  Check: times(3, changed('Check', { sql: SQL })),
  Execute: [
    reply({
      ...SNAPSHOT,
      columns: Array.from({ length: 20 }, (_, index) => ({
        name: `column_number_${index}`,
        type: 'numeric',
      })),
      rowCount: 1_000,
      pageOffsets: Array.from({ length: 11 }, (_, index) => index * 25_000),
    }),
  ],
};

function changed(state: string, change: object) {
  return reply({ ...Object(TASK_CONTRACTS[state]?.reply), ...change });
}

// docs/benchmarks.md and state-machines/question.md tell these figures: whoever changes one changes them there.
describe('The budget of one question on AWS', () => {
  it('enters 16 states, which is what Step Functions charges for, and writes 70 history events', async () => {
    const { visited, outcome } = await runQuestion();

    expect(visited.length).toBe(16);
    expect(outcome.history.length).toBe(70);
  });

  it.each([
    ['a first question', {}, true],
    ['one of a conversation, which means more than its words', { conversationId: 'c-1' }, false],
    ['a redrive, which goes on elsewhere', { entry: sampleEntry({ state: 'Check' }) }, false],
  ])('looks for a verified query where one may answer: %s', async (_, job, look) => {
    const { calls } = await runQuestion({ job });

    expect(calls.find(({ state }) => state === 'Match')?.payload.look).toBe(look);
  });

  it('enters 11 states, and calls no model, when a verified query matches', async () => {
    const { visited, calls, ended } = await runQuestion({ script: MATCHING });

    expect(ended?.ending.matchedQueryId).toBe('vq_1');
    expect(visited.length).toBe(11);
    expect(calls.map(({ state }) => state)).toEqual(['Match', 'CheckMatch', 'Execute', 'Explain']);
    expect(calls.at(-1)?.payload.isPlain).toBe(true);
  });

  it('enters 4 states and writes 21 events more when it needs approval', async () => {
    const straight = await runQuestion();

    const approved = await runQuestion({ script: gated(APPROVE) });

    expect(approved.ended?.status).toBe('ANSWERED');
    expect(approved.visited.length - straight.visited.length).toBe(4);
    expect(approved.outcome.history.length - straight.outcome.history.length).toBe(21);
  });

  it('carries at most 32 KiB from state to state, variables and all', async () => {
    const run = await runQuestion({ job: { question: QUESTION }, script: LARGE });

    expect(run.ended?.status).toBe('ANSWERED');
    expect(Math.max(...carriedBytes(run))).toBeLessThanOrEqual(32 * KIB);
  });
});

/** Bytes of each state's output plus all variables there are by then. */
function carriedBytes({ outcome }: QuestionRun): number[] {
  const variables = new Map<string, number>();
  return outcome.history
    .filter(({ type }) => type.endsWith('StateExited'))
    .map(({ details }) => {
      for (const [name, text] of Object.entries(Object(details?.assignedVariables))) {
        variables.set(name, name.length + Buffer.byteLength(String(text)));
      }
      const kept = [...variables.values()].reduce((sum, bytes) => sum + bytes, 0);
      return kept + Buffer.byteLength(String(details?.output));
    });
}
