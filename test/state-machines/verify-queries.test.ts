import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { placeholdersIn } from '../../cdk/placeholders.ts';
import type { InvokeLambda } from '../../local/step-functions/integrations/ports.ts';
import { runDefinition } from '../../local/step-functions/run-definition.ts';
import {
  IndexQueriesInput,
  IndexQueriesOutput,
  type VerifyMachineInput,
  VerifyQueriesInput,
  VerifyQueriesOutput,
} from '../../shared/contracts/verify-machine.ts';
import { parseMachine } from './support/asl.ts';
import { instrumented, waysOf, waysTaken } from './support/coverage.ts';
import { type Behaviour, fail, reply, times } from './support/script.ts';
import { substitutedTask, substitution } from './support/task-contracts.ts';

const FILE = readFileSync(new URL('../../state-machines/verify-queries.asl.json', import.meta.url), 'utf8');
const machine = parseMachine(FILE);
const ANN = { id: 'ann', roles: ['admin'], attributes: {} };

interface Scenario {
  readonly title: string;
  readonly input?: VerifyMachineInput;
  readonly verify?: readonly Behaviour[];
  readonly index?: readonly Behaviour[];
  readonly path: string;
  readonly error?: string;
}

const verified = (left: number) => reply({ active: 1, rejected: 0, left });
const RETRIES = 6;

const SCENARIOS: readonly Scenario[] = [
  {
    title: 'what somebody approved is verified, then indexed',
    path: 'MayVerify Verify MayGoOn Index Outcome Done',
  },
  {
    title: 'a changed catalogue only brings the index up to date',
    input: { source: 'northwind' },
    path: 'MayVerify Index Outcome Done',
  },
  {
    title: 'a large import is verified in several goes',
    verify: [verified(3), verified(1), verified(0)],
    path: 'MayVerify Verify MayGoOn Verify MayGoOn Verify MayGoOn Index Outcome Done',
  },
  {
    title: 'a database that is away is waited for',
    verify: times(RETRIES, fail('DatabaseUnavailable')),
    path: 'MayVerify Verify MayGoOn Index Outcome Done',
  },
  {
    title: 'a database that stays away fails the execution, what was activated before is indexed',
    verify: times(RETRIES + 1, fail('DatabaseUnavailable')),
    path: 'MayVerify Verify Index Outcome NotVerified',
    error: 'NotVerified',
  },
  {
    title: 'whoever may not ask the source is told at once',
    verify: [fail('NotAuthorised')],
    path: 'MayVerify Verify Index Outcome NotVerified',
    error: 'NotVerified',
  },
  {
    title: 'an index that cannot be written at first is written later',
    index: times(RETRIES, fail('ModelThrottled')),
    path: 'MayVerify Verify MayGoOn Index Outcome Done',
  },
  {
    title: 'an index that no trying helps fails the execution at once',
    index: [fail('ConfigInvalid')],
    path: 'MayVerify Verify MayGoOn Index',
    error: 'ConfigInvalid',
  },
];

/** Runs the file; each function is told what its contract says, or the run fails. */
async function run({ input = { source: 'northwind', principal: ANN }, verify = [], index = [] }: Scenario) {
  const calls = { verify: 0, index: 0 };
  const invokeLambda: InvokeLambda = async (name, payload) => {
    const isVerify = name === substitutedTask('verify-queries');
    (isVerify ? VerifyQueriesInput : IndexQueriesInput).parse(payload);
    const behaviour = isVerify ? verify[calls.verify++] : index[calls.index++];
    if (behaviour?.kind === 'fail') {
      const { error: errorType, message: errorMessage } = behaviour;
      return { payload: { errorType, errorMessage }, functionError: 'Unhandled' };
    }
    const usual = isVerify ? { active: 1, rejected: 0, left: 0 } : { entries: 1 };
    const answer = behaviour?.kind === 'reply' ? behaviour.value : usual;
    return { payload: (isVerify ? VerifyQueriesOutput : IndexQueriesOutput).parse(answer) };
  };
  const substitutions = Object.fromEntries(
    [...placeholdersIn(FILE)].map((name) => [name, substitution(name)]),
  );
  return runDefinition(instrumented(machine), input, { invokeLambda }, { substitutions });
}

describe('Each path of the machine that verifies queries', () => {
  it.each(SCENARIOS)('$title', async (scenario) => {
    const { history, error } = await run(scenario);

    const visited = history.filter(({ type }) => type.endsWith('StateEntered'));
    expect(visited.map(({ details }) => details?.name).join(' ')).toBe(scenario.path);
    expect(error).toBe(scenario.error);
  });
});

describe('The scenarios of the machine that verifies queries', () => {
  it('reach every state, choice rule, default, retrier and catcher of the file', async () => {
    const taken = new Set<string>();

    for (const scenario of SCENARIOS) {
      for (const way of waysTaken(machine, (await run(scenario)).history)) taken.add(way);
    }

    expect(waysOf(machine).filter((way) => !taken.has(way))).toEqual([]);
  });
});
