import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { placeholdersIn } from '../../cdk/placeholders.ts';
import type { CallService, InvokeLambda } from '../../local/step-functions/integrations/ports.ts';
import { runDefinition } from '../../local/step-functions/run-definition.ts';
import { PUBLISHED_EVENTS } from '../../shared/contracts/events.ts';
import { QuestionInput } from '../../shared/contracts/question-machine.ts';
import {
  CompareRunInput,
  CompareRunOutput,
  OpenRunInput,
  OpenRunOutput,
} from '../../shared/contracts/schedule-machine.ts';
import { parseMachine } from './support/asl.ts';
import { instrumented, waysOf, waysTaken } from './support/coverage.ts';
import { AWAY_THEN_KILLED, type Behaviour, fail, reply, times } from './support/script.ts';
import { substitutedTask, substitution } from './support/task-contracts.ts';

const FILE = readFileSync(new URL('../../state-machines/schedule.asl.json', import.meta.url), 'utf8');
const machine = parseMachine(FILE);
const SCHEDULE = '01JG0000000000000000000000';
const QUESTION = '01JF0000000000000000000000';
const FIRING = { scheduleId: SCHEDULE, scheduledAt: '2026-03-29T07:00:00Z' };
const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:question';

const JOB = {
  ...{ id: QUESTION, question: 'How many?', source: 'northwind', mode: 'answer', principalId: 'ana' },
  ...{ roles: ['analyst'], attributes: { tenant: 'a' }, askedAt: '2026-03-29T09:00:00+02:00' },
};
const base = { schemaVersion: 1, scheduleId: SCHEDULE, at: '2026-03-29T07:00:05.000Z', principalId: 'ana' };
const self = `/v1/schedules/${SCHEDULE}`;
const ANSWERED = {
  ...{ ...base, eventId: `${SCHEDULE}:1`, jobId: QUESTION, scheduledAt: FIRING.scheduledAt, changed: true },
  ...{ status: 'ANSWERED', source: 'northwind', links: { self, question: `/v1/questions/${QUESTION}` } },
};
const DISABLED = {
  ...{ ...base, eventId: `${SCHEDULE}:2`, status: 'DISABLED', reason: 'KeyRevoked', links: { self } },
};

const running = reply({ outcome: 'running' });
const LAMBDA_RETRIES = 5;

interface Scenario {
  readonly title: string;
  readonly open?: readonly Behaviour[];
  readonly compare?: readonly Behaviour[];
  readonly tell?: readonly Behaviour[];
  /** What becomes of the question's execution. */
  readonly question?: 'fails';
  readonly path: string;
  readonly error?: string;
  readonly told?: object[];
}

const SCENARIOS: readonly Scenario[] = [
  {
    title: 'what came of a run is told',
    path: 'Open Opened Ask Compare Compared Tell Told',
    told: [{ type: 'Schedule Answered', detail: ANSWERED }],
  },
  {
    title: 'an answer that is nobody’s news is not told',
    compare: [reply({ outcome: 'quiet' })],
    path: 'Open Opened Ask Compare Compared Quiet',
  },
  {
    title: 'a time that was asked before is not asked again',
    open: [reply({ outcome: 'ignored', reason: 'It has been asked before.' })],
    path: 'Open Opened Ignored',
  },
  {
    title: 'a schedule that nobody answers for is told to be disabled',
    open: [reply({ outcome: 'disabled', event: DISABLED })],
    path: 'Open Opened TellDisabled Disabled',
    told: [{ type: 'Schedule Disabled', detail: DISABLED }],
  },
  {
    title: 'a question whose execution breaks off is waited for until its record has ended',
    question: 'fails',
    compare: [running, running],
    path: 'Open Opened Ask Compare Compared AwaitEnd Compare Compared AwaitEnd Compare Compared Tell Told',
    told: [{ type: 'Schedule Answered', detail: ANSWERED }],
  },
  {
    title: 'functions and a bus that are away for a while are tried again',
    open: AWAY_THEN_KILLED,
    compare: AWAY_THEN_KILLED,
    tell: [fail('Events.InternalFailure')],
    path: 'Open Opened Ask Compare Compared Tell Told',
    told: [{ type: 'Schedule Answered', detail: ANSWERED }],
  },
  {
    title: 'a run that cannot be opened fails the execution',
    open: times(LAMBDA_RETRIES + 1, fail('Lambda.Unknown')),
    path: 'Open NotOpened',
    error: 'NotOpened',
  },
  {
    title: 'an answer that cannot be compared fails the execution',
    compare: [fail('Internal')],
    path: 'Open Opened Ask Compare NotCompared',
    error: 'NotCompared',
  },
  {
    title: 'an event that no bus takes fails the execution',
    tell: times(LAMBDA_RETRIES + 1, fail('Events.InternalFailure')),
    path: 'Open Opened Ask Compare Compared Tell NotTold',
    error: 'NotTold',
  },
  {
    title: 'so does the event of a disabled schedule',
    open: [reply({ outcome: 'disabled', event: DISABLED })],
    tell: [fail('Events.InternalFailure'), ...times(LAMBDA_RETRIES, fail('Events.InternalFailure'))],
    path: 'Open Opened TellDisabled NotTold',
    error: 'NotTold',
  },
  {
    title: 'the event of a disabled schedule is tried again, too',
    open: [reply({ outcome: 'disabled', event: DISABLED })],
    tell: [fail('Events.InternalFailure')],
    path: 'Open Opened TellDisabled Disabled',
    told: [{ type: 'Schedule Disabled', detail: DISABLED }],
  },
];

