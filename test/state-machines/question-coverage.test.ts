import { describe, expect, it } from '@jest/globals';
import { parseMachine } from './support/asl.ts';
import { instrumented, waysOf, waysTaken } from './support/coverage.ts';
import { QUESTION_MACHINE, runQuestion } from './support/run-question.ts';
import { SCENARIOS } from './support/scenarios.ts';

const machine = parseMachine(QUESTION_MACHINE);

describe('The scenarios of the question machine', () => {
  it('reach every state, choice rule, default, retrier and catcher of the file', async () => {
    const definition = instrumented(machine);
    const taken = new Set<string>();

    for (const scenario of SCENARIOS) {
      const { outcome } = await runQuestion({ ...scenario, definition });
      for (const way of waysTaken(machine, outcome.history)) taken.add(way);
    }

    expect(waysOf(machine).filter((way) => !taken.has(way))).toEqual([]);
  });

  it('would miss a catcher that no scenario takes', async () => {
    const definition = instrumented(machine);

    const { outcome } = await runQuestion({ definition });

    const taken = waysTaken(machine, outcome.history);
    expect(taken).toContain('Route__default');
    expect(taken).not.toContain('Check__catch__0');
  });
});
