import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallDynamoDb } from '../dynamodb/call-dynalite.ts';
import { createEventBuses, type EventBuses } from '../eventbridge/bus.ts';
import { openOutbox } from '../eventbridge/outbox.ts';
import { createFunctions, type Functions } from '../lambda/functions.ts';
import type { StepFunctions } from '../step-functions/create-step-functions.ts';
import type { ServiceGateway } from '../step-functions/integrations/ports.ts';
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
}

export interface ServicesOptions {
  readonly resources: LocalResources;
  readonly clients: StackClients;
  readonly callDynamoDb: CallDynamoDb;
  /** Variables that every function sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder that holds the folder of each task. */
  readonly tasksDir: string;
  /** Where events that are under way are kept. */
  readonly outboxFile: string;
  readonly onOutput: (chunk: Buffer) => void;
  readonly onFailure: (error: unknown) => void;
  /** Stands between the machines and the services they call. */
  readonly gateway?: ServiceGateway | undefined;
  readonly closers: Closers;
}

/** Creates functions, buses and machines, which call each other. */
export function createServices(options: ServicesOptions): RunningServices {
  const { resources, clients, callDynamoDb, tasksDir, onFailure, closers } = options;
  const sendToQueue = queueSender(clients.sqs, resources.queues);
  const functions = createFunctions({
    ...options,
    functions: resources.functions,
    isolated: new Set(resources.eventSources.map((source) => source.functionName)),
    asyncRetries: resources.asyncRetries,
    moduleOf: (task) => pathToFileURL(join(tasksDir, task, 'handler.ts')).href,
    sendToQueue,
  });
  closers.add(functions.close);
  const { sqs, s3 } = clients;
  const services = { callDynamoDb, sqs, s3, buses: () => buses, gateway: options.gateway };
  const stepFunctions = createMachines(resources.stateMachines, functions, services);
  closers.add(stepFunctions.close);
  const startExecution = async (stateMachineArn: string, input: unknown) => {
    stepFunctions.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  };
  const outbox = openOutbox(options.outboxFile);
  closers.add(outbox.close);
  const buses = createEventBuses({
    outbox,
    busNames: resources.eventBuses,
    rules: resources.rules,
    targets: busTargets(functions, sendToQueue, startExecution, () => buses),
    onFailure,
  });
  closers.add(buses.close);
  return { functions, buses, stepFunctions };
}
