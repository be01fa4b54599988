import { describe, expect, it } from '@jest/globals';
import { createStepFunctions } from '../../../../local/step-functions/create-step-functions.ts';
import { machine } from './cases/language-case.ts';

const definition = JSON.stringify(machine({ A: { Type: 'Succeed' } }));

describe('finished executions', () => {
  it('are forgotten oldest first beyond the limit, and their names are free again', async () => {
    const retention = { executions: 2, events: 1000 };
    const stepFunctions = createStepFunctions({ integrations: {}, retention });
    const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
    const run = async (name: string) => {
      const { executionArn, ended } = stepFunctions.startExecution({ stateMachineArn, name });
      await ended;
      return executionArn;
    };
    const [first = '', second = ''] = [await run('a'), await run('b'), await run('c')];

    const again = await run('a');

    expect(again).toBe(first);
    expect(() => stepFunctions.execution(second)).toThrow('Execution Does Not Exist');
  });

  it('are forgotten when their histories are too long together', async () => {
    const retention = { executions: 100, events: 9 };
    const stepFunctions = createStepFunctions({ integrations: {}, retention });
    const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
    const arns: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { executionArn, ended } = stepFunctions.startExecution({ stateMachineArn });
      await ended;
      arns.push(executionArn);
    }

    const kept = arns.filter((arn) => {
      try {
        return stepFunctions.execution(arn);
      } catch {
        return false;
      }
    });

    expect(kept).toEqual(arns.slice(1));
  });
});
