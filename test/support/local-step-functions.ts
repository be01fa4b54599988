import type { SFNClient } from '@aws-sdk/client-sfn';
import { createStepFunctions } from '../../local/step-functions/create-step-functions.ts';
import { startWireServer } from '../../local/wire/wire-server.ts';
import { newStepFunctionsClient } from '../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from './aws-environment.ts';

export interface TestStepFunctions {
  readonly client: SFNClient;
  /** Creates a machine of this definition and gives its ARN. */
  createMachine(name: string, definition: object): string;
  stop(): Promise<void>;
}

/** The local Step Functions behind its wire API, on a free port. */
export async function startTestStepFunctions(): Promise<TestStepFunctions> {
  const stepFunctions = createStepFunctions({ integrations: {} });
  const server = await startWireServer([stepFunctions.service], 0);
  useAwsEndpoint(server.url, 'SFN');
  const client = newStepFunctionsClient();
  return {
    client,
    createMachine: (name, definition) =>
      stepFunctions.createStateMachine({ name, definition: JSON.stringify(definition) }).stateMachineArn,
    stop: async () => {
      client.destroy();
      stepFunctions.close();
      await server.close();
    },
  };
}
