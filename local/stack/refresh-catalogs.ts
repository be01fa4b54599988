import type { Functions } from '../lambda/functions.ts';
import type { LocalResources } from '../template/read-resources.ts';

const REFRESH_TASK = 'refresh-catalog';

/** Has the sources read anew, as their schedule does every few hours: without a catalogue no question is answered. */
export async function refreshCatalogs({ functions }: LocalResources, lambda: Functions): Promise<void> {
  const refresh = functions.find((each) => each.task === REFRESH_TASK);
  if (!refresh) throw new Error(`The template has no function for the task ${REFRESH_TASK}`);
  const { payload, functionError } = await lambda.invoke(refresh.name, {});
  if (functionError) throw new Error(`The sources could not be read: ${Object(payload).errorMessage}`);
}
