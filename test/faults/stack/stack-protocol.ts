import * as z from 'zod';

/** How a stack under test is started. */
export const StackSettings = z.object({
  dir: z.string(),
  /** The API's; the four after it are the services'. The same after each kill. */
  port: z.int(),
  databaseUrl: z.string(),
  /** Path of the configuration document. */
  configuration: z.string(),
  /** Every event of every bus is appended to it, a line each, before it goes anywhere. */
  eventsFile: z.string(),
  /** A line is appended to it for each call of a language model, before its answer goes out. */
  callsFile: z.string(),
  /** More variables for every function: addresses of the faulty proxies, the clock. */
  environment: z.record(z.string(), z.string()),
});
export type StackSettings = z.infer<typeof StackSettings>;

/** What the harness tells the stack to do. */
export const StackOrder = z.discriminatedUnion('do', [
  z.object({ do: z.literal('tell-pid'), task: z.string() }),
  z.object({ do: z.literal('run-task'), task: z.string() }),
  /** Whether each message of each queue is there twice, whoever sends it. */
  z.object({ do: z.literal('send-twice'), on: z.boolean() }),
  /** Messages that a worker had when it was killed are not waited for any longer. */
  z.object({ do: z.literal('show-hidden') }),
  /** Whether the disk of the journal of executions is full. */
  z.object({ do: z.literal('fill-journal'), on: z.boolean() }),
  /** Whether the disk of all its files in SQLite is full: executions, tables, objects, queues, the outbox. */
  z.object({ do: z.literal('fill-disk'), on: z.boolean() }),
  /** Which share (0 to 1) of the machines' own calls of tables and buses is throttled. */
  z.object({ do: z.literal('throttle-machines'), share: z.number() }),
]);
export type StackOrder = z.infer<typeof StackOrder>;

export const ToStack = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), settings: StackSettings }),
  z.object({ type: z.literal('order'), id: z.int(), order: StackOrder }),
  z.object({ type: z.literal('stop') }),
]);
export type ToStack = z.infer<typeof ToStack>;

/** Where the parts of a running stack are. */
export const StackPlaces = z.object({
  url: z.string(),
  services: z.string(),
  storage: z.string(),
  dynamodb: z.string(),
  jobsTable: z.string(),
  dataBucket: z.string(),
  machines: z.array(z.string()),
});
export type StackPlaces = z.infer<typeof StackPlaces>;

export const FromStack = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), places: StackPlaces }),
  z.object({
    type: z.literal('done'),
    id: z.int(),
    value: z.unknown().optional(),
    error: z.string().optional(),
  }),
  z.object({ type: z.literal('log'), line: z.string() }),
]);
export type FromStack = z.infer<typeof FromStack>;
