import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Executions } from '../../../../shared/jobs/executions.ts';
import { createStepFunctionsExecutions } from '../../../../shared/jobs/stepfunctions-executions.ts';
import { startTestStepFunctions, type TestStepFunctions } from '../../../support/local-step-functions.ts';
import { jobId, newInput } from '../../../support/question-records.ts';

const WAITING = {
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 600, End: true } },
};
const SHORT = { QueryLanguage: 'JSONata', StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };

describe('createStepFunctionsExecutions', () => {
  let place: TestStepFunctions;

  beforeEach(async () => {
    place = await startTestStepFunctions();
  });

  afterEach(() => place.stop());

  function executionsOf(definition: object): { executions: Executions; stateMachineArn: string } {
    const stateMachineArn = place.createMachine('question', definition);
    return {
      executions: createStepFunctionsExecutions({ client: place.client, stateMachineArn }),
      stateMachineArn,
    };
  }

  async function untilStatus(executions: Executions, status: string): Promise<void> {
    while ((await executions.status(jobId(1))) !== status)
      await new Promise((resolve) => setImmediate(resolve));
  }

  it("starts a job's execution under the job's id, with its input", async () => {
    const { executions, stateMachineArn } = executionsOf(WAITING);

    await executions.start(newInput());

    const { executions: listed = [] } = await place.client.send(
      new ListExecutionsCommand({ stateMachineArn }),
    );
    const executionArn = listed[0]?.executionArn;
    const { input } = await place.client.send(new DescribeExecutionCommand({ executionArn }));
    expect(listed.map(({ name }) => name)).toEqual([jobId(1)]);
    expect(JSON.parse(input ?? '')).toEqual(newInput());
  });

  it('starts it once, however often it is told to', async () => {
    const { executions, stateMachineArn } = executionsOf(WAITING);

    await Promise.all([executions.start(newInput()), executions.start(newInput())]);
    await executions.start(newInput());

    const { executions: listed } = await place.client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(listed).toHaveLength(1);
  });

  it('does not start again what has ended', async () => {
    const { executions } = executionsOf(SHORT);
    await executions.start(newInput());
    await untilStatus(executions, 'SUCCEEDED');

    await executions.start(newInput());

    expect(await executions.status(jobId(1))).toBe('SUCCEEDED');
  });

  it('stops what runs', async () => {
    const { executions } = executionsOf(WAITING);
    await executions.start(newInput());

    const isThere = await executions.stop(jobId(1), 'The caller cancelled.');

    expect(await executions.status(jobId(1))).toBe('ABORTED');
    expect(isThere).toBe(true);
  });

  it('leaves what has ended as it ended', async () => {
    const { executions } = executionsOf(SHORT);
    await executions.start(newInput());
    await untilStatus(executions, 'SUCCEEDED');

    await executions.stop(jobId(1), 'Too late.');

    expect(await executions.status(jobId(1))).toBe('SUCCEEDED');
  });

  it('knows nothing of an execution that was never started, and has nothing to stop', async () => {
    const { executions } = executionsOf(WAITING);

    const isThere = await executions.stop(jobId(1), 'No reason.');

    expect(await executions.status(jobId(1))).toBeUndefined();
    expect(isThere).toBe(false);
  });

  it('throws when the machine is not there', async () => {
    const { executions } = executionsOf(WAITING);
    const gone = createStepFunctionsExecutions({
      client: place.client,
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:gone',
    });

    await expect(gone.start(newInput())).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    expect(await executions.status(jobId(1))).toBeUndefined();
  });
});
