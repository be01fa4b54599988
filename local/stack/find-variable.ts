import type { LocalResources } from '../template/read-resources.ts';

/** A variable that the template gives to functions, such as CONFIG_BUCKET; throws when none has it. */
export function findVariable({ functions }: LocalResources, name: string): string {
  const value = functions.map((each) => each.environment[name]).find((each) => each !== undefined);
  if (value === undefined) throw new Error(`No function of the template has the variable ${name}`);
  return value;
}
