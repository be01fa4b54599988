import middy from '@middy/core';
import type * as z from 'zod';
import type { CheckedBy, ModelUse } from '../contracts/job.ts';
import { fileExchange, recallReply } from './exchanges.ts';
import { InqueryError } from './inquery-error.ts';
import type { AskedModel, KeptExchange } from './kept-exchange.ts';
import { addLogFields } from './log-fields.ts';
import { newLogger } from './logger.ts';
import { recordRun } from './record-run.ts';
import { inRequest, type RequestContext } from './request.ts';
import type { Run, TaskEvent, TaskPorts } from './task-run.ts';

/** What a task notes about its run; it becomes the job's step and its evidence. */
export interface TaskNotes {
  use(use: ModelUse): void;
  /** Which text was sent to a model. */
  prompt(name: string, version: string): void;
  sql(sql: string): void;
  standaloneQuestion(question: string): void;
  /** By what the SQL was checked. */
  checked(by: CheckedBy): void;
  /** What was sent to a model and came back: kept under the job's folder. */
  exchange(exchange: object): void;
  /** The reply to the same words that an earlier run of this visit was given, where it was killed. */
  recall(asked: AskedModel): Promise<(KeptExchange['reply'] & Pick<KeptExchange, 'use'>) | undefined>;
  /** A write that goes on while the step is recorded; the task does not return before it is done, and fails with it. */
  write(write: Promise<void>): void;
  /** There was nothing to do: a run that ends well and used no model then becomes no step of its job. */
  idle(): void;
}

interface TaskDefinition<Event extends TaskEvent, Output> {
  readonly input: z.ZodType<Event>;
  readonly ports: TaskPorts;
  readonly run: (event: Event, notes: TaskNotes) => Promise<Output>;
}

/**
 * The one stack every task of the question machine runs in: the event is parsed, the run is recorded as a step of
 * its job, errors leave by a name of the contract, and one line is logged, which carries its metrics.
 */
export function newTask<Event extends TaskEvent, Output>(definition: TaskDefinition<Event, Output>) {
  const handler = (run: Run<Event>) => definition.run(run.event, notesOf(run, definition.ports));
  const stack = middy(handler).use(startRun(definition.input)).use(recordRun(definition.ports));
  // middy's types want the event that startRun makes of the raw one, and the whole of Lambda's context.
  const inStack = stack as (event: unknown, context: RequestContext) => Promise<Output>;
  return (event: unknown, context: RequestContext) => inRequest(context, () => inStack(event, context));
}

/** Replaces the raw event by the run that its parsed form begins. */
function startRun<Event extends TaskEvent>(schema: z.ZodType<Event>): middy.MiddlewareObj {
  return {
    before: (request) => {
      const parsed = schema.safeParse(request.event);
      if (!parsed.success) {
        newLogger({}).error('A task was called with an event that is not its own.', {
          fields: parsed.error.issues.map(({ path }) => path.join('.')),
        });
        throw new InqueryError('Internal', 'A task was called with an event that is not its own.');
      }
      const run: Run<Event> = {
        event: parsed.data,
        startedAt: new Date(),
        startedMs: performance.now(),
        uses: [],
        prompts: {},
        exchanges: [],
        filed: Promise.resolve(),
        writes: [],
        idle: false,
      };
      const { job, step } = parsed.data;
      addLogFields({
        jobId: job.id,
        executionArn: step.executionArn,
        state: step.state,
        branch: step.branch,
      });
      request.event = run;
      Object.assign(request.internal, { run });
    },
  };
}

function notesOf(run: Run, ports: TaskPorts): TaskNotes {
  return {
    use: (use) => run.uses.push(use),
    prompt: (name, version) => {
      run.prompts[name] = version;
    },
    sql: (sql) => {
      run.sql = sql;
    },
    standaloneQuestion: (question) => {
      run.standaloneQuestion = question;
    },
    checked: (by) => {
      run.checked = by;
    },
    exchange: (exchange) => fileExchange(run, ports, exchange),
    recall: (asked) => recallReply(run, ports, asked),
    write: (write) => {
      // It may fail before anyone waits for it.
      write.catch(() => undefined);
      run.writes.push(write);
    },
    idle: () => {
      run.idle = true;
    },
  };
}
