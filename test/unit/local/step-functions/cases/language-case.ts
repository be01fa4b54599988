import type { JsonObject } from '../../../../../local/step-functions/json.ts';

/** One rule of Amazon States Language: a machine, its input and how it must end. */
export interface LanguageCase {
  /** Ends the sentence "the interpreter …". */
  readonly title: string;
  readonly machine: JsonObject;
  readonly input?: unknown;
  readonly expected: {
    readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
    readonly output?: unknown;
    readonly error?: string;
    /** A part of the cause. */
    readonly cause?: string;
  };
}

/** A JSONata machine that starts at its first state. */
export function machine(states: JsonObject, fields: JsonObject = {}): JsonObject {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...fields };
}

/** A branch or item processor that starts at its first state. */
export function flow(states: JsonObject): JsonObject {
  return { StartAt: Object.keys(states)[0], States: states };
}

/** A Task that invokes the function `name` of `fake-functions.ts`. */
export function invoke(name: string, payload: unknown, fields: JsonObject = {}): JsonObject {
  const Arguments = { FunctionName: name, Payload: payload };
  const ends = 'Next' in fields ? {} : { End: true };
  return { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments, ...ends, ...fields };
}

export function succeeds(output: unknown): LanguageCase['expected'] {
  return { status: 'SUCCEEDED', output };
}

export function fails(error: string, cause?: string): LanguageCase['expected'] {
  return { status: 'FAILED', error, ...(cause !== undefined && { cause }) };
}
