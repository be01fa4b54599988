import { createHandlerLoader, type HandlerLoader } from './handler-loader.ts';
import type { FromHost, HostedFunction, ToHost } from './host-protocol.ts';
import { runHandler } from './run-handler.ts';

/**
 * The program of a host process: runs the functions its parent names, over IPC. It ends when its parent
 * does, however that ends.
 */
const functions = new Map<string, HostedFunction>();
let loader: HandlerLoader | undefined;

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent says when to stop.
process.on('SIGINT', () => undefined);
process.on('message', (message: ToHost) => {
  if (message.type === 'host') host(message.functions);
  else void invoke(message);
});

function host(hosted: readonly HostedFunction[]): void {
  for (const each of hosted) functions.set(each.name, each);
  loader = createHandlerLoader(hosted);
  void announceLoaded(loader, hosted);
}

async function announceLoaded(handlers: HandlerLoader, hosted: readonly HostedFunction[]): Promise<void> {
  for (const { name } of hosted) {
    await handlers.handlerOf(name).catch(() => undefined);
    send({ type: 'loaded', functionName: name });
    // Lets a waiting invocation in between two modules.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function invoke({ id, functionName, requestId, payload }: ToHost & { type: 'invoke' }): Promise<void> {
  const hosted = functions.get(functionName);
  if (!loader || !hosted) throw new Error(`This host was not told of ${functionName}`);
  send({ type: 'result', id, ...(await runHandler(loader, hosted, requestId, payload)) });
}

function send(message: FromHost): void {
  process.send?.(message);
}
