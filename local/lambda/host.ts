import { type HostProcess, type HostResult, startHostProcess } from './host-process.ts';
import { exited, type HostedFunction, timedOut } from './host-protocol.ts';

/** A module may load this long before its first invocation's time begins, as Lambda's init phase may. */
const LOAD_LIMIT_MS = 20_000;
/** The host itself ends an invocation that is late; only one that blocks its event loop gets beyond this. */
const GRACE_MS = 3_000;

/** A host whose process is started when it is needed, and again after it died. */
export interface Host {
  /** The running process, if one is. */
  pid(): number | undefined;
  start(): void;
  invoke(hosted: HostedFunction, requestId: string, payload: string): Promise<HostResult>;
  stop(): Promise<void>;
}

export interface HostSettings {
  readonly functions: readonly HostedFunction[];
  readonly environment: Readonly<Record<string, string>>;
  readonly nodeOptions: readonly string[];
  readonly onOutput: (chunk: Buffer, stream: object) => void;
  /** A host of one function dies when that times out, as its sandbox on AWS does. */
  readonly endsOnTimeout: boolean;
}

export function createHost(settings: HostSettings): Host {
  let current: HostProcess | undefined;
  const running = (): HostProcess => {
    const started: HostProcess =
      current ??
      startHostProcess({
        ...settings,
        onExit: () => {
          if (current === started) current = undefined;
        },
      });
    current = started;
    return started;
  };
  return {
    pid: () => current?.pid,
    start: () => void running(),
    invoke: async (hosted, requestId, payload) => {
      const process = running();
      const result = await withBackstop(process, hosted, requestId, payload);
      if (settings.endsOnTimeout && result.failed && isTimeout(result, requestId, hosted))
        await process.kill();
      return result;
    },
    stop: async () => current?.kill(),
  };
}

function isTimeout(result: HostResult, requestId: string, hosted: HostedFunction): boolean {
  return result.payload === JSON.stringify(timedOut(requestId, hosted.timeoutSeconds));
}

/** Kills a process whose event loop is blocked, so that one endless loop does not end the stack. */
async function withBackstop(
  process: HostProcess,
  hosted: HostedFunction,
  requestId: string,
  payload: string,
): Promise<HostResult> {
  const loadMs = process.isLoaded(hosted.name) ? 0 : LOAD_LIMIT_MS;
  let late = false;
  const timer = setTimeout(
    () => {
      late = true;
      void process.kill();
    },
    hosted.timeoutSeconds * 1000 + loadMs + GRACE_MS,
  );
  try {
    return await process.invoke(hosted.name, requestId, payload);
  } catch (error) {
    const failure = late
      ? timedOut(requestId, hosted.timeoutSeconds)
      : exited(requestId, Object(error).message);
    return { payload: JSON.stringify(failure), failed: true };
  } finally {
    clearTimeout(timer);
  }
}
