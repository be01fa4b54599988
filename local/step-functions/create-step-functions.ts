import type { WireService } from '../wire/wire-service.ts';
import { stepFunctionsService } from './api/wire-api.ts';
import { type Clock, systemClock } from './clock.ts';
import { compileMachine } from './compile-machine.ts';
import type { EndedExecution } from './execution/ended-execution.ts';
import type { Execution } from './execution/execution.ts';
import { DEFAULT_RETENTION, type Retention } from './execution/execution-store.ts';
import { TaskTokens } from './execution/task-tokens.ts';
import { Turns } from './execution/turns.ts';
import { Executions, type StartExecutionRequest } from './executions.ts';
import { statesFunctions } from './expressions/states-functions.ts';
import { findIntegration } from './integrations/find-integration.ts';
import type { Integrations } from './integrations/ports.ts';
import type { Journal } from './journal/journal.ts';
import { type CreateStateMachineRequest, StateMachines } from './state-machines.ts';
import { type StatusChangeEvent, statusChangeEvent } from './status-change-event.ts';

export interface StepFunctionsOptions {
  readonly integrations: Integrations;
  /** Takes each "Execution Status Change" event; deals with failures of its own. */
  readonly publish?: (event: StatusChangeEvent) => void;
  readonly clock?: Clock;
  /** A number from 0 up to 1, for jitter and `$random`. */
  readonly random?: () => number;
  readonly region?: string;
  readonly account?: string;
  readonly retention?: Retention;
  /** How many functions may be called at once; the rest wait their turn. No limit when absent. */
  readonly mostCalls?: number;
  /** Keeps executions beyond this process; without it they end with it. Closed by `close`. */
  readonly journal?: Journal;
}

export interface StepFunctions {
  /** The AWS wire API. */
  readonly service: WireService;
  /** Throws an ApiError (InvalidDefinition, InvalidName, StateMachineAlreadyExists). */
  createStateMachine(request: CreateStateMachineRequest): { stateMachineArn: string };
  startExecution(request: StartExecutionRequest): { executionArn: string; ended: Promise<EndedExecution> };
  /** The execution with its history; throws an ApiError when it is not known. */
  execution(executionArn: string): Execution;
  /** Executions of the items of distributed Maps that are still known, the newest first. */
  items(): readonly Execution[];
  /** How many executions of a machine have not ended. */
  running(stateMachineArn: string): number;
  /** How many calls of functions wait for their turn. */
  waiting(): number;
  /** Answers tasks that wait, as SendTaskSuccess and its siblings do. */
  readonly tokens: Pick<TaskTokens, 'receiver'>;
  /** Stops all of a machine's executions. */
  abort(stateMachineArn: string): void;
  /** Lets executions that the journal has as running go on; how many these are. */
  resume(): number;
  /** Takes back the timers of what still runs, which goes on with the journal's next process or else is aborted. */
  close(): void;
}

/** The local Step Functions, in this process: an interpreter of Amazon States Language in JSONata mode. */
export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { integrations, clock = systemClock, random = Math.random, publish = () => {} } = options;
  const { region = 'us-east-1', account = '000000000000', retention = DEFAULT_RETENTION, journal } = options;
  const functions = statesFunctions(clock, random);
  const machines = new StateMachines({
    region,
    account,
    now: () => clock.now(),
    compile: (definition) =>
      compileMachine(
        definition,
        functions,
        (resource) => findIntegration(resource, integrations),
        integrations.objects,
      ),
  });
  const onStatus = (execution: Execution) => publish(statusChangeEvent(execution, region, account));
  const tokens = new TaskTokens(journal?.secret);
  const turns = new Turns(options.mostCalls);
  const executions = new Executions({ machines, retention, clock, random, tokens, turns, onStatus, journal });
  return {
    service: stepFunctionsService(machines, executions, tokens),
    createStateMachine: (request) => ({ stateMachineArn: machines.create(request).arn }),
    startExecution(request) {
      const { parts, ended } = executions.start(request);
      return { executionArn: parts.executionArn, ended };
    },
    execution: (arn) => executions.get(arn),
    items: () => executions.items(),
    running: (arn) =>
      executions.ofMachine(arn).filter(({ execution }) => execution.status === 'RUNNING').length,
    waiting: () => turns.waiting,
    tokens,
    abort: (arn) => {
      for (const { execution } of executions.ofMachine(arn)) execution.stop();
    },
    resume: () => executions.resume(),
    close: () => {
      if (!journal) return executions.stopAll();
      executions.suspendAll();
      journal.close();
    },
  };
}
