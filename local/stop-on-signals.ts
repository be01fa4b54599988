import { describeError } from './stack/describe-error.ts';
import type { Stack } from './stack.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Stops the stack at the first signal, also when it is still starting; a second one ends this process at once. */
export function stopOnSignals(starting: Promise<Stack>, print: (text: string) => void): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    print('\nStopping…\n');
    // A start that fails reports itself and ends the process.
    await (await starting).stop();
    process.exit(0);
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        process.stderr.write(`${describeError(error)}\n`);
        process.exit(1);
      });
    });
  }
}
