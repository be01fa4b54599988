const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL_MS = 500;
export const INTERRUPTED = 130;

/**
 * Aborts at the first Ctrl-C, end of the terminal, or when nobody reads the output any more; a second Ctrl-C ends
 * this process at once.
 */
export function interruption(log: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  let since: number | undefined;
  const stop = () => {
    if (since !== undefined && performance.now() - since > SAME_SIGNAL_MS) process.exit(INTERRUPTED);
    if (since !== undefined) return;
    since = performance.now();
    log('\nInterrupted: keeping what is there and stopping…');
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  process.stdout.on('error', stop);
  return controller.signal;
}
