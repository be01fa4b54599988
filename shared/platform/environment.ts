import { InqueryError } from './inquery-error.ts';

/** Reads the named environment variables; throws ConfigInvalid naming every one that is missing or empty. */
export function readEnvironment<Name extends string>(
  names: readonly Name[],
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new InqueryError('ConfigInvalid', `Missing environment variable: ${missing.join(', ')}`);
  }
  // Every name was just found to have a value.
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}
