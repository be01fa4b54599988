import type { RunningStack } from './running-stack.ts';

/** Stops all executions of a machine from outside, as whoever has the console may. `machine` is its file's name. */
export function stopExecutions({ stack }: RunningStack, machine: string): void {
  stack.stepFunctions.abort(machineArn({ stack }, machine));
}

export function machineArn({ stack }: Pick<RunningStack, 'stack'>, machine: string): string {
  const found = stack.resources.stateMachines.find(({ name }) => name === `inquery-${machine}`);
  if (!found) throw new Error(`The template has no machine inquery-${machine}.`);
  return found.arn;
}
