import type { ChoiceDefinition } from '../definition/definition.ts';
import { StateFailure, StatesError } from '../errors.ts';
import type { State } from '../execution/flow.ts';
import { type Leaving, leave } from '../execution/leave.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import type { Place } from './compiler.ts';

interface Rule {
  readonly condition: Template;
  readonly field: string;
  readonly leaving: Leaving;
}

/** The first rule that holds decides; Output and Assign of the state itself belong to the Default. */
export function compileChoice(definition: ChoiceDefinition, place: Place): State {
  const rules = definition.Choices.map((rule, index): Rule => {
    const field = `Choices[${index}]/Condition`;
    const condition = place.template(rule.Condition, field) ?? { kind: 'constant', value: false };
    return { condition, field, leaving: place.leaving(rule, [], `Choices[${index}]/`) };
  });
  const otherwise = definition.Default
    ? place.leaving({ Next: definition.Default, Output: definition.Output, Assign: definition.Assign })
    : undefined;
  return {
    type: 'Choice',
    async run(visit) {
      const leaving = (await firstHolding(visit, rules)) ?? otherwise;
      if (leaving) return leave(visit, leaving, visit.input);
      const cause = `No choice rule of the state '${visit.name}' matched and it has no Default.`;
      throw new StateFailure(StatesError.noChoiceMatched, cause);
    },
  };
}

async function firstHolding(visit: Visit, rules: readonly Rule[]): Promise<Leaving | undefined> {
  for (const { condition, field, leaving } of rules) {
    if (await visit.evaluateAs(condition, field, 'boolean', isBoolean)) return leaving;
  }
  return undefined;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
