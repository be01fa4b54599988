import type { Functions } from '../lambda/functions.ts';
import type { LocalResources } from '../template/read-resources.ts';

/** Reads what the sources say of themselves, as the schedule does on AWS; one that can't be read is reported. */
export async function buildCatalogs(
  { functions: declared }: LocalResources,
  functions: Functions,
  log: (line: string) => void,
): Promise<void> {
  const refresh = declared.find(({ task }) => task === 'refresh-catalog');
  if (!refresh) return;
  const { functionError, payload } = await functions.invoke(refresh.name, {});
  if (functionError) log(`The catalogue could not be built: ${JSON.stringify(payload)}`);
}
