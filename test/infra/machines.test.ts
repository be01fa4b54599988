import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { functionPlaceholder, placeholdersIn } from '../../cdk/placeholders.ts';
import { TASKS } from '../../cdk/tasks.ts';
import { functionsByTask, synthesise } from './synthesise.ts';

const { resources } = synthesise();
const functions = functionsByTask(resources);
const machines = Object.values(resources('AWS::StepFunctions::StateMachine')).map(
  ({ Properties }) => Properties,
);

/** Every state of the file that calls a function: placeholder → seconds it is given. */
function secondsByPlaceholder(value: unknown, found = new Map<string, number>()): Map<string, number> {
  if (typeof value !== 'object' || value === null) return found;
  const state = z
    .object({ Arguments: z.object({ FunctionName: z.string() }), TimeoutSeconds: z.number() })
    .safeParse(value);
  if (state.success) found.set(state.data.Arguments.FunctionName.slice(2, -1), state.data.TimeoutSeconds);
  for (const child of Object.values(value)) secondsByPlaceholder(child, found);
  return found;
}

describe.each(['question', 'catalog', 'schedule'])('The %s machine', (file) => {
  const ASL = readFileSync(new URL(`../../state-machines/${file}.asl.json`, import.meta.url), 'utf8');
  const machine = machines.find(({ StateMachineName }) => StateMachineName === `inquery-${file}`) ?? {};
  const substitutions = Object(machine.DefinitionSubstitutions);

  it('is deployed word for word from its file', () => {
    expect(machine.DefinitionString).toBe(ASL);
  });

  it('has a substitution for every placeholder, and a placeholder for every substitution', () => {
    expect(Object.keys(substitutions).sort()).toEqual([...placeholdersIn(ASL)].sort());
  });

  it('gets the ARN of the function whose folder the placeholder names', () => {
    const named = TASKS.filter(({ name }) => functionPlaceholder(name) in substitutions);

    for (const { name } of named) {
      const { id } = functions.get(name) ?? {};
      expect(substitutions[functionPlaceholder(name)]).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    }
    expect(named.length).toBeGreaterThan(0);
  });

  it('waits longer for each function than that function may run', () => {
    const called = secondsByPlaceholder(JSON.parse(ASL));

    const ends = TASKS.flatMap(({ name, timeoutSeconds }) => {
      const waits = called.get(functionPlaceholder(name));
      return waits === undefined ? [] : [{ name, endsFirst: timeoutSeconds < waits }];
    });

    expect(ends).toHaveLength(called.size);
    expect(ends.filter(({ endsFirst }) => !endsFirst)).toEqual([]);
  });

  it('is a Standard machine that logs errors without what was asked or answered', () => {
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });
});
