import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallDynamoDb } from '../dynamodb/call-dynalite.ts';
import { createEventBuses, type EventBuses } from '../eventbridge/bus.ts';
import type { TargetPorts } from '../eventbridge/deliver.ts';
import type { LocalQueues } from '../fauxqs/local-queues.ts';
import { createFunctions, type Functions } from '../lambda/functions.ts';
import { openOutbox } from '../outbox/open-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { FiringPorts } from '../scheduler/firing.ts';
import { ApiError } from '../step-functions/api/api-error.ts';
import type { StepFunctions } from '../step-functions/create-step-functions.ts';
import type { ServiceGateway } from '../step-functions/integrations/ports.ts';
import { openJournal } from '../step-functions/journal/sqlite-journal.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { StackClients } from './aws-clients.ts';
import { busTargets, queueSender } from './bus-targets.ts';
import type { Closers } from './closers.ts';
import { createMachines } from './step-functions-ports.ts';

/** The services that run the template's code. */
export interface RunningServices {
  readonly functions: Functions;
  readonly buses: EventBuses;
  readonly stepFunctions: StepFunctions;
  /** What schedules fire, and what keeps that until it has arrived. */
  readonly scheduling: { readonly targets: FiringPorts; readonly outbox: Outbox };
}

export interface ServicesOptions {
  readonly resources: LocalResources;
  readonly clients: StackClients;
  readonly callDynamoDb: CallDynamoDb;
  readonly localQueues: LocalQueues;
  /** Variables that every function sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where state is kept. */
  readonly dir: string;
  /** The folder that holds the folder of each task. */
  readonly tasksDir: string;
  readonly onOutput: (chunk: Buffer, stream: object) => void;
  readonly onFailure: (error: unknown) => void;
  /** Stands between the machines and the services they call. */
  readonly gateway?: ServiceGateway | undefined;
  readonly closers: Closers;
}

/** Creates functions, buses and machines, which call each other. */
export function createServices(options: ServicesOptions): RunningServices {
  const { resources, clients, callDynamoDb, dir, tasksDir, onFailure, closers } = options;
  const sendToQueue = queueSender(options.localQueues, resources.queues);
  const outbox = openOutbox(join(dir, 'outbox.sqlite'));
  closers.add(outbox.close);
  const functions = createFunctions({
    ...options,
    functions: resources.functions,
    isolated: new Set(resources.eventSources.map((source) => source.functionName)),
    asyncRetries: resources.asyncRetries,
    moduleOf: (task) => pathToFileURL(join(tasksDir, task, 'handler.ts')).href,
    sendToQueue,
    outbox,
  });
  closers.add(functions.close);
  const journal = openJournal(join(dir, 'step-functions.sqlite'), onFailure);
  const { sqs, s3 } = clients;
  const { gateway } = options;
  const services = { callDynamoDb, sqs, s3, buses: () => buses, gateway, journal, onFailure };
  const stepFunctions = createMachines(resources.stateMachines, functions, services);
  closers.add(stepFunctions.close);
  const startExecution = async (stateMachineArn: string, input: string) => {
    stepFunctions.startExecution({ stateMachineArn, input });
  };
  const buses = createEventBuses({
    busNames: resources.eventBuses,
    rules: resources.rules,
    targets: busTargets(functions, sendToQueue, startOnce(stepFunctions), () => buses),
    onFailure,
    outbox,
  });
  closers.add(buses.close);
  const scheduling = { targets: { startExecution, sendToQueue }, outbox };
  return { functions, buses, stepFunctions, scheduling };
}

/** Starts an execution unless there is, or was, one of that name. */
function startOnce(stepFunctions: StepFunctions): TargetPorts['startExecution'] {
  return async (stateMachineArn, input, name) => {
    try {
      stepFunctions.startExecution({ stateMachineArn, input: JSON.stringify(input), name });
    } catch (error) {
      if (!(error instanceof ApiError && error.type === 'ExecutionAlreadyExists')) throw error;
    }
  };
}
