import * as z from 'zod';
import { Configuration } from '../contracts/configuration.ts';
import { InqueryError } from './inquery-error.ts';
import type { Logger } from './logger.ts';

export interface LoadedConfiguration {
  readonly value: Configuration;
  /** The document's version in the bucket (its ETag). */
  readonly version: string;
  /** Its VersionId, where the bucket is versioned: by it the document can be read again later. */
  readonly versionId?: string | undefined;
  readonly loadedAt: string;
}

export interface ConfigurationStore {
  /** The document in force, read at most once in its time to live (a minute); an invalid new one leaves the last good one in force. */
  current(): Promise<LoadedConfiguration>;
  /** Reads the document now; throws ConfigInvalid when it does not validate. */
  reload(): Promise<LoadedConfiguration>;
}

/** The raw document and its version. */
export type ReadDocument = () => Promise<
  { text: string; version: string; versionId?: string | undefined } | undefined
>;

const TIME_TO_LIVE_MS = 60_000;

/** `timeToLiveMs` 0 looks for a new document each time. */
export function createConfigurationStore(
  readDocument: ReadDocument,
  logger: Logger,
  now: () => number = Date.now,
  timeToLiveMs = TIME_TO_LIVE_MS,
): ConfigurationStore {
  let loaded: LoadedConfiguration | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;

  const reload = async () => {
    const document = await readDocument();
    if (!document) throw new InqueryError('ConfigInvalid', 'There is no configuration document.');
    checkedAt = now();
    if (loaded?.version !== document.version) {
      const value = parseConfiguration(document.text);
      const { version, versionId } = document;
      loaded = { value, version, versionId, loadedAt: new Date(now()).toISOString() };
    }
    return loaded;
  };

  const current = async () => {
    if (loaded && now() - checkedAt < timeToLiveMs) return loaded;
    try {
      return await reload();
    } catch (error) {
      if (!loaded) throw error;
      checkedAt = now();
      logger.error('The configuration could not be read; the last good one stays in force.', {
        error: String(error),
      });
      return loaded;
    }
  };
  return { current, reload };
}

/** Throws ConfigInvalid with the field and the reason, never with the document's contents. */
export function parseConfiguration(text: string): Configuration {
  const result = Configuration.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new InqueryError(
    'ConfigInvalid',
    `The configuration is not valid: ${z.prettifyError(result.error)}`,
    {
      cause: result.error,
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The place alone: the message may quote what stands there.
    const place = /line \d+ column \d+/.exec(String(error))?.[0];
    throw new InqueryError(
      'ConfigInvalid',
      `The configuration is not a JSON document${place ? ` (${place})` : ''}.`,
    );
  }
}
