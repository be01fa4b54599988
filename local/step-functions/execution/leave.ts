import { StateFailure, StatesError } from '../errors.ts';
import type { Template } from '../expressions/template.ts';
import { isObject } from '../json.ts';
import { PAYLOAD_LIMIT_BYTES, type Payload, toPayload } from '../payload.ts';
import type { Assigned, Transition } from './flow.ts';
import type { ScopeExtras, Visit } from './visit.ts';

/** The compiled fields by which a state, a choice rule or a catcher is left. */
export interface Leaving {
  readonly next: string | undefined;
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}

/** Evaluates Output and Assign, both against the values before; `fallback` is the output without an Output. */
export async function leave(
  visit: Visit,
  leaving: Leaving,
  fallback: Payload,
  extras?: ScopeExtras,
): Promise<Transition> {
  const { next, output: template, assign } = leaving;
  const output = template
    ? toPayload(await visit.evaluate(template, extras), `The output of the state '${visit.name}'`)
    : fallback;
  if (!assign) return { next, output };
  return { next, output, assigned: toAssigned(visit, await visit.evaluate(assign, extras)) };
}

function toAssigned(visit: Visit, value: unknown): Assigned {
  const values = isObject(value) ? value : {};
  const texts: Record<string, string> = {};
  let size = 0;
  for (const [name, item] of Object.entries(values)) {
    const text = JSON.stringify(item);
    texts[name] = text;
    size += Buffer.byteLength(text);
  }
  if (size > PAYLOAD_LIMIT_BYTES) {
    const cause = `The variables assigned by the state '${visit.name}' exceed the size limit of 256 KiB.`;
    throw new StateFailure(StatesError.dataLimitExceeded, cause);
  }
  return { values, texts };
}
