import type { EventBuses } from '../eventbridge/bus.ts';
import { putEvents } from '../eventbridge/eventbridge-service.ts';
import type { Functions, InvocationResult } from '../lambda/functions.ts';
import { createStepFunctions, type StepFunctions } from '../step-functions/create-step-functions.ts';
import { sdkServices } from '../step-functions/integrations/sdk-services.ts';
import type { LocalStateMachine } from '../template/resources/state-machines.ts';
import type { StackClients } from './aws-clients.ts';

/** The template's machines, their tasks reaching the functions and services of this stack. */
export function createMachines(
  machines: readonly LocalStateMachine[],
  functions: Functions,
  clients: StackClients,
  buses: () => EventBuses,
): StepFunctions {
  const { dynamodb, sqs } = clients;
  const callOther = sdkServices({ dynamodb, sqs });
  const stepFunctions = createStepFunctions({
    integrations: {
      invokeLambda: async (name, payload, signal) =>
        asTaskSees(await functions.invoke(name, payload, signal)),
      // The buses are in this process: events need no way over the wire.
      callService: async (request, signal) =>
        request.service === 'events' ? putEvents(buses(), request.input) : callOther(request, signal),
    },
    publish: (event) => buses().forward('default', event),
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
