import { describe, expect, it } from '@jest/globals';
import { createStepFunctions } from '../../../../local/step-functions/create-step-functions.ts';
import { invoke, machine } from './cases/language-case.ts';

describe('stopping an execution', () => {
  it('aborts the task that runs and ends the history, whatever the task does afterwards', async () => {
    let called: (signal: AbortSignal) => void = () => {};
    const calling = new Promise<AbortSignal>((resolve) => {
      called = resolve;
    });
    let answer: () => void = () => {};
    const invokeLambda = (_name: string, _payload: unknown, signal: AbortSignal) => {
      called(signal);
      return new Promise<{ payload: unknown }>((resolve) => {
        answer = () => resolve({ payload: 'too late' });
      });
    };
    const stepFunctions = createStepFunctions({ integrations: { invokeLambda } });
    const definition = JSON.stringify(machine({ A: invoke('f', {}, { Next: 'B' }), B: { Type: 'Succeed' } }));
    const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
    const { executionArn, ended } = stepFunctions.startExecution({ stateMachineArn });
    const signal = await calling;

    stepFunctions.execution(executionArn).stop('Cancelled');
    answer();
    await ended;
    await new Promise((resolve) => setImmediate(resolve));

    const { status, history } = stepFunctions.execution(executionArn);
    expect({ status, aborted: signal.aborted, last: history.events.at(-1)?.type }).toEqual({
      status: 'ABORTED',
      aborted: true,
      last: 'ExecutionAborted',
    });
  });
});
