import type { PingDatabase } from '../../shared/adapters/aws-database-ping.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import type { Logger } from '../../shared/platform/logger.ts';
import { askedSources } from './asked-sources.ts';

/** Anyone may call, so no database is connected to more often than this by one instance of the function. */
export const KEPT_SECONDS = 5;

interface Look {
  readonly configuration: Configuration;
  readonly outcome: Promise<boolean>;
  until: number;
}

/** Whether a database that a question goes to answers; never rejects. */
export type DatabaseAnswers = (configuration: Configuration) => Promise<boolean>;

interface Ports {
  readonly ping: PingDatabase;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** How long one look takes at most. */
  readonly withinMs: number;
}

/**
 * One look at a time: calls that come meanwhile, or in the five seconds after it, share what
 * it found. Another configuration is looked at anew.
 */
export function createDatabaseLook({ ping, clock, logger, withinMs }: Ports): DatabaseAnswers {
  let last: Look | undefined;

  const anyAnswers = async (configuration: Configuration) => {
    const answers = askedSources(configuration).map(async ([source, its]) => {
      try {
        await withinTime(withinMs, (ms) => ping(its, ms));
        return true;
      } catch (error) {
        logger.warn('The database does not answer', { source, ...errorFields(error) });
        return false;
      }
    });
    return (await Promise.all(answers)).includes(true);
  };

  return (configuration) => {
    if (last?.configuration === configuration && clock.now() < last.until) return last.outcome;
    const outcome = anyAnswers(configuration);
    const look: Look = { configuration, outcome, until: Number.POSITIVE_INFINITY };
    last = look;
    return outcome.finally(() => {
      look.until = clock.now() + KEPT_SECONDS * 1_000;
    });
  };
}

/** The secret is read within the time too. */
async function withinTime(ms: number, work: (ms: number) => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer in ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work(ms), late]);
  } finally {
    clearTimeout(timer);
  }
}
