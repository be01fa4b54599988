import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CatalogRefreshes } from './catalog-refreshes.ts';

export function createStepFunctionsCatalogRefreshes(options: {
  client: SFNClient;
  stateMachineArn: string;
}): CatalogRefreshes {
  const { client, stateMachineArn } = options;
  return {
    start: async (source, scope) => {
      const input = JSON.stringify({ source, scope });
      await client.send(new StartExecutionCommand({ stateMachineArn, input }));
    },
  };
}
