import { readFile } from 'node:fs/promises';
import { parseConfiguration } from '../../shared/platform/configuration-store.ts';

/** The text of a configuration document; throws, in one line with the field, when it is missing or invalid. */
export async function readConfiguration(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error('The configuration document could not be read', { cause });
  });
  try {
    parseConfiguration(text);
  } catch (error) {
    // The reasons come on a line each; the cause would say them again.
    const reasons = error instanceof Error ? error.message : String(error);
    throw new Error(`${path}: ${reasons.replace(/\s*\n\s*/g, ' ')}`);
  }
  return text;
}
