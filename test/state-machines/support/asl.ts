import * as z from 'zod';

const Retrier = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number().optional(),
  MaxAttempts: z.number().optional(),
  BackoffRate: z.number().optional(),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.string().optional(),
});

const Assign = z.record(z.string(), z.json()).optional();
const Catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string(), Assign });
const Rule = z.looseObject({ Condition: z.string(), Next: z.string(), Assign });

const State = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Arguments: z.json().optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Assign,
  Choices: z.array(Rule).default([]),
  Retry: z.array(Retrier).default([]),
  Catch: z.array(Catcher).default([]),
  get Branches(): z.ZodDefault<z.ZodArray<typeof Flow>> {
    return z.array(Flow).default([]);
  },
  get ItemProcessor(): z.ZodOptional<typeof Flow> {
    return Flow.optional();
  },
});
export type State = z.infer<typeof State>;

const Flow = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) });

const Machine = z.looseObject({ ...Flow.shape, TimeoutSeconds: z.number() });
export type Machine = z.infer<typeof Machine>;

/** A machine's file, as far as tests look into it. */
export function parseMachine(text: string): Machine {
  return Machine.parse(JSON.parse(text));
}

/** Every state by its name, those of Parallel branches and Map iterations included. */
export function statesOf(flow: Pick<Machine, 'States'>): ReadonlyMap<string, State> {
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(flow.States)) {
    states.set(name, state);
    for (const branch of innerFlows(state)) {
      for (const [inner, innerState] of statesOf(branch)) states.set(inner, innerState);
    }
  }
  return states;
}

/** Where a state can lead: its Next and Default, its rules' and catchers', and into its branches. */
export function successorsOf(state: State): string[] {
  const edges = [...state.Choices, ...state.Catch].map(({ Next }) => Next);
  const onward = [state.Next, state.Default].filter((name) => name !== undefined);
  return [...onward, ...edges, ...innerFlows(state).map(({ StartAt }) => StartAt)];
}

const innerFlows = ({ Branches, ItemProcessor }: State) => [
  ...Branches,
  ...(ItemProcessor ? [ItemProcessor] : []),
];
