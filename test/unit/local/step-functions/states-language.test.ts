import { describe, expect, it } from '@jest/globals';
import { runDefinition } from '../../../../local/step-functions/run-definition.ts';
import { VirtualClock } from '../../../../local/step-functions/virtual-clock.ts';
import { choiceCases } from './cases/choice.ts';
import { dataFlowCases } from './cases/data-flow.ts';
import { errorCases } from './cases/errors.ts';
import { functionCases } from './cases/functions.ts';
import type { LanguageCase } from './cases/language-case.ts';
import { parallelAndMapCases } from './cases/parallel-map.ts';
import { variableCases } from './cases/variables.ts';
import { fakeFunctions } from './fake-functions.ts';

const topics: Record<string, readonly LanguageCase[]> = {
  'data flow': dataFlowCases,
  Choice: choiceCases,
  variables: variableCases,
  errors: errorCases,
  'Parallel and Map': parallelAndMapCases,
  functions: functionCases,
};

describe.each(Object.entries(topics))('the interpreter, on %s,', (_topic, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))(
    '%s',
    async (_title, { machine, input, expected }) => {
      const clock = new VirtualClock();
      const options = { clock, executionName: 'run-1' };

      const { status, output, error, cause } = await runDefinition(
        machine,
        input ?? {},
        fakeFunctions(clock),
        options,
      );

      expect({ status, output, error, cause }).toEqual({
        status: expected.status,
        output: expected.output,
        error: expected.error,
        cause: expected.cause === undefined ? cause : expect.stringContaining(expected.cause),
      });
    },
  );
});
