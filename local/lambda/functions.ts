import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { SendToQueue } from '../deliver-or-letter.ts';
import { doneOnceOver } from '../outbox/done-once-over.ts';
import { type Kept, NO_OUTBOX, type Outbox } from '../outbox/outbox.ts';
import type { LocalAsyncRetries, LocalFunction } from '../template/resources/functions.ts';
import { functionNameOf } from '../template/resources/functions.ts';
import { WireError } from '../wire/json-service.ts';
import { runAsyncInvocation } from './async-invocations.ts';
import { createHost, type Host } from './host.ts';
import type { HostedFunction } from './host-protocol.ts';

/** Room for the garbage of many functions: it costs memory, and spares a question about a tenth of its processor time. */
const SHARED_HOST_OPTIONS = ['--max-semi-space-size=32'];

export interface InvocationResult {
  readonly payload: unknown;
  /** `Unhandled` when the function threw, timed out or died; the payload is then {errorType, errorMessage, trace}. */
  readonly functionError?: string;
}

interface RawInvocationResult {
  readonly payload: string;
  readonly functionError?: string;
}

/** The template's functions, run in child processes. */
export interface Functions {
  /** Invokes a function by its name or ARN and waits for its answer; rejects only when there is no such function. */
  invoke(functionName: string, payload: unknown, signal?: AbortSignal): Promise<InvocationResult>;
  /** The same with payloads as JSON text. */
  invokeRaw(functionName: string, payload: string, signal?: AbortSignal): Promise<RawInvocationResult>;
  /** Accepts the invocation and runs it by itself, again when it fails, as Lambda's `Event` type. */
  invokeAsync(functionName: string, payload: unknown): void;
  /** Runs the asynchronous invocations that earlier processes accepted and did not end. */
  resume(): void;
  has(functionName: string): boolean;
  /** The process that runs a function, if it has been started. */
  pidOf(functionName: string): number | undefined;
  /** Starts the processes, so that modules load before their first invocation. */
  warm(): void;
  close(): Promise<void>;
}

export interface FunctionsOptions {
  readonly functions: readonly LocalFunction[];
  /** Functions that get a process of their own: those that a queue feeds. */
  readonly isolated: ReadonlySet<string>;
  readonly asyncRetries: readonly LocalAsyncRetries[];
  /** File URL of a task's handler module. */
  readonly moduleOf: (task: string) => string;
  /** Variables that every function sees at any time. */
  readonly environment: Readonly<Record<string, string>>;
  readonly sendToQueue: SendToQueue;
  readonly onOutput: (chunk: Buffer, stream: object) => void;
  readonly onFailure: (error: unknown) => void;
  /** Keeps asynchronous invocations until they have ended. */
  readonly outbox?: Outbox;
}

/** An asynchronous invocation as the outbox keeps it. */
const invocation = z.object({ name: z.string(), payload: z.unknown() });

interface Placed {
  readonly hosted: HostedFunction;
  readonly host: Host;
  readonly reserved: number;
  active: number;
}

export function createFunctions(options: FunctionsOptions): Functions {
  const placed = place(options);
  const hosts = [...new Set([...placed.values()].map((each) => each.host))];
  const stopping = new AbortController();
  const { outbox = NO_OUTBOX } = options;
  const left = outbox.left('invocation');
  const find = (reference: string): Placed => {
    const found = placed.get(functionNameOf(reference));
    if (found) return found;
    throw new WireError('ResourceNotFoundException', `Function not found: ${reference}`, 404);
  };
  const invokeRaw = async (reference: string, payload: string, signal?: AbortSignal) => {
    const target = find(reference);
    if (target.active >= target.reserved)
      throw new WireError('TooManyRequestsException', 'Rate Exceeded.', 429);
    target.active += 1;
    const running = target.host.invoke(target.hosted, randomUUID(), payload).finally(() => {
      target.active -= 1;
    });
    const result = await (signal ? orAborted(running, signal) : running);
    return { payload: result.payload, functionError: result.failed ? 'Unhandled' : undefined };
  };
  const invoke = async (reference: string, payload: unknown, signal?: AbortSignal) => {
    const result = await invokeRaw(reference, JSON.stringify(payload) ?? 'null', signal);
    return { payload: JSON.parse(result.payload), functionError: result.functionError };
  };
  const runAsync = (name: string, payload: unknown, kept: Kept) => {
    const run = () => invoke(name, payload).catch(throttledAsFailure);
    const settings = { ...options, retries: options.asyncRetries, signal: stopping.signal };
    const work = runAsyncInvocation(name, payload, run, settings);
    doneOnceOver(work, kept, stopping.signal, options.onFailure);
  };
  return {
    invoke,
    invokeRaw,
    invokeAsync: (reference, payload) => {
      const { name } = find(reference).hosted;
      for (const kept of outbox.keep('invocation', [{ name, payload }])) runAsync(name, payload, kept);
    },
    resume: () => {
      for (const { kept, body } of left.splice(0)) {
        const { name, payload } = invocation.parse(body);
        if (placed.has(name)) runAsync(name, payload, kept);
        else kept.done();
      }
    },
    has: (reference) => placed.has(functionNameOf(reference)),
    pidOf: (reference) => find(reference).host.pid(),
    warm: () => {
      for (const host of hosts) host.start();
    },
    close: async () => {
      stopping.abort();
      await Promise.all(hosts.map((host) => host.stop()));
    },
  };
}

/** A throttled asynchronous invocation is tried again like a failed one. */
function throttledAsFailure(error: unknown): InvocationResult {
  return { payload: { errorMessage: String(error) }, functionError: 'Unhandled' };
}

/**
 * Queue-fed functions get a host each, the others share one. So does a second function of the same folder:
 * its modules must load again to read its own environment.
 */
function place(options: FunctionsOptions): Map<string, Placed> {
  const shared: LocalFunction[] = [];
  const own: LocalFunction[] = [];
  for (const each of options.functions) {
    const sameTask = shared.some((other) => other.task === each.task);
    (options.isolated.has(each.name) || sameTask ? own : shared).push(each);
  }
  const groups = [shared, ...own.map((each) => [each])].filter((group) => group.length > 0);
  return new Map(groups.flatMap((group) => placeGroup(group, group !== shared, options)));
}

function placeGroup(
  group: readonly LocalFunction[],
  isOwn: boolean,
  options: FunctionsOptions,
): [string, Placed][] {
  const functions = group.map((each) => ({ ...each, module: options.moduleOf(each.task) }));
  const { environment, onOutput } = options;
  const nodeOptions = isOwn ? [] : SHARED_HOST_OPTIONS;
  const host = createHost({ functions, environment, nodeOptions, onOutput, endsOnTimeout: isOwn });
  return functions.map((hosted): [string, Placed] => [
    hosted.name,
    { hosted, host, reserved: hosted.reservedConcurrency ?? Number.POSITIVE_INFINITY, active: 0 },
  ]);
}

function orAborted<Result>(running: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
