import type { FailDefinition } from '../definition/definition.ts';
import { StateFailure } from '../errors.ts';
import type { State } from '../execution/flow.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import type { Place } from './compiler.ts';

export function compileFail(definition: FailDefinition, place: Place): State {
  const error = place.template(definition.Error, 'Error');
  const cause = place.template(definition.Cause, 'Cause');
  return {
    type: 'Fail',
    async run(visit) {
      throw new StateFailure(await textOf(visit, error, 'Error'), await textOf(visit, cause, 'Cause'));
    },
  };
}

async function textOf(
  visit: Visit,
  template: Template | undefined,
  field: string,
): Promise<string | undefined> {
  if (!template) return undefined;
  return visit.evaluateAs(template, field, 'string', (value) => typeof value === 'string');
}
