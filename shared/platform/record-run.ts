import type middy from '@middy/core';
import type { KeptStep, ModelUse } from '../contracts/job.ts';
import { CODE_VERSION } from './code-version.ts';
import { metricFields } from './embedded-metrics.ts';
import { errorFields } from './error-fields.ts';
import type { InqueryError } from './inquery-error.ts';
import { newLogger } from './logger.ts';
import { namedError, withoutInside } from './named-error.ts';
import { stepMetrics } from './step-metrics.ts';
import type { Run, TaskPorts } from './task-run.ts';

/** Lines of a run carry what startRun has told of it. */
const logger = newLogger({});

/** Records how a run went, whichever way it ended, and lets only errors of the contract out. */
export function recordRun(ports: TaskPorts): middy.MiddlewareObj {
  return {
    after: async ({ internal }) => {
      const run = runOf(internal);
      if (!run) return;
      const step = stepOf(run);
      await record(ports, run, step);
      tell(run, step);
    },
    onError: async (request) => {
      const { internal, error } = request;
      const run = runOf(internal);
      const named = toldByName(error);
      if (run) {
        const step = stepOf(run, named);
        // The error itself is what the state machine must see, whatever becomes of the record of it.
        await record(ports, run, step).catch((lost) =>
          logger.error('A step was not recorded.', errorFields(lost)),
        );
        tell(run, step);
      }
      // Not thrown here: middy would attach the error it was made from, and Lambda log that with all it holds.
      request.error = withoutInside(named);
    },
  };
}

function runOf(internal: Record<string, unknown>): Run | undefined {
  // Set by startRun, the middleware before this one; absent when the event did not parse.
  return internal.run as Run | undefined;
}

async function record(ports: TaskPorts, run: Run, step: KeptStep): Promise<void> {
  const { job, step: context } = run.event;
  const needless = run.idle && run.uses.length === 0 && !step.error;
  const recorded = needless || ports.recordStep(job.id, context, step, run.standaloneQuestion);
  const records = [recorded, run.filed];
  // All have ended before a write's failure is recorded in its turn, so that the later record of the step stands.
  const ended = await Promise.allSettled([...records, ...run.writes]);
  const needed = step.error ? ended.slice(0, records.length) : ended;
  for (const each of needed) if (each.status === 'rejected') throw each.reason;
}

/** The one line of a run, which is its metrics too: after its record, lest a run that fails by that counts twice. */
function tell({ event }: Run, step: KeptStep): void {
  const { retry } = event.step;
  const { ms, error } = step;
  logger.info('step', { ms, retry, ...(error && { error: error.name }), ...metricFields(stepMetrics(step)) });
}

function stepOf(run: Run, error?: InqueryError): KeptStep {
  return {
    state: run.event.step.state,
    ...(run.event.step.branch && { branch: run.event.step.branch }),
    startedAt: run.startedAt.toISOString(),
    ms: Math.round((performance.now() - run.startedMs) * 10) / 10,
    ...sumOf(run.uses),
    ...(Object.keys(run.prompts).length > 0 && { prompts: run.prompts }),
    ...(run.sql !== undefined && { sql: run.sql }),
    ...(run.checked && { checked: run.checked }),
    ...(CODE_VERSION && { code: CODE_VERSION }),
    ...(error && { error: errorOf(error) }),
  };
}

const LONGEST_DETAIL = 1_000;

const errorOf = ({ name, message, detail }: InqueryError) => ({
  name,
  message,
  ...(detail && { detail: detail.slice(0, LONGEST_DETAIL) }),
});

/** A step names the model and price of its first call: all calls of a step go to one model. */
function sumOf(uses: readonly ModelUse[]): Partial<ModelUse> & { calls?: number } {
  const [first] = uses;
  if (!first) return {};
  const total = (of: (use: ModelUse) => number) => uses.reduce((sum, use) => sum + of(use), 0);
  return {
    ...first,
    tokensIn: total((use) => use.tokensIn),
    tokensOut: total((use) => use.tokensOut),
    tokensCached: total((use) => use.tokensCached),
    costUsd: total((use) => use.costUsd),
    ...(uses.length > 1 && { calls: uses.length }),
  };
}

/** What becomes of the error, told to the log where its cause would be lost. */
function toldByName(error: unknown): InqueryError {
  const named = namedError(error);
  if (named.name === 'Internal' && named !== error) {
    logger.error('A task failed in an unexpected way.', errorFields(error));
  } else if (named.cause) {
    logger.warn('A task met an error.', { name: named.name, ...errorFields(named.cause) });
  }
  return named;
}
