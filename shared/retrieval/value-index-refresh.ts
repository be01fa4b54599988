import type { Catalog } from '../contracts/catalog.ts';
import type { ValueIndexLimits } from '../contracts/configuration.ts';
import { errorFields } from '../platform/error-fields.ts';
import type { Logger } from '../platform/logger.ts';
import type { ValueAudience } from './value-index-owner.ts';
import { type ReadRows, readValues } from './value-index-read.ts';
import type { ValueIndexWriter } from './value-index-writer.ts';

/** One login whose index is to be built. */
export interface IndexedLogin {
  /** For the log; tells no attribute value. */
  readonly id: string;
  readonly audience: ValueAudience;
  /** The catalogue as its policy shows it: no other column is read. */
  readonly visible: Catalog;
  /** Connects as this login and no other. */
  readonly open: () => Promise<ReadRows>;
}

interface Ports {
  readonly writer: ValueIndexWriter;
  readonly logger: Logger;
}

/**
 * Builds the value index of each login, one after another, with its own credentials. One that fails keeps its last
 * index, or has none and its questions go on with the values of the catalogue. Returns the logins that failed.
 */
export async function refreshValueIndexes(
  logins: readonly IndexedLogin[],
  limits: ValueIndexLimits,
  { writer, logger }: Ports,
): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, audience, visible, open } of logins) {
    const about = { source: visible.source, login: id };
    try {
      const { columns, leftOut } = await readValues(visible, await open(), limits);
      const bytes = await writer.save(visible, audience, columns);
      logger.info('A value index was built.', { ...about, columns: columns.length, leftOut, bytes });
    } catch (error) {
      failed.push(id);
      logger.warn('A value index was not built; questions go on with the last one or without.', {
        ...about,
        ...errorFields(error),
      });
    }
  }
  return failed;
}
