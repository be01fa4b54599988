import type { Functions, InvocationResult } from '../lambda/functions.ts';
import { createStepFunctions, type StepFunctions } from '../step-functions/create-step-functions.ts';
import { sdkServices } from '../step-functions/integrations/sdk-services.ts';
import type { StatusChangeEvent } from '../step-functions/status-change-event.ts';
import type { LocalStateMachine } from '../template/resources/state-machines.ts';
import type { StackClients } from './aws-clients.ts';

/** The template's machines, their tasks reaching the functions and services of this stack. */
export function createMachines(
  machines: readonly LocalStateMachine[],
  functions: Functions,
  clients: StackClients,
  publish: (event: StatusChangeEvent) => void,
): StepFunctions {
  const { dynamodb, events: eventBridge, sqs } = clients;
  const stepFunctions = createStepFunctions({
    integrations: {
      invokeLambda: async (name, payload, signal) =>
        asTaskSees(await functions.invoke(name, payload, signal)),
      callService: sdkServices({ dynamodb, eventBridge, sqs }),
    },
    publish,
  });
  for (const { name, definition } of machines) {
    try {
      stepFunctions.createStateMachine({ name, definition });
    } catch (cause) {
      throw new Error(`The state machine ${name} is refused: ${Object(cause).message}`, { cause });
    }
  }
  return stepFunctions;
}

/** A task sees a function whose process died as Lambda.Unknown: an error without a type. */
function asTaskSees(result: InvocationResult): InvocationResult {
  if (Object(result.payload).errorType !== 'Runtime.ExitError') return result;
  return { ...result, payload: { errorMessage: Object(result.payload).errorMessage } };
}
