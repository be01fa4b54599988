import { type Logger, newLogger } from '../../shared/platform/logger.ts';

/** The real logger, its lines kept. */
export function createFakeLogger(): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  return { logger: newLogger({}, 'debug', (line) => lines.push(JSON.parse(line))), lines };
}
