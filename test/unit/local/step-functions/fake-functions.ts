import type { Integrations } from '../../../../local/step-functions/integrations/ports.ts';
import type { VirtualClock } from '../../../../local/step-functions/virtual-clock.ts';

type Payload = { times?: number; error?: string; seconds?: number; value?: unknown };

/** Functions for the cases: `echo`, `fail`, `flaky` (fails `times` times), `slow`, `hang`, `big`, `missing`. */
export function fakeFunctions(clock: VirtualClock): Integrations & { readonly calls: string[] } {
  const calls: string[] = [];
  let flakyCalls = 0;
  const failure = (errorType: string) => ({
    functionError: 'Unhandled',
    payload: { errorType, errorMessage: `it is ${errorType}` },
  });
  const functions: Record<
    string,
    (payload: Payload) => Promise<{ payload: unknown; functionError?: string }>
  > = {
    echo: async (payload) => ({ payload }),
    fail: async ({ error = 'Broken' }) => failure(error),
    flaky: async ({ times = 1, error = 'Flaky' }) =>
      ++flakyCalls <= times ? failure(error) : { payload: { calls: flakyCalls } },
    slow: async ({ seconds = 1, value }) => {
      await clock.sleep(seconds * 1000);
      return { payload: value ?? 'slow' };
    },
    hang: () => new Promise(() => {}),
    big: async () => ({ payload: 'x'.repeat(256 * 1024) }),
    nothing: async () => ({ payload: undefined }),
  };
  return {
    calls,
    async invokeLambda(name, payload) {
      calls.push(name);
      const found = functions[name];
      if (found) return found(Object(payload));
      throw Object.assign(new Error(`no function ${name}`), { name: 'ResourceNotFoundException' });
    },
  };
}
