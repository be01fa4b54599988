import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PROJECTS = new URL('../../inquery.config.json', import.meta.url);
const PRICE = { inputPerMillion: 3, outputPerMillion: 15, cachedPerMillion: 0.3 };

/** The project's configuration with a price for every model, written into a folder; its path. */
export async function writePricedConfiguration(dir: string): Promise<string> {
  const document = JSON.parse(await readFile(PROJECTS, 'utf8'));
  const models = Object.entries<object>(document.models).map(([role, model]) => [
    role,
    { ...model, price: PRICE },
  ]);
  const path = join(dir, 'priced.config.json');
  await writeFile(path, JSON.stringify({ ...document, models: Object.fromEntries(models) }));
  return path;
}
