import type { Publish } from '../../shared/notifications/eventbridge-publisher.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import type { Logger } from '../../shared/platform/logger.ts';
import type { Sweep, SweptKind } from './sweeps.ts';

interface Ports {
  readonly publish: Publish;
  readonly logger: Pick<Logger, 'info' | 'error'>;
}

/**
 * Puts right what is open of all kinds and was made before an ISO time. What fails is left to the next sweep and keeps
 * nothing else; throws at the end where a kind could not be listed.
 */
export async function sweepAll(
  kinds: readonly SweptKind[],
  createdBefore: string,
  ports: Ports,
): Promise<void> {
  const counts: Record<string, number> = {};
  const failed: string[] = [];
  for (const { kind, list } of kinds) {
    try {
      const open = await list(createdBefore);
      for (const each of open) await sweep(kind, each, ports);
      counts[kind] = open.length;
    } catch (error) {
      failed.push(kind);
      ports.logger.error('What is open of a kind could not be listed.', { kind, ...errorFields(error) });
    }
  }
  ports.logger.info('swept', counts);
  if (failed.length > 0) throw new Error(`Not swept: ${failed.join(', ')}.`);
}

async function sweep(kind: string, { about, putRight }: Sweep, { publish, logger }: Ports): Promise<void> {
  try {
    const event = await putRight();
    if (event) await publish(event);
  } catch (error) {
    logger.error('What is open could not be swept; the next sweep tries again.', {
      ...{ kind, ...about },
      ...errorFields(error),
    });
  }
}
