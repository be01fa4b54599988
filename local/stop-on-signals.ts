import { describeError } from './stack/describe-error.ts';
import type { Stack } from './stack.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LOOK_EVERY_MS = 500;
/** One Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL_MS = 500;

/**
 * Stops the stack at the first signal, also when it is still starting; a second one ends this process at once.
 * The end of the npm that runs this is such a signal too: npm does not pass on a hang-up or a kill.
 */
export function stopOnSignals(starting: Promise<Stack>, print: (text: string) => void): void {
  let stoppingSince: number | undefined;
  const stop = async () => {
    if (stoppingSince !== undefined) return endAtOnce(stoppingSince);
    stoppingSince = performance.now();
    print('\nStopping…\n');
    // A start that fails reports itself and ends the process.
    await (await starting).stop();
    process.exit(0);
  };
  const stopOrFail = () => {
    stop().catch((error: unknown) => {
      process.stderr.write(`${describeError(error)}\n`);
      process.exit(1);
    });
  };
  for (const signal of SIGNALS) process.on(signal, stopOrFail);
  if (process.env.npm_lifecycle_event) onParentGone(() => stoppingSince ?? stopOrFail());
}

function endAtOnce(stoppingSince: number): void {
  if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(130);
}

function onParentGone(callBack: () => void): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    callBack();
  }, LOOK_EVERY_MS).unref();
}
