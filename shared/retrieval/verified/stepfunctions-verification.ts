import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { VerifyMachineInput } from '../../contracts/verify-machine.ts';

/** Starts an execution of the verifying machine; it runs on its own. */
export const createVerificationStarter =
  ({ client, stateMachineArn }: { client: SFNClient; stateMachineArn: string }) =>
  async (input: VerifyMachineInput): Promise<void> => {
    await client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  };
