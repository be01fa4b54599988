import type { HostedFunction } from './host-protocol.ts';

type Handler = (event: unknown, context: unknown) => unknown;

export interface HandlerLoader {
  /** The function's handler, loaded now if it is still waiting its turn; rejects with what its module threw. */
  handlerOf(name: string): Promise<Handler>;
}

/**
 * Loads handler modules one after another: a task's config reads process.env while it loads, so that each
 * function's variables are in place for just that long.
 */
export function createHandlerLoader(functions: readonly HostedFunction[]): HandlerLoader {
  const byName = new Map(functions.map((hosted) => [hosted.name, hosted]));
  const loading = new Map<string, Promise<Handler>>();
  let turn: Promise<unknown> = Promise.resolve();
  const handlerOf = (name: string): Promise<Handler> => {
    const known = loading.get(name);
    if (known) return known;
    const hosted = byName.get(name);
    if (!hosted) return Promise.reject(new Error(`This host has no function ${name}`));
    const load = turn.then(() => loadHandler(hosted));
    turn = load.catch(() => undefined);
    loading.set(name, load);
    return load;
  };
  return { handlerOf };
}

async function loadHandler(hosted: HostedFunction): Promise<Handler> {
  const before = { ...process.env };
  Object.assign(process.env, hosted.environment, {
    AWS_LAMBDA_FUNCTION_NAME: hosted.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(hosted.memoryMb),
  });
  try {
    const module: unknown = await import(hosted.module);
    const handler = Object(module).handler;
    if (typeof handler !== 'function') throw new Error(`${hosted.module} exports no function named handler`);
    return handler;
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
