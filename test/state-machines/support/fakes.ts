import type { StepFunctions } from '../../../local/step-functions/create-step-functions.ts';
import { StateFailure } from '../../../local/step-functions/errors.ts';
import type { InvokeLambda, ServiceRequest } from '../../../local/step-functions/integrations/ports.ts';
import { PUBLISHED_EVENTS } from '../../../shared/contracts/events.ts';
import type { Behaviour, Script } from './script.ts';
import { substitutedTask, substitution, TASK_CONTRACTS } from './task-contracts.ts';

export interface TaskCall {
  readonly state: string;
  readonly payload: Record<string, unknown>;
}

interface PutEvent {
  readonly detailType: string;
  readonly detail: Record<string, unknown>;
}

/** The states that write the job themselves, each with a value that only its write has. */
const WRITERS = [
  ['Complete', ':ending'],
  ['RequestApproval', ':approval'],
  ['AwaitApproval', ':token'],
  ['Resume', ':awaiting'],
  ['Begin', ':submitted'],
] as const;
type Writer = (typeof WRITERS)[number][0];

/** What the machine asked of the world, and where that broke a contract. */
export interface Asked {
  readonly calls: TaskCall[];
  readonly writes: { readonly state: Writer; readonly input: Record<string, unknown> }[];
  readonly events: PutEvent[];
  readonly violations: string[];
}

/** Functions, table and bus that do as the script says and note what they were asked. */
export function fakeIntegrations(script: Script) {
  const asked: Asked = { calls: [], writes: [], events: [], violations: [] };
  const counts = new Map<string, number>();
  const next = (state: string): Behaviour | undefined => {
    const count = counts.get(state) ?? 0;
    counts.set(state, count + 1);
    return script[state]?.[count];
  };
  const invokeLambda: InvokeLambda = async (name, payload) => {
    const call = toTaskCall(name, payload, asked.violations);
    asked.calls.push(call);
    return lambdaAnswer(call.state, next(call.state), asked.violations);
  };
  let tokens: StepFunctions['tokens'] | undefined;
  const callService = async (request: ServiceRequest) => {
    const state = request.service === 'dynamodb' ? noteWrite(request, asked) : noteEvent(request, asked);
    const behaviour = next(state);
    if (state !== 'AwaitApproval') return serviceAnswer(behaviour);
    return answerToken(tokenIn(request), behaviour, tokens);
  };
  const onTokens = (given: StepFunctions['tokens']) => {
    tokens = given;
  };
  return { asked, integrations: { invokeLambda, callService }, onTokens };
}

function toTaskCall(name: string, payload: unknown, violations: string[]): TaskCall {
  const called = Object.entries(TASK_CONTRACTS).filter(([, { task }]) => name === substitutedTask(task));
  const [first] = called;
  if (!first) throw new Error(`No task has the function ${name}.`);
  // Two states may call one function: each names itself.
  const [state, { input }] = called.find(([named]) => named === Object(Object(payload).step).state) ?? first;
  const parsed = input.safeParse(payload);
  if (!parsed.success) violations.push(`${state} was sent ${parsed.error.message}`);
  else if (parsed.data.step.state !== state)
    violations.push(`${state} names the step ${parsed.data.step.state}`);
  return { state, payload: Object(payload) };
}

async function lambdaAnswer(state: string, behaviour: Behaviour | undefined, violations: string[]) {
  const { output, reply } = TASK_CONTRACTS[state] ?? {};
  if (behaviour?.kind === 'hang') return forever();
  if (behaviour?.kind === 'fail') return lambdaFailure(behaviour);
  const payload = behaviour ? behaviour.value : reply;
  if (output?.safeParse(payload).success === false)
    violations.push(`The fake ${state} answers off contract.`);
  return { payload };
}

/** Errors of the service are thrown; a function's own come as a payload, as Lambda.Unknown without a type. */
function lambdaFailure({ error, message }: { error: string; message: string }) {
  if (error.startsWith('Lambda.') && error !== 'Lambda.Unknown') throw namedError(error, message);
  const errorType = error === 'Lambda.Unknown' ? {} : { errorType: error };
  const payload = { ...errorType, errorMessage: message, trace: ['at secretPlace (/var/task/index.js:1:1)'] };
  return { payload, functionError: 'Unhandled' };
}

function noteWrite({ action, input }: ServiceRequest, { writes, violations }: Asked): string {
  const values = Object(input.ExpressionAttributeValues);
  const state = WRITERS.find(([, value]) => value in values)?.[0] ?? 'Begin';
  if (action !== 'updateItem') violations.push(`${state} calls ${action}`);
  writes.push({ state, input });
  return state;
}

/** The states that tell of a status on the way; Notify tells of the end. */
const TELLERS: Readonly<Record<string, string>> = {
  'Question Submitted': 'Announce',
  'Approval Requested': 'TellApprovers',
};

function noteEvent({ input }: ServiceRequest, { events, violations }: Asked): string {
  const entries: unknown[] = Array.isArray(input.Entries) ? input.Entries : [];
  const { EventBusName, Source, DetailType, Detail } = Object(entries[0]);
  if (entries.length !== 1 || EventBusName !== substitution('EventBus') || Source !== 'inquery') {
    violations.push(`An event goes elsewhere: ${JSON.stringify(input)}`);
  }
  const detail = JSON.parse(String(Detail));
  const parsed = PUBLISHED_EVENTS[DetailType]?.safeParse(detail);
  if (!parsed?.success) violations.push(`${DetailType}: ${parsed?.error.message ?? 'is not published'}`);
  events.push({ detailType: DetailType, detail });
  return TELLERS[DetailType] ?? 'Notify';
}

/** Whoever decides: approves unless the script says otherwise, and never answers when it says hang. */
function answerToken(
  token: string,
  behaviour: Behaviour | undefined,
  tokens: StepFunctions['tokens'] | undefined,
): unknown {
  if (behaviour?.kind === 'fail' && behaviour.error.startsWith('DynamoDb.'))
    throw namedError(behaviour.error, behaviour.message);
  const receiver = tokens?.receiver(token);
  if (behaviour?.kind === 'fail') {
    const cause = JSON.stringify({ errorType: behaviour.error, errorMessage: behaviour.message });
    receiver?.fail(new StateFailure(behaviour.error, cause));
  } else if (behaviour?.kind !== 'hang') {
    receiver?.succeed(behaviour?.value ?? { approvedBy: 'ann' });
  }
  return {};
}

function tokenIn({ input }: ServiceRequest): string {
  return Object(input.ExpressionAttributeValues)[':token'].S;
}

async function serviceAnswer(behaviour: Behaviour | undefined): Promise<unknown> {
  if (behaviour?.kind === 'hang') return forever();
  if (behaviour?.kind === 'fail') throw namedError(behaviour.error, behaviour.message);
  return behaviour?.value ?? {};
}

/** The interpreter puts the service's prefix back before the name. */
function namedError(error: string, message: string): Error {
  return Object.assign(new Error(message), { name: error.slice(error.indexOf('.') + 1) });
}

function forever(): Promise<never> {
  return new Promise(() => {});
}
