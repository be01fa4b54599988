import type { Functions } from '../lambda/functions.ts';
import type { LocalResources } from '../template/read-resources.ts';
import { invokeTask } from './invoke-task.ts';

/** By then the sweep no longer passes over what was asked just before the stack went. */
const AGAIN_MS = 15_000;

/**
 * Puts right the jobs that the last stop left open without an execution. Does not wait; returns the way to stop.
 */
export function sweepJobs(
  resources: LocalResources,
  lambda: Functions,
  onFailure: (error: unknown) => void,
): () => void {
  let isStopped = false;
  const sweep = () => {
    invokeTask(resources, lambda, 'sweep-jobs').catch((error: unknown) => {
      if (!isStopped) onFailure(error);
    });
  };
  sweep();
  const again = setTimeout(sweep, AGAIN_MS).unref();
  return () => {
    isStopped = true;
    clearTimeout(again);
  };
}
