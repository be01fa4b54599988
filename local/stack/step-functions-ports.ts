import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { CallDynamoDb } from '../dynamodb/call-dynalite.ts';
import type { EventBuses } from '../eventbridge/bus.ts';
import { putEvents } from '../eventbridge/eventbridge-service.ts';
import type { Functions, InvocationResult } from '../lambda/functions.ts';
import { createStepFunctions, type StepFunctions } from '../step-functions/create-step-functions.ts';
import type { ServiceGateway, ServiceRequest } from '../step-functions/integrations/ports.ts';
import { s3Objects } from '../step-functions/integrations/s3-objects.ts';
import { sdkServices } from '../step-functions/integrations/sdk-services.ts';
import type { Journal } from '../step-functions/journal/journal.ts';
import type { LocalStateMachine } from '../template/resources/state-machines.ts';

interface Services {
  readonly callDynamoDb: CallDynamoDb;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly buses: () => EventBuses;
  readonly gateway?: ServiceGateway | undefined;
  /** Keeps executions over restarts. */
  readonly journal: Journal;
  readonly onFailure: (error: unknown) => void;
}

/** More at once make nothing faster on a machine of a few cores, and each so slow that its own calls run out of time. */
const MOST_CALLS = 64;

/** The template's machines, their tasks reaching the functions and services of this stack. */
export function createMachines(
  machines: readonly LocalStateMachine[],
  functions: Functions,
  { callDynamoDb, sqs, s3, buses, gateway, journal, onFailure }: Services,
): StepFunctions {
  const callOther = sdkServices({ sqs });
  // Buses and tables are in this process: no need to go over the wire.
  const callService = async (request: ServiceRequest, signal: AbortSignal) => {
    if (request.service === 'events') return putEvents(buses(), request.input);
    if (request.service === 'dynamodb') return callDynamoDb(request.action, request.input);
    return callOther(request, signal);
  };
  const stepFunctions = createStepFunctions({
    integrations: {
      invokeLambda: async (name, payload, signal) =>
        asTaskSees(await functions.invoke(name, payload, signal)),
      callService: gateway
        ? (request, signal) => gateway(request, () => callService(request, signal))
        : callService,
      objects: s3Objects(s3),
    },
    publish: (event) => {
      try {
        buses().forward('default', event);
      } catch (error) {
        // Best effort, as on AWS: the execution has changed all the same, and the sweep finds its job.
        onFailure(error);
      }
    },
    journal,
    mostCalls: MOST_CALLS,
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
