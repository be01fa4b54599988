import * as z from 'zod';
import type { EndedExecution } from '../integrations/integration.ts';
import type { ExecutionEnd, KeptExecution } from './journal.ts';

const machine = z.object({ arn: z.string(), name: z.string(), roleArn: z.string() });
const ended = z.object({
  end: z.object({
    status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
    output: z.string().optional(),
    error: z.string().optional(),
    cause: z.string().optional(),
  }),
  stopDate: z.number(),
  events: z.number(),
});
const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text) => schema.parse(JSON.parse(text)));
const row = z.object({
  id: z.number(),
  arn: z.string(),
  name: z.string(),
  machine: json(machine),
  label: z.string().nullable(),
  parent: z.number().nullable(),
  place: z.string().nullable(),
  input: z.string(),
  started: z.number(),
  ended: json(ended).nullable(),
});

/** A row of the table of executions, with its definition's text. */
export function toKept(stored: unknown, definition: string): KeptExecution {
  const {
    id,
    arn,
    name,
    machine: stateMachine,
    label,
    parent,
    place,
    input,
    started,
    ended,
  } = row.parse(stored);
  return {
    id,
    executionArn: arn,
    name,
    stateMachine,
    definition,
    ...(label !== null && { label }),
    ...(parent !== null && place !== null && { origin: { parent, place } }),
    input,
    startDate: started,
    ...(ended && { ended }),
  };
}

/** What whoever waited for an execution is told of its end. */
export function describeEnd(
  execution: Pick<KeptExecution, 'executionArn' | 'name' | 'stateMachine' | 'input' | 'startDate'>,
  { status, output, error, cause }: ExecutionEnd,
  stopDate: number,
): EndedExecution {
  const { executionArn, name, stateMachine, input, startDate } = execution;
  return {
    executionArn,
    stateMachineArn: stateMachine.arn,
    name,
    status,
    startDate,
    stopDate,
    input,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
