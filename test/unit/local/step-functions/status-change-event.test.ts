import { describe, expect, it } from '@jest/globals';
import { runDefinition } from '../../../../local/step-functions/run-definition.ts';
import type { StatusChangeEvent } from '../../../../local/step-functions/status-change-event.ts';
import { machine } from './cases/language-case.ts';

async function eventsOf(definition: Parameters<typeof runDefinition>[0]): Promise<StatusChangeEvent[]> {
  const events: StatusChangeEvent[] = [];
  await runDefinition(
    definition,
    { a: 1 },
    {},
    { executionName: 'run', publish: (event) => events.push(event) },
  );
  return events;
}

describe('Execution Status Change events', () => {
  it('tell of the start and the end as EventBridge shows them', async () => {
    const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:definition:run';
    const common = {
      version: '0',
      id: expect.any(String),
      'detail-type': 'Step Functions Execution Status Change',
      source: 'aws.states',
      account: '000000000000',
      region: 'us-east-1',
      resources: [executionArn],
    };
    const detail = {
      executionArn,
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:definition',
      name: 'run',
      startDate: Date.parse('2026-01-01T00:00:00Z'),
      input: '{"a":1}',
      inputDetails: { included: true },
      error: null,
      cause: null,
      redriveCount: 0,
    };

    const events = await eventsOf(machine({ W: { Type: 'Wait', Seconds: 5, Output: 1, End: true } }));

    expect(events).toEqual([
      {
        ...common,
        time: '2026-01-01T00:00:00.000Z',
        detail: { ...detail, status: 'RUNNING', stopDate: null, output: null, outputDetails: null },
      },
      {
        ...common,
        time: '2026-01-01T00:00:05.000Z',
        detail: {
          ...detail,
          status: 'SUCCEEDED',
          stopDate: Date.parse('2026-01-01T00:00:05Z'),
          output: '1',
          outputDetails: { included: true },
        },
      },
    ]);
  });

  it('tell why an execution failed', async () => {
    const [, event] = await eventsOf(machine({ F: { Type: 'Fail', Error: 'Bad', Cause: 'luck' } }));

    expect(event?.detail).toMatchObject({ status: 'FAILED', error: 'Bad', cause: 'luck', output: null });
  });

  it('tell that an execution timed out', async () => {
    const [, event] = await eventsOf(
      machine({ W: { Type: 'Wait', Seconds: 5, End: true } }, { TimeoutSeconds: 1 }),
    );

    expect(event?.detail).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });
});