/** Runs the file; each function and the question machine are told what their contracts say, or the run fails. */
async function run({ open = [], compare = [], tell = [], question }: Scenario) {
  const calls = { open: 0, compare: 0, tell: 0, ask: 0 };
  const told: object[] = [];
  const invokeLambda: InvokeLambda = async (name, payload) => {
    if (name === 'the-question') return asked(payload);
    const isOpen = name === substitutedTask('open-scheduled-run');
    (isOpen ? OpenRunInput : CompareRunInput).parse(payload);
    const behaviour = isOpen ? open[calls.open++] : compare[calls.compare++];
    if (behaviour?.kind === 'fail') {
      const { error: errorType, message: errorMessage } = behaviour;
      return { payload: { errorType, errorMessage }, functionError: 'Unhandled' };
    }
    const usual = isOpen
      ? { outcome: 'opened', job: JOB }
      : { outcome: 'tell', detailType: 'Schedule Answered', event: ANSWERED };
    const answer = behaviour?.kind === 'reply' ? behaviour.value : usual;
    return { payload: (isOpen ? OpenRunOutput : CompareRunOutput).parse(answer) };
  };
  const asked = (payload: unknown) => {
    QuestionInput.parse(payload);
    if (question !== 'fails') return { payload: {} };
    return { payload: { errorType: 'Internal', errorMessage: 'It broke off.' }, functionError: 'Unhandled' };
  };
  const callService: CallService = async ({ input }) => {
    const behaviour = tell[calls.tell++];
    if (behaviour?.kind === 'fail')
      throw Object.assign(new Error(behaviour.message), { name: behaviour.error.split('.').at(-1) });
    const [entry] = Array.isArray(input.Entries) ? input.Entries : [];
    const { DetailType: type, Detail } = Object(entry);
    const detail = PUBLISHED_EVENTS[type]?.parse(typeof Detail === 'string' ? JSON.parse(Detail) : Detail);
    told.push({ type, detail });
    return {};
  };
  const substitutions = {
    ...Object.fromEntries([...placeholdersIn(FILE)].map((name) => [name, substitution(name)])),
    QuestionMachine: ARN,
  };
  const machines = {
    question: {
      QueryLanguage: 'JSONata',
      StartAt: 'Answer',
      States: {
        Answer: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: 'the-question', Payload: '{% $states.input %}' },
          End: true,
        },
      },
    },
  };
  const integrations = { invokeLambda, callService };
  const outcome = await runDefinition(instrumented(machine), FIRING, integrations, {
    substitutions,
    machines,
  });
  return { ...outcome, told };
}

describe('Each path of the machine of schedules', () => {
  it.each(SCENARIOS)('$title', async (scenario) => {
    const { history, error, told } = await run(scenario);

    const visited = history.filter(({ type }) => type.endsWith('StateEntered'));
    expect(visited.map(({ details }) => details?.name).join(' ')).toBe(scenario.path);
    expect({ error, told }).toEqual({ error: scenario.error, told: scenario.told ?? [] });
  });
});

describe('The scenarios of the machine of schedules', () => {
  it('reach every state, choice rule, default, retrier and catcher of the file', async () => {
    const taken = new Set<string>();

    for (const scenario of SCENARIOS) {
      for (const way of waysTaken(machine, (await run(scenario)).history)) taken.add(way);
    }

    // Only AWS refuses to start a question for a while.
    expect(waysOf(machine).filter((way) => !taken.has(way))).toEqual(['Ask__retry__0']);
  });
});
