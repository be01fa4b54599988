import * as z from 'zod';

const fault = z.strictObject({
  kind: z.enum(['throttle', 'unavailable', 'timeout', 'malformed', 'text', 'reply']),
  match: z.strictObject({ tool: z.string().optional(), modelId: z.string().optional() }).optional(),
  times: z.int().positive().default(1),
  /** For `timeout`: how long the call hangs before it fails. */
  ms: z.int().nonnegative().default(60_000),
  /** For `text`: what the model says. */
  text: z.string().default('I would rather talk about something else.'),
  /** For `reply`: the tool call given back as it is. */
  name: z.string().optional(),
  input: z.unknown().optional(),
});

/** Faults as they are ordered, by an object in a test or as the body of `POST /_faults`. */
export const faultOrder = z.union([z.array(fault), fault.transform((one) => [one])]);

type FaultOrder = z.input<typeof faultOrder>;
export type Fault = z.output<typeof fault>;

/** What is known of a call when faults are matched against it. */
interface FaultedCall {
  readonly modelId: string;
  readonly tools: readonly string[];
}

/** A queue of ordered faults; each is used `times` times, the first that matches goes first. */
export interface Faults {
  order(order: FaultOrder): void;
  take(call: FaultedCall): Fault | undefined;
  clear(): void;
  remaining(): number;
}

/** An empty queue of faults. */
export function createFaults(): Faults {
  const queue: { fault: Fault; left: number }[] = [];
  return {
    order: (order) => {
      for (const one of faultOrder.parse(order)) queue.push({ fault: one, left: one.times });
    },
    take: (call) => {
      const index = queue.findIndex(({ fault: { match } }) => matches(match, call));
      const entry = queue[index];
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.left === 0) queue.splice(index, 1);
      return entry.fault;
    },
    clear: () => {
      queue.length = 0;
    },
    remaining: () => queue.reduce((sum, { left }) => sum + left, 0),
  };
}

function matches(match: Fault['match'], call: FaultedCall): boolean {
  if (match?.tool && !call.tools.includes(match.tool)) return false;
  return !match?.modelId || match.modelId === call.modelId;
}
