import { isObject, type JsonObject } from '../json.ts';
import { checkVariableScopes } from './check-scopes.ts';
import { checkStates } from './check-states.ts';
import type { MachineDefinition } from './definition.ts';
import { anyJson, integer, oneOf, stateName, text } from './field-rules.ts';
import { objectFields } from './nested-rule.ts';
import { InvalidDefinition, Problems } from './problems.ts';

const MACHINE = {
  Comment: text,
  QueryLanguage: oneOf('JSONata'),
  StartAt: stateName,
  States: anyJson,
  TimeoutSeconds: integer(1, 99_999_999),
  Version: oneOf('1.0'),
};

const PLACEHOLDER = /\$\{[\w:.-]+\}/;

/** Parses and checks a definition's structure; throws InvalidDefinition listing every problem found. */
export function parseDefinition(source: string): MachineDefinition {
  const machine = parseJson(source);
  const problems = new Problems();
  refusePlaceholders(machine, '', problems);
  objectFields(machine, '', problems, MACHINE, ['StartAt', 'States']);
  checkStates(machine, machine.QueryLanguage === 'JSONata', problems);
  checkVariableScopes(machine, '', problems);
  problems.throwIfAny();
  // The checks above are what makes this JSON a machine definition; the types repeat them.
  return machine as unknown as MachineDefinition;
}

function parseJson(source: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(source);
    if (isObject(parsed)) return parsed;
  } catch (error) {
    throw new InvalidDefinition([`INVALID_JSON_DESCRIPTION: ${String(error)}`]);
  }
  throw new InvalidDefinition(['INVALID_JSON_DESCRIPTION: the definition must be a JSON object']);
}

/** `${Name}` is replaced when a machine is deployed; one that is left over is a mistake of the deployer. */
function refusePlaceholders(value: unknown, place: string, problems: Problems): void {
  if (typeof value === 'string') {
    const found = PLACEHOLDER.exec(value);
    if (found)
      problems.add('SCHEMA_VALIDATION_FAILED', place, `the placeholder ${found[0]} was not substituted`);
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      refusePlaceholders(item, `${place}[${index}]`, problems);
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) refusePlaceholders(item, `${place}/${key}`, problems);
  }
}
