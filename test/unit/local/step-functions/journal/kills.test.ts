import { describe, expect, it } from '@jest/globals';
import {
  createStepFunctions,
  type StepFunctions,
} from '../../../../../local/step-functions/create-step-functions.ts';
import type { RecordedEvent } from '../../../../../local/step-functions/execution/history.ts';
import type { Integrations, ServiceRequest } from '../../../../../local/step-functions/integrations/ports.ts';
import type { Journal } from '../../../../../local/step-functions/journal/journal.ts';
import type { JsonObject } from '../../../../../local/step-functions/json.ts';
import { VirtualClock } from '../../../../../local/step-functions/virtual-clock.ts';
import { memoryMapObjects } from '../../../../support/memory-map-objects.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { flow, invoke, machine } from '../cases/language-case.ts';
import { copyJournal, journalIn, observed } from './observed-journal.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const CHILD_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:child';
const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:m:one';
const ANSWER_AFTER_MS = 3_600_000;
const DOWN_MS = 500;

/** `$key` tells the calls apart; each gives it back. */
const call = (key: string, fields: JsonObject = {}) =>
  invoke('note', { key }, { Output: '{% $states.result.Payload %}', ...fields });
const keyOf = (prefix: string) => `{% '${prefix}' & $string($states.input) %}`;
const pair = flow({ P: call(keyOf('p')) });
const child = machine({ C: call('{% $states.input.from & "/c" %}') });
const nested = (resource: string, fields: JsonObject) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${resource}`,
  ...fields,
});

const machines: readonly [title: string, machine: JsonObject][] = [
  [
    'tasks, variables and choices',
    machine({
      A: call('a', { Assign: { x: '{% $states.result.Payload.key & "1" %}' }, Next: 'B' }),
      B: { Type: 'Pass', Assign: { y: '{% $x & "2" %}' }, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: "{% $y = 'a12' %}", Next: 'D' }], Default: 'F' },
      D: call('{% "d" & $y %}', { Next: 'E' }),
      E: { Type: 'Succeed', Output: { x: '{% $x %}', y: '{% $y %}', in: '{% $states.input %}' } },
      F: { Type: 'Fail' },
    }),
  ],
  [
    'a task with retries, and a Catch in the end',
    machine({
      A: invoke(
        'note',
        { key: 'fails', retry: '{% $states.context.State.RetryCount %}' },
        {
          Retry: [
            { ErrorEquals: ['Odd'], IntervalSeconds: 7, MaxAttempts: 2 },
            { ErrorEquals: ['Even'], IntervalSeconds: 100, MaxAttempts: 1 },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'B' }],
          Next: 'C',
        },
      ),
      B: { Type: 'Pass', End: true },
      C: { Type: 'Fail' },
    }),
  ],
  [
    'a Wait',
    machine({
      A: call('a', { Next: 'W' }),
      W: { Type: 'Wait', Seconds: 90, Next: 'B' },
      B: call('b'),
    }),
  ],
  [
    'a Parallel state in a Parallel state',
    machine({
      S: { Type: 'Pass', Assign: { v: 5 }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          flow({ A1: call('a1', { Next: 'A2' }), A2: call('{% $states.input.key & "-a2" %}') }),
          flow({
            Q: {
              Type: 'Parallel',
              Branches: [
                flow({
                  B1: call('b1', { Assign: { w: 6 }, Next: 'B2' }),
                  B2: call("{% 'b2-' & $string($v + $w) %}"),
                }),
                flow({
                  W: { Type: 'Wait', Seconds: 5, Next: 'B3' },
                  B3: { Type: 'Pass', Output: '{% $v %}', End: true },
                }),
              ],
              End: true,
            },
          }),
        ],
        Next: 'E',
      },
      E: call('e', { Output: '{% $append($states.input, $v) %}' }),
    }),
  ],
  [
    'a Parallel state of which a branch fails',
    machine({
      P: {
        Type: 'Parallel',
        Branches: [
          flow({ A: call('a', { Next: 'W' }), W: { Type: 'Wait', Seconds: 50, End: true } }),
          flow({ B: call('b', { Next: 'F' }), F: { Type: 'Fail', Error: 'Odd' } }),
        ],
        Retry: [{ ErrorEquals: ['States.BranchFailed'], MaxAttempts: 1, IntervalSeconds: 3 }],
        Catch: [{ ErrorEquals: ['Odd'], Next: 'C' }],
        End: true,
      },
      C: call('c'),
    }),
  ],
  [
    'an inline Map',
    machine({
      M: {
        Type: 'Map',
        Items: [1, 2, 3],
        MaxConcurrency: 2,
        ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: flow({
          A: call("{% 'm' & $string($states.input.n) %}", { Next: 'B' }),
          B: call("{% 'i' & $string($states.context.Map.Item.Index) & $states.input.key %}"),
        }),
        End: true,
      },
    }),
  ],
  [
    'a distributed Map',
    machine({
      M: {
        Type: 'Map',
        Label: 'Each',
        MaxConcurrency: 2,
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          Arguments: { Bucket: 'b', Key: 'in' },
          ReaderConfig: { InputType: 'JSONL' },
        },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...pair },
        Next: 'E',
      },
      E: call('e', { Output: '{% $states.input %}' }),
    }),
  ],
  [
    'child executions, waited for and not, without names',
    machine({
      A: nested('', {
        Arguments: { StateMachineArn: CHILD_ARN, Input: { from: 'a' } },
        Output: 1,
        Next: 'B',
      }),
      B: nested('.sync:2', {
        Arguments: { StateMachineArn: CHILD_ARN, Name: '{% $uuid() %}', Input: { from: 'b' } },
        Output: '{% $states.result.Output %}',
        End: true,
      }),
    }),
  ],
  [
    'a task that waits for its token',
    machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'q', MessageBody: { token: '{% $states.context.Task.Token %}' } },
        Next: 'B',
      },
      B: call('b', { Output: '{% $states.input %}' }),
    }),
  ],
];

/** A process: its interpreter, what its tasks have called, and what answers its tokens. */
interface Process {
  readonly stepFunctions: StepFunctions;
  readonly journal: Journal;
  readonly calls: string[];
  readonly tokens: string[];
  now(): number;
}

function start(
  definition: JsonObject,
  journal: Journal,
  startMs?: number,
  earlierTokens: readonly string[] = [],
): Process {
  const clock = new VirtualClock(startMs);
  const calls: string[] = [];
  const tokens: string[] = [];
  const integrations: Integrations = {
    objects: memoryMapObjects({ in: '1\n2\n3\n4\n' }).objects,
    async invokeLambda(_name, payload) {
      const { key, retry } = Object(payload);
      calls.push(key);
      await clock.sleep(1000);
      if (key !== 'fails') return { payload: { key } };
      return { payload: { errorType: retry % 2 ? 'Even' : 'Odd' }, functionError: 'Unhandled' };
    },
    async callService({ input }: ServiceRequest) {
      calls.push('token');
      const { token } = JSON.parse(String(input.MessageBody));
      tokens.push(token);
      clock.setTimer(ANSWER_AFTER_MS, () => answer([token]));
      return { MessageId: 'm' };
    },
  };
  const stepFunctions = createStepFunctions({ integrations, clock, random: () => 0.5, journal });
  stepFunctions.createStateMachine({ name: 'child', definition: JSON.stringify(child) });
  stepFunctions.createStateMachine({ name: 'm', definition: JSON.stringify(definition) });
  const answer = (given: readonly string[]) => {
    for (const token of given) {
      try {
        stepFunctions.tokens.receiver(token).succeed({ answered: true });
      } catch (error) {
        if (Object(error).type !== 'TaskTimedOut') throw error;
      }
    }
  };
  clock.setTimer(ANSWER_AFTER_MS, () => answer(earlierTokens));
  return { stepFunctions, journal, calls, tokens, now: () => clock.now() };
}

const typesOf = (events: readonly RecordedEvent[]) => events.map(({ type }) => type).sort();

describe.each(machines)('killed after any write, %s', (_title, definition) => {
  it('goes on to the same end, calls nothing more than twice and starts nothing twice', async () => {
    const dir = await temporaryFolder();
    const writtenUpTo: { calls: string[]; tokens: string[]; now: number }[] = [];
    const first = start(
      definition,
      observed(journalIn(dir), () => {
        copyJournal(dir, 'journal', `killed-${writtenUpTo.length}`);
        writtenUpTo.push({ calls: [...first.calls], tokens: [...first.tokens], now: first.now() });
      }),
    );
    const expected = await first.stepFunctions.startExecution({ stateMachineArn: ARN, name: 'one' }).ended;
    const started = first.journal.executions().length;
    const events = typesOf(first.stepFunctions.execution(EXECUTION).history.events);
    first.stepFunctions.close();
    expect(writtenUpTo.length).toBeGreaterThan(3);

    for (const [at, { calls, tokens, now }] of writtenUpTo.entries()) {
      const second = start(definition, journalIn(dir, `killed-${at}`), now + DOWN_MS, tokens);
      second.stepFunctions.resume();
      const { ended, history } = second.stepFunctions.execution(EXECUTION);
      const outcome = await ended;

      expect({ at, status: outcome.status, output: outcome.output }).toEqual({
        at,
        status: expected.status,
        output: expected.output,
      });
      expect({ at, events: typesOf(history.events) }).toEqual({ at, events });
      const counts = Map.groupBy([...calls, ...second.calls], (key) => key);
      const once = Map.groupBy(first.calls, (key) => key);
      for (const [key, all] of counts)
        expect({ at, key, extra: all.length - (once.get(key)?.length ?? 0) <= 1 }).toEqual({
          at,
          key,
          extra: true,
        });
      expect({ at, started: second.journal.executions().length }).toEqual({ at, started });
      second.stepFunctions.close();
    }
  });
});
