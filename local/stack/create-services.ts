import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallDynamoDb } from '../dynamodb/call-dynalite.ts';
import { createEventBuses, type EventBuses } from '../eventbridge/bus.ts';
import type { LocalQueues } from '../fauxqs/local-queues.ts';
import { createFunctions, type Functions } from '../lambda/functions.ts';
import type { FiringPorts } from '../scheduler/firing.ts';
import type { StepFunctions } from '../step-functions/create-step-functions.ts';
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
  /** What schedules fire. */
  readonly schedulerTargets: FiringPorts;
}

export interface ServicesOptions {
  readonly resources: LocalResources;
  readonly clients: StackClients;
  readonly callDynamoDb: CallDynamoDb;
  readonly localQueues: LocalQueues;
  /** Variables that every function sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder that holds the folder of each task. */
  readonly tasksDir: string;
  readonly onOutput: (chunk: Buffer) => void;
  readonly onFailure: (error: unknown) => void;
  readonly closers: Closers;
}

/** Creates functions, buses and machines, which call each other. */
export function createServices(options: ServicesOptions): RunningServices {
  const { resources, clients, callDynamoDb, tasksDir, onFailure, closers } = options;
  const sendToQueue = queueSender(options.localQueues, resources.queues);
  const functions = createFunctions({
    ...options,
    functions: resources.functions,
    isolated: new Set(resources.eventSources.map((source) => source.functionName)),
    asyncRetries: resources.asyncRetries,
    moduleOf: (task) => pathToFileURL(join(tasksDir, task, 'handler.ts')).href,
    sendToQueue,
  });
  closers.add(functions.close);
  const services = { callDynamoDb, sqs: clients.sqs, s3: clients.s3, buses: () => buses };
  const stepFunctions = createMachines(resources.stateMachines, functions, services);
  closers.add(stepFunctions.close);
  const startExecution = async (stateMachineArn: string, input: string) => {
    stepFunctions.startExecution({ stateMachineArn, input });
  };
  const startWith = (arn: string, input: unknown) => startExecution(arn, JSON.stringify(input));
  const buses = createEventBuses({
    busNames: resources.eventBuses,
    rules: resources.rules,
    targets: busTargets(functions, sendToQueue, startWith, () => buses),
    onFailure,
  });
  closers.add(buses.close);
  return { functions, buses, stepFunctions, schedulerTargets: { startExecution, sendToQueue } };
}
