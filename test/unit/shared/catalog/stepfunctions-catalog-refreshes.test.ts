import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStepFunctionsCatalogRefreshes } from '../../../../shared/catalog/stepfunctions-catalog-refreshes.ts';
import { startTestStepFunctions, type TestStepFunctions } from '../../../support/local-step-functions.ts';

let place: TestStepFunctions;

beforeAll(async () => {
  place = await startTestStepFunctions();
});

afterAll(() => place.stop());

describe('createStepFunctionsCatalogRefreshes', () => {
  it('starts a run for the source with each call', async () => {
    const done = { QueryLanguage: 'JSONata', StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
    const stateMachineArn = place.createMachine('catalog', done);
    const refreshes = createStepFunctionsCatalogRefreshes({ client: place.client, stateMachineArn });

    await refreshes.start('northwind', 'all');
    await refreshes.start('northwind', 'knowledge');

    const { executions = [] } = await place.client.send(new ListExecutionsCommand({ stateMachineArn }));
    const inputs = await Promise.all(
      executions.map(async ({ executionArn }) =>
        JSON.parse((await place.client.send(new DescribeExecutionCommand({ executionArn }))).input ?? ''),
      ),
    );
    expect(inputs.map(({ source, scope }) => `${source} ${scope}`).sort()).toEqual([
      'northwind all',
      'northwind knowledge',
    ]);
  });
});
