import type { Functions } from '../lambda/functions.ts';
import type { LocalResources } from '../template/read-resources.ts';
import { invokeTask } from './invoke-task.ts';

/** Has the sources read anew, as their schedule does every few hours: without a catalogue no question is answered. */
export async function refreshCatalogs(resources: LocalResources, lambda: Functions): Promise<void> {
  try {
    await invokeTask(resources, lambda, 'refresh-catalog');
  } catch (cause) {
    throw new Error('The sources could not be read', { cause });
  }
}
