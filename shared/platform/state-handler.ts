import { measured, metricFields } from './embedded-metrics.ts';
import { errorFields } from './error-fields.ts';
import { InqueryError } from './inquery-error.ts';
import { addLogFields } from './log-fields.ts';
import { newLogger } from './logger.ts';
import { namedError, withoutInside } from './named-error.ts';
import { type RequestContext, requestHandler } from './request.ts';
import { isTransient } from './transient-failure.ts';

const logger = newLogger({});

/**
 * A handler that is a state of a machine but no step of a question: one line a run tells how it went, as metrics too.
 * Its lines name the execution that its event names.
 */
export function stateHandler<Result>(
  state: string,
  run: (event: unknown) => Promise<Result>,
): (event: unknown, context: RequestContext) => Promise<Result> {
  return requestHandler(async (event) => {
    addLogFields({ state, executionArn: Object(event).executionArn });
    const startedMs = performance.now();
    const tell = (thrown: unknown[]) => {
      const ms = Math.round((performance.now() - startedMs) * 10) / 10;
      const [error] = thrown.map(nameOf);
      const metrics = [
        measured('state', { State: state }, { StateLatency: ms }),
        ...(error ? [measured('stateError', { State: state, Error: error }, { StateErrors: 1 })] : []),
      ];
      logger.info('step', { ms, ...(error && { error }), ...metricFields(metrics) });
    };
    try {
      const result = await run(event);
      tell([]);
      return result;
    } catch (thrown) {
      const error = byRetriedName(thrown);
      tell([error]);
      throw error;
    }
  });
}

/** A failure that passes gets the name that the machine retries; all else goes out as it is. */
function byRetriedName(error: unknown): unknown {
  if (!isTransient(error)) return error;
  logger.warn('A task met an error.', errorFields(error));
  return withoutInside(namedError(error));
}

/** Names of the contract only: what others are called is not for us to bound. */
const nameOf = (error: unknown) => (error instanceof InqueryError ? error.name : 'Internal');
