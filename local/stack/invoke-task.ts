import type { Functions } from '../lambda/functions.ts';
import type { LocalResources } from '../template/read-resources.ts';

/** Runs the function of a task now, as its schedule would; throws what it failed with. */
export async function invokeTask(
  { functions }: LocalResources,
  lambda: Functions,
  task: string,
  payload: object = {},
): Promise<void> {
  const found = functions.find((each) => each.task === task);
  if (!found) throw new Error(`The template has no function for the task ${task}`);
  const answer = await lambda.invoke(found.name, payload);
  if (answer.functionError) {
    throw new Error(`The task ${task} failed: ${Object(answer.payload).errorMessage}`);
  }
}
